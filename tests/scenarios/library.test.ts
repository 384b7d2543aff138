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

const SEED = 'library'
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

/** The trials of a merchant of each language, by scenario. */
function plannedFor(bare: boolean): Map<string, ResolvedTrial[]> {
  const planned = new Map<string, ResolvedTrial[]>()
  for (const lang of ['zh-CN', 'en'] satisfies Lang[]) {
    const targets = [merchant(lang, scenarios, { bare })]
    const plan = makePlan({ ...loaded, scenarios, targets }, { seed: SEED })
    for (const trial of plan.trials) {
      const resolved = resolveTrial(plan, trial)
      planned.set(trial.scenario, [...(planned.get(trial.scenario) ?? []), resolved])
    }
  }
  return planned
}
const declared = plannedFor(false)
const bare = plannedFor(true)

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

async function hold(trial: ResolvedTrial, player: Player): Promise<Held> {
  const { events, reason, whose, detail } = await rehearse({ trial, seed: SEED, ...player })
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

describe.each(scenarios.map((one) => one.id))('%s', (id) => {
  const full = declared.get(id) ?? []
  const knows = (trial: ResolvedTrial) => full.find((one) => one.trial.id === trial.trial.id) ?? trial
  const held = [
    ['facts declared', someOf(full)],
    ['no facts declared', someOf(bare.get(id) ?? [])],
  ] as const

  test('is passed by whoever plays it right', async () => {
    expect(full.length, 'trials with a merchant that declares its facts').toBeGreaterThan(0)
    const wrong: string[] = []
    for (const [facts, trials] of held)
      for (const trial of trials) {
        const { findings, unscored } = await hold(trial, oracle(knows(trial)))
        const where = `${facts}, ${trial.trial.id}`
        if (unscored) wrong.push(`${where}: ${unscored}`)
        else if (!findings.some((one) => one.outcome === 'pass')) wrong.push(`${where}: nothing was judged`)
        for (const one of findings)
          if (
            ['fail', 'error'].includes(one.outcome) ||
            (one.outcome === 'inconclusive' && !MAY_BE_OPEN.has(one.audit))
          )
            wrong.push(`${where}: ${told(one)}`)
      }
    expect(wrong).toEqual([])
  })

  test.each([...Object.keys(NULL_BOTS), 'first answer forever'])('is not passed by %s', async (bot) => {
    const passed: string[] = []
    for (const [facts, trials] of held)
      for (const trial of trials) {
        const player = bot in NULL_BOTS ? always(bot) : firstAnswerForever(oracle(knows(trial)))
        const { findings, unscored } = await hold(trial, player)
        if (unscored) passed.push(`${facts}, ${trial.trial.id}: ${unscored}`)
        else if (!findings.some((one) => one.outcome === 'fail')) passed.push(`${facts}, ${trial.trial.id}`)
      }
    expect(passed).toEqual([])
  })
})

function always(bot: string): Player {
  return { bot: ({ text }) => ({ replies: NULL_BOTS[bot]?.(text) ?? [] }) }
}
