/** The verdict on a target where profiles judge, trials that wait, and those that nobody needs any more. */
import { describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/exit.js'
import { exitCodeOf } from '../../src/cli/verdict.js'
import type { Result } from '../../src/documents/types/result.js'
import type { Row } from '../../src/documents/types/row.js'
import type { Scorecard } from '../../src/documents/types/scorecard.js'
import { scorecard } from '../../src/scoring/scorecard.js'
import { Tally } from '../../src/scoring/tally.js'
import { counted, finding, plan, result } from './documents.js'

type Card = NonNullable<Scorecard['targets'][number]['profiles']>[number]

const ids = ['shop/a/-/1', 'shop/b/-/1', 'shop/c/-/1', 'shop/d/-/1']
const profile = (id: string, verdict: Card['verdict']): Card => ({
  profile: id,
  verdict,
  reason: { 'zh-CN': `${id} 的原因`, en: `why ${id}` },
  requirements: [],
})

/** A run of four trials, of which all but these were held. */
function run({
  profiles = [],
  notHeld = [],
  windows = [],
  decided = [],
  outcome = 'pass',
}: {
  profiles?: Card[]
  notHeld?: string[]
  windows?: string[]
  decided?: string[]
  outcome?: 'pass' | 'fail'
}): Result {
  const own = plan(ids)
  for (const trial of own.trials) if (windows.includes(trial.id)) trial.window = 'night'
  const held = ids.filter((id) => !notHeld.includes(id) && !decided.includes(id))
  const card = scorecard(
    own,
    held.map((id) => result(id)),
    counted(held.map((id) => finding(id, { outcome }))),
    undefined,
    undefined,
    undefined,
    new Map(profiles.length > 0 ? [['shop', profiles]] : []),
    new Set(decided),
  )
  const trials = held.map((id) => ({ id, outcome: 'inconclusive' }))
  return { scorecard: card, targets: [{ id: 'shop', trials }] } as unknown as Result
}

const target = (shown: Result) => shown.scorecard.targets[0]

describe('the verdict on a target', () => {
  it('is the worst of its profiles, with the reasons of those that have it', () => {
    const all = [
      profile('a', 'pass'),
      profile('b', 'inconclusive'),
      profile('c', 'withheld'),
      profile('d', 'fail'),
    ]
    const of = (...some: Card[]) => target(run({ profiles: some }))
    expect(of(...all)).toMatchObject({
      verdict: 'fail',
      verdictReason: { en: 'd: why d', 'zh-CN': 'd：d 的原因' },
    })
    expect(of(...all.slice(0, 3))?.verdict).toBe('withheld')
    expect(of(...all.slice(0, 2))?.verdict).toBe('inconclusive')
    expect(of(profile('a', 'pass'), profile('e', 'pass'))?.verdictReason.en).toBe('a: why a; e: why e')
  })

  it('goes by profiles only where there are any', () => {
    expect(target(run({ outcome: 'fail', profiles: [profile('a', 'pass')] }))).toMatchObject({
      verdict: 'pass',
      counts: { failed: 4 },
      profiles: [{ profile: 'a' }],
    })
    expect(target(run({ outcome: 'fail' }))?.verdict).toBe('fail')
    expect(target(run({ outcome: 'fail' }))).not.toHaveProperty('profiles')
  })
})

describe('trials that were not held', () => {
  it('wait for their window, or are not needed any more: each is counted apart', () => {
    const shown = run({
      notHeld: ['shop/b/-/1', 'shop/c/-/1'],
      windows: ['shop/c/-/1'],
      decided: ['shop/d/-/1'],
    })
    expect(target(shown)?.counts).toMatchObject({
      planned: 4,
      run: 1,
      notRun: 2,
      waiting: 1,
      decided: 1,
      unscored: 0,
    })
    expect(target(run({}))?.counts).not.toHaveProperty('waiting')
    expect(target(run({}))?.counts).not.toHaveProperty('decided')
  })

  it('are known as decided from their row', () => {
    const own = plan(ids)
    const tally = new Tally(own)
    for (const id of ids)
      tally.add({ trial: id, target: 'shop', status: 'not-run', reason: 'decided' } as Row, undefined, [])
    expect(tally.scorecard(new Map()).targets[0]?.counts).toMatchObject({ notRun: 0, decided: 4 })
  })
})

describe('the exit code', () => {
  const fail = [profile('a', 'fail')]
  const pass = [profile('a', 'pass')]

  it('is 1 where a profile failed, and not where only an expectation did', () => {
    expect(exitCodeOf(run({ profiles: fail }))).toBe(EXIT.failed)
    expect(exitCodeOf(run({ profiles: pass, outcome: 'fail' }))).toBe(EXIT.ok)
    expect(exitCodeOf(run({ outcome: 'fail' }))).toBe(EXIT.failed)
  })

  it('asked to fail on what is inconclusive, asks the profiles', () => {
    const open = [profile('a', 'inconclusive')]
    expect(exitCodeOf(run({ profiles: open }))).toBe(EXIT.ok)
    expect(exitCodeOf(run({ profiles: open }), 'inconclusive')).toBe(EXIT.failed)
    expect(exitCodeOf(run({ profiles: pass }), 'inconclusive')).toBe(EXIT.ok)
    // Without profiles a trial that is undecided is enough.
    expect(exitCodeOf(run({}), 'inconclusive')).toBe(EXIT.failed)
  })

  it('is 3 for trials that are missing, not for those that wait or are not needed', () => {
    expect(exitCodeOf(run({ notHeld: ['shop/b/-/1'], profiles: fail }))).toBe(EXIT.harness)
    const waiting = { notHeld: ['shop/b/-/1'], windows: ['shop/b/-/1'] }
    expect(exitCodeOf(run({ ...waiting, profiles: pass }))).toBe(EXIT.ok)
    expect(exitCodeOf(run({ ...waiting, profiles: fail }))).toBe(EXIT.failed)
    expect(exitCodeOf(run({ decided: ['shop/b/-/1'], profiles: pass }))).toBe(EXIT.ok)
  })
})
