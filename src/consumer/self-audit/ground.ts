/** What a consumer may say in one trial: its facts, and the words that people wrote for it. */
import { partsOf, type Words } from '../../documents/joined.js'
import type { ResolvedTrial } from '../../documents/ready.js'
import { MissingFact, render } from '../../documents/resolve.js'
import { templatePaths } from '../../documents/template.js'
import type { Say } from '../../documents/types/scenario.js'
import { equalFacts } from '../../understanding/facts/compare.js'
import { factsIn } from '../../understanding/facts/facts.js'
import { bare, fold, readable } from '../../understanding/text/normalise.js'
import type { TextFact } from '../../understanding/types.js'
import type { Claim } from './claims.js'

/** A fact that the consumer has a value for. */
export interface KnownFact {
  name: string
  value: string
  folded: string
  reveal: 'upfront' | 'on-ask' | 'never'
  values: readonly TextFact[]
  /** The value where it is a number without a unit. */
  number: number | undefined
}

/** Words that were written, filled in, and what they say. */
interface Written {
  texts: readonly string[]
  values: readonly TextFact[]
}

/** A shorter value is too common to be recognised by its letters. */
const LEAST = 2
/** Digits that cannot be told from any other number. */
const LEAST_DIGITS = 4
/** A value that is written with other marks between its letters is recognised from this length. */
const LEAST_BARE = 6

export class Ground {
  /** Facts that have a value, the longest first. */
  readonly facts: readonly KnownFact[]
  readonly #trial: ResolvedTrial
  /** Read only when it is needed: the bank holds hundreds of wordings. */
  readonly #sources: readonly (() => readonly string[])[]
  readonly #read: Written[] = []
  /** Labels that the consumer chose among those that the bot offered. */
  #chosen: Written = { texts: [], values: [] }

  constructor(trial: ResolvedTrial) {
    this.#trial = trial
    this.facts = Object.entries(trial.facts)
      .flatMap(([name, fact]) => ('value' in fact ? [factOf(name, fact)] : []))
      .sort((a, b) => b.value.length - a.value.length)
    const { scenario, persona, wording } = trial
    const personal = Object.values(persona.wording?.[scenario.lang] ?? {}).flat()
    this.#sources = [
      () => this.#filledIn([...ownWords(trial), ...personal]),
      () => this.#filledIn(Object.values(wording).flat()),
    ]
  }

  /** The consumer chose what the bot offered: its words are the bot's. */
  choose(words: readonly string[]): void {
    const texts = words.map(folded)
    const values = words.flatMap((text) => factsIn(text))
    this.#chosen = { texts: [...this.#chosen.texts, ...texts], values: [...this.#chosen.values, ...values] }
  }

  /** A fact that may be told, or words that somebody wrote, have what is claimed. */
  has(claim: Claim): boolean {
    return this.facts.some((fact) => fact.reveal !== 'never' && isOf(claim, fact)) || this.isWritten(claim)
  }

  /** Words that somebody wrote have what is claimed. */
  isWritten(claim: Claim): boolean {
    if (says(this.#chosen, claim)) return true
    return this.#sources.some((texts, i) => {
      this.#read[i] ??= writtenOf(texts())
      return says(this.#read[i] as Written, claim)
    })
  }

  /** These words of a message are told by a fact. */
  tells(fact: KnownFact, message: string, claims: readonly Claim[]): boolean {
    return (
      placesOf(fact, message).length > 0 || claims.some((claim) => claim.value && equals(claim.value, fact))
    )
  }

  #filledIn(words: readonly string[]): string[] {
    // A fact that is told on asking is nothing that may be said at any time.
    const hidden = this.facts.filter(({ reveal }) => reveal !== 'upfront').map(({ name }) => [name, ''])
    const blank = { ...Object.fromEntries(hidden), value: '', need: '', topic: '' }
    return words.flatMap((text) => {
      try {
        return folded(render(text, this.#trial, blank))
      } catch (error) {
        // It could not be said either.
        if (error instanceof MissingFact) return []
        throw error
      }
    })
  }
}

/** Where the value of a fact stands in a message, letter by letter. */
export function placesOf({ folded: wanted }: KnownFact, message: string): { at: number; end: number }[] {
  if (wanted.length < LEAST || /^\d+$/.test(wanted.length < LEAST_DIGITS ? wanted : '')) return []
  const text = folded(message)
  const places: { at: number; end: number }[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    if (stands(text, at, at + wanted.length)) places.push({ at, end: at + wanted.length })
  if (places.length > 0 || bare(wanted).length < LEAST_BARE || !/\d{4}/.test(bare(wanted))) return places
  // 138 0000 0000 is 13800000000.
  return bare(message).includes(bare(wanted)) ? [{ at: 0, end: 0 }] : []
}

/** The words that a step or handler of the scenario says: with the names of facts that stand in them. */
export function namedBy({ scenario }: ResolvedTrial, say: Say): Set<string> {
  return new Set(textsOf(say, scenario.wording ?? {}).flatMap(templatePaths))
}

function factOf(name: string, { value, reveal }: Pick<KnownFact, 'value' | 'reveal'>): KnownFact {
  const plain = /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : undefined
  return { name, value, reveal, folded: folded(value), values: factsIn(value), number: plain }
}

/** Every wording that the scenario has, templates not filled in; what is put together, part by part. */
function ownWords({ scenario }: ResolvedTrial): string[] {
  const { wording = {}, steps, always = [], title } = scenario
  const says = [...steps, ...always].flatMap(({ say, choose }) => [say ?? [], choose ?? []].flat())
  const more = steps.flatMap(({ converse, 'ask-human': ask }) => [
    ...(converse ? [converse.ask].flat() : []),
    ...(typeof ask === 'object' ? [ask.say ?? []].flat() : []),
  ])
  return [title, ...says, ...more, ...Object.values(wording).flatMap(partsIn)]
}

function partsIn(words: Words): string[] {
  return [...(partsOf(words) ?? (words as Say | Say[]))].flat() as string[]
}

function textsOf(say: Say, wording: Readonly<Record<string, Words>>): string[] {
  if (Array.isArray(say)) return say
  return Object.hasOwn(wording, say) ? partsIn(wording[say] as Words) : [say]
}

function writtenOf(texts: readonly string[]): Written {
  return { texts, values: texts.flatMap((text) => factsIn(text)) }
}

function isOf(claim: Claim, fact: KnownFact): boolean {
  if (claim.value && equals(claim.value, fact)) return true
  const at = fact.folded.indexOf(folded(claim.words))
  return at >= 0 && stands(fact.folded, at, at + claim.words.length)
}

/** A number without a unit is what it is, whatever it counts. */
function equals(value: TextFact, fact: KnownFact): boolean {
  if (fact.values.some((one) => equalFacts(one, value))) return true
  return fact.number !== undefined && value.value.length === 1 && value.value[0] === fact.number
}

function says({ texts, values }: Written, { value, words }: Claim): boolean {
  if (value && values.some((one) => equalFacts(one, value))) return true
  const wanted = folded(words)
  return texts.some((text) => {
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
      if (stands(text, at, at + wanted.length)) return true
    return false
  })
}

/** A word or number by itself, not a piece of a longer one. */
function stands(text: string, at: number, end: number): boolean {
  const edge = (inside: string, outside: string) => /[a-z0-9]/.test(inside) && /[a-z0-9]/.test(outside)
  if (edge(text.charAt(at), text.charAt(at - 1)) || edge(text.charAt(end - 1), text.charAt(end))) return false
  const joins = (piece: string) => /^\d[.,:/-]\d$/.test(piece)
  return !joins(text.slice(Math.max(0, at - 2), at + 1)) && !joins(text.slice(end - 1, end + 2))
}

const folded = (text: string): string => fold(readable(text))
