/** One message whose words come piece by piece: told at once, then at most 20 times a second, and at its end. */
import type { Words } from './messages.js'

const PAUSE_MS = 50
/** Longest text that pieces are put together to. */
const MAX_TEXT = 256 << 10
/** Characters of all revisions of an answer; beyond, only ends are told, as every revision holds the whole text. */
const MAX_TOLD = 4 << 20

/** What may still be told in between, shared by the messages of one answer. */
export interface Budget {
  characters: number
}

export const budget = (): Budget => ({ characters: MAX_TOLD })

export class Growing {
  readonly #tell: (words: Words, at: number) => void
  readonly #budget: Budget
  #text = ''
  /** When the words last grew. */
  #at = 0
  #toldAt = Number.NEGATIVE_INFINITY
  #pending = false
  #over = false

  /** @param tell is given the whole text so far and when its last piece came */
  constructor(tell: (words: Words, at: number) => void, shared: Budget) {
    this.#tell = tell
    this.#budget = shared
  }

  get text(): string {
    return this.#text
  }

  /** A piece was added. */
  add(piece: string, at: number): void {
    this.become(this.#text + piece, at)
  }

  /** The whole text is another by now. */
  become(text: string, at: number): void {
    const bounded = text.slice(0, MAX_TEXT)
    if (this.#over || bounded === this.#text) return
    this.#text = bounded
    this.#at = at
    this.#pending = true
    if (at - this.#toldAt >= PAUSE_MS && this.#budget.characters > 0) this.#say(false)
  }

  /** Nothing more comes. @param final false where it broke off: what came stays */
  finish(final: boolean): void {
    if (this.#over) return
    if (this.#text !== '' && (final || this.#pending)) this.#say(final)
    this.#over = true
  }

  #say(final: boolean): void {
    this.#toldAt = this.#at
    this.#budget.characters -= this.#text.length
    this.#pending = false
    this.#tell({ text: this.#text, final }, this.#at)
  }
}
