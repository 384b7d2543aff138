/** Makes the plan of a run: which trials, in which order, resting on which documents, before the first message. */
import { randomBytes } from 'node:crypto'
import { canonicalHash } from '../documents/canonical.js'
import { milliseconds } from '../documents/duration.js'
import { InputError } from '../documents/input-error.js'
import type { Loaded } from '../documents/load.js'
import { stream } from '../documents/random.js'
import type { Lang, PlanTrial, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { timingOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import type { Profile } from '../documents/types/profile.js'
import { READERS } from '../understanding/types.js'
import type { Asked } from './budget.js'
import { RUN_VERSION } from './directory.js'
import { withinBudget } from './plan-contacts.js'
import { hashesOf, ownAuditsIn, pickUsed, weightsIn } from './plan-documents.js'
import { wantedTrials } from './wanted.js'
import type { Window } from './windows.js'

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
  const { wanted, notPlanned, needs } = wantedTrials(targets, scenarios, documents, { ...options, seed })
  if (wanted.length === 0 && notPlanned.length === 0) throw nothingMatches(options, scenarios)
  const trials = inRounds(
    withinBudget(wanted, {
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
  return { id: canonicalHash(rest), ...rest }
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
