/** What a turn, and what a conversation, is about: the topics that its questions show. */

import { ASKED, asksForHuman } from '../../understanding/acts/requests.js'
import { kindsAsked } from '../../understanding/answers/question.js'
import { topicsOf } from '../../understanding/answers/topics.js'
import type { TurnReading } from '../../understanding/types.js'
import { OTHER } from './topic-names.js'

/** They say how somebody is served, and not with what: another topic beside them goes first. */
const SERVICE = new Set(['human', 'identity', 'complaint'])
/** A question that names no topic is about what was named so many questions before. */
const LOOK_BACK = 5

export const questionOf = (turn: TurnReading): string => turn.consumer.map(({ text }) => text).join('\n')

/** The topic that some words show, the most telling one of several; undefined where they show none. */
function topicIn(words: string): string | undefined {
  const shown = [...topicsOf(words)]
  return shown.find((topic) => !SERVICE.has(topic)) ?? shown[0]
}

/** Whether something was asked: words of a question, a matter by name, or a person. */
export function asks(words: string): boolean {
  if (words.trim() === '') return false
  return kindsAsked(words).size > 0 || topicsOf(words).size > 0 || asksForHuman(words).probability >= ASKED
}

/** The topic of each turn in which the consumer spoke, by its number, and that of the conversation: the first matter named. */
export function topicsOfTurns(turns: readonly TurnReading[]): { of: Map<number, string>; main: string } {
  const of = new Map<number, string>()
  const before: (string | undefined)[] = []
  for (const turn of turns) {
    const words = questionOf(turn)
    if (words === '') continue
    const own = topicIn(words)
    of.set(turn.turn, matterOf([own, ...before.slice(-LOOK_BACK).reverse()]))
    before.push(own)
  }
  return { of, main: matterOf(before) }
}

/** The first of these that says what it is about, else the first that says how somebody is served. */
function matterOf(topics: readonly (string | undefined)[]): string {
  const shown = topics.filter((topic) => topic !== undefined)
  return shown.find((topic) => !SERVICE.has(topic)) ?? shown[0] ?? OTHER
}
