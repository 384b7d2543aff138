/** One trial as every renderer tells it: how it ended, what was found, the chat, and the way to a person. */
import type { Bilingual } from '../documents/ready.js'
import type { Result, Trial } from '../documents/types/result.js'
import { anchor, chat, href, type LineView, lineAnchor } from './chat.js'
import { type Facets, facets } from './facets.js'
import { auditTitle, findingAnchor, type TrialRef, trialRef } from './findings.js'
import { messageOf, titleWith } from './judged.js'
import { type Mark, mark, reason } from './mark.js'
import { both, duration, moment } from './strings.js'
import { cut, oneLine } from './text.js'

const MESSAGE = 600
const CITED = 12
const FILES = 60
const LEVELS = ['E0', 'E1', 'E2', 'E3-claimed', 'E3', 'E4', 'E5'] as const

export interface WayView {
  trial: TrialRef
  /** What was found about reaching a person, where anything was. */
  mark: Mark | null
  /** `href` leads to the line that shows it, empty where that is no chat message. */
  steps: { level: string; meaning: Bilingual; time: string; href: string }[]
}

export interface TrialView extends Facets {
  ref: TrialRef
  anchor: string
  mark: Mark
  outcome: Trial['outcome']
  stop: Bilingual | null
  stopDetail: string
  transcript: string
  /** Files of the run that show what was seen, those of a kind together. */
  evidence: { kind: Bilingual; files: { file: string; label: string }[] }[]
  started: string
  /** What passed, by audit, with the lines that show it. */
  passed: { title: Bilingual; lines: LineRef[] }[]
  /** What did not pass, but for what does not apply. */
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
  /** The conversation is left to its transcript. */
  untold: boolean
  /** Length of the conversation in milliseconds, to its last message. */
  length: number
}

interface LineRef {
  line: number
  href: string
}

export function way(trial: Trial, told: ReadonlySet<string>): WayView | null {
  if (trial.levels.length === 0) return null
  const outcomes = trial.findings.flatMap((finding) => (finding.audit === 'human' ? finding.outcome : []))
  const outcome = (['fail', 'inconclusive', 'pass'] as const).find((one) => outcomes.includes(one))
  const said = linkable(trial, told)
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

/** @param told ids of the conversations told in full; @param featured anchors of the findings shown as faults */
export function trialView(
  result: Result,
  trial: Trial,
  told: ReadonlySet<string>,
  featured: ReadonlySet<string>,
): TrialView {
  const said = linkable(trial, told)
  const proof = new Set(
    trial.findings.flatMap((finding) => (finding.outcome === 'fail' ? finding.lines : [])),
  )
  return {
    ...facets([trial]),
    ref: trialRef(trial),
    anchor: anchor(trial.id),
    mark: mark(trial.outcome),
    outcome: trial.outcome,
    stop: trial.stop ? reason(trial.stop.reason) : null,
    stopDetail: oneLine(cut(trial.stop?.detail ?? '', MESSAGE)),
    transcript: oneLine(cut(trial.transcript ?? '', 300)),
    evidence: evidence(trial),
    started: moment(oneLine(cut(trial.started ?? '', 40))),
    passed: passed(result, trial, said),
    findings: trial.findings
      .filter((finding) => finding.outcome !== 'not-applicable' && finding.outcome !== 'pass')
      .map((finding) => ({
        mark: mark(finding.outcome),
        anchor: findingAnchor(trial, finding),
        href: href(findingAnchor(trial, finding)),
        featured: featured.has(findingAnchor(trial, finding)),
        title: auditTitle(result, finding.audit),
        message: messageOf(finding, MESSAGE),
        lines: cited(trial, finding.lines, said),
      })),
    chat: told.has(trial.id) ? chat(trial, proof) : [],
    untold: trial.chat.length > 0 && !told.has(trial.id),
    length: Math.max(0, trial.chat.at(-1)?.at ?? 0),
  }
}

/** Pictures are named by their turn, others by what they are. */
function evidence({ evidence = [] }: Trial): TrialView['evidence'] {
  const kinds = new Map<NonNullable<Trial['evidence']>[number]['kind'], { file: string; label: string }[]>()
  for (const { kind, file, turn } of evidence.slice(0, FILES)) {
    const label = kind === 'screenshot' && turn !== undefined ? String(turn) : (file.split('.')[1] ?? '*')
    kinds.set(kind, [...(kinds.get(kind) ?? []), { file, label }])
  }
  return [...kinds].map(([kind, files]) => ({ kind: both((s) => s.evidenceKinds[kind]), files }))
}

function passed(result: Result, trial: Trial, said: ReadonlySet<number>): TrialView['passed'] {
  const titles = new Map<string, { title: Bilingual; lines: Set<number> }>()
  for (const finding of trial.findings) {
    if (finding.outcome !== 'pass') continue
    const title = titleWith(auditTitle(result, finding.audit), finding)
    const { lines } = titles.get(title.en) ?? { lines: [] }
    titles.set(title.en, { title, lines: new Set([...lines, ...finding.lines]) })
  }
  return [...titles.values()].map(({ title, lines }) => ({ title, lines: cited(trial, [...lines], said) }))
}

/** Lines of the chat that have a place in the report. */
function linkable(trial: Trial, told: ReadonlySet<string>): Set<number> {
  return new Set(told.has(trial.id) ? trial.chat.map((line) => line.seq) : [])
}

/** Links to the cited lines that are part of the chat. */
function cited(trial: Trial, lines: readonly number[], said: ReadonlySet<number>): LineRef[] {
  return lines
    .filter((line) => said.has(line))
    .slice(0, CITED)
    .map((line) => ({ line, href: href(lineAnchor(trial.id, line)) }))
}
