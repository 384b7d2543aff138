/** Whether a message is words of somebody: what a classifier says of markup, records and endless repetition means nothing. */

/** Longer texts are judged by their beginning, as the classifier does. */
const LONGEST = 1200
/** Share of the signs that are letters. */
const LETTERS = 0.4
/** From so many words on, this share of them must differ. */
const MANY = 5
const DIFFERENT = 0.3
const WORD = /[\u3400-\u9fff]{2}|[\p{L}\p{N}']+/gu
/** Records and tags as programs write them. */
const RECORD = /^\s*[{[<][^\n]{0,40}["=>:]|"\s*:\s*["{[\d]|<\/?[a-z][\w-]*[\s>]/i

export function isNatural(shown: string): boolean {
  const text = shown.length > LONGEST ? shown.slice(0, LONGEST) : shown
  const signs = text.replace(/\s+/g, '').length
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0 || letters < LETTERS * signs || RECORD.test(text)) return false
  const words = text.toLowerCase().match(WORD) ?? []
  return words.length < MANY || new Set(words).size >= DIFFERENT * words.length
}
