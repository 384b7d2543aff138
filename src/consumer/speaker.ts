/** How one consumer speaks: draws wordings from the seed, and lets the persona have its way with them. */
import { stream } from '../documents/random.js'
import type { ResolvedTrial } from '../documents/ready.js'
import { render, wordings } from '../documents/resolve.js'
import type { Say } from '../documents/types/scenario.js'
import type { Move } from './consumer.js'
import { likeness } from './likeness.js'
import { asSent } from './persona/pipeline.js'

/** Something to say, before the persona has its way with it. */
export interface Words {
  step: string
  occurrence: number
  verb: string
  text: string
  /** Name of the wording that was drawn. */
  wording?: string
  acts?: readonly string[]
  /** Names of the facts that the words tell. */
  told?: readonly string[]
}

type SayDecision = Move & { do: 'say' }

export class Speaker {
  readonly #trial: ResolvedTrial
  readonly #seed: string
  #opened = false
  /** Wordings that `fresh` gave, by name, in order. */
  readonly #drawn = new Map<string, string[]>()

  constructor(trial: ResolvedTrial, seed: string) {
    this.#trial = trial
    this.#seed = seed
  }

  /**
   * The decision to say this. The first words of the consumer are wrapped in what the persona begins and ends with;
   * all but good manners (steps that begin with ~) go through the operators of the persona.
   */
  say({ text, ...words }: Words): SayDecision {
    const manners = words.step.startsWith('~')
    let intended = text
    if (!this.#opened && !manners) {
      this.#opened = true
      const parts = [this.#personal('opening'), text, this.#personal('closing')].filter(Boolean)
      intended = parts.join(this.#trial.scenario.lang === 'en' ? ' ' : '')
    }
    const sent = manners
      ? {}
      : asSent(intended, this.#trial, (use) =>
          this.stream(words.step, words.occurrence, `operator:${use}`, this.#trial.persona.id),
        )
    return { do: 'say', ...words, text: intended, listen: true, ...sent }
  }

  /** One of the wordings that a `say` allows, and all of them. */
  draw(step: string, occurrence: number, say: Say): { text: string; name?: string; candidates: string[] } {
    const { name, candidates } = wordings(this.#trial, say)
    const text = this.stream(step, occurrence, 'wording').pick(candidates)
    return { text, candidates, ...(name === undefined ? {} : { name }) }
  }

  /**
   * Another of the candidates: one of the half that is least like what was said, by character 3-grams; where nothing
   * is left, one that was said before.
   */
  another(
    step: string,
    occurrence: number,
    candidates: readonly string[],
    said: ReadonlySet<string>,
  ): string {
    const left = candidates.filter((text) => !said.has(text))
    const near = left.map((text) => ({
      text,
      like: Math.max(0, ...[...said].map((one) => likeness(one, text))),
    }))
    near.sort((a, b) => a.like - b.like)
    const far = near.slice(0, Math.max(1, Math.ceil(near.length / 2)))
    const pool = far.length > 0 ? far.map(({ text }) => text) : candidates
    return this.stream(step, occurrence, 'wording').pick(pool)
  }

  /** One wording of the bank, with these values filled in; `name` is also what the draw is for. */
  bank(name: string, step: string, values: Readonly<Record<string, string>> = {}, occurrence = 0): string {
    const { candidates } = wordings(this.#trial, { bank: name, values })
    return this.stream(step, occurrence, name).pick(candidates)
  }

  /** The name of a wording that has registers, or the name itself where it has none. */
  named(name: string, register: string): string {
    const full = `${name}.${register}`
    return Object.hasOwn(this.#trial.wording, full) ? full : name
  }

  /**
   * A wording of the bank that this conversation has not heard yet, its names not filled in; when all were used, any
   * but the last one.
   * @throws RangeError when the bank has no such wording
   */
  fresh(name: string, step: string): string {
    const all = Object.hasOwn(this.#trial.wording, name) ? (this.#trial.wording[name] ?? []) : []
    if (all.length === 0)
      throw new RangeError(`the wording bank has no ${name} in ${this.#trial.scenario.lang}`)
    const used = this.#drawn.get(name) ?? []
    this.#drawn.set(name, used)
    const left = all.filter((text) => !used.slice(used.length - (used.length % all.length)).includes(text))
    const others = left.filter((text) => text !== used.at(-1))
    const text = this.stream(step, used.length, name).pick(others.length > 0 ? others : left)
    used.push(text)
    return text
  }

  /** A wording with its names filled in. */
  filled(template: string, values: Readonly<Record<string, string>>): string {
    return render(template, this.#trial, values)
  }

  /** The stream of one decision: see docs/architecture.md, Randomness. */
  stream(step: string, occurrence: number, purpose: string, persona?: string) {
    const { scenario, trial } = this.#trial
    return stream({
      seed: this.#seed,
      scenario: scenario.pair?.id ?? scenario.id,
      repetition: trial.repetition,
      step,
      occurrence,
      purpose,
      ...(persona === undefined ? {} : { persona }),
    })
  }

  #personal(name: string): string {
    const own = this.#trial.persona.wording?.[this.#trial.scenario.lang]?.[name]
    if (own === undefined) return ''
    return render(this.stream('~persona', 0, name, this.#trial.persona.id).pick([own].flat()), this.#trial)
  }
}
