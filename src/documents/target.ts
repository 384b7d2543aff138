/** From a target as written to a target as run: checked, defaults filled in. */
import { parseHours } from './hours.js'
import type { Problem } from './problem.js'
import type { ReadyTarget } from './ready.js'
import type { Target } from './types/target.js'
import { problemAt, type YamlDocument } from './yaml.js'

/**
 * The target of a document that its schema accepts; problems are reported.
 * @param name default id: the file name without its suffix
 */
export function readyTarget(
  document: YamlDocument,
  name: string,
  report: (problem: Problem) => void,
): ReadyTarget {
  const target = document.value as Target
  if (target.hours) {
    try {
      parseHours(target.hours)
    } catch (error) {
      const { message } = error as RangeError
      report(problemAt(document, ['hours', message.includes('zone') ? 'zone' : 'staffed'], message))
    }
  }
  const id = target.id ?? name
  const merchant = target.merchant ?? id
  return { ...target, id, merchant, title: target.title ?? merchant }
}
