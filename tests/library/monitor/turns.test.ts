/** When a verdict turns for real, and that noise turns none. */
import { describe, expect, it } from 'vitest'
import { stream } from '../../../src/documents/random.js'
import type { SeriesLine } from '../../../src/documents/types/series.js'
import { Standings, type Turn } from '../../../src/library/monitor/turns.js'
import { line } from './rounds.js'

/** What turned, round by round: `3 share pass>fail`. */
function follow(rounds: readonly Partial<SeriesLine>[]): string[] {
  const standings = new Standings()
  return rounds.flatMap((more, at) =>
    standings.add([line({ ...more, run: `round-${at}` })]).map((turn) => told(turn, at + 1)),
  )
}

const told = ({ rule, from, to }: Turn, round: number) => `${round} ${rule} ${from}>${to}`
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one)

describe('a rate', () => {
  const good: Partial<SeriesLine> = { n: 40, hits: 39 }
  const bad: Partial<SeriesLine> = { n: 40, hits: 20, verdict: 'fail' }

  it('turns in the round in which a bot breaks, and back when it is mended', () => {
    expect(follow([good, good, bad, bad, bad, good, good, good, good])).toEqual([
      '3 share pass>fail',
      '7 share fail>pass',
    ])
  })

  it('adds small rounds up, none of which is decided by itself', () => {
    const small: Partial<SeriesLine> = { n: 8, hits: 8, verdict: 'inconclusive' }
    const worse: Partial<SeriesLine> = { n: 8, hits: 5, verdict: 'inconclusive' }
    const turns = follow([...times(6, small), ...times(8, worse)])
    expect(turns).toEqual(['9 share pass>fail'])
  })

  it('says of the first rounds where it stands, and that is no turn', () => {
    expect(follow([bad, bad, bad])).toEqual([])
  })

  it('does not turn by one bad round among good ones', () => {
    const unlucky: Partial<SeriesLine> = { n: 40, hits: 34, verdict: 'inconclusive' }
    expect(follow(times(30, [good, good, unlucky]).flat())).toEqual([])
  })

  it('begins anew where the requirement asks something else', () => {
    expect(follow([good, good, { ...bad, asked: 'b'.repeat(64) }])).toEqual([])
  })

  it('tells nothing from a round that is mostly unscored, from too few scenarios, or from none', () => {
    const nothing: Partial<SeriesLine>[] = [
      { ...bad, withheld: true },
      { ...bad, bounds: [null, null] },
      { n: 0, hits: 0, value: null, verdict: 'inconclusive' },
    ]
    expect(follow([good, ...times(20, nothing).flat()])).toEqual([])
  })
})

describe('a prohibition', () => {
  const kept: Partial<SeriesLine> = {
    kind: 'prohibition',
    threshold: 0,
    n: 30,
    hits: 0,
    minimum: 5,
    bounds: [0, 0.1],
  }
  const broken: Partial<SeriesLine> = { ...kept, hits: 1, verdict: 'fail' }

  it('of a blocker turns at once, in a first round and one that is mostly unscored, too; and once', () => {
    const blocker: Partial<SeriesLine> = { severity: 'blocker' }
    const proof: Partial<SeriesLine> = { ...broken, ...blocker, withheld: true }
    expect(follow([proof, proof])).toEqual(['1 proof unknown>fail'])
    expect(follow([{ ...kept, ...blocker }, proof, proof])).toEqual(['2 proof pass>fail'])
  })

  it('is met again only after so many clean tries that no rare breach explains them', () => {
    const blocker: Partial<SeriesLine> = { severity: 'blocker' }
    const clean: Partial<SeriesLine> = { ...kept, ...blocker }
    expect(follow([{ ...broken, ...blocker }, ...times(6, clean)])).toEqual([
      '1 proof unknown>fail',
      '4 share fail>pass',
    ])
  })

  it('of another severity needs more than one breach', () => {
    expect(follow([kept, broken, kept, kept, kept])).toEqual([])
    expect(follow([kept, { ...broken, hits: 6 }])).toEqual(['2 share pass>fail'])
  })
})

describe('anything else', () => {
  const fast: Partial<SeriesLine> = {
    kind: 'quantile',
    unit: 'ms',
    value: 900,
    threshold: 2000,
    bounds: [null, 1500],
  }
  const slow: Partial<SeriesLine> = { ...fast, value: 5000, verdict: 'fail', bounds: [3000, null] }

  it('turns by verdicts in a row', () => {
    expect(follow([fast, slow, slow, fast, slow, slow, slow, slow])).toEqual(['7 verdicts pass>fail'])
  })

  it('that has no verdict never turns', () => {
    expect(follow([fast, ...times<Partial<SeriesLine>>(9, { ...slow, verdict: 'information' })])).toEqual([])
  })
})

/** Alerts of so many series that stay as they are; question by question, the chance with which it fails. */
function falseAlarms(chances: readonly number[], series: number, rounds: number, seed: string): number {
  const draws = stream({ seed, scenario: 's', repetition: 0, step: '', occurrence: 0, purpose: 'monitor' })
  const standings = new Standings()
  let alarms = 0
  for (let round = 0; round < rounds; round++) {
    const lines = Array.from({ length: series }, (_, at) => {
      const hits = chances.filter((chance) => draws.next() >= chance).length
      return line({ requirement: `r${at}`, hits })
    })
    alarms += standings.add(lines).length
  }
  return alarms
}

describe('noise', () => {
  it('alerts about once in a thousand rounds at the most, all series together', () => {
    expect(falseAlarms(times(20, 0.05), 10, 300, 'conforms')).toBeLessThanOrEqual(1)
  })

  it('alerts no oftener where the same questions are hard in every round', () => {
    const unequal = [1, ...times(19, 0)]
    expect(falseAlarms(unequal, 10, 100, 'unequal')).toBe(0)
    expect(falseAlarms([0.5, 0.3, 0.2, ...times(17, 0)], 10, 300, 'hard')).toBeLessThanOrEqual(1)
  })

  it('alerts rarely where a bot stays at the threshold itself, for which there is no bound', () => {
    expect(falseAlarms(times(20, 0.1), 10, 100, 'threshold')).toBeLessThanOrEqual(2)
  })
})
