/** Says the same again: in the same words or nearly so, with the same numbers. */
import { bare } from './text/normalise.js'
import type { Act } from './types.js'

/** The same short courtesy twice is no repetition: letters that must be there. */
const SHORTEST = 6
/** Texts are compared by their beginning. */
const LONGEST = 600
/** Share of the pairs of characters that two texts have together, from where on they say the same (Dice 1945). */
const NEAR = 0.72
/** Sure of the same words, and of nearly the same. */
const SAME = 0.98
const NEARLY = 0.85

/** A text as it is compared. */
interface Words {
  text: string
  numbers: string
  pairs?: Map<string, number>
}

function wordsOf(text: string): Words {
  const words = bare(text)
  return { text: words.slice(0, LONGEST), numbers: (words.match(/\d+/g) ?? []).sort().join(' ') }
}

function pairsOf(words: Words): Map<string, number> {
  if (words.pairs) return words.pairs
  const pairs = new Map<string, number>()
  for (let i = 0; i + 2 <= words.text.length; i++) {
    const pair = words.text.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  words.pairs = pairs
  return pairs
}

/** How sure it is that two texts say the same, 0 where they do not. Other numbers are another thing said. */
function alike(a: Words, b: Words): number {
  if (a.text === b.text) return SAME
  if (a.numbers !== b.numbers) return 0
  const [less, more] = [a.text.length, b.text.length].sort((x, y) => x - y) as [number, number]
  if (2 * less < NEAR * (less + more)) return 0
  let both = 0
  const others = pairsOf(b)
  for (const [pair, count] of pairsOf(a)) both += Math.min(count, others.get(pair) ?? 0)
  return 2 * both >= NEAR * (less + more - 2) ? NEARLY : 0
}

/** Whether a message says again what one of the bot's earlier messages said, with all of it as the span. */
export function repetitionOf(text: string, before: readonly string[]): Act | undefined {
  const now = wordsOf(text)
  if (now.text.length < SHORTEST) return undefined
  const confidence = Math.max(0, ...before.map((one) => alike(now, wordsOf(one))))
  return confidence > 0 ? { act: 'repeats-itself', confidence, span: text.slice(0, 200) } : undefined
}

/** The answers given so far, with what was asked: tells when the same comes to another question. */
export class Given {
  readonly #of = new Map<number, { answer: Words; question: Words }>()

  /** Notes what a turn says now; true where that is another thing than before. */
  note(turn: number, answer: string, question: string): boolean {
    const now = { answer: wordsOf(answer), question: wordsOf(question) }
    const before = this.#of.get(turn)
    if (before?.answer.text === now.answer.text && before.question.text === now.question.text) return false
    this.#of.set(turn, now)
    return true
  }

  /**
   * How sure it is that an earlier turn gave the same answer to another question, 0 where none did. Asked the same,
   * the same answer is right.
   */
  repeats(turn: number): number {
    const said = this.#of.get(turn)
    if (said === undefined || said.answer.text.length < SHORTEST) return 0
    let sure = 0
    for (const [other, { answer, question }] of this.#of)
      if (other < turn && question.text !== said.question.text)
        sure = Math.max(sure, alike(answer, said.answer))
    return sure
  }
}
