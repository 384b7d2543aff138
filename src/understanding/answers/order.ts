/** The same words in another order: who does what to whom, from where to where. */
import { fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'

/** Longer texts are compared up to here. */
const LONGEST = 160

const PIECE = /[a-z0-9]+(?:['.][a-z0-9]+)*|[\u3400-\u9fff]/g

/** The words of an English text and the characters of a Chinese one, in order. */
export const piecesOf = remember((text: string): readonly string[] =>
  (fold(readable(text)).match(PIECE) ?? []).slice(0, LONGEST),
)

/** Where the pieces of one text that occur once in both stand in the other, in the order of the first. */
function places(a: readonly string[], b: readonly string[]): number[] {
  const once = (pieces: readonly string[]) => {
    const at = new Map<string, number>()
    for (const [i, piece] of pieces.entries()) at.set(piece, at.has(piece) ? -1 : i)
    return at
  }
  const [first, second] = [once(a), once(b)]
  return a.flatMap((piece) => {
    const place = second.get(piece) ?? -1
    return place >= 0 && (first.get(piece) ?? -1) >= 0 ? [place] : []
  })
}

/** Length of the longest rising run through a list: how much of it keeps its order. */
function rising(list: readonly number[]): number {
  const tails: number[] = []
  for (const one of list) {
    let at = tails.findIndex((tail) => tail >= one)
    if (at < 0) at = tails.length
    tails[at] = one
  }
  return tails.length
}

/** Share of the common pieces that stand in one order in both texts, 0..1; 1 where fewer than two are common. */
function keptOrder(a: readonly string[], b: readonly string[]): number {
  const list = places(a, b)
  return list.length < 2 ? 1 : rising(list) / list.length
}

/** Length of the longest common subsequence. */
export function longestCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Uint16Array(b.length + 1)
  for (const piece of a) {
    const row = new Uint16Array(b.length + 1)
    for (const [j, other] of b.entries()) {
      row[j + 1] = piece === other ? (above[j] ?? 0) + 1 : Math.max(above[j + 1] ?? 0, row[j] ?? 0)
    }
    above = row
  }
  return above[b.length] ?? 0
}

const HAS_ROLES =
  /从|由|到|至|往|给|向|被|把|比|替|代|转|先|再|换成|改成|\b(?:from|to|into|by|than|before|after|then|first|for)\b/

/** The share of pieces that both texts must have for another order to mean something else. */
const SAME_WORDS = 0.9

/** Whether two texts have nearly the same words in an order that gives them other roles. */
export function reordered(a: string, b: string): boolean {
  const [first, second] = [piecesOf(a), piecesOf(b)]
  if (first.length < 4 || !HAS_ROLES.test(fold(a)) || !HAS_ROLES.test(fold(b))) return false
  const known = new Set(second)
  const shared = first.filter((piece) => known.has(piece)).length
  if (shared / Math.max(first.length, second.length) < SAME_WORDS) return false
  return keptOrder(first, second) < 1
}
