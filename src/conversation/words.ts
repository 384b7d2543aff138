/** What a revision does to a message: a streamed answer grows, a clock in it only counts. */

/** `new`: the first words of it; `same`, `growth`: more words after the same ones; `count`: other digits; `other`. */
export type Change = 'new' | 'same' | 'growth' | 'count' | 'other'

const digits = (text: string) => text.replace(/\p{N}/gu, '0')

/** Remembers the last words of the messages of this turn and of the one before. */
export class Words {
  #now = new Map<string, string>()
  #before = new Map<string, string>()

  /** Another turn begins. */
  turn(): void {
    this.#before = this.#now
    this.#now = new Map()
  }

  change(id: string, text: string): Change {
    const place = this.#before.has(id) ? this.#before : this.#now
    const known = place.get(id)
    place.set(id, text)
    if (known === undefined) return 'new'
    if (known === text) return 'same'
    if (text.startsWith(known)) return 'growth'
    // A count that gets another digit is taken for words: it happens once in a while.
    return text.length === known.length && digits(text) === digits(known) ? 'count' : 'other'
  }
}
