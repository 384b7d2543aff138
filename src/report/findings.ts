/** What fell short, grouped so that the same fault seen twenty times is told once, and the worst comes first. */
import type { Bilingual } from '../documents/ready.js'
import type { Finding, Result, Target1, Trial } from '../documents/types/result.js'
import { anchor, type ExcerptPart, excerpt, href } from './chat.js'
import { type Facets, facets } from './facets.js'
import { messageOf } from './judged.js'
import { both } from './strings.js'
import { cut, oneLine, plain, plainBoth } from './text.js'

const LONGEST = { message: 600, label: 160 }
const SAME_LISTED = 20

export interface TrialRef {
  id: string
  label: Bilingual
  href: string
}

/** One fault: its first example in full, and where else it was seen. */
export interface FaultView extends Facets {
  anchor: string
  href: string
  audit: string
  title: Bilingual
  message: Bilingual
  /** The message, short enough for a list. */
  gist: Bilingual
  wanted: Bilingual | null
  measured: string
  expected: boolean
  trial: TrialRef
  turn: number | null
  where: Bilingual
  /** Conversations in which it was seen. */
  count: number
  same: TrialRef[]
  excerpt: ExcerptPart[]
  /** Some line of the excerpt is marked as proof. */
  marked: boolean
  /** Cited lines that are not part of the chat (a stop, a hand-off event), joined. */
  otherLines: string
  /** Seen in the whole conversation below. */
  whole: boolean
  /** What a quotation names: the transcript file and its SHA-256, empty where there is none. */
  transcript: string
  sha256: string
  /** SHA-256 of the picture of the page at the end of the conversation, empty where there is none. */
  screenshot: string
}

/** Title of an audit: the result's own, else its id. */
export function auditTitle(result: Result, id: string): Bilingual {
  const title = result.audits?.find((audit) => audit.id === id)?.title
  return plainBoth(title ?? { 'zh-CN': id, en: id }, LONGEST.label)
}

/** Title, persona, arm and repetition of a trial. */
export function trialRef(trial: Trial): TrialRef {
  const arm = Object.entries(trial.arm).filter(([key]) => key !== 'persona')
  const setting = [trial.persona, ...arm.map(([key, value]) => `${key}=${value}`)].map(oneLine).join(' · ')
  return {
    id: cut(oneLine(trial.id), 300),
    label: both((s) =>
      cut(`${oneLine(trial.title)} · ${setting} · ${s.repetition(trial.repetition)}`, LONGEST.label),
    ),
    href: href(anchor(trial.id)),
  }
}

/** Measured value with its unit, milliseconds made readable. */
function measured(finding: Finding): string {
  const value = finding.measured?.value
  if (value == null) return ''
  const unit = finding.measured?.unit ?? ''
  return oneLine(cut(`${value}${unit.startsWith('/') ? unit : ` ${unit}`}`, LONGEST.label))
}

export function findingAnchor(trial: Trial, finding: Finding): string {
  return `${anchor(trial.id)}:F${trial.findings.indexOf(finding) + 1}`
}

interface Example {
  finding: Finding
  trial: Trial
}

/**
 * Failed findings of a target, one for each audit, scenario and step. Expectations first, then by weight and by
 * how often; the worst of every audit stands before the second of any, so that a short list shows every kind.
 */
export function faults(result: Result, target: Target1, told: ReadonlySet<string>): FaultView[] {
  const groups = new Map<string, Example[]>()
  for (const trial of target.trials) {
    for (const finding of trial.findings) {
      if (finding.outcome !== 'fail') continue
      const key = JSON.stringify([finding.expected, finding.audit, trial.scenario, finding.step])
      const group = groups.get(key)
      if (group) group.push({ finding, trial })
      else groups.set(key, [{ finding, trial }])
    }
  }
  const ofAudit = new Map<string, number>()
  return [...groups.values()]
    .map((group) => ({ group, rank: rank(group) }))
    .sort((a, b) => compare(b.rank, a.rank))
    .map(({ group, rank: [expected = 0, ...rest] }) => {
      const audit = `${expected} ${group[0]?.finding.audit}`
      const before = ofAudit.get(audit) ?? 0
      ofAudit.set(audit, before + 1)
      return { group, rank: [expected, -before, ...rest] }
    })
    .sort((a, b) => compare(b.rank, a.rank))
    .map(({ group }) => fault(result, group, told))
}

/** Expected or not, weight, number of conversations. */
function rank(group: Example[]): number[] {
  const finding = group[0]?.finding
  return [finding?.expected ? 1 : 0, finding?.weight ?? 0, new Set(group.map((one) => one.trial.id)).size]
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

function fault(result: Result, group: Example[], told: ReadonlySet<string>): FaultView {
  const { finding, trial } = group[0] as Example
  const others = new Map(group.filter((one) => one.trial.id !== trial.id).map((one) => [one.trial.id, one]))
  const said = new Set(trial.chat.map((line) => line.seq))
  return {
    ...facets(group.map((one) => one.trial)),
    anchor: findingAnchor(trial, finding),
    href: href(findingAnchor(trial, finding)),
    audit: oneLine(finding.audit),
    title: auditTitle(result, finding.audit),
    message: messageOf(finding, LONGEST.message),
    gist: plainBoth(finding.message, LONGEST.label),
    wanted: finding.wanted ? plainBoth(finding.wanted, LONGEST.message) : null,
    measured: measured(finding),
    expected: finding.expected,
    trial: trialRef(trial),
    turn: finding.turn ?? null,
    where: both((s) => (finding.turn === undefined ? s.wholeTrial : s.turn(finding.turn))),
    count: others.size + 1,
    same: [...others.values()].slice(0, SAME_LISTED).map((one) => trialRef(one.trial)),
    excerpt: excerpt(trial, finding.lines, told.has(trial.id)),
    whole: told.has(trial.id),
    transcript: oneLine(cut(trial.transcript ?? '', 300)),
    sha256: trial.sha256 ?? '',
    screenshot: trial.screenshot ?? '',
    marked: finding.lines.some((line) => said.has(line)),
    otherLines: plain(
      finding.lines
        .filter((line) => !said.has(line))
        .slice(0, 12)
        .join(', '),
    ),
  }
}
