/** Whether a scenario can tell anything of what a requirement measures, before it is held. */
import { MEASURES, UNASKED_AUDITS } from '../../documents/measures.js'
import type { Plan } from '../../documents/types/plan.js'
import type { Requirement } from '../../documents/types/profile.js'

type Scenario = Plan['documents']['scenarios'][string]

/** Measures that only a request for a person can show. */
const OF_REQUESTS = new Set(['reached', 'first-request', 'one-step', 'time-to-person', 'wait-kept'])

export function tells({ measure = '', level }: Requirement, scenario: Scenario | undefined): boolean {
  if (scenario === undefined) return false
  const { steps = [], expect = [] } = scenario
  if (measure === 'paraphrase') return scenario.probe !== undefined
  if (OF_REQUESTS.has(measure) || (measure === 'human' && level !== undefined))
    return steps.some(
      (step) => step['ask-human'] !== undefined || (step.converse && step.converse.person !== false),
    )
  if (Object.hasOwn(MEASURES, measure) || (UNASKED_AUDITS as readonly string[]).includes(measure)) return true
  const expected = [...steps.flatMap((step) => step.expect ?? []), ...expect]
  return expected.some((one) => (typeof one === 'string' ? one === measure : Object.hasOwn(one, measure)))
}
