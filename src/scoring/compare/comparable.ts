/** What is compared of one run, made from its rows, findings, scorecard and plan; also what a baseline file holds. */
import { canonicalJson, sha256 } from '../../documents/canonical.js'
import type { Baseline } from '../../documents/types/baseline.js'
import type { Finding } from '../../documents/types/finding.js'
import type { Plan } from '../../documents/types/plan.js'
import type { Row } from '../../documents/types/row.js'
import type { Scorecard } from '../../documents/types/scorecard.js'
import { groupBy } from '../group.js'

export type Comparable = Baseline
export type ComparedTarget = Comparable['targets'][number]
export type ComparedTrial = ComparedTarget['trials'][number]
type ComparedAudit = ComparedTrial['audits'][number]

const VERSION = 1
/** Lines of one proof that are kept. */
const MOST_LINES = 12

/** A trial with its findings. */
export interface Scored {
  row: Row
  findings: readonly Finding[]
}

/**
 * @param name what the run is called in words
 * @param scored all trials, in any order; each is looked at once and let go of
 */
export function comparable(
  name: string,
  plan: Plan,
  scorecard: Scorecard,
  scored: Iterable<Scored>,
): Comparable {
  const { id, seed, readers, consumer } = plan
  const ofTarget = groupBy([...trialsOf(scored)], ({ target }) => target)
  return {
    version: VERSION,
    name,
    plan: id,
    seed,
    readers,
    ...(consumer ? { consumer: { model: consumer.model, prompt: consumer.prompt } } : {}),
    hashes: Object.fromEntries(
      Object.entries(plan.hashes).filter(
        ([key]) => key.startsWith('scenario/') || key.startsWith('persona/'),
      ),
    ),
    targets: scorecard.targets.map((card) => ({
      target: card.target,
      merchant: card.merchant,
      channel: card.channel,
      unscoredShare: card.unscoredShare,
      categories: card.categories.map(({ id: category, score }) => ({ id: category, score })),
      requirements: (card.profiles ?? []).flatMap((profile) => requirementsOf(plan, profile)),
      trials: (ofTarget.get(card.target) ?? []).map(({ trial }) => trial).sort(byTrial),
    })),
  }
}

function* trialsOf(scored: Iterable<Scored>): Generator<{ target: string; trial: ComparedTrial }> {
  for (const { row, findings } of scored) yield { target: row.target, trial: trialOf(row, findings) }
}

function trialOf(row: Row, findings: readonly Finding[]): ComparedTrial {
  const { trial, scenario, persona, arm, repetition, attempt, status, outcome, times } = row
  return {
    trial,
    scenario,
    persona,
    arm: armText(arm),
    repetition,
    ...(attempt === undefined ? {} : { attempt }),
    status,
    outcome,
    firstContent: status === 'done' ? (times?.firstContent ?? []) : [],
    audits: status === 'done' ? auditsOf(findings) : [],
  }
}

/** Of an audit with several findings in a trial one failure fails it, and is told; open ones count for neither side. */
function auditsOf(findings: readonly Finding[]): ComparedAudit[] {
  const decided = findings.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail')
  return [...groupBy(decided, ({ audit }) => audit)].map(([audit, own]) => {
    const failed = own.filter(({ outcome }) => outcome === 'fail')
    const told = failed.find(({ expected }) => expected) ?? failed[0] ?? (own[0] as Finding)
    return {
      audit,
      category: told.category,
      weight: Math.max(...own.map(({ weight }) => weight)),
      outcome: failed.length > 0 ? 'fail' : 'pass',
      expected: told.expected,
      lines: told.lines.slice(0, MOST_LINES),
      ...(failed.length > 0 ? { message: told.message } : {}),
    }
  })
}

/** As it stands in the id of a trial. */
function armText(arm: Record<string, string>): string {
  const parts = Object.entries(arm).sort(([a], [b]) => (a < b ? -1 : 1))
  return parts.map(([key, value]) => `${key}=${value}`).join(',') || '-'
}

function byTrial(a: ComparedTrial, b: ComparedTrial): number {
  const [keyA, keyB] = [a, b].map(({ scenario, arm }) => `${scenario}/${arm}`) as [string, string]
  return keyA === keyB ? a.repetition - b.repetition : keyA < keyB ? -1 : 1
}

type Profile = NonNullable<Scorecard['targets'][number]['profiles']>[number]

function requirementsOf(plan: Plan, { profile, requirements }: Profile): ComparedTarget['requirements'] {
  const asked = plan.conformance?.profiles.find(({ id }) => id === profile)
  return requirements.map(({ id, verdict, reason }) => {
    const requirement = asked?.requirements.find((one) => one.id === id)
    return {
      profile,
      requirement: id,
      title: requirement?.title ?? { 'zh-CN': id, en: id },
      hash: sha256(canonicalJson(requirement ?? null)),
      verdict,
      reason,
    }
  })
}
