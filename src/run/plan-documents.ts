/** The documents that a plan rests on, and their hashes. */
import { canonicalJson, sha256 } from '../documents/canonical.js'
import { auditKeys } from '../documents/expectations.js'
import type { Loaded } from '../documents/load.js'
import type { PlanTrial, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { appliedLaws } from '../documents/resolve.js'
import type { Plan } from '../documents/types/plan.js'

/** Only the documents that the trials rest on. */
export function pickUsed(documents: Plan['documents'], trials: readonly PlanTrial[]): Plan['documents'] {
  const used = {
    scenarios: new Set<string>(),
    personas: new Set<string>(),
    wording: new Set<string>(),
    laws: new Set<string>(),
  }
  for (const { target, scenario: id, persona } of trials) {
    const scenario = documents.scenarios[id] as unknown as ReadyScenario
    used.scenarios.add(id)
    used.personas.add(persona)
    used.wording.add(scenario.lang)
    for (const law of appliedLaws(documents.targets[target] as ReadyTarget, scenario)) used.laws.add(law)
  }
  return {
    ...documents,
    scenarios: pick(documents.scenarios, used.scenarios),
    personas: pick(documents.personas, used.personas),
    wording: pick(documents.wording, used.wording),
    laws: pick(documents.laws, used.laws),
  }
}

function pick<T>(all: Record<string, T>, names: Iterable<string>): Record<string, T> {
  return Object.fromEntries(
    [...names].flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  )
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
