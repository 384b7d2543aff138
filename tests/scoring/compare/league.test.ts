/** Ranks as wide as the samples leave them. */
import { describe, expect, it } from 'vitest'
import type { Scorecard } from '../../../src/documents/types/scorecard.js'
import { league } from '../../../src/library/league.js'
import { leagueCsv, leagueSheet } from '../../../src/report/compare/league.js'
import { leagueOf } from '../../../src/scoring/compare/league.js'
import { wilson } from '../../../src/scoring/statistics/wilson.js'
import { Workplace } from '../../support/workplace.js'
import { judgedBy, profile, trials, writeRun } from './runs.js'

const entrant = (target: string, hits: number, n: number) => ({
  run: 'run',
  target,
  merchant: target,
  channel: 'http',
  share: hits / n,
  interval: wilson(hits / n, n),
  n,
  clusters: n,
})

const ranksOf = (entrants: ReturnType<typeof entrant>[]) =>
  Object.fromEntries(
    leagueOf('resolution', entrants, 0.95).ranked.map(({ target, ranks }) => [target, ranks]),
  )

describe('ranks', () => {
  it('are certain where simultaneous intervals do not overlap', () => {
    expect(ranksOf([entrant('low', 10, 100), entrant('high', 90, 100), entrant('middle', 50, 100)])).toEqual({
      high: [1, 1],
      middle: [2, 2],
      low: [3, 3],
    })
  })

  it('are ranges where they do', () => {
    expect(ranksOf([entrant('a', 90, 100), entrant('b', 88, 100), entrant('c', 10, 100)])).toEqual({
      a: [1, 2],
      b: [1, 2],
      c: [3, 3],
    })
  })

  it('rest on intervals that hold for all targets at once', () => {
    const few = leagueOf('resolution', [entrant('a', 15, 20)], 0.95).ranked[0]
    const many = leagueOf(
      'resolution',
      Array.from({ length: 50 }, (_, i) => entrant(`t${i}`, 15, 20)),
      0.95,
    ).ranked[0]
    expect(few?.simultaneous[0]).toBeCloseTo(wilson(0.75, 20)[0], 9)
    expect(few?.simultaneous[1]).toBeCloseTo(wilson(0.75, 20)[1], 9)
    // Normal quantile at 1 - 0.05 / 100.
    expect(many?.simultaneous[0]).toBeCloseTo(wilson(0.75, 20, 3.2905267)[0], 6)
    expect(many?.ranks).toEqual([1, 50])
  })

  it('widen a share of 1 downwards only', () => {
    const [one] = leagueOf('resolution', [entrant('a', 20, 20), entrant('b', 20, 20)], 0.95).ranked
    expect(one?.simultaneous[0]).toBeCloseTo(wilson(1, 20, 2.2414027)[0], 6)
    expect(one?.simultaneous[1]).toBe(1)
  })
})

const category = (
  id: 'resolution' | 'latency',
  score: number | null,
  n = 100,
): Scorecard['targets'][number]['categories'] => [
  {
    id,
    score,
    interval: score === null ? null : wilson(score / 100, n).map((bound) => 100 * bound),
    n,
    nEffective: n,
    clusters: n,
    ...(score === null ? { withheld: 'nothing-scored' } : {}),
    audits: [],
  },
]

describe('a league of runs', () => {
  const runs = (work: Workplace) =>
    [
      ['good', 95, 'http'],
      ['bad', 20, 'http'],
      ['page', 50, 'browser'],
    ].map(([target, score, channel]) =>
      writeRun(work.file(String(target)), {
        trials: trials(String(target), 2, 1, () => 'pass'),
        channel: String(channel),
        categories: [...category('resolution', Number(score)), ...category('latency', Number(score))],
      }),
    )

  it('ranks what a page and an API answer together, and their times apart', () => {
    const { leagues } = league(runs(new Workplace()))
    expect(
      leagues.map(({ by, channels, ranked }) => [by, channels, ranked.map(({ target }) => target)]),
    ).toEqual([
      ['resolution', undefined, ['good', 'page', 'bad']],
      ['latency', 'api', ['good', 'bad']],
      ['latency', 'browser', ['page']],
      ['escalation', undefined, []],
    ])
  })

  it('lists apart who has no score, and says that nobody is told apart', () => {
    const work = new Workplace()
    const made = [90, 88, null].map((score, i) =>
      writeRun(work.file(`r${i}`), {
        trials: trials(`t${i}`, 2, 1, () => 'pass'),
        categories: category('resolution', score, 20),
      }),
    )
    const { leagues } = league(made, { by: 'resolution' })
    const [section] = leagueSheet(leagues, [], 'en').sections
    expect(section?.reason).toMatch(/^These samples tell no order: all 2 targets are tied/)
    expect(section?.blocks.map(({ title }) => title)).toEqual(['Rank', 'Not ranked (1)'])
    expect(section?.blocks[0]?.table?.rows.map(([rank]) => rank)).toEqual(['1–2', '1–2'])
    expect(section?.blocks[1]?.items).toEqual([{ head: 't2', lines: ['nothing was scored'] }])
    expect(leagueCsv(leagues).split('\r\n')).toHaveLength(5)
  })

  it('is by the share of a requirement, and refuses one that is no share or that nobody was judged by', () => {
    const work = new Workplace()
    const of = (kind: string) =>
      writeRun(work.file(kind), {
        trials: trials('shop', 2, 1, () => 'pass'),
        profiles: profile('pass').map((one) => ({
          ...one,
          requirements: one.requirements.map((own) => ({ ...own, clusters: 10, interval: [0.6, 0.98] })),
        })),
        plan: judgedBy(0.9, kind),
      })
    expect(league([of('rate')], { by: 'smoke/answers' }).leagues[0]?.ranked).toMatchObject([
      { share: 0.9, ranks: [1, 1] },
    ])
    const [prohibited] = league([of('prohibition')], { by: 'smoke/answers' }).leagues[0]?.ranked ?? []
    expect(prohibited?.share).toBeCloseTo(0.1, 12)
    expect(() => league([of('quantile')], { by: 'smoke/answers' })).toThrow('smoke/answers is no share')
    expect(() => league([of('rate')], { by: 'smoke/other' })).toThrow('no run was judged by smoke/other')
  })

  it('refuses runs of other language models and runs that were not scored', () => {
    const work = new Workplace()
    const [one, other] = ['one', 'other'].map((model) =>
      writeRun(work.file(model), {
        trials: trials('shop', 2, 1, () => 'pass'),
        plan: { consumer: { kind: 'llm', model, prompt: 'p' } },
      }),
    ) as [string, string]
    expect(() => league([one, other])).toThrow('other consumers held the conversations: one (p), other (p)')
    expect(() => league([work.path])).toThrow('is not a run directory')
  })

  it('says so where the runs hold other scenarios', () => {
    const work = new Workplace()
    const made = [2, 3].map((n) =>
      writeRun(work.file(`r${n}`), { trials: trials(`t${n}`, n, 1, () => 'pass') }),
    )
    expect(league(made).warnings.map(({ en }) => en)).toEqual([
      'The runs hold different scenarios: targets are ranked by other questions.',
    ])
  })
})
