/** Faults of the consumer itself over 10,000 conversations with bots that make it hard to keep to one's facts. */
import { faultLine, selfAudit } from '../../dist/consumer/self-audit/self-audit.js'
import { rehearse } from '../../dist/library/rehearse.js'
import { HARD, library, trialsOf } from './consumer-trials.mjs'
import { figure, quantile } from './figures.mjs'
import { seeded, upperBound } from './measures.mjs'

const CONVERSATIONS = 10_000
const SHOWN = 20

export async function bench() {
  const loaded = library()
  const personas = Object.keys(loaded.personas)
  const draw = seeded(5)
  const counts = Object.fromEntries(Object.keys(HARD).map((bot) => [bot, { held: 0, faults: 0 }]))
  const ends = {}
  const kinds = {}
  const spent = []
  let [held, shown] = [0, 0]
  for (let round = 0; held < CONVERSATIONS; round++)
    for (const trial of trialsOf(loaded, `faults ${round}`, personas[round % personas.length]))
      for (const [name, bot] of Object.entries(HARD)) {
        if (held === CONVERSATIONS) break
        const begun = performance.now()
        const { events, reason, whose, detail } = await rehearse({
          trial,
          seed: `faults ${round}`,
          bot: bot(trial.scenario.lang, draw),
        })
        spent.push(performance.now() - begun)
        held++
        counts[name].held++
        ends[reason] = (ends[reason] ?? 0) + 1
        const faults = selfAudit(events, trial)
        if (faults.length === 0 && whose !== 'harness') continue
        counts[name].faults++
        for (const { kind } of faults) kinds[kind] = (kinds[kind] ?? 0) + 1
        if (shown++ < SHOWN)
          console.error(
            `${trial.trial.id} (${trial.persona.id}, ${name}): ${faults[0] ? faultLine(faults[0]) : `${reason}: ${detail}`}`,
          )
      }
  const all = Object.values(counts).reduce((sum, one) => sum + one.faults, 0)
  return [
    figure('conversations', held, ''),
    ...Object.entries(counts).map(([name, one]) =>
      figure(`faults with a bot that ${name}`, one.faults, `of ${one.held}`),
    ),
    ...Object.entries(kinds).map(([kind, n]) => figure(`faults: ${kind}`, n, '')),
    figure('conversations with a fault', all, '', { most: 0, aim: true }),
    figure('upper 95 % bound of their share', upperBound(all, held), ''),
    ...Object.entries(ends).map(([reason, n]) => figure(`ended: ${reason}`, n, '')),
    figure('one conversation, median', quantile(spent, 0.5), 'ms'),
    figure('one conversation, 95 %', quantile(spent, 0.95), 'ms'),
  ]
}
