/** result.json as it lies on disk: the Result itself, indented, in the order of its schema. */
import type { Result } from '../documents/types/result.js'

/** The same Result always gives the same bytes. */
export function renderJson(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`
}
