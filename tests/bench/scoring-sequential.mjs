/** What sequential plans cost and how often they err: counted out, and by draws through the test that a run uses. */
import { fixedPlan } from '../../dist/scoring/statistics/sampling-plan.js'
import { operating } from '../../dist/scoring/statistics/sequential-exact.js'
import { Sprt } from '../../dist/scoring/statistics/sprt.js'
import { figure } from './figures.mjs'
import { seeded } from './measures.mjs'

const DRAWS = 10_000
const END = 60
const PLANS = [
  { p0: 0.05, p1: 0.2, alpha: 0.05, beta: 0.1 },
  { p0: 0.1, p1: 0.3, alpha: 0.05, beta: 0.1 },
  { p0: 0.01, p1: 0.1, alpha: 0.05, beta: 0.2 },
]

export async function bench() {
  const random = seeded(4)
  return PLANS.flatMap((plan) => {
    const { p0, p1, alpha, beta } = plan
    const fixed = fixedPlan(p0, p1, alpha, beta)
    const name = `${p0} against ${p1}`
    const rows = [figure(`${name}: trials of the fixed plan`, fixed.n, '')]
    for (const [q, wrong, allowed] of [
      [p0, 'doesNot', alpha],
      [p1, 'conforms', beta],
    ]) {
      const endless = operating(plan, q, Number.POSITIVE_INFINITY)
      const ended = operating(plan, q, END)
      const seen = drawn(plan, q, random)
      // Wald's bound: without an end the error is at most alpha / (1 - beta), and beta / (1 - alpha).
      const most = Math.round((allowed / (1 - (alpha + beta - allowed))) * 1000) / 1000
      rows.push(
        figure(`${name}, at ${q}: errs, without an end`, endless[wrong], '', { most }),
        figure(`${name}, at ${q}: mean trials, without an end`, endless.trials, '', { most: fixed.n }),
        figure(`${name}, at ${q}: errs, at most ${END}`, ended[wrong], '', { most }),
        figure(`${name}, at ${q}: errs, at most ${END}, drawn`, seen[wrong], ''),
        figure(`${name}, at ${q}: undecided after ${END}`, ended.truncated, ''),
        figure(`${name}, at ${q}: mean trials, at most ${END}`, ended.trials, ''),
        figure(`${name}, at ${q}: mean trials, at most ${END}, drawn`, seen.trials, ''),
      )
    }
    return rows
  })
}

function drawn(plan, q, random) {
  const counts = { conforms: 0, doesNot: 0, trials: 0 }
  for (let i = 0; i < DRAWS; i++) {
    const test = new Sprt(plan, END)
    while (test.decision === 'open') test.add(random() < q)
    if (test.decision === 'conforms') counts.conforms++
    if (test.decision === 'does-not') counts.doesNot++
    counts.trials += test.used
  }
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count / DRAWS]))
}
