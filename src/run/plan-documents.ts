/** The documents that a plan rests on, and their hashes. */
import { canonicalJson, sha256 } from '../documents/canonical.js'
import { auditKeys } from '../documents/expectations.js'
import type { Loaded } from '../documents/load.js'
import type { PlanTrial, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { appliedLaws } from '../documents/resolve.js'
import type { Plan } from '../documents/types/plan.js'

/** Only the documents that the trials rest on. */
export function pickUsed(documents: Plan['documents'], trials: readonly PlanTrial[]): Plan['documents'] {
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
export function ownAuditsIn(
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
export function weightsIn({ targets }: Plan['documents'], weights: Loaded['weights']): Pick<Plan, 'weights'> {
  const hashes = Object.keys(targets).flatMap((id) => (weights[id] ? [[id, weights[id].sha256]] : []))
  return hashes.length === 0 ? {} : { weights: Object.fromEntries(hashes) }
}

export function hashesOf(documents: Plan['documents']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(documents).flatMap(([kind, items]) =>
      Object.entries(items).map(([id, item]) => [`${kind}/${id}`, sha256(canonicalJson(item))]),
    ),
  )
}
