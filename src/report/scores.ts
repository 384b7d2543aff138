/** The numbers of one target: scores with their intervals, outcomes of each check, percentiles of latency. */
import type { Bilingual } from '../documents/ready.js'
import type { Category, Result, Summary, Target } from '../documents/types/result.js'
import { auditTitle } from './findings.js'
import { shareOfJudge } from './judged.js'
import { both, duration, STRINGS } from './strings.js'
import { cut, oneLine, plainBoth } from './text.js'

const DESCRIPTION = 600

/** A number from 0 to 100 as a bar with its interval. */
export interface Bar {
  /** Rounded score, or null where none is given; `why` says why. */
  score: number | null
  /** Geometry of the bar on a track from 2 to 198: the score, and the interval behind it. */
  bar: { at: number; band: { x: number; width: number } | null }
  /** Half the width of the interval. */
  margin: number | null
  interval: Bilingual
}

export interface Gauge extends Bar {
  id: Category['id']
  title: Bilingual
  basis: Bilingual
  /** How much of it a judge decided; null where nothing. */
  judged: Bilingual | null
  why: Bilingual | null
  /** How far the score depends on the weights; null where it does not, or nothing is known of it. */
  weights: Bilingual | null
  /** Place among several targets; null where the numbers give none. */
  place: Bilingual | null
}

export interface CheckView {
  title: Bilingual
  description: Bilingual | null
  category: Bilingual
  weight: number
  pass: number
  fail: number
  inconclusive: number
  judged: Bilingual | null
}

interface LatencyCell {
  text: string
  silent: boolean
  /** 95 % interval; null for what has none by its kind. */
  interval: Bilingual | null
}

export interface LatencyTable {
  columns: Bilingual[]
  /** `silent`: the percentile falls on a silence. */
  rows: { title: Bilingual; cells: LatencyCell[] }[]
}

const onBar = (score: number): number => Math.round((2 + Math.min(100, Math.max(0, score)) * 1.96) * 10) / 10

export function gauge(result: Result, category: Category, unscoredShare: number): Gauge {
  const score = category.withheld === undefined ? category.score : null
  return {
    ...barOf(score, category.interval),
    id: category.id,
    title: both((s) => s.categories[category.id]),
    basis: both((s) => s.basis(category.n, category.clusters)),
    judged: score === null ? null : shareOfJudge(category.judged, result),
    place: null,
    weights: score === null ? null : weights(category),
    why: score === null ? withheld(category.withheld ?? 'nothing-scored', unscoredShare) : null,
  }
}

/** @param interval on the scale of the score */
export function barOf(score: number | null, interval: readonly number[] | null): Bar {
  const [low, high] = score === null ? [] : (interval ?? [])
  const bounded = low !== undefined && high !== undefined
  return {
    score: score === null ? null : Math.round(score),
    margin: bounded ? Math.round((high - low) / 2) : null,
    bar: {
      at: onBar(score ?? 0),
      band: bounded ? { x: onBar(low), width: Math.max(1, onBar(high) - onBar(low)) } : null,
    },
    interval: both((s) => (bounded ? s.interval(Math.round(low), Math.round(high)) : s.noInterval)),
  }
}

function weights({ sensitivity }: Category): Bilingual | null {
  if (sensitivity === undefined) return null
  const [low, high] = [Math.round(sensitivity.low), Math.round(sensitivity.high)]
  return low === high ? null : both((s) => s.profiles.weights(low, high))
}

function withheld(code: string, unscoredShare: number): Bilingual {
  const known = Object.hasOwn(STRINGS.en.withheld, code) ? (code as keyof typeof STRINGS.en.withheld) : null
  if (known === null) return both(() => oneLine(cut(code, 200)))
  return both((s) =>
    known === 'unscored-share' ? `${s.withheld[known]} (${s.share(unscoredShare)})` : s.withheld[known],
  )
}

export function checks(result: Result, categories: Category[]): CheckView[] {
  return categories
    .flatMap((category) =>
      category.audits.map((audit) => {
        const known = result.audits?.find((one) => one.id === audit.audit)
        return {
          title: auditTitle(result, audit.audit),
          description: known ? plainBoth(known.description, DESCRIPTION) : null,
          category: both((s) => s.categories[category.id]),
          weight: audit.weight,
          pass: audit.outcomes.pass,
          fail: audit.outcomes.fail,
          inconclusive: audit.outcomes.inconclusive + audit.outcomes.error,
          judged: shareOfJudge(audit.judged, result),
        }
      }),
    )
    .sort((a, b) => b.fail - a.fail || b.inconclusive - a.inconclusive || b.weight - a.weight)
}

/** The interval of a percentile in words; an older result has none. */
function between(summary: Summary, key: 'p50' | 'p90' | 'p95'): Bilingual | null {
  const [low, high] = summary.interval?.[key] ?? []
  if (low === undefined || high === undefined) return null
  if (low === null && high === null) return both((s) => s.fewTurns)
  if (low === null) return both((s) => s.atMost(duration(high ?? 0)))
  if (high === null) return both((s) => s.atLeast(duration(low)))
  return both((s) => s.times(duration(low), duration(high)))
}

/** One percentile of a summary. */
export function latencyCell(summary: Summary, key: 'p50' | 'p90' | 'p95' | 'max'): LatencyCell {
  return {
    text: summary[key] === null ? '–' : duration(summary[key]),
    silent: summary[key] === null && summary.n > 0,
    interval: key === 'max' || summary.n === 0 ? null : between(summary, key),
  }
}

export function latencyTable(latency: Target['latency']): LatencyTable {
  const measures = [latency.ack, latency.firstContent, latency.complete]
  const percentile = (title: Bilingual, key: 'p50' | 'p90' | 'p95' | 'max') => ({
    title,
    cells: measures.map((summary) => latencyCell(summary, key)),
  })
  return {
    columns: [both((s) => s.firstSign), both((s) => s.firstContent), both((s) => s.complete)],
    rows: [
      percentile(
        both((s) => s.half),
        'p50',
      ),
      percentile(
        both((s) => s.p90),
        'p90',
      ),
      percentile(
        both((s) => s.p95),
        'p95',
      ),
      percentile(
        both((s) => s.longest),
        'max',
      ),
      {
        title: both((s) => s.measuredTurns),
        cells: measures.map((summary) => ({ text: String(summary.n), silent: false, interval: null })),
      },
    ],
  }
}
