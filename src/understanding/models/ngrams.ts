/** What the models see of a text: hashed n-grams of characters and words, without order beyond three. */
import { fold, readable } from '../text/normalise.js'

/** Longer texts are cut here: the models read messages, not documents. */
const LONGEST = 1200
const RUN = /[\u3400-\u9fff]+|[a-z]+(?:'[a-z]+)?|\d+(?:[.,:/-]\d+)*|[?!%¥$€£]/g
const CHINESE = 0x3400
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a of 16-bit units (Fowler, Noll and Vo; IETF draft-eastlake-fnv), with a last mix so that low bits differ. */
function hash(seed: number, text: string, from: number, to: number): number {
  let h = FNV_OFFSET ^ seed
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), FNV_PRIME)
  h ^= h >>> 15
  return Math.imul(h, 0x2c1b3c6d) >>> 0
}

/**
 * Hashes (32 bits) of the n-grams of a text, each once: characters 1 to 3 of Chinese runs, words, pairs of words and
 * characters 3 and 4 of English ones. Numbers count as a number, whatever their value: a model must not learn values.
 */
export function ngrams(text: string): Uint32Array {
  return foldedNgrams(fold(readable(text.length > LONGEST ? text.slice(0, LONGEST) : text)))
}

/** The n-grams of a text that is folded already, or of a part of it. */
export function foldedNgrams(folded: string): Uint32Array {
  const found = new Set<number>()
  let before = ''
  for (const [run] of folded.matchAll(RUN)) {
    const first = run.charCodeAt(0)
    if (first >= CHINESE) chinese(run, found)
    else if (first >= 97) english(run, found)
    const word = first >= CHINESE ? run.slice(-1) : first >= 48 && first <= 57 ? '0' : run
    if (first < CHINESE) found.add(hash(1, word, 0, word.length))
    if (before !== '') {
      const head = first >= CHINESE ? run.slice(0, 1) : word
      const pair = `${before} ${head}`
      found.add(hash(2, pair, 0, pair.length))
    }
    before = word
  }
  const all = new Uint32Array(found.size)
  let at = 0
  for (const gram of found) all[at++] = gram
  return all
}

function chinese(run: string, found: Set<number>): void {
  for (let n = 1; n <= 3; n++)
    for (let i = 0; i + n <= run.length; i++) found.add(hash(10 + n, run, i, i + n))
}

function english(run: string, found: Set<number>): void {
  const marked = `<${run}>`
  for (let n = 3; n <= 4; n++)
    for (let i = 0; i + n <= marked.length; i++) found.add(hash(20 + n, marked, i, i + n))
}

const TERM = /[\u3400-\u9fff]{2,}|[a-z]+(?:'[a-z]+)?/g

/** Hashes of the terms of a text, each once: pairs of Chinese characters and English words. They say how well it is known. */
export function terms(text: string): Uint32Array {
  const folded = fold(readable(text.length > LONGEST ? text.slice(0, LONGEST) : text))
  const found = new Set<number>()
  for (const [run] of folded.matchAll(TERM)) {
    if (run.charCodeAt(0) < CHINESE) found.add(hash(3, run, 0, run.length))
    else for (let i = 0; i + 2 <= run.length; i++) found.add(hash(4, run, i, i + 2))
  }
  return Uint32Array.from(found)
}
