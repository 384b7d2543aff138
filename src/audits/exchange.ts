/** A question and what came of it: the turn of a step with the turns in which the consumer only filled in details. */
import type { ReadMessage, TurnReading } from '../understanding/types.js'
import type { Call } from './audit.js'

export interface Exchange {
  turns: readonly TurnReading[]
  /** Turn that the verdict is about: the last one that answers, else the last. */
  turn: number
  question: string
  /** What the bot said in time. */
  answer: string
  /** The longest of its messages, to be quoted: a greeting or a goodbye beside it says less. */
  words: string
  /** What it said after its turn had closed. */
  late: string
  answers: boolean
  silent: boolean
  ambiguous: boolean
  /** Lines of the bot's words. */
  lines: number[]
}

/** The exchanges that a call is about: one for each occurrence of its step, one for a whole conversation. */
export function exchanges(call: Call): Exchange[] {
  if (call.step === undefined) return call.turns.length > 0 ? [exchange(call.turns)] : []
  const groups: TurnReading[][] = []
  for (const turn of call.turns) {
    const last = groups.at(-1)
    if (last === undefined || turn.step === call.step) groups.push([turn])
    else last.push(turn)
  }
  return groups.map(exchange)
}

function exchange(turns: readonly TurnReading[]): Exchange {
  const answering = turns.filter((turn) => turn.answers)
  const told = answering.length > 0 ? answering : turns
  const messages = turns.flatMap((turn) => turn.messages)
  return {
    turns,
    turn: told.at(-1)?.turn ?? 0,
    question: joined((turns[0]?.consumer ?? []).map((message) => message.text)),
    answer: joined(turns.map((turn) => turn.answer).filter((text) => text !== '')),
    words: longest(told),
    late: joined(messages.filter((message) => message.late).map((message) => message.text)),
    answers: answering.length > 0,
    silent: turns.every((turn) => turn.silent),
    ambiguous: told.some((turn) => turn.ambiguous),
    lines: messages.map((message) => message.line),
  }
}

const joined = (texts: readonly string[]) => texts.join('\n')

function longest(turns: readonly TurnReading[]): string {
  let best = ''
  for (const turn of turns)
    for (const { late, text } of turn.messages) if (!late && text.length > best.length) best = text
  return best
}

/** The message that shows some words, else the last one said. */
export function proving(turns: readonly TurnReading[], span: string | undefined): ReadMessage | undefined {
  const messages = turns.flatMap((turn) => turn.messages)
  return (
    messages.find((message) => span !== undefined && span !== '' && message.text.includes(span)) ??
    messages.at(-1)
  )
}

/** Whether the bot said anything at all in these turns. */
export function spoke(turns: readonly TurnReading[]): boolean {
  return turns.some((turn) => turn.messages.some((message) => message.text !== ''))
}
