/** The excerpts of conversations on which the verdicts of a target rest, numbered so that a letter can name them. */
import type { Bilingual } from '../../documents/ready.js'
import type { Finding, Result, Target1, Trial } from '../../documents/types/result.js'
import { type ExcerptPart, excerpt } from '../chat.js'
import { auditTitle, trialRef } from '../findings.js'
import { messageOf } from '../judged.js'
import type { ProfileView } from '../requirements.js'
import { both, moment } from '../strings.js'
import { cut, oneLine, plainBoth } from '../text.js'

/** Excerpts of one target, of one requirement, and findings told of one excerpt. */
const MOST = { all: 40, requirement: 4, findings: 4 }
const LONGEST = 600

export interface ExhibitView {
  number: number
  title: Bilingual
  /** Id of the trial, as the plan has it. */
  trial: string
  started: string
  findings: { title: Bilingual; message: Bilingual; wanted: Bilingual | null }[]
  /** A line, or how many messages were left out between two. */
  excerpt: { line: ExcerptPart['line']; gap: Bilingual }[]
  transcript: string
  sha256: string
}

interface Exhibits {
  exhibits: ExhibitView[]
  /** Numbers of the exhibits of each failed requirement, by its anchor. */
  of: ReadonlyMap<string, number[]>
}

/**
 * What proves that requirements failed, each place once; without profiles, what failed the conversations.
 * Not all of a long list: the result has every finding with its lines.
 */
export function exhibitsOf(
  result: Result,
  target: Target1,
  profiles: readonly ProfileView[],
  first: number,
): Exhibits {
  const trials = new Map(target.trials.map((trial) => [trial.id, trial]))
  const exhibits: ExhibitView[] = []
  const numbers = new Map<string, number>()
  const of = new Map<string, number[]>()
  const add = (id: string, lines: readonly number[]): number | undefined => {
    const trial = trials.get(id)
    const key = `${id}:${[...lines].sort((a, b) => a - b).join()}`
    const known = numbers.get(key)
    if (known !== undefined || trial === undefined || exhibits.length >= MOST.all) return known
    const number = first + exhibits.length
    numbers.set(key, number)
    exhibits.push(exhibit(result, trial, lines, number))
    return number
  }
  for (const { requirements } of profiles)
    for (const { anchor, card } of requirements)
      if (card.verdict === 'fail')
        of.set(
          anchor,
          card.proofs.slice(0, MOST.requirement).flatMap(({ trial, lines }) => add(trial, lines) ?? []),
        )
  if (profiles.length === 0) for (const { trial, lines } of failedOnce(target)) add(trial, lines)
  return { exhibits, of }
}

/** The first place at which each expectation of a scenario failed. */
function failedOnce(target: Target1): { trial: string; lines: number[] }[] {
  const places = new Map<string, { trial: string; lines: number[] }>()
  for (const { id, scenario, findings } of target.trials)
    for (const { outcome, expected, audit, step, lines } of findings) {
      const key = JSON.stringify([audit, scenario, step])
      if (outcome === 'fail' && expected && !places.has(key)) places.set(key, { trial: id, lines })
    }
  return [...places.values()]
}

function exhibit(result: Result, trial: Trial, lines: readonly number[], number: number): ExhibitView {
  const { label, id } = trialRef(trial)
  return {
    number,
    title: label,
    trial: id,
    started: moment(oneLine(cut(trial.started ?? '', 40))),
    findings: trial.findings
      .filter((finding) => finding.outcome === 'fail' && touches(finding, lines))
      .slice(0, MOST.findings)
      .map((finding) => ({
        title: auditTitle(result, finding.audit),
        message: messageOf(finding, LONGEST),
        wanted: finding.wanted ? plainBoth(finding.wanted, LONGEST) : null,
      })),
    excerpt: excerpt(trial, lines, false).map(({ line, gap }) => ({ line, gap: both((s) => s.gap(gap)) })),
    transcript: oneLine(cut(trial.transcript ?? '', 300)),
    sha256: trial.sha256 ?? '',
  }
}

/** A finding without lines is about the whole conversation. */
function touches(finding: Finding, lines: readonly number[]): boolean {
  return finding.lines.length === 0 || finding.lines.some((line) => lines.includes(line))
}
