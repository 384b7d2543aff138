/** The trials of scenarios on a target, and why some of them cannot be held; worked out once for targets that are alike. */
import { accountOf, hasAccount } from '../documents/account.js'
import { channelOf } from '../documents/channel-of.js'
import type { PlanTrial, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { MissingFact, resolveTrial } from '../documents/resolve.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import { armKey } from './directory.js'
import type { Variant } from './needs.js'
import { asksForPerson, DEFAULT_INDUSTRY, DEFAULT_PERSONA } from './requirement.js'
import { WINDOWS } from './windows.js'

export const PLAIN: Variant = { arm: {}, repeat: 1 }

/** Why a trial says nothing about its target. */
export interface LeftOut {
  reason: 'consumer' | 'industry' | 'channel' | 'language' | 'account' | 'facts'
  detail: string
}

/** A trial of a target that has no name yet. */
export interface Draft {
  /** Its id without the target. */
  name: string
  trial: PlanTrial
  why?: LeftOut
}

/**
 * What a plan depends on of a target, besides its name: targets of one kind have the same trials, and the same ones are
 * left out. Of facts it is where there are words, and not which.
 */
export function kindOf(target: ReadyTarget): string {
  const { lang, industry, jurisdiction, jurisdictions, accounts = {}, facts } = target
  const { contactsPerDay } = politenessOf(target)
  return JSON.stringify([
    [lang, industry, jurisdiction, jurisdictions, channelOf(target).kind, contactsPerDay],
    Object.keys(accounts),
    outlineOf(facts),
  ])
}

function outlineOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(outlineOf)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, outlineOf(part)]))
  return value === undefined || value === null ? null : 1
}

/** Every arm and repetition of one scenario on one target. */
export function expand(
  target: ReadyTarget,
  scenario: ReadyScenario,
  variants: readonly Variant[],
  { repeat, people }: { repeat?: number; people?: PlanTrial['people'] } = {},
): Draft[] {
  const axes = { ...(scenario.pair ? { phase: [scenario.pair.arm] } : {}), ...scenario.arms }
  let own: Record<string, string>[] = [{}]
  for (const [name, values] of Object.entries(axes))
    own = own.flatMap((arm) => values.map((value) => ({ ...arm, [name]: value })))
  const asks = asksForPerson(scenario)
  const drafts = variants.flatMap((variant) =>
    own.flatMap((ownArm) => {
      const arm = { ...variant.arm, ...ownArm }
      const window = WINDOWS.find((one) => one === arm.window)
      return Array.from({ length: repeat ?? variant.repeat }, (_, i): Draft => {
        const name = `${scenario.id}/${armKey(arm)}/${i + 1}`
        const trial: PlanTrial = {
          id: `${target.id}/${name}`,
          target: target.id,
          scenario: scenario.id,
          persona: arm.persona ?? scenario.persona ?? DEFAULT_PERSONA,
          arm,
          repetition: i + 1,
          contacts: people === 'none' ? 0 : (scenario.requires?.contacts ?? (asks ? 1 : 0)),
          ...(people ? { people } : {}),
          ...(window ? { window } : {}),
          ...(variant.spread ? { spread: variant.spread } : {}),
        }
        return { name, trial }
      })
    }),
  )
  // Where a scenario has an axis itself, several variants of it are the same.
  return [...new Map(drafts.map((draft) => [draft.name, draft])).values()]
}

/** The same trial of another target of its kind; parts that are equal are shared, as a plan may have a million. */
export function trialOn(target: ReadyTarget, { name, trial }: Draft): PlanTrial {
  return { ...trial, id: `${target.id}/${name}`, target: target.id }
}

/** Why a trial says nothing about its target, or undefined. */
export function whyNot(
  trial: PlanTrial,
  plan: Pick<Plan, 'documents' | 'seed'>,
  consumer: Plan['consumer'],
): LeftOut | undefined {
  const target = plan.documents.targets[trial.target] as ReadyTarget
  const scenario = plan.documents.scenarios[trial.scenario] as unknown as ReadyScenario
  if (consumer && !scenario.steps.some((step) => step.converse))
    return {
      reason: 'consumer',
      detail: 'has no converse step: its words are written, and no model says them',
    }
  const { industry } = scenario
  const trades = target.industry ?? DEFAULT_INDUSTRY
  if (industry && !trades.includes(industry))
    return { reason: 'industry', detail: `is about ${industry}; the target is ${trades.join(', ')}` }
  const { kind } = channelOf(target)
  const channel = scenario.requires?.channel
  if (channel && channel !== kind)
    return { reason: 'channel', detail: `needs a ${channel} channel; the target has ${kind}` }
  if (target.lang && target.lang !== scenario.lang)
    return { reason: 'language', detail: `speaks ${scenario.lang}; the target serves ${target.lang}` }
  const account = accountOf({ trial, scenario })
  if (account !== undefined && !hasAccount(target, account))
    return {
      reason: 'account',
      detail: `needs the account ${account}; the target file has none of this name`,
    }
  try {
    resolveTrial(plan, trial)
    return undefined
  } catch (error) {
    if (error instanceof MissingFact) return { reason: 'facts', detail: error.message }
    throw error
  }
}
