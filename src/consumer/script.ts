/** The scripted consumer: carries out the steps of a scenario, with its guards and handlers. */
import { milliseconds } from '../documents/duration.js'
import { stream } from '../documents/random.js'
import type { ReadyStep, ResolvedTrial } from '../documents/ready.js'
import { render, wordings } from '../documents/resolve.js'
import { timingOf } from '../documents/timing.js'
import type { Handler, Say } from '../documents/types/scenario.js'
import { CERTAIN, asksForHuman as wishes } from '../understanding/acts/requests.js'
import { basisOf, holds, humanJoined, humanPromised } from './conditions.js'
import { type Consumer, type Decision, type Ending, MANNERS, type Offer, type View } from './consumer.js'

const DEFAULT_HANDLER_TIMES = 3
/** Labels by which a button asks for a person. */
const HUMAN_LABEL =
  /人工|真人|转接|坐席|\b(?:human|agent|person|representative|advisor|live chat|someone|speak to|talk to)\b/iu

/** Why a step takes place: the handler that fired, on what, and how often it had before. */
type Why = Pick<Decision, 'rule' | 'basis' | 'occurrence'>

type Turn = Generator<Decision, Ending | undefined, View>

/**
 * Plays `trial` step by step. The same trial, seed and sequence of views give the same decisions; elapsed
 * time never feeds a choice.
 */
export function script(trial: ResolvedTrial, seed: string): Consumer {
  return new ScriptConsumer(trial, seed).play()
}

class ScriptConsumer {
  readonly #trial: ResolvedTrial
  readonly #seed: string
  /** What was said in a step, for `repeat`. */
  readonly #said = new Map<string, { text: string; candidates: string[]; used: Set<string> }>()
  readonly #fired = new Map<Handler, number>()
  #view!: View
  #opened = false
  #asked = false

  constructor(trial: ResolvedTrial, seed: string) {
    this.#trial = trial
    this.#seed = seed
  }

  *play(): Consumer {
    this.#view = yield this.#skip('~open', 'open', 'the chat is open')
    for (const step of this.#trial.scenario.steps) {
      const ending = (yield* this.#react()) ?? (yield* this.#step(step))
      if (ending !== undefined) return yield* this.#part(ending)
    }
    return yield* this.#part((yield* this.#react()) ?? 'script-end')
  }

  /** After a person came or was promised, nobody is left sitting there without a word. */
  *#part(ending: Ending): Consumer {
    if (humanJoined(this.#view)) {
      if (!this.#view.over) {
        const topic = this.#topic()
        this.#view = yield this.#say(
          MANNERS.summary,
          0,
          'say',
          this.#bank('summary', MANNERS.summary, { topic }),
          'summary',
        )
      }
      this.#view = yield this.#courtesy()
      return 'human-connected'
    }
    if (humanPromised(this.#view)) this.#view = yield this.#courtesy()
    return ending
  }

  *#step(step: ReadyStep): Turn {
    const guarded = this.#guard(step)
    if (guarded) return yield* this.#act(guarded)
    if (step.say !== undefined) return yield* this.#sayStep(step, step.say)
    if (step.choose !== undefined) return yield* this.#choose(step.id, step.choose)
    if (step.repeat) return yield* this.#repeat(step.id, step.repeat)
    if (step['ask-human'] !== undefined) return yield* this.#askHuman(step)
    if (step.tell !== undefined) return yield* this.#tell(step.id, step.tell)
    if (step.wait !== undefined && step.until === 'human')
      return yield* this.#awaitHuman(step.id, 0, milliseconds(step.wait))
    if (step.wait !== undefined)
      return yield* this.#act({
        do: 'listen',
        step: step.id,
        occurrence: 0,
        verb: 'wait',
        ms: milliseconds(step.wait),
        until: 'time',
      })
    return undefined
  }

  #guard(step: ReadyStep): Decision | undefined {
    const { when, unless } = step
    if (when === undefined && unless === undefined) return undefined
    const go =
      (when === undefined || holds(when, this.#view, this.#asked)) &&
      (unless === undefined || !holds(unless, this.#view, this.#asked))
    if (go) return undefined
    const rule = when === undefined ? 'unless' : 'when'
    return { ...this.#skip(step.id, 'guard', `${rule} did not let it`), rule, basis: basisOf(this.#view) }
  }

  /** At most one handler a turn. */
  *#react(): Turn {
    for (const [i, handler] of (this.#trial.scenario.always ?? []).entries()) {
      const fired = this.#fired.get(handler) ?? 0
      if (fired >= (handler.times ?? DEFAULT_HANDLER_TIMES)) continue
      if (!holds(handler.when, this.#view, this.#asked)) continue
      this.#fired.set(handler, fired + 1)
      const step = `always-${i + 1}`
      const why = { rule: step, basis: basisOf(this.#view), occurrence: fired }
      if (handler.tell !== undefined) return yield* this.#tell(step, handler.tell, why)
      if (handler.choose !== undefined) return yield* this.#choose(step, handler.choose, why)
      if (handler.say !== undefined)
        return yield* this.#act({ ...this.#draw(step, fired, handler.say).decision, ...why })
    }
    return undefined
  }

  *#sayStep(step: ReadyStep, say: Say): Turn {
    const { decision, candidates } = this.#draw(step.id, 0, say)
    this.#said.set(step.id, { text: decision.text, candidates, used: new Set([decision.text]) })
    return yield* this.#act(decision)
  }

  *#repeat(id: string, repeat: NonNullable<ReadyStep['repeat']>): Turn {
    const before = this.#said.get(repeat.step)
    if (!before) return yield* this.#act(this.#skip(id, 'repeat', `step ${repeat.step} said nothing`))
    for (let occurrence = 0; occurrence < (repeat.times ?? 1); occurrence++) {
      const left = before.candidates.filter((c) => !before.used.has(c))
      const other = repeat.words === 'other' && left.length > 0
      const text = other ? this.#stream(id, occurrence, 'wording').pick(left) : before.text
      before.used.add(text)
      const ending = yield* this.#act(this.#say(id, occurrence, 'repeat', text))
      if (ending) return ending
    }
    return undefined
  }

  *#choose(id: string, label: string, why: Why = { occurrence: 0 }): Turn {
    const wanted = render(label, this.#trial)
    const { offers } = this.#view
    const offer =
      offers.find((o) => o.label.trim() === wanted) ?? offers.find((o) => o.label.includes(wanted))
    const common = { step: id, verb: 'choose', ...why }
    return yield* this.#act(
      offer ? { ...common, do: 'choose', offer } : { ...common, do: 'skip', reason: 'not-offered' },
    )
  }

  *#tell(id: string, name: string, why: Why = { occurrence: 0 }): Turn {
    const fact = this.#trial.facts[name]
    const known = fact && 'value' in fact && fact.reveal !== 'never'
    const wording = known ? 'tell' : 'unknown'
    const text = this.#bank(wording, id, known ? { value: fact.value } : {}, why.occurrence)
    return yield* this.#act({ ...this.#say(id, why.occurrence, 'tell', text, wording), ...why })
  }

  *#askHuman(step: ReadyStep): Turn {
    const option = step['ask-human']
    const {
      by = 'phrase',
      attempts = 1,
      mood = 'polite',
      say,
    } = typeof option === 'object' ? option : { by: option }
    const arm = this.#trial.trial.arm.by
    const ways = ([by].flat() as string[]).flatMap((w) => (w === 'arm' ? [arm ?? 'phrase'] : [w]))
    const moods = [mood].flat()
    for (let attempt = 0; attempt < attempts; attempt++) {
      const ending = yield* this.#request(
        step.id,
        attempt,
        ways,
        moods[attempt] ?? moods.at(-1) ?? 'polite',
        say,
      )
      if (ending) return ending
    }
    return undefined
  }

  /** One request for a person: the first way that is there, then waiting for what was promised. */
  *#request(id: string, attempt: number, ways: string[], mood: string, say: Say | undefined): Turn {
    let made = false
    for (const way of ways) {
      const common = { step: id, occurrence: attempt, verb: 'ask-human' }
      const offer = way === 'button' ? humanOffer(this.#view.offers) : undefined
      if (way === 'button' && !offer) {
        this.#view = yield { ...common, do: 'skip', by: 'button', reason: 'not-offered' }
        continue
      }
      const text =
        say === undefined
          ? this.#bank(`ask-human.${mood}`, id, {}, attempt)
          : this.#draw(id, attempt, say).decision.text
      const ending = yield* this.#act(
        offer
          ? { ...common, do: 'choose', offer, by: 'button' }
          : { ...this.#say(id, attempt, 'ask-human', text, `ask-human.${mood}`), by: 'phrase' },
      )
      this.#asked = true
      if (ending) return ending
      made = true
      break
    }
    return made ? yield* this.#awaitHuman(MANNERS.waiting, attempt, this.#humanWait(id)) : undefined
  }

  /** Waits for the person who was promised, `ms` milliseconds at most. */
  *#awaitHuman(step: string, occurrence: number, ms: number): Turn {
    if (!humanPromised(this.#view)) return undefined
    const waited = yield* this.#act({ do: 'listen', step, occurrence, verb: 'wait', ms, until: 'human' })
    if (waited || this.#view.hears) return waited
    // Nothing can come unasked over this channel, so a person is given one more chance to answer.
    return yield* this.#act(
      this.#say(
        MANNERS.waiting,
        occurrence,
        'say',
        this.#bank('still-there', MANNERS.waiting, {}, occurrence),
        'still-there',
      ),
    )
  }

  /** How long a person is waited for: as the step expects, else as the target says. */
  #humanWait(id?: string): number {
    const { scenario, target } = this.#trial
    const step = scenario.steps.find((s) => s.id === id)
    for (const list of [step?.expect, scenario.expect])
      for (const e of Array.isArray(list) ? list : [])
        if (typeof e === 'object' && typeof e.human === 'object' && e.human.within)
          return milliseconds(e.human.within)
    return timingOf(target).human
  }

  /** Carries out a decision; the conversation ends when it is over or a person is there. */
  *#act(decision: Decision): Turn {
    this.#view = yield decision
    if (decision.do === 'say' && wishes(decision.text).probability >= CERTAIN) this.#asked = true
    if (this.#view.over) return 'script-end'
    return humanJoined(this.#view) ? 'human-connected' : undefined
  }

  #draw(step: string, occurrence: number, say: Say) {
    const { name, candidates } = wordings(this.#trial, say)
    const text = this.#stream(step, occurrence, 'wording').pick(candidates)
    return { decision: this.#say(step, occurrence, 'say', text, name), candidates }
  }

  #say(step: string, occurrence: number, verb: string, text: string, wording?: string) {
    let words = text
    if (!this.#opened && !step.startsWith('~')) {
      this.#opened = true
      const open = this.#personal('opening')
      const close = this.#personal('closing')
      words = [open, text, close].filter(Boolean).join(this.#trial.scenario.lang === 'en' ? ' ' : '')
    }
    return {
      do: 'say' as const,
      step,
      occurrence,
      verb,
      text: words,
      listen: true,
      ...(wording === undefined ? {} : { wording }),
    }
  }

  #courtesy(): Decision {
    const text = this.#bank('courtesy', MANNERS.courtesy, {})
    return { ...this.#say(MANNERS.courtesy, 0, 'say', text, 'courtesy'), listen: false }
  }

  #skip(step: string, verb: string, reason: string): Decision & { do: 'skip' } {
    return { do: 'skip', step, occurrence: 0, verb, reason }
  }

  /** What the person is told the case is about: the fact `topic`, else the first thing that was said. */
  #topic(): string {
    const { facts, scenario } = this.#trial
    const known = facts.topic
    if (known && 'value' in known) return known.value
    return this.#said.values().next().value?.text ?? scenario.title
  }

  #bank(name: string, step: string, values: Record<string, string>, occurrence = 0): string {
    const { candidates } = wordings(this.#trial, { bank: name, values })
    return this.#stream(step, occurrence, name).pick(candidates)
  }

  #personal(name: string): string {
    const own = this.#trial.persona.wording?.[this.#trial.scenario.lang]?.[name]
    if (own === undefined) return ''
    return render(this.#stream('~persona', 0, name, this.#trial.persona.id).pick([own].flat()), this.#trial)
  }

  #stream(step: string, occurrence: number, purpose: string, persona?: string) {
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
}

/** The label of a button reads as a request for a person. */
export function asksForHuman(label: string): boolean {
  return HUMAN_LABEL.test(label.slice(0, 200))
}

/** The offered button that asks for a person, if there is one. */
function humanOffer(offers: readonly Offer[]): Offer | undefined {
  return offers.find((o) => asksForHuman(o.label))
}
