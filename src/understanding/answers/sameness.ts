/** How alike two texts are in meaning, as a number: for ranking pairs, never for a verdict. */
import { oppositions } from '../facts/polarity.js'
import { changes, common, exchanged, materialOf } from './material.js'
import { longestCommon, piecesOf } from './order.js'
import { related, topicsOf } from './topics.js'

/** What is left of the likeness where a value changed or changed places, and where a yes stands against a no. */
const CHANGED = 0.3
const OPPOSED = 0.6

/** 1 where both show a topic in common, ½ where nothing is known, 0 where their topics never go together. */
function topical(a: string, b: string): number {
  const [first, second] = [topicsOf(a), topicsOf(b)]
  if (first.size === 0 || second.size === 0) return 0.5
  if ([...first].some((topic) => second.has(topic))) return 1
  return related(first, second) ? 0.5 : 0
}

/** Share of the pieces that both texts have which stand in one order, 0..1. */
function inOrder(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>()
  for (const piece of a) left.set(piece, (left.get(piece) ?? 0) + 1)
  let both = 0
  for (const piece of b) {
    const count = left.get(piece) ?? 0
    if (count > 0) both++
    left.set(piece, count - 1)
  }
  return both === 0 ? 0 : longestCommon(a, b) / both
}

/**
 * Sameness of meaning, 0..1. Words that both have count for something; that they keep their order counts for more,
 * since a swap of two names is what makes two claims out of one set of words. Values and yes and no take away.
 * The weights are from reasoning, not from data; texts are read up to 160 words or characters.
 */
export function sameness(a: string, b: string): number {
  const [first, second] = [materialOf(a), materialOf(b)]
  const matter = (1 + common(first.words, second.words) + topical(a, b)) / 3
  const order = inOrder(piecesOf(a), piecesOf(b)) ** 2
  const changed = changes(first, second).length > 0 || exchanged(first, second) !== null
  const opposed = oppositions(a, b)[0]?.about ?? 0
  return matter * order * (changed ? CHANGED : 1) * (1 - (1 - OPPOSED) * opposed)
}
