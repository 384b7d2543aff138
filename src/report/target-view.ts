/** One target as every renderer tells it: verdict, scores, checks, faults, latency, people, what stayed open. */
import type { Bilingual } from '../documents/ready.js'
import type { Category, Result, Summary, Target, Target1, Trial } from '../documents/types/result.js'
import { anchor, chat, href, type LineView, lineAnchor } from './chat.js'
import { auditTitle, type FaultView, faults, findingAnchor, type TrialRef, trialRef } from './findings.js'
import { both, duration, moment, STRINGS } from './strings.js'
import { type StripView, strip } from './strip.js'
import { cut, oneLine, plainBoth } from './text.js'

export const SYMBOLS = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  withheld: '–',
  unscored: '–',
  'not-run': '–',
}
/** Faults told as chats, and ways to a person drawn, before the rest becomes a list. */
const FEATURED = { faults: 12, ways: 12, undecided: 30 }
const MESSAGE = 600
const WORST_FIRST: Trial['outcome'][] = ['fail', 'inconclusive', 'unscored', 'not-run', 'pass']
const LEVELS = ['E0', 'E1', 'E2', 'E3-claimed', 'E3', 'E4', 'E5'] as const

export interface Mark {
  kind: keyof typeof SYMBOLS
  symbol: string
  word: Bilingual
}

export interface Gauge {
  id: Category['id']
  title: Bilingual
  /** Rounded score, or null where none is given; `why` says why. */
  score: number | null
  /** Geometry of the bar on a track from 2 to 198: the score, and the interval behind it. */
  bar: { at: number; band: { x: number; width: number } | null }
  /** Half the width of the interval. */
  margin: number | null
  interval: Bilingual
  basis: Bilingual
  why: Bilingual | null
}

export interface CheckView {
  title: Bilingual
  description: Bilingual | null
  category: Bilingual
  weight: number
  pass: number
  fail: number
  inconclusive: number
}

export interface WayView {
  trial: TrialRef
  /** What was found about reaching a person, where anything was. */
  mark: Mark | null
  /** `href` leads to the line that shows it, empty where that is no chat message. */
  steps: { level: string; meaning: Bilingual; time: string; href: string }[]
}

export interface OpenTrial {
  id: string
  label: Bilingual
  /** Link to the trial, empty where the result has none. */
  href: string
  reason: Bilingual
  detail: string
}

export interface TrialView {
  ref: TrialRef
  anchor: string
  mark: Mark
  outcome: Trial['outcome']
  stop: Bilingual | null
  stopDetail: string
  transcript: string
  started: string
  findings: {
    mark: Mark
    anchor: string
    href: string
    featured: boolean
    title: Bilingual
    message: Bilingual
    lines: LineRef[]
  }[]
  chat: LineView[]
  /** Length of the conversation in milliseconds, to its last message. */
  length: number
}

interface LineRef {
  line: number
  href: string
}

export interface TargetView {
  id: string
  anchor: string
  href: string
  merchant: string
  title: string
  channel: Bilingual
  url: string
  mark: Mark
  sentence: Bilingual
  counts: Target['counts']
  countsText: Bilingual
  failedText: Bilingual
  gauges: Gauge[]
  checks: CheckView[]
  faults: FaultView[]
  furtherFaults: FaultView[]
  latency: {
    rows: { title: Bilingual; n: number; cells: (string | null)[] }[]
    silences: Bilingual
    unreliable: Bilingual | null
  }
  strip: StripView | null
  plotText: Bilingual
  ways: WayView[]
  furtherWays: number
  unscored: OpenTrial[]
  notRun: OpenTrial[]
  notPlanned: OpenTrial[]
  undecided: { trial: TrialRef; title: Bilingual; message: Bilingual }[]
  furtherUndecided: number
  trials: TrialView[]
}

export function mark(kind: string): Mark {
  const known = (Object.hasOwn(SYMBOLS, kind) ? kind : 'inconclusive') as Mark['kind']
  const word = known === 'withheld' ? both((s) => s.verdicts.withheld) : both((s) => s.outcomes[known])
  return { kind: known, symbol: SYMBOLS[known], word }
}

function reason(code: string): Bilingual {
  const known = Object.hasOwn(STRINGS.en.reasons, code) ? (code as keyof typeof STRINGS.en.reasons) : null
  return both((s) => (known ? s.reasons[known] : oneLine(cut(code, 80))))
}

const onBar = (score: number): number => Math.round((2 + score * 1.96) * 10) / 10

function gauge(category: Category, unscoredShare: number): Gauge {
  const score = category.withheld === undefined ? category.score : null
  const [low, high] = score === null ? [] : (category.interval ?? [])
  const bounded = low !== undefined && high !== undefined
  return {
    id: category.id,
    title: both((s) => s.categories[category.id]),
    score: score === null ? null : Math.round(score),
    margin: bounded ? Math.round((high - low) / 2) : null,
    bar: {
      at: onBar(score ?? 0),
      band: bounded ? { x: onBar(low), width: Math.max(1, onBar(high) - onBar(low)) } : null,
    },
    interval: both((s) => (bounded ? s.interval(Math.round(low), Math.round(high)) : s.noInterval)),
    basis: both((s) => s.basis(category.n, category.clusters)),
    why: score === null ? withheld(category.withheld ?? 'nothing-scored', unscoredShare) : null,
  }
}

function withheld(code: string, unscoredShare: number): Bilingual {
  const known = Object.hasOwn(STRINGS.en.withheld, code) ? (code as keyof typeof STRINGS.en.withheld) : null
  if (known === null) return both(() => oneLine(cut(code, 200)))
  return both((s) =>
    known === 'unscored-share' ? `${s.withheld[known]} (${s.share(unscoredShare)})` : s.withheld[known],
  )
}

function checks(result: Result, categories: Category[]): CheckView[] {
  return categories
    .flatMap((category) =>
      category.audits.map((audit) => {
        const known = result.audits?.find((one) => one.id === audit.audit)
        return {
          title: auditTitle(result, audit.audit),
          description: known ? plainBoth(known.description, MESSAGE) : null,
          category: both((s) => s.categories[category.id]),
          weight: audit.weight,
          pass: audit.outcomes.pass,
          fail: audit.outcomes.fail,
          inconclusive: audit.outcomes.inconclusive + audit.outcomes.error,
        }
      }),
    )
    .sort((a, b) => b.fail - a.fail || b.inconclusive - a.inconclusive || b.weight - a.weight)
}

function way(trial: Trial): WayView | null {
  if (trial.levels.length === 0) return null
  const outcomes = trial.findings.flatMap((finding) => (finding.audit === 'human' ? finding.outcome : []))
  const outcome = (['fail', 'inconclusive', 'pass'] as const).find((one) => outcomes.includes(one))
  const said = new Set(trial.chat.map((line) => line.seq))
  const first = new Map(trial.levels.map((seen) => [seen.level, seen]))
  return {
    trial: trialRef(trial),
    mark: outcome ? mark(outcome) : null,
    // The claimed third level stands in the place of the proven one, never beside it.
    steps: LEVELS.filter((level) =>
      level === 'E3-claimed'
        ? first.has(level)
        : level !== 'E3' || first.has('E3') || !first.has('E3-claimed'),
    ).map((level) => {
      const seen = first.get(level)
      return {
        level,
        meaning: both((s) => s.levels[level]),
        time: seen ? duration(seen.at) : '',
        href: seen && said.has(seen.line) ? href(lineAnchor(trial.id, seen.line)) : '',
      }
    }),
  }
}

function trialView(result: Result, trial: Trial, featured: ReadonlySet<string>): TrialView {
  const proof = new Set(
    trial.findings.flatMap((finding) => (finding.outcome === 'fail' ? finding.lines : [])),
  )
  const said = new Set(trial.chat.map((line) => line.seq))
  return {
    ref: trialRef(trial),
    anchor: anchor(trial.id),
    mark: mark(trial.outcome),
    outcome: trial.outcome,
    stop: trial.stop ? reason(trial.stop.reason) : null,
    stopDetail: oneLine(cut(trial.stop?.detail ?? '', MESSAGE)),
    transcript: oneLine(cut(trial.transcript ?? '', 300)),
    started: moment(oneLine(cut(trial.started ?? '', 40))),
    findings: trial.findings
      .filter((finding) => finding.outcome !== 'not-applicable')
      .map((finding) => ({
        mark: mark(finding.outcome),
        anchor: findingAnchor(trial, finding),
        href: href(findingAnchor(trial, finding)),
        featured: featured.has(findingAnchor(trial, finding)),
        title: auditTitle(result, finding.audit),
        message: plainBoth(finding.message, MESSAGE),
        lines: finding.lines
          .filter((line) => said.has(line))
          .slice(0, 12)
          .map((line) => ({ line, href: href(lineAnchor(trial.id, line)) })),
      })),
    chat: chat(trial, proof),
    length: Math.max(0, trial.chat.at(-1)?.at ?? 0),
  }
}

function latencyRows(score: Target): TargetView['latency']['rows'] {
  const row = (title: Bilingual, one: Summary) => ({
    title,
    n: one.n,
    cells: [one.p50, one.p90, one.p95, one.max].map((ms) => (ms === null ? null : duration(ms))),
  })
  return [
    row(
      both((s) => s.firstSign),
      score.latency.ack,
    ),
    row(
      both((s) => s.firstContent),
      score.latency.firstContent,
    ),
    row(
      both((s) => s.complete),
      score.latency.complete,
    ),
  ]
}

/** What a target's part of the result says. */
export function targetView(result: Result, target: Target1, score: Target): TargetView {
  const all = faults(result, target)
  const featured = all.slice(0, FEATURED.faults)
  const shown = new Set(featured.map((fault) => fault.anchor))
  const ways = target.trials.flatMap((trial) => way(trial) ?? [])
  const byId = new Map(target.trials.map((trial) => [trial.id, trial]))
  const open = (id: string, code: string, detail = ''): OpenTrial => {
    const trial = byId.get(id)
    const plainId = oneLine(cut(id, 300))
    return {
      id: plainId,
      label: trial ? trialRef(trial).label : { 'zh-CN': plainId, en: plainId },
      href: trial ? href(anchor(trial.id)) : '',
      reason: reason(code),
      detail: oneLine(cut(detail, MESSAGE)),
    }
  }
  const unscored = new Set(score.unscored.map((one) => one.trial))
  const undecided = target.trials.flatMap((trial) =>
    trial.findings
      .filter((finding) => finding.outcome === 'inconclusive' || finding.outcome === 'error')
      .map((finding) => ({
        trial: trialRef(trial),
        title: auditTitle(result, finding.audit),
        message: plainBoth(finding.message, MESSAGE),
      })),
  )
  const drawn = strip(target.trials, score.latency)
  const counts = score.counts
  const notRun = target.trials.filter((trial) => trial.outcome === 'not-run' && !unscored.has(trial.id))
  return {
    id: oneLine(cut(target.id, 200)),
    anchor: anchor(target.id),
    href: href(anchor(target.id)),
    merchant: oneLine(cut(target.merchant, 200)),
    title: oneLine(cut(target.title, 200)),
    channel: both((s) => s.channels[target.channel]),
    url: oneLine(cut(target.url, 500)),
    mark: { ...mark(score.verdict), word: both((s) => s.verdicts[score.verdict]) },
    sentence: plainBoth(score.verdictReason, MESSAGE),
    counts,
    countsText: both((s) => s.counts(counts.run, counts.planned, counts.scored)),
    failedText: both((s) => s.failedTrials(counts.failed, counts.scored)),
    gauges: score.categories.map((category) => gauge(category, score.unscoredShare)),
    checks: checks(result, score.categories),
    faults: featured,
    furtherFaults: all.slice(FEATURED.faults),
    latency: {
      rows: latencyRows(score),
      silences: both((s) => s.silences(score.latency.silences, score.latency.turns)),
      unreliable: score.latency.withheld > 0 ? both((s) => s.unreliable(score.latency.withheld)) : null,
    },
    strip: drawn,
    plotText: both((s) => s.plot(drawn?.turns ?? 0, drawn?.silences ?? 0)),
    ways: ways.slice(0, FEATURED.ways),
    furtherWays: Math.max(0, ways.length - FEATURED.ways),
    unscored: score.unscored.map((one) => open(one.trial, one.reason, one.detail)),
    notRun: notRun.map((trial) => open(trial.id, trial.stop?.reason ?? 'not-run', trial.stop?.detail)),
    notPlanned: result.plan.notPlanned
      .filter((one) => one.trial.startsWith(`${target.id}/`))
      .map((one) => open(one.trial, one.reason, one.detail)),
    undecided: undecided.slice(0, FEATURED.undecided),
    furtherUndecided: Math.max(0, undecided.length - FEATURED.undecided),
    trials: [...target.trials]
      .sort((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome))
      .map((trial) => trialView(result, trial, shown)),
  }
}
