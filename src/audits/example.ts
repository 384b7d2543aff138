/** A conversation in short, as explanations show it. */
import type { Explanation, Outcome } from './audit.js'
import { both } from './words.js'

/** Lines of a conversation; what stands in brackets happens and is not said. */
export function example(
  outcome: Outcome,
  zh: readonly string[],
  en: readonly string[],
): Explanation['examples'][number] {
  return { outcome, lines: both(zh.join('\n'), en.join('\n')) }
}
