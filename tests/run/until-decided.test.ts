/** A run that is held until it is decided: fewer trials, none in secret, and the same decision after a resume. */
import { describe, expect, it } from 'vitest'
import { type Plan, run } from '../../src/index.js'
import { sequentialPlans } from '../../src/library/sequential-plans.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'
import { profile, requirement } from './profile.js'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

async function place(
  answer: () => string,
  requirements = [requirement({ id: 'r', threshold: 0.9, unit: 'session' })],
) {
  const bot = await botOf(answer)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  for (const id of IDS) work.write(`${id}.scenario.yaml`, question(id))
  work.write('own.profile.yaml', profile(requirements))
  return { bot, work }
}

const endsIn = (work: Workplace) => work.journal().flatMap((line) => (line.kind === 'end' ? [line] : []))
const untilDecided = { profiles: ['own'], untilDecided: true }

describe('sequential plans', () => {
  it('lie on both sides of the threshold, and end', () => {
    const [plan] = sequentialPlans([profile([requirement({ id: 'r', threshold: 0.9, unit: 'session' })])])
    expect(plan).toMatchObject({
      profile: 'own',
      requirement: 'r',
      p0: 0.05,
      p1: 0.2,
      alpha: 0.05,
      beta: 0.1,
    })
    // One and a half times the fixed plan of 38 trials.
    expect(plan?.n).toBe(57)
  })

  it('keep to the confidence and the minimum of a requirement', () => {
    const own = requirement({ id: 'r', threshold: 0.5, confidence: 0.8, minimum: 200, unit: 'session' })
    expect(sequentialPlans([profile([own])])[0]).toMatchObject({
      p0: 0.25,
      p1: 0.75,
      alpha: 0.2,
      beta: 0.2,
      n: 200,
    })
  })

  it('are made of rates only, between never and always', () => {
    const others = [
      requirement({ id: 'always', threshold: 1 }),
      requirement({ id: 'never', threshold: 0 }),
      requirement({ id: 'forbidden', kind: 'prohibition', threshold: 0 }),
      requirement({ id: 'there', kind: 'existence' }),
    ]
    expect(sequentialPlans([profile(others)])).toEqual([])
  })
})

describe('a run that is held until it is decided', () => {
  it('stops where the bot conforms, and names what it did not hold', async () => {
    const { bot, work } = await place(() => GOOD_ANSWER)
    const { result } = await work.run([work.path], untilDecided)
    const plan = work.json<Plan>('run/plan.json')
    expect(plan.conformance?.untilDecided).toHaveLength(1)
    expect(plan.trials.length).toBe(Math.ceil(57 / IDS.length) * IDS.length)
    // Accepted after 14 passes: Wald's line for 5 % and 20 %.
    expect(bot.heard).toHaveLength(14)
    const decided = endsIn(work).filter(({ reason }) => reason === 'decided')
    expect(decided).toHaveLength(plan.trials.length - 14)
    expect(decided[0]).toMatchObject({ whose: 'harness', status: 'aborted', turns: 0, messages: 0 })
    const [target] = result.scorecard.targets
    expect(target?.counts).toMatchObject({ run: 14, unscored: 0 })
  })

  it('stops sooner where it does not', async () => {
    const { bot, work } = await place(() => '请稍等。')
    await work.run([work.path], untilDecided)
    expect(bot.heard).toHaveLength(3)
  })

  it('holds rounds of one repetition of each scenario, in an order that the seed draws', async () => {
    const { work } = await place(() => GOOD_ANSWER)
    await work.run([work.path], { ...untilDecided, seed: 'one' })
    await work.run([work.path], { ...untilDecided, seed: 'two', out: work.file('two') })
    const orderOf = (name: string) => work.json<Plan>(`${name}/plan.json`).trials
    const first = orderOf('run').slice(0, IDS.length)
    expect(first.map(({ scenario }) => scenario).sort()).toEqual(IDS)
    expect(new Set(first.map(({ repetition }) => repetition))).toEqual(new Set([1]))
    expect(orderOf('run').map(({ id }) => id)).not.toEqual(orderOf('two').map(({ id }) => id))
  })

  it('comes to the same decision when it was cut and goes on', async () => {
    const { bot, work } = await place(() => GOOD_ANSWER)
    const stop = new AbortController()
    let ended = 0
    await work.run([work.path], {
      ...untilDecided,
      signal: stop.signal,
      listen: (progress) => {
        if (progress.type === 'end' && ++ended === 5) stop.abort()
      },
    })
    const before = bot.heard.length
    expect(before).toBeLessThan(14)
    await run({ resume: work.file('run'), politeness: work.path })
    const done = endsIn(work).filter(({ status }) => status === 'done')
    expect(done).toHaveLength(14)
    // Nothing is held any more, nor written, once all is decided.
    const lines = work.journal().length
    await run({ resume: work.file('run'), politeness: work.path })
    expect(work.journal()).toHaveLength(lines)
  })

  it('goes on for a prohibition until its minimum, and stops at the first breach', async () => {
    const never = requirement({ id: 'never', kind: 'prohibition', threshold: 0, minimum: 12 })
    const good = await place(() => GOOD_ANSWER, [never])
    await good.work.run([good.work.path], untilDecided)
    expect(good.bot.heard).toHaveLength(12)
    const bad = await place(() => '请稍等。', [never])
    await bad.work.run([bad.work.path], untilDecided)
    expect(bad.bot.heard).toHaveLength(1)
  })
})
