/** Makes the plan of a run: which trials, in which order, resting on which documents, before the first message. */
import { randomBytes } from 'node:crypto'
import { accountOf, hasAccount } from '../documents/account.js'
import { canonicalJson, sha256 } from '../documents/canonical.js'
import { channelOf } from '../documents/channel-of.js'
import { auditKeys } from '../documents/expectations.js'
import { InputError } from '../documents/input-error.js'
import type { Loaded } from '../documents/load.js'
import { stream } from '../documents/random.js'
import type { Lang, PlanTrial, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { appliedLaws, MissingFact, resolveTrial } from '../documents/resolve.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import { READERS } from '../understanding/types.js'
import type { Asked } from './budget.js'
import { armKey, RUN_VERSION } from './directory.js'

const DEFAULT_PERSONA = 'control'
/** What a merchant deals in whose target file does not say. */
const DEFAULT_INDUSTRY: NonNullable<ReadyTarget['industry']> = ['retail']

export interface PlanOptions {
  /** Only trials whose id or title contains one of these. */
  filter?: readonly string[]
  /** Only trials with these ids. */
  only?: readonly string[]
  /** Only scenarios with one of these tags. */
  tags?: readonly string[]
  /** No scenario with one of these tags. */
  skipTags?: readonly string[]
  /** Repetitions of each conversation; default 1. */
  repeat?: number
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
  const documents: Plan['documents'] = {
    targets: Object.fromEntries(targets.map((t) => [t.id, t])),
    scenarios: Object.fromEntries(scenarios.map((s) => [s.id, s])) as Plan['documents']['scenarios'],
    personas: loaded.personas,
    wording: loaded.wording as Plan['documents']['wording'],
    laws: loaded.laws,
  }
  const notPlanned: Plan['notPlanned'] = []
  const wanted = targets.flatMap((target) =>
    scenarios.flatMap((scenario) =>
      expand(target, scenario, options).filter((trial) => matches(trial, scenario, options)),
    ),
  )
  if (wanted.length === 0) throw nothingMatches(options, scenarios)
  const possible = wanted.filter((trial) => {
    const reason = whyNot(trial, { documents, seed }, options.consumer)
    if (reason) notPlanned.push({ trial: trial.id, ...reason })
    return !reason
  })
  const trials = withinBudget(possible, targets, seed, notPlanned, options.used ?? (() => 0))
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
    trials,
    notPlanned,
  }
  return { id: sha256(canonicalJson(rest)), ...rest }
}

/** Every arm and repetition of one scenario on one target. */
function expand(
  target: ReadyTarget,
  scenario: ReadyScenario,
  { repeat = 1, people }: PlanOptions,
): PlanTrial[] {
  const axes = { ...(scenario.pair ? { phase: [scenario.pair.arm] } : {}), ...scenario.arms }
  let arms: Record<string, string>[] = [{}]
  for (const [name, values] of Object.entries(axes))
    arms = arms.flatMap((arm) => values.map((value) => ({ ...arm, [name]: value })))
  const asks = scenario.steps.some(
    (s) => s['ask-human'] !== undefined || (s.converse && s.converse.person !== false),
  )
  return arms.flatMap((arm) =>
    Array.from({ length: repeat }, (_, i) => ({
      id: `${target.id}/${scenario.id}/${armKey(arm)}/${i + 1}`,
      target: target.id,
      scenario: scenario.id,
      persona: arm.persona ?? scenario.persona ?? DEFAULT_PERSONA,
      arm,
      repetition: i + 1,
      contacts: people === 'none' ? 0 : (scenario.requires?.contacts ?? (asks ? 1 : 0)),
      ...(people ? { people } : {}),
    })),
  )
}

function matches(
  trial: PlanTrial,
  scenario: ReadyScenario,
  { filter = [], tags = [], skipTags = [], only }: PlanOptions,
): boolean {
  return (
    (only === undefined || only.includes(trial.id)) &&
    (filter.length === 0 ||
      filter.some((text) => trial.id.includes(text) || scenario.title.includes(text))) &&
    (tags.length === 0 || tags.some((tag) => scenario.tags?.includes(tag))) &&
    !skipTags.some((tag) => scenario.tags?.includes(tag))
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

/** As many trials that may reach a person as the budget of their target holds, chosen in seeded order. */
function withinBudget(
  trials: readonly PlanTrial[],
  targets: readonly ReadyTarget[],
  seed: string,
  notPlanned: Plan['notPlanned'],
  usedOf: (asked: Asked) => number,
): PlanTrial[] {
  if (!trials.some((trial) => trial.contacts > 0)) return [...trials]
  const keys = new Map<string, string>()
  const left = new Map<string, number>()
  const before = new Map<string, number>()
  for (const target of targets) {
    const { key, contactsPerDay } = politenessOf(target)
    const used = usedOf({ key, ...(target.hours ? { zone: target.hours.zone } : {}) })
    keys.set(target.id, key)
    before.set(target.id, used)
    left.set(key, Math.min(left.get(key) ?? Number.POSITIVE_INFINITY, contactsPerDay - used))
  }
  const order = ({ scenario, arm, target, repetition }: PlanTrial) =>
    stream({
      seed,
      scenario,
      repetition,
      step: '',
      occurrence: 0,
      purpose: `contact:${target}/${armKey(arm)}`,
    }).next()
  const drawn = trials.filter((t) => t.contacts > 0).map((trial) => ({ trial, draw: order(trial) }))
  drawn.sort((a, b) => a.draw - b.draw)
  const out = new Set<PlanTrial>()
  for (const { trial } of drawn) {
    const key = keys.get(trial.target) ?? trial.target
    const rest = left.get(key) ?? 0
    if (rest >= trial.contacts) left.set(key, rest - trial.contacts)
    else out.add(trial)
  }
  for (const trial of trials)
    if (out.has(trial))
      notPlanned.push({
        trial: trial.id,
        reason: 'contacts',
        detail: `may reach a person; the budget of human contacts (politeness.contactsPerDay) is used up${before.get(trial.target) ? `, ${before.get(trial.target)} today before this run` : ''}`,
      })
  return trials.filter((t) => !out.has(t))
}

/** Only the documents that the trials rest on. */
function pickUsed(documents: Plan['documents'], trials: readonly PlanTrial[]): Plan['documents'] {
  const langs = trials.map((t) => documents.scenarios[t.scenario]?.lang ?? '')
  const pick = <T>(all: Record<string, T>, names: Iterable<string>): Record<string, T> =>
    Object.fromEntries([...new Set(names)].flatMap((n) => (all[n] === undefined ? [] : [[n, all[n]]])))
  return {
    ...documents,
    scenarios: pick(
      documents.scenarios,
      trials.map((t) => t.scenario),
    ),
    personas: pick(
      documents.personas,
      trials.map((t) => t.persona),
    ),
    wording: pick(documents.wording, langs),
    laws: pick(
      documents.laws,
      trials.flatMap((t) => jurisdictionsOf(documents, t)),
    ),
  }
}

/** Whose law a trial rests on. */
function jurisdictionsOf({ targets, scenarios }: Plan['documents'], trial: PlanTrial): readonly string[] {
  const target = targets[trial.target] as ReadyTarget
  return appliedLaws(target, scenarios[trial.scenario] as unknown as ReadyScenario)
}

/** The audits that are no part of ombud and that the scenarios name: only they are needed to score. */
function ownAuditsIn(
  { scenarios }: Plan['documents'],
  audits: Readonly<Record<string, string>>,
): Pick<Plan, 'audits'> {
  const ids = Object.keys(audits)
  const expected = (Object.values(scenarios) as unknown as ReadyScenario[]).flatMap(({ steps, expect }) =>
    [...steps.flatMap((step) => step.expect ?? []), ...(expect ?? [])].flatMap((one) => auditKeys(one, ids)),
  )
  const used = ids.filter((id) => expected.includes(id))
  return used.length === 0 ? {} : { audits: Object.fromEntries(used.map((id) => [id, audits[id] as string])) }
}

/** What was learnt of the merchants of the targets, by its hash. */
function weightsIn({ targets }: Plan['documents'], weights: Loaded['weights']): Pick<Plan, 'weights'> {
  const hashes = Object.keys(targets).flatMap((id) => (weights[id] ? [[id, weights[id].sha256]] : []))
  return hashes.length === 0 ? {} : { weights: Object.fromEntries(hashes) }
}

function hashesOf(documents: Plan['documents']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(documents).flatMap(([kind, items]) =>
      Object.entries(items).map(([id, item]) => [`${kind}/${id}`, sha256(canonicalJson(item))]),
    ),
  )
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
