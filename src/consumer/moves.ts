/** What a consumer can do, whoever decides it: speak, choose, tell a fact, ask for a person and wait, take its leave. */
import { milliseconds } from '../documents/duration.js'
import type { ResolvedTrial } from '../documents/ready.js'
import { render } from '../documents/resolve.js'
import { timingOf } from '../documents/timing.js'
import type { Say } from '../documents/types/scenario.js'
import { namesHuman } from '../understanding/acts/human-label.js'
import { asksForHuman, CERTAIN } from '../understanding/acts/requests.js'
import { humanJoined, humanPromised } from './conditions.js'
import {
  type Consumer,
  type Decision,
  type Ending,
  MANNERS,
  type Move,
  type Offer,
  type View,
} from './consumer.js'
import { Speaker } from './speaker.js'

/** Why something is done: the handler that fired, on what, and how often it had before. */
export type Why = Pick<Move, 'rule' | 'basis' | 'occurrence' | 'acts'>

/** Some bots go on promising; each time costs a message. */
const MOST_WITHDRAWALS = 3

/** A part of a conversation; it gives an ending where the conversation is over. */
export type Turn = Generator<Decision, Ending | undefined, View>

export class Moves {
  readonly trial: ResolvedTrial
  readonly speaker: Speaker
  view!: View
  /** A person has been asked for. */
  asked = false
  /** The first thing that was said, for whoever joins. */
  #first: string | undefined
  #withdrawals = 0

  constructor(trial: ResolvedTrial, seed: string) {
    this.trial = trial
    this.speaker = new Speaker(trial, seed)
  }

  /** Carries out a decision; the conversation ends when it is over or a person is there. */
  *act(decision: Move): Turn {
    this.view = yield decision
    if (decision.do === 'say') {
      this.#first ??= decision.step.startsWith('~') ? undefined : decision.text
      if (asksForHuman(decision.text).probability >= CERTAIN) this.asked = true
    }
    yield* this.#withdraw()
    if (this.view.over) return 'script-end'
    return humanJoined(this.view) ? 'human-connected' : undefined
  }

  /** With --no-human nobody is kept waiting for somebody who would not be served: the promise is declined at once. */
  *#withdraw(): Generator<Decision, void, View> {
    while (this.#isCalled() && !this.view.over && this.#withdrawals < MOST_WITHDRAWALS) {
      const step = MANNERS.withdraw
      const occurrence = this.#withdrawals++
      const text = this.speaker.bank('withdraw', step, {}, occurrence)
      this.view = yield this.speaker.say({ step, occurrence, verb: 'say', text, wording: 'withdraw' })
    }
  }

  /** A person is on the way who is not to be reached: promised for the first time, or anew in the last turn. */
  #isCalled(): boolean {
    if (!this.#withholds || humanJoined(this.view)) return false
    if (this.#withdrawals === 0) return humanPromised(this.view)
    const last = this.view.reading.turns.at(-1)
    return last?.step !== MANNERS.withdraw && (last?.acts.some((a) => a.act === 'promises-transfer') ?? false)
  }

  get #withholds(): boolean {
    return this.trial.trial.people === 'none'
  }

  /** Chooses the offer with this label, or a part of it. */
  *choose(id: string, label: string, why: Why = { occurrence: 0 }): Turn {
    const wanted = render(label, this.trial)
    const { offers } = this.view
    const offer =
      offers.find((o) => o.label.trim() === wanted) ?? offers.find((o) => o.label.includes(wanted))
    const common = { step: id, verb: 'choose', ...why }
    return yield* this.act(
      offer ? { ...common, do: 'choose', offer } : { ...common, do: 'skip', reason: 'not-offered' },
    )
  }

  /** Tells a fact, or says that it is not known. */
  *tell(id: string, name: string, why: Why = { occurrence: 0 }): Turn {
    const fact = this.trial.facts[name]
    const known = fact && 'value' in fact && fact.reveal !== 'never'
    const wording = known ? 'tell' : 'unknown'
    const text = this.speaker.bank(wording, id, known ? { value: fact.value } : {}, why.occurrence)
    const acts = [known ? `inform:${name}` : `unknown:${name}`]
    const words = { step: id, occurrence: why.occurrence, verb: 'tell', text, wording, acts }
    return yield* this.act({ ...this.speaker.say({ ...words, ...(known ? { told: [name] } : {}) }), ...why })
  }

  /**
   * One request for a person: the first way that is there, then waiting for what was promised. `words` is how it
   * sounds, or the words themselves with what they rest on.
   */
  *request(
    id: string,
    occurrence: number,
    ways: readonly string[],
    words: string | (Partial<Why> & { text: string; wording: string }),
    say?: Say,
  ): Turn {
    if (this.#withdrawals > 0) return yield* this.#leaveOut(id, occurrence, 'ask-human')
    let made = false
    const { text, wording, ...why } =
      typeof words === 'string' ? this.#requestWords(id, occurrence, words, say) : words
    for (const way of ways) {
      const common = { step: id, verb: 'ask-human', ...why, occurrence }
      const offer = way === 'button' ? humanOffer(this.view.offers) : undefined
      if (way === 'button' && !offer) {
        this.view = yield { ...common, do: 'skip', by: 'button', reason: 'not-offered' }
        continue
      }
      const ending = yield* this.act(
        offer
          ? { ...common, do: 'choose', offer, by: 'button' }
          : { ...this.speaker.say({ ...common, text, wording }), ...common, by: 'phrase' },
      )
      this.asked = true
      if (ending) return ending
      made = true
      break
    }
    return made ? yield* this.awaitHuman(MANNERS.waiting, occurrence, this.humanWait(id)) : undefined
  }

  #requestWords(id: string, occurrence: number, mood: string, say?: Say): { text: string; wording: string } {
    const wording = `ask-human.${mood}`
    const text =
      say === undefined
        ? this.speaker.bank(wording, id, {}, occurrence)
        : this.speaker.draw(id, occurrence, say).text
    return { text, wording }
  }

  /** Waits for the person who was promised, `ms` milliseconds at most. */
  *awaitHuman(step: string, occurrence: number, ms: number): Turn {
    if (!humanPromised(this.view)) return undefined
    if (this.#withholds) return yield* this.#leaveOut(step, occurrence, 'wait')
    const waited = yield* this.act({ do: 'listen', step, occurrence, verb: 'wait', ms, until: 'human' })
    if (waited || this.view.hears) return waited
    // Nothing can come unasked over this channel, so a person is given one more chance to answer.
    const text = this.speaker.bank('still-there', MANNERS.waiting, {}, occurrence)
    const words = { step: MANNERS.waiting, occurrence, verb: 'say', text, wording: 'still-there' }
    return yield* this.act(this.speaker.say(words))
  }

  *#leaveOut(step: string, occurrence: number, verb: string): Turn {
    return yield* this.act({ do: 'skip', step, occurrence, verb, reason: 'no-human' })
  }

  /** How long a person is waited for: as the step expects, else as the target says. */
  humanWait(id?: string): number {
    const { scenario, target } = this.trial
    const step = scenario.steps.find((s) => s.id === id)
    for (const list of [step?.expect, scenario.expect])
      for (const e of Array.isArray(list) ? list : [])
        if (typeof e === 'object' && typeof e.human === 'object' && e.human.within)
          return milliseconds(e.human.within)
    return timingOf(target).human
  }

  /** After a person came or was promised, nobody is left sitting there without a word. */
  *part(ending: Ending): Consumer {
    yield* this.#withdraw()
    if (humanJoined(this.view)) {
      const { people } = this.trial.trial
      if (people !== 'none') yield* this.#tellThem(MANNERS.summary, ...this.#summary())
      // Their words are compared with those before: src/handoff/probe.ts.
      if (people === 'probe') yield* this.#tellThem(MANNERS.probe, this.#topic())
      this.view = yield this.#courtesy()
      return typeof ending === 'object' ? ending : 'human-connected'
    }
    if (humanPromised(this.view) && this.#withdrawals === 0) this.view = yield this.#courtesy()
    return ending
  }

  /** Says something to the person who joined, and waits for a message of theirs as long as for any answer. */
  *#tellThem(step: string, text: string, wording?: string): Generator<Decision, void, View> {
    if (this.view.over) return
    const words = { step, occurrence: 0, verb: 'say', text }
    this.view = yield this.speaker.say(wording === undefined ? words : { ...words, wording })
    const last = this.view.reading.turns.at(-1)
    // That somebody joined, as a system line says, is no word of theirs; a silent turn was waited for to its cap.
    const told = last?.messages ?? []
    if (told.length === 0 || told.some((message) => message.actor !== 'system')) return
    if (this.view.over || !this.view.hears) return
    const ms = timingOf(this.trial.target).cap
    this.view = yield { do: 'listen', step, occurrence: 1, verb: 'wait', ms, until: 'message' }
  }

  #summary(): [text: string, wording: string] {
    return [this.speaker.bank('summary', MANNERS.summary, { topic: this.#topic() }), 'summary']
  }

  #courtesy(): Move {
    const text = this.speaker.bank('courtesy', MANNERS.courtesy)
    const words = { step: MANNERS.courtesy, occurrence: 0, verb: 'say', text, wording: 'courtesy' }
    return { ...this.speaker.say(words), listen: false }
  }

  /** What the person is told the case is about: the fact `topic`, else the first thing that was said. */
  #topic(): string {
    const { facts, scenario } = this.trial
    const known = facts.topic
    if (known && 'value' in known) return known.value
    return this.#first ?? scenario.title
  }
}

/** A button that asks for a person is there to be pressed. */
export const hasHumanOffer = ({ offers }: Pick<View, 'offers'>): boolean => humanOffer(offers) !== undefined

/** The offered button that asks for a person, if there is one. */
function humanOffer(offers: readonly Offer[]): Offer | undefined {
  return offers.find((o) => namesHuman(o.label))
}
