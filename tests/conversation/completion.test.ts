import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TurnOptions } from '../../src/conversation/open-turn.js'
import { Pace } from '../../src/conversation/pace.js'
import { type Answer, closings, cut, hold, wronglyGiven } from './serial-bot.js'

const OPTIONS: TurnOptions = { cap: 60_000, quiet: 1500, learned: 'longer' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const bubble = fc.record(
  {
    pause: fc.integer({ min: 1, max: 6000 }),
    pieces: fc.array(fc.integer({ min: 1, max: 6000 }), { maxLength: 5 }),
    typing: fc.integer({ min: 1, max: 3000 }),
  },
  { requiredKeys: ['pause', 'pieces'] },
)
const answers = fc.array(fc.array(bubble, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 })

describe('when an answer is complete', () => {
  it('is never said in a pause that is shorter than the quiet period, whatever the pauses', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (all) => {
        const { lines, said } = await hold(all, new Pace(), OPTIONS)
        expect(cut(lines, said)).toEqual([])
        for (const { rule, quiet } of closings(lines))
          if (rule === 'quiet' || rule === 'typing') expect(quiet).toBeGreaterThanOrEqual(1500)
      }),
      { numRuns: 60 },
    )
  })

  it('is said alike for the same pauses', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (all) => {
        const one = await hold(all, new Pace(), OPTIONS)
        const other = await hold(all, new Pace(), OPTIONS)
        expect(other.lines).toEqual(one.lines)
      }),
      { numRuns: 10 },
    )
  })

  it('gives further words of a message to the turn that it began in, however late', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (all) => {
        const { lines } = await hold(all, new Pace(), OPTIONS)
        const turns = new Map<string, Set<number | undefined>>()
        for (const line of lines)
          if (line.kind === 'text') turns.set(line.id, (turns.get(line.id) ?? new Set()).add(line.turn))
        for (const [, owners] of turns) expect(owners.size).toBe(1)
      }),
      { numRuns: 20 },
    )
  })
})

/** A small generator with a seed: these bots are the same in each run. */
function draws(seed: number) {
  let state = seed
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 1) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

const PAUSES: Record<string, (d: ReturnType<typeof draws>) => number> = {
  exponential: ({ uniform }) => -400 * Math.log(uniform()),
  lognormal: ({ normal }) => Math.exp(Math.log(300) + 0.9 * normal()),
  'uniform, up to three quiet periods': ({ uniform }) => 4500 * uniform(),
  'short, one in twenty longer than the quiet period': ({ uniform }) =>
    uniform() < 0.05 ? 1500 + 4500 * uniform() : 300 * uniform(),
}

describe.each(Object.keys(PAUSES))('a bot with pauses that are %s', (name) => {
  it.each([false, true])(
    'has no answer given to another turn without a mark (typing shown: %s)',
    async (typing) => {
      let ambiguous = 0
      for (const seed of [1, 2, 3]) {
        const d = draws(seed)
        const pause = () => Math.min(6000, (PAUSES[name] as (typeof PAUSES)[string])(d))
        const answer = (): Answer =>
          Array.from({ length: 1 + Math.floor(3 * d.uniform()) }, (_, i) => ({
            pause: i === 0 ? 200 + 1000 * d.uniform() : pause(),
            pieces: Array.from({ length: Math.floor(5 * d.uniform()) }, pause),
            ...(typing && i === 0 ? { typing: 150 } : {}),
          }))
        const { lines, said } = await hold(Array.from({ length: 60 }, answer), new Pace(), OPTIONS)
        expect(wronglyGiven(lines, said)).toEqual([])
        expect(cut(lines, said)).toEqual([])
        ambiguous += new Set(lines.flatMap((e) => (e.ambiguous ? [e.turn] : []))).size
      }
      // A mark on everything would be no mark.
      expect(ambiguous).toBeLessThan(120)
    },
  )
})

describe('the quiet period', () => {
  const one = (...pauses: number[]): Answer => [
    { pause: 300, pieces: [] },
    ...pauses.map((pause) => ({ pause, pieces: [] })),
  ]
  const quiets = async (all: Answer[], options: Partial<TurnOptions> = {}, pace = new Pace()) =>
    closings((await hold(all, pace, { ...OPTIONS, ...options })).lines).slice(1)

  it('grows with the pauses that were seen, in other conversations too', async () => {
    const pace = new Pace()
    expect((await quiets([one(1000), one()], {}, pace)).map((c) => c.quiet)).toEqual([2000, 2000])
    expect((await quiets([one(1900)], {}, pace)).map((c) => c.quiet)).toEqual([3800])
  })

  it('grows at once when the rest of a cut answer comes', async () => {
    const streamed: Answer = [{ pause: 300, pieces: [2500] }]
    const [first, second] = await quiets([streamed, one(), one()])
    expect(first?.quiet).toBe(1500)
    expect(second?.quiet).toBe(5000)
  })

  it('stays below ten seconds, and a reminder after more teaches nothing', async () => {
    const pace = new Pace()
    expect((await quiets([one(1400), one(2700), one(5300), one(9000)], {}, pace)).at(-1)?.quiet).toBe(10_000)
    const patient = await quiets([one(20_000)], { quiet: 30_000 })
    expect(patient.map((c) => c.quiet)).toEqual([30_000])
  })

  it('becomes shorter for a known bot where the target file does not say it', async () => {
    const all = Array.from({ length: 22 }, () => one())
    expect((await quiets(all, { learned: 'either' })).at(-1)?.quiet).toBe(700)
    expect((await quiets(all)).at(-1)?.quiet).toBe(1500)
    const paused = [one(500), ...all]
    expect((await quiets(paused, { learned: 'either' })).at(-1)?.quiet).toBe(1000)
  })

  it('is not learned from pauses in which the bot is seen to type', async () => {
    const typed: Answer = [
      { pause: 300, pieces: [] },
      { pause: 5000, pieces: [], typing: 4900 },
    ]
    expect((await quiets([typed, one()])).map(({ rule, quiet }) => [rule, quiet])).toEqual([
      ['typing', 1500],
      ['quiet', 1500],
    ])
  })
})
