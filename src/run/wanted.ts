/** Which trials a plan is asked for: scenarios that fit the filters, held as often as profiles need, on every target. */
import type { PlanTrial, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import type { Profile } from '../documents/types/profile.js'
import { type Draft, expand, kindOf, PLAIN, trialOn, whyNot } from './expand.js'
import { type Need, needsOf, requirementNeeds, type Variant } from './needs.js'
import type { PlanOptions } from './plan.js'

interface Wanted {
  wanted: PlanTrial[]
  notPlanned: Plan['notPlanned']
  /** What profiles need, by target and scenario. */
  needs: Map<string, Map<string, Need>>
}

/** All trials that are asked for and can be held. */
export function wantedTrials(
  targets: readonly ReadyTarget[],
  scenarios: readonly ReadyScenario[],
  documents: Plan['documents'],
  options: PlanOptions & { seed: string },
): Wanted {
  const tagged = scenarios.filter((scenario) => isTagged(scenario, options))
  const profiles = (options.conformance?.profiles ?? []) as readonly Profile[]
  const unneeded = `nothing of ${profiles.map(({ id }) => id).join(', ')} needs it`
  const wanted: PlanTrial[] = []
  const needs: Wanted['needs'] = new Map()
  const notNeeded: Plan['notPlanned'] = []
  const leftOut: Plan['notPlanned'] = []
  const kinds = new Map<string, Sketch>()
  for (const target of targets) {
    const kind = kindOf(target)
    const sketch = kinds.get(kind) ?? sketchOf(target, tagged, documents, options)
    kinds.set(kind, sketch)
    if (sketch.needs) needs.set(target.id, sketch.needs)
    for (const { scenario, drafts, needed } of sketch.parts) {
      const kept = drafts.filter(({ name }) => matches(`${target.id}/${name}`, scenario, options))
      const [first] = kept
      if (needed)
        for (const draft of kept)
          if (draft.why) leftOut.push({ trial: `${target.id}/${draft.name}`, ...draft.why })
          else wanted.push(trialOn(target, draft))
      else if (first)
        notNeeded.push({ trial: `${target.id}/${first.name}`, reason: 'profile', detail: unneeded })
    }
  }
  return { wanted, notPlanned: [...notNeeded, ...leftOut], needs }
}

/** What is planned of the targets of one kind. */
interface Sketch {
  needs?: Map<string, Need>
  parts: {
    scenario: ReadyScenario
    drafts: Draft[]
    /** No profile was named, one needs it, or it cannot be held: then whether one does is not asked. */
    needed: boolean
  }[]
}

/** @param target any of its kind */
function sketchOf(
  target: ReadyTarget,
  scenarios: readonly ReadyScenario[],
  documents: Plan['documents'],
  options: PlanOptions & { seed: string },
): Sketch {
  const { conformance, consumer, seed } = options
  const why = (trial: PlanTrial) => whyNot(trial, { documents, seed }, consumer)
  const holdable = new Set(
    conformance
      ? scenarios.filter((scenario) => expand(target, scenario, [PLAIN]).every(({ trial }) => !why(trial)))
      : [],
  )
  const needs =
    conformance &&
    needsOf(
      requirementNeeds(
        conformance.profiles as readonly Profile[],
        [...holdable],
        target,
        conformance.untilDecided,
      ),
    )
  const parts = scenarios.map((scenario) => {
    const variants = needs ? needs.get(scenario.id)?.variants : usual(options)
    const drafts = expand(target, scenario, variants ?? [PLAIN], options)
    for (const draft of drafts) {
      const reason = why(draft.trial)
      if (reason) draft.why = reason
    }
    return { scenario, drafts, needed: variants !== undefined || !holdable.has(scenario) }
  })
  return { ...(needs ? { needs } : {}), parts }
}

/** How scenarios are held that no profile is asked about. */
function usual({ window }: PlanOptions): Variant[] {
  return window ? [{ arm: { window }, repeat: 1 }] : [PLAIN]
}

function isTagged({ tags: own }: ReadyScenario, { tags = [], skipTags = [] }: PlanOptions): boolean {
  return (
    (tags.length === 0 || tags.some((tag) => own?.includes(tag))) &&
    !skipTags.some((tag) => own?.includes(tag))
  )
}

function matches(id: string, scenario: ReadyScenario, { filter = [], only }: PlanOptions): boolean {
  return (
    (only === undefined || only.includes(id)) &&
    (filter.length === 0 || filter.some((text) => id.includes(text) || scenario.title.includes(text)))
  )
}
