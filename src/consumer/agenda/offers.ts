/** Chooses among what the bot offers: by the need and the facts, else whatever stands for everything else. */

import { namesHuman } from '../../understanding/acts/human-label.js'
import { related, topicsOf } from '../../understanding/answers/topics.js'
import { factsIn } from '../../understanding/facts/facts.js'
import { containment, contentTokens, fold, readable } from '../../understanding/text/normalise.js'
import type { TurnReading } from '../../understanding/types.js'
import type { Offer } from '../consumer.js'
import type { State } from './state.js'

/** Something to choose: a button, or a line of a list in words. */
export interface Choice {
  label: string
  /** The button; absent where the label has to be typed. */
  offer?: Offer
}

/** A choice fits from here on. */
const FITS = 0.34
/** Choices that are looked at, and the beginning of each label. */
const MOST = 40
const LONGEST = 100
/** Lines of a list: a number, a letter or a bullet, and the label; or labels in brackets. */
const LINE = /^[ \t]*(?:\(?(?:\d{1,2}|[A-Ha-h])[.)、:：)）]|[-*•·])[ \t]*([^\n]{1,60})$/gmu
const BRACKET = /[【「[]([^】」\]\n]{1,24})[】」\]]/gu
const OTHER =
  /其[他它]|以上都不|都不是|别的问题|\b(?:other|something else|none of (?:these|the above)|anything else)\b/iu
const YES =
  /^(?:是的?|对的?|确认|确定|没错|好的?|要|需要|继续|yes|yep|ok(?:ay)?|sure|confirm|correct|continue)[!.。！]?$/iu
const NO = /^(?:不是|不对|否|不|不要|不用|不需要|取消|no|nope|cancel|not? (?:that|this|correct))[!.。！]?$/iu
const UNSOLVED =
  /(?:未|没有?)(?:能)?(?:解决|帮)|没用|无用|不满意|\b(?:not (?:helpful|solved|resolved)|unhelpful|unresolved)\b|👎/iu

/** What this turn offers: its buttons, else the labels of a list in its words. */
export function choicesIn(turn: TurnReading, offers: readonly Offer[]): Choice[] {
  const shown = new Set(turn.choices.filter((one) => !one.standing).map((one) => one.label))
  const buttons = offers.filter((one) => shown.has(one.label)).slice(0, MOST)
  if (buttons.length > 0) return buttons.map((offer) => ({ label: offer.label, offer }))
  if (!turn.acts.some((one) => one.act === 'offers-choices')) return []
  const text = turn.answer.slice(0, 4000)
  const lines = [...text.matchAll(LINE)].map((match) => match[1] ?? '')
  const labels = lines.length > 1 ? lines : [...text.matchAll(BRACKET)].map((match) => match[1] ?? '')
  // What is typed must hold no value that only the bot knows.
  const plain = labels.slice(0, MOST).filter((label) => factsIn(label).length === 0)
  return plain.map((label) => ({ label: label.trim() }))
}

/** The choice that fits the need best, or the one for everything else; one that was made before is not made again. */
export function bestChoice(choices: readonly Choice[], state: State): Choice | undefined {
  const open = choices.filter(
    ({ label }) => !state.dealt.has(`choice:${label}`) && !namesHuman(label) && !secret(label, state),
  )
  const rated = open.map((choice) => ({ choice, score: likenessTo(choice.label.slice(0, LONGEST), state) }))
  const best = rated.reduce(
    (a, b) => (b.score > a.score ? b : a),
    rated[0] ?? { choice: undefined, score: 0 },
  )
  return best.score >= FITS ? best.choice : open.find(({ label }) => OTHER.test(label))
}

/** The button that says yes, no, or that the need is not met. */
export function sayingSo(
  choices: readonly Choice[],
  what: 'affirm' | 'deny' | 'unsolved',
): Choice | undefined {
  const pattern = what === 'affirm' ? YES : what === 'deny' ? NO : UNSOLVED
  return choices.find(
    ({ label, offer }) => offer !== undefined && pattern.test(label.trim().slice(0, LONGEST)),
  )
}

/** How well a label fits, 0 and more: words of the need or of a fact in it, and the same topics. */
function likenessTo(label: string, { needs, trial }: State): number {
  if (OTHER.test(label)) return 0
  const tokens = contentTokens(label)
  const topics = topicsOf(label)
  const told = Object.values(trial.facts).flatMap((fact) => ('value' in fact ? [fact.value] : []))
  const folded = fold(readable(label))
  const named = told.some((value) => value.length >= 2 && folded.includes(fold(readable(value)).trim()))
  const likest = Math.max(
    0,
    ...needs.slice(0, MOST).map((need) => {
      const asked = topicsOf(need)
      const same = topics.size > 0 && [...topics].every((one) => asked.has(one))
      const near = same ? 0.6 : related(asked, topics) ? 0.2 : 0
      return (tokens.size > 0 ? containment(tokens, contentTokens(need)) : 0) + near
    }),
  )
  return likest + (named ? 1 : 0)
}

/** The label holds a fact that is never told. */
function secret(label: string, { trial }: State): boolean {
  return Object.values(trial.facts).some(
    (fact) => 'value' in fact && fact.reveal === 'never' && label.includes(fact.value),
  )
}
