/** From a target as written to a target as run: checked, defaults filled in. */
import { parseHours } from './hours.js'
import type { Problem } from './problem.js'
import type { ReadyTarget } from './ready.js'
import type { Target } from './types/target.js'
import { problemAt, type YamlDocument } from './yaml.js'

/**
 * The target of a document that its schema accepts.
 * @param name default id: the file name without its suffix
 */
export function readyTarget(document: YamlDocument, name: string): ReadyTarget {
  const target = document.value as Target
  const id = target.id ?? name
  const merchant = target.merchant ?? id
  return { ...target, id, merchant, title: target.title ?? merchant }
}

/** What is wrong with the duty hours of a target, whatever else is wrong with it. */
export function hoursProblem(document: YamlDocument): Problem | undefined {
  const { zone, staffed } = (document.value as Partial<Target> | null)?.hours ?? {}
  if (typeof zone !== 'string' || typeof staffed !== 'string') return undefined
  try {
    parseHours({ zone, staffed })
    return undefined
  } catch (error) {
    const { message } = error as RangeError
    return problemAt(
      document,
      ['hours', message.startsWith('unknown time zone') ? 'zone' : 'staffed'],
      message,
    )
  }
}
