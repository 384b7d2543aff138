/** The answers given so far, with what was asked: tells when the same words come to another question. */
import { bare } from './text/normalise.js'

/** The same short courtesy twice is no repetition: letters that must be equal. */
const SHORTEST = 6

/** Answers and questions as bare words; what a turn says may change while it is open. */
export class Given {
  readonly #of = new Map<number, { answer: string; question: string }>()
  /** Answer -> question -> the turns with both. */
  readonly #turns = new Map<string, Map<string, Set<number>>>()

  /** Notes what a turn says now; true where that is another thing than before. */
  note(turn: number, answer: string, question: string): boolean {
    const now = { answer: bare(answer), question: bare(question) }
    const before = this.#of.get(turn)
    if (before?.answer === now.answer && before.question === now.question) return false
    if (before !== undefined) this.#turns.get(before.answer)?.get(before.question)?.delete(turn)
    this.#of.set(turn, now)
    if (now.answer.length < SHORTEST) return true
    const questions = this.#turns.get(now.answer) ?? new Map<string, Set<number>>()
    this.#turns.set(
      now.answer,
      questions.set(now.question, (questions.get(now.question) ?? new Set()).add(turn)),
    )
    return true
  }

  /** An earlier turn gave the same words to another question. Asked the same, the same answer is right. */
  repeats(turn: number): boolean {
    const said = this.#of.get(turn)
    if (said === undefined) return false
    for (const [question, turns] of this.#turns.get(said.answer) ?? []) {
      if (question === said.question) continue
      for (const other of turns) if (other < turn) return true
    }
    return false
  }
}
