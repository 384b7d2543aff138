/** Makes the plan of a run: which trials, in which order, resting on which documents, before the first message. */
import { randomBytes } from 'node:crypto'
import { accountOf, hasAccount } from '../documents/account.js'
import { canonicalJson, sha256 } from '../documents/canonical.js'
import { channelOf } from '../documents/channel-of.js'
import { milliseconds } from '../documents/duration.js'
import { InputError } from '../documents/input-error.js'
import type { Loaded } from '../documents/load.js'
import { stream } from '../documents/random.js'
import type { Lang, PlanTrial, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { MissingFact, resolveTrial } from '../documents/resolve.js'
import { timingOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import type { Profile } from '../documents/types/profile.js'
import { READERS } from '../understanding/types.js'
import type { Asked } from './budget.js'
import { armKey, RUN_VERSION } from './directory.js'
import { type Need, needsOf, requirementNeeds, type Variant } from './needs.js'
import { withinBudget } from './plan-contacts.js'
import { hashesOf, ownAuditsIn, pickUsed, weightsIn } from './plan-documents.js'
import { asksForPerson, DEFAULT_INDUSTRY, DEFAULT_PERSONA } from './requirement.js'
import { WINDOWS, type Window } from './windows.js'

export interface PlanOptions {
  /** Only trials whose id or title contains one of these. */
  filter?: readonly string[]
  /** Only trials with these ids. */
  only?: readonly string[]
  /** Only scenarios with one of these tags. */
  tags?: readonly string[]
  /** No scenario with one of these tags. */
  skipTags?: readonly string[]
  /** Repetitions of each conversation; default 1, or what the profiles need. */
  repeat?: number
  /** What the run is judged by: only what its profiles need is planned, as often as they need it. */
  conformance?: NonNullable<Plan['conformance']>
  /** Hold everything in this window; with profiles they say what is held in which. */
  window?: Window
  /** Seed of all draws; a fresh one by default. */
  seed?: string
  /** Language of the reports. */
  lang?: Lang
  /** Audits that are no part of ombud: their ids, and hashes of their modules. */
  audits?: Readonly<Record<string, string>>
  /** The language model that holds the converse steps; scenarios without one are left out. */
  consumer?: Plan['consumer']
  /** How many people were reached today already; nobody by default. */
  used?(asked: Asked): number
  /** Nobody is waited for (none), or those who come are asked the same thing twice (probe). */
  people?: NonNullable<PlanTrial['people']>
}

/**
 * The plan for the loaded targets and scenarios.
 * @throws InputError where nothing is left to run
 */
export function makePlan(loaded: Loaded, options: PlanOptions = {}): Plan {
  const { targets, scenarios } = loaded
  if (targets.length === 0)
    throw new InputError('no target file was given', 'name a *.target.yaml; `ombud init` writes one')
  if (scenarios.length === 0)
    throw new InputError(
      'no scenario was found',
      'name a *.scenario.yaml, or leave it out for the shipped ones',
    )
  const seed = options.seed ?? randomBytes(8).toString('hex')
  const { conformance } = options
  const profiles = (conformance?.profiles ?? []) as readonly Profile[]
  const documents: Plan['documents'] = {
    targets: Object.fromEntries(targets.map((t) => [t.id, patient(t, profiles)])),
    scenarios: Object.fromEntries(scenarios.map((s) => [s.id, s])) as Plan['documents']['scenarios'],
    personas: loaded.personas,
    wording: loaded.wording as Plan['documents']['wording'],
    laws: loaded.laws,
  }
  const notPlanned: Plan['notPlanned'] = []
  const needs = new Map<string, Map<string, Need>>()
  const leftOut = (trial: PlanTrial) => whyNot(trial, { documents, seed }, options.consumer)
  const wanted = targets.flatMap((target) => {
    const tagged = scenarios.filter((scenario) => isTagged(scenario, options))
    if (conformance) {
      const holdable = tagged.filter((scenario) => !leftOut(plainTrial(target, scenario)))
      const asked = requirementNeeds(profiles, holdable, target, conformance.untilDecided)
      needs.set(target.id, needsOf(asked))
    }
    return tagged.flatMap((scenario) => {
      const need = needs.get(target.id)?.get(scenario.id)
      const variants = conformance ? need?.variants : usual(options)
      // Whether a profile needs what cannot be held is not asked.
      const trials = expand(target, scenario, variants ?? [PLAIN], options)
      const kept = trials.filter((trial) => matches(trial, scenario, options))
      if (variants || kept.length === 0 || leftOut(plainTrial(target, scenario))) return kept
      const names = profiles.map(({ id }) => id).join(', ')
      notPlanned.push({ trial: kept[0]?.id ?? '', reason: 'profile', detail: `nothing of ${names} needs it` })
      return []
    })
  })
  if (wanted.length === 0 && notPlanned.length === 0) throw nothingMatches(options, scenarios)
  const possible = wanted.filter((trial) => {
    const reason = leftOut(trial)
    if (reason) notPlanned.push({ trial: trial.id, ...reason })
    return !reason
  })
  const trials = inRounds(
    withinBudget(possible, {
      targets,
      seed,
      notPlanned,
      used: options.used ?? (() => 0),
      needOf: (trial) => needs.get(trial.target)?.get(trial.scenario),
    }),
    documents,
    conformance?.untilDecided === undefined ? undefined : seed,
  )
  if (trials.length === 0) throw nothingFits(notPlanned)
  const used = pickUsed(documents, trials)
  const rest = {
    version: RUN_VERSION,
    seed,
    lang: options.lang ?? 'zh-CN',
    readers: READERS,
    ...(options.consumer ? { consumer: options.consumer } : {}),
    documents: used,
    hashes: hashesOf(used),
    ...ownAuditsIn(used, options.audits ?? {}),
    ...weightsIn(used, loaded.weights),
    ...(conformance ? { conformance } : {}),
    trials,
    notPlanned,
  }
  return { id: sha256(canonicalJson(rest)), ...rest }
}

const PLAIN: Variant = { arm: {}, repeat: 1 }

/** How scenarios are held that no profile is asked about. */
function usual({ window }: PlanOptions): Variant[] {
  return window ? [{ arm: { window }, repeat: 1 }] : [PLAIN]
}

/** The target with the time that a profile gives it to answer, where that is longer than its own. */
function patient(target: ReadyTarget, profiles: readonly Profile[]): ReadyTarget {
  const own = timingOf(target).cap
  const longest = profiles
    .flatMap(({ cap }) => (cap === undefined ? [] : [cap]))
    .sort((a, b) => milliseconds(b) - milliseconds(a))[0]
  return longest === undefined || milliseconds(longest) <= own
    ? target
    : { ...target, timing: { ...target.timing, cap: longest } }
}

/** A scenario as it is held once, to tell whether it can be held at all. */
function plainTrial(target: ReadyTarget, scenario: ReadyScenario): PlanTrial {
  const [trial] = expand(target, scenario, [PLAIN], {})
  return trial as PlanTrial
}

/** Every arm and repetition of one scenario on one target. */
function expand(
  target: ReadyTarget,
  scenario: ReadyScenario,
  variants: readonly Variant[],
  { repeat, people }: PlanOptions,
): PlanTrial[] {
  const axes = { ...(scenario.pair ? { phase: [scenario.pair.arm] } : {}), ...scenario.arms }
  let own: Record<string, string>[] = [{}]
  for (const [name, values] of Object.entries(axes))
    own = own.flatMap((arm) => values.map((value) => ({ ...arm, [name]: value })))
  const asks = asksForPerson(scenario)
  const trials = variants.flatMap((variant) =>
    own.flatMap((ownArm) => {
      const arm = { ...variant.arm, ...ownArm }
      const window = WINDOWS.find((one) => one === arm.window)
      return Array.from({ length: repeat ?? variant.repeat }, (_, i) => ({
        id: `${target.id}/${scenario.id}/${armKey(arm)}/${i + 1}`,
        target: target.id,
        scenario: scenario.id,
        persona: arm.persona ?? scenario.persona ?? DEFAULT_PERSONA,
        arm,
        repetition: i + 1,
        contacts: people === 'none' ? 0 : (scenario.requires?.contacts ?? (asks ? 1 : 0)),
        ...(people ? { people } : {}),
        ...(window ? { window } : {}),
        ...(variant.spread ? { spread: variant.spread } : {}),
      }))
    }),
  )
  // Where a scenario has an axis itself, several variants of it are the same.
  return [...new Map(trials.map((trial) => [trial.id, trial])).values()]
}

/**
 * The trials in rounds of one repetition each, within a round in an order drawn by chance: the plan of a sequential test.
 * Arms of a scenario and scenarios of a pair stay side by side.
 * @param seed none to leave the order as it is
 */
function inRounds(trials: PlanTrial[], { scenarios }: Plan['documents'], seed?: string): PlanTrial[] {
  if (seed === undefined) return trials
  const drawn = trials.map((trial) => {
    const scenario = scenarios[trial.scenario]?.pair?.id ?? trial.scenario
    const at = { seed, scenario, repetition: trial.repetition, step: '', occurrence: 0 }
    return { trial, draw: stream({ ...at, purpose: 'order' }).next() }
  })
  drawn.sort((a, b) => a.trial.repetition - b.trial.repetition || a.draw - b.draw)
  return drawn.map(({ trial }) => trial)
}

function isTagged({ tags: own }: ReadyScenario, { tags = [], skipTags = [] }: PlanOptions): boolean {
  return (
    (tags.length === 0 || tags.some((tag) => own?.includes(tag))) &&
    !skipTags.some((tag) => own?.includes(tag))
  )
}

function matches(trial: PlanTrial, scenario: ReadyScenario, { filter = [], only }: PlanOptions): boolean {
  return (
    (only === undefined || only.includes(trial.id)) &&
    (filter.length === 0 || filter.some((text) => trial.id.includes(text) || scenario.title.includes(text)))
  )
}

/** Why a trial says nothing about its target, or undefined. */
function whyNot(
  trial: PlanTrial,
  plan: Pick<Plan, 'documents' | 'seed'>,
  consumer: Plan['consumer'],
):
  | { reason: 'consumer' | 'industry' | 'channel' | 'language' | 'account' | 'facts'; detail: string }
  | undefined {
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

function nothingMatches(
  { filter = [], tags = [], skipTags = [] }: PlanOptions,
  scenarios: readonly ReadyScenario[],
): InputError {
  const asked = [
    ...filter.map((f) => `--filter ${f}`),
    ...tags.map((t) => `--tag ${t}`),
    ...skipTags.map((t) => `--skip-tag ${t}`),
  ].join(' ')
  const known = [...new Set(scenarios.flatMap((s) => s.tags ?? []))].sort().join(' ')
  return new InputError(
    `no trial matches ${asked}`,
    `scenarios: ${scenarios.map((s) => s.id).join(' ')}\n  tags: ${known}`,
  )
}

/** Nothing can be learnt from a run without a trial, so it is not begun. */
function nothingFits(notPlanned: Plan['notPlanned']): InputError {
  const shown = notPlanned.slice(0, 5).map(({ trial, reason, detail }) => `${trial}: ${detail ?? reason}`)
  const more = notPlanned.length > shown.length ? [`and ${notPlanned.length - shown.length} more`] : []
  return new InputError('none of the trials can be held', [...shown, ...more].join('\n  '))
}
