/** Keeps account of what one consumer has said, and finds what is wrong with the next message. Pure. */
import type { ResolvedTrial } from '../../documents/ready.js'
import { equalFacts } from '../../understanding/facts/compare.js'
import { factsIn } from '../../understanding/facts/facts.js'
import { bare } from '../../understanding/text/normalise.js'
import { type Heard, type Said, wasAskedFor } from './asked.js'
import { blanked, type Claim, claimsIn } from './claims.js'
import { disagreement } from './confirmation.js'
import { type Fault, type FaultKind, shown } from './fault.js'
import { Ground, type KnownFact, placesOf } from './ground.js'

/** One message of the consumer. */
export interface Message extends Said {
  line: number
  /** What is meant. */
  words: string
  /** What was sent instead. */
  sent?: readonly string[] | undefined
  operators?: readonly { use: string }[] | undefined
  acts?: readonly string[] | undefined
  told?: readonly string[] | undefined
}

export class Account {
  readonly ground: Ground
  readonly #trial: ResolvedTrial
  readonly #told = new Set<string>()
  readonly #unknown = new Set<string>()

  constructor(trial: ResolvedTrial) {
    this.#trial = trial
    this.ground = new Ground(trial)
  }

  /**
   * What would be wrong with saying this now.
   * @param heard what was there before; asked only where it matters
   */
  faultsOf(message: Message, heard: () => Heard): Fault[] {
    const { line, words } = message
    const fault = (kind: FaultKind, told: string, detail: string): Fault => ({
      kind,
      line,
      words: shown(told),
      detail,
    })
    const claims = claimsIn(words)
    const never = this.#secrets(words, claims)
    const made = never.length > 0 ? [] : this.#inventedIn(words, claims)
    return [
      ...never.map((fact) => fault('never', words, `the fact ${fact.name} is never told`)),
      ...made.map((one) =>
        fault('invented', one.words, `no fact and no written words have this ${one.what}`),
      ),
      ...this.#early(message, claims, heard).map((fact) =>
        fault('too-early', words, `the fact ${fact.name} is told on asking, and nobody had asked for it`),
      ),
      ...this.#contradictions(message, claims, heard).map((detail) => fault('contradiction', words, detail)),
      ...this.#damaged(message, claims).map((one) =>
        fault('damaged', one.words, 'it does not stand any more in what was sent'),
      ),
    ]
  }

  /** The message was sent. */
  note({ words, acts = [], told = [] }: Message): void {
    for (const name of told) this.#told.add(name)
    for (const { name } of this.toldIn(words)) this.#told.add(name)
    for (const name of factsOf(acts, 'unknown')) this.#unknown.add(name)
  }

  /** The facts whose values these words have. */
  toldIn(words: string): KnownFact[] {
    const claims = claimsIn(words)
    return this.ground.facts.filter((fact) => this.ground.tells(fact, words, claims))
  }

  #secrets(words: string, claims: readonly Claim[]): KnownFact[] {
    return this.ground.facts.filter((fact) => {
      if (fact.reveal !== 'never') return false
      const literal = placesOf(fact, words).length > 0 && !this.ground.has(literalOf(fact))
      const same = claims.some(
        (one) =>
          one.value &&
          fact.values.some((value) => equalFacts(value, one.value as typeof value)) &&
          !this.ground.has(one),
      )
      return literal || same
    })
  }

  #inventedIn(words: string, claims: readonly Claim[]): Claim[] {
    const unknown = claims.filter((one) => !this.ground.has(one))
    if (unknown.length === 0) return []
    // Where values stand side by side they may be read as one: what is known is taken out, and the rest read again.
    const known = this.ground.facts.flatMap((fact) => (fact.reveal === 'never' ? [] : placesOf(fact, words)))
    return claimsIn(blanked(words, known)).filter((one) => !this.ground.has(one))
  }

  #early(message: Message, claims: readonly Claim[], heard: () => Heard): KnownFact[] {
    const { words, told = [] } = message
    return this.ground.facts.filter((fact) => {
      if (fact.reveal !== 'on-ask' || this.#told.has(fact.name)) return false
      const said =
        told.includes(fact.name) ||
        (placesOf(fact, words).length > 0 && !this.#isOpen(literalOf(fact))) ||
        claims.some(
          (one) =>
            one.value && fact.values.some((v) => equalFacts(v, one.value as typeof v)) && !this.#isOpen(one),
        )
      return said && !wasAskedFor(fact.name, message, this.#trial, heard())
    })
  }

  /** Words that may be said at any time have it. */
  #isOpen(claim: Claim): boolean {
    return (
      this.ground.isWritten(claim) ||
      this.ground.facts.some(
        (fact) => fact.reveal === 'upfront' && this.ground.tells(fact, claim.words, [claim]),
      )
    )
  }

  #contradictions(message: Message, claims: readonly Claim[], heard: () => Heard): string[] {
    const { words, acts = [], told = [] } = message
    const found: string[] = []
    const names = new Set([...told, ...factsOf(acts, 'inform'), ...factsOf(acts, 'correct')])
    for (const name of names) {
      const fact = this.ground.facts.find((one) => one.name === name)
      if (fact && !words.includes(fact.value) && !this.ground.tells(fact, words, claims))
        found.push(`it says that it tells ${name}, and the words have another value`)
      if (this.#unknown.has(name)) found.push(`${name} is told, after it was said to be unknown`)
    }
    for (const name of factsOf(acts, 'unknown'))
      if (this.#told.has(name) || names.has(name)) found.push(`${name} is said to be unknown, and was told`)
    const yes = acts.includes('affirm')
    if (yes || acts.includes('deny') || acts.some((act) => act.startsWith('correct:'))) {
      const last = heard().turns.at(-1)
      const wrong = last && disagreement(last, this.ground.facts, yes)
      if (wrong) found.push(wrong)
    }
    return found
  }

  /** Values that what was sent has no longer, though the persona's operators must leave them alone. */
  #damaged({ sent, operators = [] }: Message, claims: readonly Claim[]): Claim[] {
    if (sent === undefined) return []
    const corrupting = new Set(
      this.#trial.persona.axes?.operators?.flatMap(({ use, facts }) => (facts === 'corrupt' ? [use] : [])),
    )
    if (operators.some(({ use }) => corrupting.has(use as never))) return []
    const whole = sent.join('')
    const letters = bare(whole)
    const values = factsIn(whole)
    return claims.filter(
      ({ what, words, value }) =>
        what !== 'address' &&
        !letters.includes(bare(words)) &&
        !(value && values.some((one) => equalFacts(one, value))),
    )
  }
}

/** The names behind acts of one sort: `inform:order`. */
function factsOf(acts: readonly string[], sort: string): string[] {
  return acts.flatMap((act) => (act.startsWith(`${sort}:`) ? [act.slice(sort.length + 1)] : []))
}

function literalOf({ value }: KnownFact): Claim {
  return { what: 'value', words: value, at: 0, end: value.length }
}
