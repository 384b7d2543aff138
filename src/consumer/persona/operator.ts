/** What an operator is: a pure function of words, of what is protected in them, and of its own stream of draws. */
import type { Stream } from '../../documents/random.js'
import type { Lang } from '../../documents/ready.js'
import type { Operator as Setting } from '../../documents/types/persona.js'
import type { Span } from './protected.js'

/** Replaces a part of the text; an insertion where `from` is `to`. */
export interface Edit extends Span {
  by: string
}

export interface Options extends Omit<Setting, 'use'> {
  lang: Lang
  /** Share of the places where it is done, 0 to 1. */
  rate: number
  /** Wordings of the bank that the operator draws from. */
  words: readonly string[]
}

interface Common {
  /** meaning: a reader understands the same; facts: the facts survive, the rest may have to be guessed. */
  preserves: 'meaning' | 'facts'
  /** In other languages it does nothing. */
  languages: readonly Lang[]
  /** Where the persona says none. */
  rate: number
  /** Name of its wordings in the bank. */
  bank?: string
}

type Do<T> = (text: string, spans: readonly Span[], stream: Stream, options: Options) => T[]

/** Changes words, or cuts them into messages at places of the text. */
export type PersonaOperator = Common & ({ edits: Do<Edit> } | { cuts: Do<number> })

/**
 * Some of the places, in their order: as many as the rate says, the odd one by lot.
 * @param of what the rate is a share of, where more was there than can be changed
 */
export function share<T>(places: readonly T[], rate: number, stream: Stream, of = places.length): T[] {
  const wanted = Math.min(places.length, Math.floor(rate * of + stream.next()))
  const order = places.map((_, i) => i)
  for (let i = 0; i < wanted; i++) {
    const other = i + stream.int(order.length - i)
    const [one, two] = [order[i] as number, order[other] as number]
    order[i] = two
    order[other] = one
  }
  return order
    .slice(0, wanted)
    .sort((a, b) => a - b)
    .map((i) => places[i] as T)
}

/** The text with the edits, which must be in order and apart. */
export function edited(text: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const { from, to, by } of edits) {
    out += text.slice(at, from) + by
    at = to
  }
  return out + text.slice(at)
}
