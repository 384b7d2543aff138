/** The documents of a scenario that is named by its file, or by its id where it comes with ombud. */
import { shippedScenarios } from '../documents/catalogue.js'
import { InputError } from '../documents/input-error.js'
import { type Loaded, loadDocuments } from '../documents/load.js'
import type { AuditSchemas } from '../documents/options.js'
import { didYouMean } from '../documents/problem.js'

/**
 * @param others files to read with it
 * @param audits audits of one's own that it may name
 * @throws DocumentError for mistakes in the files; InputError where no shipped scenario has this id
 */
export function loadScenario(
  scenario: string,
  others: readonly string[] = [],
  audits?: AuditSchemas,
): Loaded {
  if (/\.ya?ml$/.test(scenario)) return loadDocuments([...others, scenario], audits)
  const loaded = loadDocuments([...others, ...shippedScenarios()], audits)
  const shipped = loaded.scenarios.filter((one) => one.id === scenario)
  if (shipped.length > 0) return { ...loaded, scenarios: shipped }
  const ids = loaded.scenarios.map((one) => one.id)
  throw new InputError(
    `no shipped scenario is called ${scenario}.${didYouMean(scenario, ids)}`,
    `there are ${ids.join(' ')}`,
  )
}
