/** What the classifier of acts sees beside n-grams: notions, their order within a sentence, and the look of a text. */
import type { Found } from './notions.js'
import type { Unit } from './units.js'

/** Words between which an order is seen. */
const WINDOW = 8
const NOTHING: readonly number[] = []
/** Ways to list things: numbers or letters with a sign, bare numbers, buttons, bullets, strokes, signs, short lines. */
const LISTS = [
  /(?:^|[\s;,。:?])\(?[1-9a-h][.)、:](?!\d)|[①-⑨]|[1-9]\ufe0f?\u20e3/g,
  /(?:^|[\s,;:。])[0-9] ?[-–:]?(?=[\u4e00-\u9fff]|[a-z]{3})/g,
  /[[【][^\]】\n]{1,16}[\]】]/g,
  /(?:^|\n)\s*[-*•▢]/g,
  /[|/·→｜]| - /g,
  /\p{Extended_Pictographic}\ufe0f?\s?(?=[\p{L}])/gu,
  /(?:^|\n)[^\n]{1,24}(?=\n|$)/g,
]
/** From so many on it is a list. */
const LIST = 2
const TABLE = /\|\s?:?-{3}/
const QUOTED = /"[^"\n]{1,40}"|「[^」\n]{1,40}」|『[^』\n]{1,40}』|《[^》\n]{1,40}》|【[^】\n]{1,40}】/g
const CODE = /\{\{|\$\{|<\/?[a-z]+|0x[0-9a-f]|[a-z]+_[a-z]+|\{"|err(?:or)?[-_ ]?\d|\b[45]\d\d\b/
const BREAK = /[。!?;\n]|\.\s/

/** FNV-1a over numbers, with a last mix so that low bits differ. */
function mix(kind: number, a: number, b = 0, c = 0): number {
  let h = 0x811c9dc5
  h = Math.imul(h ^ kind, 0x01000193)
  h = Math.imul(h ^ (h >>> 13) ^ a, 0x01000193)
  h = Math.imul(h ^ (h >>> 13) ^ (b + 7), 0x01000193)
  h = Math.imul(h ^ (h >>> 13) ^ (c + 11), 0x01000193)
  h ^= h >>> 15
  return Math.imul(h, 0x2c1b3c6d) >>> 0
}

/** How a text ends: 1 asks, 2 calls, 3 announces, 0 states. */
function endOf(text: string): number {
  const last = /[^\s"')\]](?=[\s"')\]]*$)/.exec(text.slice(-8))?.[0]
  return last === '?' ? 1 : last === '!' ? 2 : last === ':' ? 3 : 0
}

function lettersIn(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x3400 || (code >= 97 && code <= 122) || (code >= 48 && code <= 57)) count++
  }
  return count
}

/** Hashes of what a part of a folded text has, as often as it has it; `words` are the notions of the whole (see notions.ts). */
export function features(text: string, words: readonly Found[], { start, end }: Unit): Uint32Array {
  const part = text.slice(start, end)
  const found = words.filter((one) => one.start >= start && one.end <= end)
  const out: number[] = []
  const mark = endOf(part)
  const letters = lettersIn(part)
  const covered = found.reduce((sum, one) => sum + one.end - one.start, 0)
  out.push(mix(100, mark))
  if (part.includes('?')) out.push(mix(101, 0))
  let list = 0
  // The cells of a table are no menu.
  const table = TABLE.test(part)
  if (table) out.push(mix(107, 0))
  for (const [i, pattern] of table ? [] : LISTS.entries()) {
    const count = Math.min(3, part.match(pattern)?.length ?? 0)
    if (count >= LIST) list = count
    if (count > 0) out.push(mix(102, i, count))
  }
  const quoted = Array.from(part.matchAll(QUOTED), ({ index, 0: words }) => [
    start + index,
    start + index + words.length,
  ])
  out.push(mix(103, Math.min(6, Math.floor(Math.log2(1 + part.length)))))
  if (/\d/.test(part)) out.push(mix(104, 0))
  if (CODE.test(part)) out.push(mix(105, 0))
  out.push(mix(106, letters === 0 ? 9 : Math.floor((4 * covered) / letters)))
  for (const [i, one] of found.entries()) {
    for (const a of one.notions) {
      out.push(mix(1, a))
      out.push(mix(2, a, mark))
      if (list > 0) out.push(mix(8, a))
      if (quoted.some(([from = 0, to = 0]) => one.start > from && one.end < to)) out.push(mix(9, a))
      if (i === 0) out.push(mix(3, a))
      if (i === found.length - 1) out.push(mix(4, a))
    }
    for (let j = i + 1; j < Math.min(found.length, i + WINDOW); j++) {
      const other = found[j]
      if (other === undefined || BREAK.test(text.slice(found[j - 1]?.end, other.start))) break
      const third = j === i + 1 ? (found[j + 1]?.notions ?? NOTHING) : NOTHING
      for (const a of one.notions)
        for (const b of other.notions) {
          out.push(mix(5, a, b))
          if (j > i + 1) continue
          out.push(mix(6, a, b))
          for (const c of third) out.push(mix(7, a, b, c))
        }
    }
  }
  return Uint32Array.from(out)
}
