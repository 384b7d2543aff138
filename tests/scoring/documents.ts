/** Small plans, results and findings for the tests of scoring. */
import type { Finding } from '../../src/documents/types/finding.js'
import type { Plan } from '../../src/documents/types/plan.js'
import { type CountedOf, Counts } from '../../src/scoring/counted.js'
import type { TrialResult } from '../../src/scoring/scorecard.js'

type PlanTrial = Plan['trials'][number]

/** A trial by its id `target/scenario/arm/repetition`. */
function trial(id: string): PlanTrial {
  const [target = '', scenario = '', arm = '-', repetition = '1'] = id.split('/')
  const settings = arm === '-' ? [] : arm.split(',').map((one) => one.split('=') as [string, string])
  return {
    id,
    target,
    scenario,
    persona: 'control',
    arm: Object.fromEntries(settings),
    repetition: Number(repetition),
    contacts: 0,
  }
}

export function plan(ids: readonly string[], more: Partial<Plan> = {}): Plan {
  const trials = ids.map(trial)
  const targets = new Set(trials.map((one) => one.target))
  const scenarios = new Set(trials.map((one) => one.scenario))
  return {
    version: 1,
    id: 'plan-1',
    seed: 'seed',
    lang: 'zh-CN',
    readers: '1',
    documents: {
      targets: Object.fromEntries(
        [...targets].map((id) => [
          id,
          { id, merchant: id, title: `Shop ${id}`, channel: { http: { url: 'http://127.0.0.1:1/chat' } } },
        ]),
      ),
      scenarios: Object.fromEntries(
        [...scenarios].map((id) => [
          id,
          { id, lang: 'zh-CN', title: id, steps: [{ id: 'first', say: '你好' }] },
        ]),
      ),
      personas: {},
      wording: {},
      laws: {},
    },
    hashes: {},
    trials,
    notPlanned: [],
    ...more,
  } as Plan
}

export function result(trial: string, more: Partial<TrialResult> = {}): TrialResult {
  return { trial, attempt: 1, status: 'done', reason: 'script-end', whose: 'consumer', ...more }
}

export function finding(trial: string, more: Partial<Finding> = {}): Finding {
  const outcome = more.outcome ?? 'pass'
  return {
    trial,
    audit: 'relevant',
    category: 'resolution',
    weight: 1,
    scope: 'turn',
    outcome,
    score: outcome === 'pass' ? 1 : outcome === 'fail' ? 0 : null,
    expected: true,
    message: { 'zh-CN': '…', en: '…' },
    lines: [],
    ...more,
  }
}

/** What counts of findings, as a scorecard takes it. */
export function counted(findings: readonly Finding[]): CountedOf {
  const counts = new Counts()
  for (const finding of findings) counts.add(finding)
  return counts.ofTrial
}
