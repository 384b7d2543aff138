/** A language model plays the consumer of a converse step; each reply is checked before it is sent. Pure: it yields `think`. */
import type { ReadyStep } from '../../documents/ready.js'
import { wordings } from '../../documents/resolve.js'
import { namesHuman } from '../../understanding/acts/human-label.js'
import { asksForHuman, CERTAIN } from '../../understanding/acts/requests.js'
import type { TurnReading } from '../../understanding/types.js'
import { basisOf } from '../conditions.js'
import { MANNERS, type Offer, type Think } from '../consumer.js'
import type { Moves, Turn } from '../moves.js'
import { Account, type Message } from '../self-audit/account.js'
import { fits } from '../self-audit/asked.js'
import { type Exchange, messagesFor } from './prompt.js'
import { type LlmReply, replyOf } from './reply.js'

export { CONSUMER_PROMPT } from './prompt.js'

type Converse = NonNullable<ReadyStep['converse']>
type Usable = Exclude<LlmReply, { void: string }>
/** A reply that was checked, with what it does. */
type Checked =
  | { do: 'say'; text: string; acts: string[]; told: string[] }
  | { do: 'choose'; offer: Offer; label: string }
  | { do: 'end'; end: 'resolved' | 'gave-up' }

const TURNS = 12
const YES = /^(?:是的?|对的?|没错|嗯|yes\b|yeah\b|correct\b|that'?s right)/i
const NO = /^(?:不是|不对|错了|no\b|that'?s (?:not right|wrong))/i
const DOES_NOT_KNOW = /不知道|不记得|不清楚|没有?留意|don'?t (?:know|remember|have)|no idea|not sure/i

/**
 * Carries out a `converse` step with whatever `think` answers. It opens with the words of the scenario, so that every
 * bot is asked the same. A reply that is no reply, refuses, repeats its instructions or does not keep to the facts is
 * asked for once more with the reason; after that the consumer is at fault, and the trial is not scored.
 */
export function* converseWithModel(moves: Moves, step: ReadyStep, converse: Converse): Turn {
  return yield* new ModelConsumer(moves, step, converse).hold()
}

class ModelConsumer {
  readonly #moves: Moves
  readonly #step: string
  readonly #converse: Converse
  readonly #account: Account
  readonly #need: readonly string[]
  readonly #exchanges: Exchange[] = []
  #said = 0

  constructor(moves: Moves, step: ReadyStep, converse: Converse) {
    this.#moves = moves
    this.#step = step.id
    this.#converse = converse
    this.#account = new Account(moves.trial)
    this.#need = wordings(moves.trial, converse.ask).candidates
  }

  *hold(): Turn {
    const moves = this.#moves
    // What was said in earlier steps is known.
    for (const { consumer } of moves.view.reading.turns)
      for (const { text } of consumer) this.#account.note({ line: 0, words: text })
    const { text, name } = moves.speaker.draw(this.#step, 0, this.#converse.ask)
    this.#exchanges.push({ ...this.#heard(), reply: JSON.stringify({ say: text }) })
    let ending = yield* this.#say({ do: 'say', text, acts: ['ask'], told: this.#toldIn(text) }, name)
    for (let turn = 1; ending === undefined && turn < (this.#converse.turns ?? TURNS); turn++) {
      const reply = yield* this.#reply()
      if ('fault' in reply) return reply
      if (reply.do === 'end') return this.#end(reply.end)
      ending = reply.do === 'say' ? yield* this.#say(reply) : yield* this.#choose(reply)
    }
    return ending ?? 'gave-up'
  }

  /** The next reply that can be used, or why there is none. */
  *#reply(): Generator<Think, Checked | { fault: string }, Moves['view']> {
    const moves = this.#moves
    const exchange = this.#heard()
    let reason: string | undefined
    for (let tries = 0; tries < 2; tries++) {
      const messages = messagesFor(moves.trial, this.#need, [...this.#exchanges, exchange], {
        person: this.#converse.person !== false,
        ...(reason === undefined ? {} : { reason }),
      })
      moves.view = yield { do: 'think', messages }
      // Why nobody answered is known where it was asked.
      if (moves.view.over) return { do: 'end', end: 'gave-up' }
      const { thought } = moves.view
      if (thought === undefined) return { fault: 'the language model gave no answer' }
      const reply = replyOf(thought, moves.trial.scenario.lang)
      const checked = 'void' in reply ? reply : this.#checked(reply)
      if (!('void' in checked)) {
        this.#exchanges.push({ ...exchange, reply: JSON.stringify(reply) })
        return checked
      }
      reason = checked.void
    }
    return { fault: `the language model gave no reply that can be used, twice: ${reason}` }
  }

  #checked(reply: Usable): Checked | { void: string } {
    const { view } = this.#moves
    if ('end' in reply) return { do: 'end', end: reply.end }
    const isRequest =
      'say' in reply ? asksForHuman(reply.say).probability >= CERTAIN : namesHuman(reply.choose)
    if (isRequest && this.#converse.person === false) return { void: 'it may not ask for a person' }
    if ('choose' in reply) {
      const offer = view.offers.find(({ label }) => label.trim() === reply.choose)
      return offer ? { do: 'choose', offer, label: reply.choose } : { void: 'no such option is offered' }
    }
    const text = reply.say
    const told = this.#toldIn(text)
    const said: Checked & { do: 'say' } = { do: 'say', text, told, acts: this.#actsOf(text, told) }
    const heard = () => ({ turns: view.reading.turns, form: false })
    const [fault] = this.#account.faultsOf({ ...this.#message(said) }, heard)
    return fault ? { void: `"${fault.words}": ${fault.detail}` } : said
  }

  *#say({ text, acts, told }: Checked & { do: 'say' }, wording?: string): Turn {
    const moves = this.#moves
    const occurrence = this.#said++
    this.#account.note(this.#message({ do: 'say', text, acts, told }))
    const why = { acts, basis: basisOf(moves.view), occurrence }
    if (acts.includes('ask-human'))
      return yield* moves.request(this.#step, occurrence, ['phrase'], { text, wording: 'model', ...why })
    const words = { step: this.#step, verb: 'converse', text, ...why }
    return yield* moves.act({
      ...moves.speaker.say({
        ...words,
        ...(wording === undefined ? {} : { wording }),
        ...(told.length > 0 ? { told } : {}),
      }),
      ...why,
    })
  }

  *#choose({ offer, label }: Checked & { do: 'choose' }): Turn {
    const moves = this.#moves
    this.#account.ground.choose([label])
    const why = { acts: ['choose'], basis: basisOf(moves.view), occurrence: this.#said++ }
    const common = { step: this.#step, do: 'choose' as const, offer, ...why }
    if (!namesHuman(label)) return yield* moves.act({ ...common, verb: 'choose' })
    const ending = yield* moves.act({ ...common, verb: 'ask-human', by: 'button' })
    moves.asked = true
    return ending ?? (yield* moves.awaitHuman(MANNERS.waiting, why.occurrence, moves.humanWait(this.#step)))
  }

  /** That the model calls it resolved is its opinion: the reading says whether it is. */
  #end(end: 'resolved' | 'gave-up') {
    if (end === 'gave-up') return end
    const last = this.#moves.trial.scenario.steps.at(-1)?.id === this.#step
    return last ? (this.#moves.view.resolved ? 'resolved' : 'script-end') : undefined
  }

  /** What came since the last reply. */
  #heard(): Exchange {
    const { view } = this.#moves
    const turn = view.reading.turns.at(-1)
    return {
      heard: (turn?.messages ?? []).map(({ text }) => text),
      choices: view.offers.map(({ label }) => label),
    }
  }

  #message({ text, acts, told }: Checked & { do: 'say' }): Message {
    return { line: 0, words: text, acts, told, verb: 'converse', step: this.#step }
  }

  #toldIn(words: string): string[] {
    return this.#account.toldIn(words).flatMap(({ name, reveal }) => (reveal === 'never' ? [] : [name]))
  }

  /** What the words do, as far as it can be held against the facts. */
  #actsOf(words: string, told: readonly string[]): string[] {
    const acts = this.#moves.view.reading.turns.at(-1)?.acts ?? []
    const confirms = acts.some(({ act }) => act === 'asks-confirmation')
    const unknown = DOES_NOT_KNOW.test(words)
      ? this.#askedFor(acts).filter((name) => !told.includes(name))
      : []
    return [
      ...told.map((name) => `inform:${name}`),
      ...unknown.map((name) => `unknown:${name}`),
      ...(confirms && YES.test(words) ? ['affirm'] : []),
      ...(confirms && NO.test(words) ? ['deny'] : []),
      ...(asksForHuman(words).probability >= CERTAIN ? ['ask-human'] : []),
    ]
  }

  /** Facts that the last turn asked for by their name. */
  #askedFor(acts: TurnReading['acts']): string[] {
    const slots = acts.flatMap(({ act, slot }) => (act === 'asks-slot' && slot !== undefined ? [slot] : []))
    return Object.keys(this.#moves.trial.facts).filter((name) =>
      slots.some((slot) => slot === name || (fits(slot, name) && name.includes(slot))),
    )
  }
}
