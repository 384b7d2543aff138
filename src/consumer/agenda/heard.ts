/** What the bot's last turn means to somebody with a need: is it met, what is asked, what can be chosen, who is offered. */

import { namesHuman } from '../../understanding/acts/human-label.js'
import { relevance } from '../../understanding/answers/relevance.js'
import { statedTruths } from '../../understanding/answers/resolved.js'
import { claimsDone } from '../../understanding/answers/signals.js'
import { bare } from '../../understanding/text/normalise.js'
import type { Act, ActName, TurnReading } from '../../understanding/types.js'
import type { View } from '../consumer.js'
import { bestChoice, type Choice, choicesIn } from './offers.js'
import { type SlotAnswer, slotAnswer } from './slots.js'
import { isCalm, type State } from './state.js'

export interface Heard {
  turn: TurnReading
  acts: ReadonlySet<ActName>
  /** The wanted truths are stated; where none can be checked, the answer answers. */
  met: boolean
  /** Details that are asked for, and how each is answered. */
  asked: readonly Asked[]
  /** Those of them that have not been answered yet. */
  fresh: readonly Asked[]
  /** A new question for a yes or no about the need or the facts, and its key. */
  question?: { text: string; key: string }
  choices: readonly Choice[]
  /** What of it fits and was not chosen before. */
  choice?: Choice
  offersPerson: boolean
  /** The bot takes the matter for done, or asks whether it is. */
  closes: boolean
  /** Sends the consumer to a link or a code. */
  links: boolean
  /** The words of the bot answer the consumer's courtesy while a person is waited for, or nothing came at all. */
  waited: boolean
}

export interface Asked {
  /** Name of the detail; empty where it has none. */
  slot: string
  /** Under which it is remembered. */
  key: string
  answer: SlotAnswer
}

const SATISFIED =
  /解决了?(?:您|你|问题|吗|没)|(?:有|对您有?)帮助|帮到[您你]|满意|还有(?:其他|别的|什么)|\b(?:helpful|resolved?|solved?|satisfied|anything else|answer(?:ed)? your (?:question|query)|did (?:this|that|it) help)\b/iu
const MATTER =
  /有(?:什么|啥)[^。？?]{0,8}帮|[想要][^。？?]{0,4}(?:咨询|了解|问)|(?:什么|哪方面|哪些|啥)(?:的)?(?:问题|事|需求)|\b(?:how (?:can|may|could) (?:i|we)|what (?:can|may) (?:i|we)|what would you like|what do you (?:need|want))\b/iu
const LINK =
  /https?:\/\/|\bwww\.|二维码|扫码|扫一?扫|链接|\bQR\b|\b(?:click|follow|open) (?:the|this) link\b/iu
const SENTENCE = /[^。！？!?\n]+[。！？!?]*/gu
/** Beginning of an answer that is looked at here. */
const LONGEST = 4000
const NO_WORDS = '(no words)'

/** Reads the last turn of a conversation that has one. */
export function heardOf(state: State, view: View): Heard {
  const turn = view.reading.turns.at(-1) as TurnReading
  const acts = new Set(turn.acts.map((one) => one.act))
  const answer = turn.answer.slice(0, LONGEST)
  const asked = turn.acts.filter((one) => one.act === 'asks-slot').map((one) => askedBy(one, state))
  const isFresh = ({ key, answer: to }: Asked) =>
    !state.dealt.has(key) && !(typeof to === 'object' && state.told.has(to.fact))
  const questions = questionsIn(turn, answer)
  const question = questions.find((text) => !namesHuman(text) && !SATISFIED.test(text))
  const key = `question:${bare(question ?? '').slice(0, 100)}`
  const choices = choicesIn(turn, view.offers)
  const choice = isCalm(state) ? bestChoice(choices, state) : undefined
  return {
    turn,
    acts,
    met: isMet(state, view, turn, acts),
    asked,
    fresh: asked.filter(isFresh),
    ...(question !== undefined && isCalm(state) && !state.dealt.has(key)
      ? { question: { text: question, key } }
      : {}),
    choices,
    ...(choice === undefined ? {} : { choice }),
    offersPerson: acts.has('offers-human') || questions.some(namesHuman),
    closes: acts.has('closing') || claimsDone(answer) || questions.some((text) => SATISFIED.test(text)),
    links: LINK.test(answer),
    waited: turn.step?.startsWith('~') ?? false,
  }
}

function isMet(
  { wants, need, step, trial }: State,
  view: View,
  turn: TurnReading,
  acts: Heard['acts'],
): boolean {
  const wanted = Object.keys(wants).length
  if (wanted > 0) return statedTruths(view.reading, wants).length === wanted
  if (turn.step !== step || !turn.answers || acts.has('repeats-itself')) return false
  const { outcome } = relevance(need, turn.answer, trial.scenario.lang)
  // Who asks for an order number has hardly answered yet.
  const asks = turn.acts.some((one) => one.act === 'asks-slot' && one.slot !== undefined)
  return outcome === 'on-topic' || (outcome === 'uncertain' && !asks)
}

/** The answer is known to be about something else. */
export function isOffTopic({ need, trial }: State, { turn }: Heard): boolean {
  if (!turn.answers) return false
  return relevance(need, turn.answer.slice(0, LONGEST), trial.scenario.lang).outcome === 'off-topic'
}

/** What a bot asks for that asks what the matter is, in no words for a detail, is the need. */
function askedBy({ slot = '', span }: Act, { trial }: State): Asked {
  if (slot === '' && MATTER.test(span)) return { slot: 'issue', key: 'slot:issue', answer: 'need' }
  const key = `slot:${slot === '' ? bare(span).slice(0, 100) : slot}`
  return { slot, key, answer: slotAnswer(slot, trial) }
}

/** The sentences that ask for a yes or no. */
function questionsIn(turn: TurnReading, answer: string): string[] {
  const sentences = (answer.match(SENTENCE) ?? []).map((one) => one.trim()).filter(Boolean)
  return turn.acts
    .filter((one) => one.act === 'asks-confirmation')
    .map(({ span }) => {
      const shown = span.trim() || NO_WORDS
      return (
        sentences.find((one) => one.includes(shown)) ??
        sentences.findLast((one) => /[?？]$|[吗么呢]。?$/.test(one)) ??
        shown
      )
    })
}
