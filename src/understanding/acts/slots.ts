/** Which details the label of a field asks for. */
import { fold, readable } from '../text/normalise.js'
import { ENGLISH_SLOTS } from './patterns.en.js'
import { CHINESE_SLOTS } from './patterns.zh.js'

/** Names of the details (`order`, `phone`) that a short label names, in either language. */
export function slotsIn(label: string): string[] {
  const folded = fold(readable(label).slice(0, 200))
  const found = [...CHINESE_SLOTS.slots, ...ENGLISH_SLOTS.slots].filter(({ noun }) => noun.test(folded))
  return [...new Set(found.map(({ slot }) => slot))]
}
