/** Scored runs as files and as what is compared of them, from a few words each. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../../src/documents/types/finding.js'
import type { Plan } from '../../../src/documents/types/plan.js'
import type { Row } from '../../../src/documents/types/row.js'
import type { Scorecard } from '../../../src/documents/types/scorecard.js'
import { type Comparable, comparable } from '../../../src/scoring/compare/comparable.js'
import { NOWHERE } from '../../support/trials.js'
import { finding, plan as planOf } from '../documents.js'

export interface TrialSpec {
  /** target/scenario/arm/repetition */
  id: string
  outcome: 'pass' | 'fail' | 'inconclusive' | 'unscored'
  firstContent?: (number | null)[]
  findings?: Partial<Finding>[]
}

type Profiles = NonNullable<Scorecard['targets'][number]['profiles']>

export interface RunSpec {
  trials: TrialSpec[]
  /** Merchant of a target; its id by default. */
  merchants?: Record<string, string>
  channel?: Row['channel']
  hashes?: Record<string, string>
  plan?: Partial<Plan>
  profiles?: Profiles
  categories?: Scorecard['targets'][number]['categories']
}

const BOTH = { 'zh-CN': '…', en: '…' }

/** `count` trials of one scenario, or of as many scenarios. */
export function trials(
  target: string,
  scenarios: number,
  repetitions: number,
  outcome: (scenario: number, repetition: number) => TrialSpec['outcome'],
  more: (scenario: number, repetition: number) => Partial<TrialSpec> = () => ({}),
): TrialSpec[] {
  return Array.from({ length: scenarios }, (_, s) =>
    Array.from({ length: repetitions }, (_, r) => ({
      id: `${target}/s${s + 1}/-/${r + 1}`,
      outcome: outcome(s + 1, r + 1),
      ...more(s + 1, r + 1),
    })),
  ).flat()
}

function parts({
  trials,
  merchants = {},
  channel = 'http',
  hashes,
  plan: more,
  profiles,
  categories = [],
}: RunSpec) {
  const plan = planOf(
    trials.map(({ id }) => id),
    more,
  )
  for (const target of Object.values(plan.documents.targets)) target.channel = NOWHERE.channel
  plan.hashes =
    hashes ??
    Object.fromEntries(plan.trials.map(({ scenario }) => [`scenario/${scenario}`, `hash of ${scenario}`]))
  const rows = plan.trials.map((trial, i): Row => {
    const { outcome, firstContent } = trials[i] as TrialSpec
    const times = firstContent && {
      turns: firstContent.map((_, at) => at + 1),
      ack: firstContent,
      firstContent,
      complete: firstContent,
    }
    return {
      trial: trial.id,
      target: trial.target,
      merchant: merchants[trial.target] ?? trial.target,
      channel,
      scenario: trial.scenario,
      lang: 'zh-CN',
      tags: [],
      persona: trial.persona,
      arm: trial.arm,
      repetition: trial.repetition,
      attempt: 1,
      status: outcome === 'unscored' ? 'unscored' : 'done',
      outcome,
      ...(times ? { times } : {}),
    }
  })
  const findings = trials.flatMap(({ id, outcome, findings: own }) => {
    if (own) return own.map((one) => finding(id, one))
    return outcome === 'pass' || outcome === 'fail'
      ? [finding(id, { audit: 'states', outcome, lines: [3] })]
      : []
  })
  const targets = [...new Set(plan.trials.map(({ target }) => target))]
  const scorecard: Scorecard = {
    version: 1,
    plan: plan.id,
    readers: plan.readers,
    targets: targets.map((target) => ({
      target,
      merchant: merchants[target] ?? target,
      channel: channel as 'http',
      counts: { planned: 1, run: 1, scored: 1, unscored: 0, notRun: 0, notPlanned: 0, failed: 0 },
      unscored: [],
      unscoredShare: trials.filter(({ outcome }) => outcome === 'unscored').length / trials.length,
      stops: {},
      verdict: 'pass',
      verdictReason: BOTH,
      categories,
      latency: {
        ack: NO_TIMES,
        firstContent: NO_TIMES,
        complete: NO_TIMES,
        silences: 0,
        withheld: 0,
        turns: 0,
      },
      ...(profiles ? { profiles } : {}),
    })),
  }
  return { plan, rows, findings, scorecard }
}

const NO_TIMES = { n: 0, p50: null, p90: null, p95: null, max: null }

export function comparableRun(name: string, spec: RunSpec): Comparable {
  const { plan, rows, findings, scorecard } = parts(spec)
  const scored = rows.map((row) => ({ row, findings: findings.filter(({ trial }) => trial === row.trial) }))
  return comparable(name, plan, scorecard, scored)
}

/** The files of a scored run in a folder, and its path. */
export function writeRun(path: string, spec: RunSpec): string {
  const { plan, rows, findings, scorecard } = parts(spec)
  mkdirSync(path, { recursive: true })
  const lines = (items: readonly unknown[]) => items.map((item) => `${JSON.stringify(item)}\n`).join('')
  writeFileSync(join(path, 'plan.json'), JSON.stringify(plan))
  writeFileSync(join(path, 'scorecard.json'), JSON.stringify(scorecard))
  writeFileSync(join(path, 'index.jsonl'), lines(rows))
  writeFileSync(join(path, 'findings.jsonl'), lines(findings))
  writeFileSync(join(path, 'journal.jsonl'), '')
  return path
}

/** A verdict of one requirement of the profile `ci-smoke`. */
export function profile(verdict: Profiles[number]['requirements'][number]['verdict']): Profiles {
  return [
    {
      profile: 'smoke',
      verdict: 'inconclusive',
      reason: BOTH,
      requirements: [
        { id: 'answers', verdict, reason: BOTH, n: 10, hits: 9, open: 0, proofs: [], proven: 0 },
      ],
    },
  ]
}

/** A plan that is judged by that profile. */
export function judgedBy(threshold: number, kind = 'rate'): Partial<Plan> {
  const title = { 'zh-CN': '有问必答', en: 'Answers' }
  return {
    conformance: {
      date: '2026-11-26',
      profiles: [
        {
          id: 'smoke',
          title,
          requirements: [{ id: 'answers', title, measure: 'answered', kind, threshold }],
        },
      ],
    },
  } as unknown as Partial<Plan>
}
