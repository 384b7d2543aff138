/** Every shipped scenario is passed by whoever plays it right, and by no bot that serves nobody. */
import { describe, expect, test } from 'vitest'
import { shippedScenarios } from '../../src/documents/catalogue.js'
import { checkDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'
import type { Lang, ReadyScenario, ResolvedTrial } from '../../src/documents/ready.js'
import { resolveTrial } from '../../src/documents/resolve.js'
import type { Finding } from '../../src/documents/types/finding.js'
import { evidenceOf } from '../../src/library/evidence.js'
import { rehearse } from '../../src/library/rehearse.js'
import { makePlan } from '../../src/run/plan.js'
import { findingsOf } from '../../src/scoring/findings.js'
import { merchant } from './merchant.js'
import { firstAnswerForever, NULL_BOTS } from './null-bots.js'
import { ANSWERED, oracle, type Player } from './oracle.js'

/** Words differ from seed to seed, and what is true of some should be true of others. */
const SEEDS = ['library', 'again']
/** That a bot is gone, or that an API shows no buttons, says nothing about the scenario. */
const OUTWARD = new Set(['available', 'offered'])
/** What nobody can tell without a judge or on a busy machine. */
const MAY_BE_OPEN = new Set(['judged', 'latency'])

const { loaded, problems } = checkDocuments(shippedScenarios())
// Probes are measured together (null-bots.test.ts). A rehearsal has no page, which some scenarios ask for.
const scenarios = loaded.scenarios
  .filter((one) => !one.probe)
  .map((one): ReadyScenario => (one.requires?.channel ? { ...one, requires: withoutChannel(one) } : one))

function withoutChannel({ requires }: ReadyScenario) {
  const { channel: _, ...rest } = requires ?? {}
  return rest
}

interface Case {
  trial: ResolvedTrial
  seed: string
  /** The same with a merchant who declares facts: whoever plays it right knows them. */
  full: ResolvedTrial
  where: string
}

/** The trials of a merchant of each language, by scenario. */
function plannedFor(seed: string, bare: boolean): Map<string, ResolvedTrial[]> {
  const planned = new Map<string, ResolvedTrial[]>()
  for (const lang of ['zh-CN', 'en'] satisfies Lang[]) {
    const targets = [merchant(lang, scenarios, { bare })]
    const plan = makePlan({ ...loaded, scenarios, targets }, { seed })
    for (const trial of plan.trials) {
      const resolved = resolveTrial(plan, trial)
      planned.set(trial.scenario, [...(planned.get(trial.scenario) ?? []), resolved])
    }
  }
  return planned
}

/** By scenario: with each seed, and once with a merchant who declares nothing. */
const cases = new Map<string, Case[]>(scenarios.map(({ id }) => [id, []]))
for (const [i, seed] of SEEDS.entries()) {
  const declared = plannedFor(seed, false)
  const bare = i === 0 ? plannedFor(seed, true) : new Map<string, ResolvedTrial[]>()
  for (const [id, all] of cases) {
    const full = declared.get(id) ?? []
    const named = (facts: string, trial: ResolvedTrial): Case => ({
      trial,
      seed,
      full: full.find((one) => one.trial.id === trial.trial.id) ?? trial,
      where: `${trial.trial.id}, seed ${seed}, ${facts}`,
    })
    all.push(...someOf(full).map((one) => named('facts declared', one)))
    all.push(...someOf(bare.get(id) ?? []).map((one) => named('no facts declared', one)))
  }
}

/** So few trials that each arm is in one of them. */
function someOf(trials: readonly ResolvedTrial[]): ResolvedTrial[] {
  const seen = new Set<string>()
  return trials.filter(({ trial }, i) => {
    const fresh = Object.entries(trial.arm).filter(([axis, value]) => !seen.has(`${axis}=${value}`))
    for (const [axis, value] of fresh) seen.add(`${axis}=${value}`)
    return i === 0 || fresh.length > 0
  })
}

interface Held {
  findings: Finding[]
  /** Why it says nothing about the bot. */
  unscored?: string
}

async function hold({ trial, seed }: Case, player: Player): Promise<Held> {
  const { events, reason, whose, detail } = await rehearse({ trial, seed, ...player })
  if (whose !== 'bot' && whose !== 'consumer') return { findings: [], unscored: `${reason}: ${detail}` }
  return {
    findings: findingsOf(evidenceOf(trial, events)).filter((one) => one.expected && !OUTWARD.has(one.audit)),
  }
}

const told = ({ audit, step, turn, outcome, message }: Finding) =>
  `${outcome} ${audit}${step === undefined ? '' : ` in ${step}`}${turn === undefined ? '' : `, turn ${turn}`}: ${message.en}`

test('the shipped scenarios are sound, and what the oracle answers to is shipped', () => {
  expect(formatProblems(problems)).toBe('')
  const ids = new Set(scenarios.map((one) => one.id))
  expect(ANSWERED.filter((id) => !ids.has(id))).toEqual([])
})

describe.each([...cases])('%s', (_id, all) => {
  test('is passed by whoever plays it right', async () => {
    expect(all.length, 'trials that can be held').toBeGreaterThan(0)
    const wrong: string[] = []
    for (const one of all) {
      const { findings, unscored } = await hold(one, oracle(one.full))
      if (unscored) wrong.push(`${one.where}: ${unscored}`)
      else if (!findings.some(({ outcome }) => outcome === 'pass'))
        wrong.push(`${one.where}: nothing was judged`)
      wrong.push(...findings.filter(isWrong).map((finding) => `${one.where}: ${told(finding)}`))
    }
    expect(wrong).toEqual([])
  })

  test.each([...Object.keys(NULL_BOTS), 'first answer forever'])('is not passed by %s', async (bot) => {
    const passed: string[] = []
    for (const one of all) {
      const player = bot in NULL_BOTS ? always(bot) : firstAnswerForever(oracle(one.full))
      const { findings, unscored } = await hold(one, player)
      if (unscored) passed.push(`${one.where}: ${unscored}`)
      else if (!findings.some(({ outcome }) => outcome === 'fail')) passed.push(one.where)
    }
    expect(passed).toEqual([])
  })
})

function isWrong({ audit, outcome }: Finding): boolean {
  return outcome === 'fail' || outcome === 'error' || (outcome === 'inconclusive' && !MAY_BE_OPEN.has(audit))
}

function always(bot: string): Player {
  return { bot: ({ text }) => ({ replies: NULL_BOTS[bot]?.(text) ?? [] }) }
}
