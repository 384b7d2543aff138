/** What a bot says about a person: a promise to transfer, or a refusal. */
import { milliseconds } from '../documents/duration.js'
import type { ActName } from '../understanding/types.js'
import type { Evidence } from './audit.js'
import { proving } from './exchange.js'
import { quote } from './words.js'

/** How long a person is waited for where neither the scenario nor the target says so. */
const DEFAULT_WAIT = '120s'

/** How long this target's people are waited for, milliseconds. */
export function usualWait(evidence: Evidence): number {
  return milliseconds(evidence.target.timing?.human ?? DEFAULT_WAIT)
}

export interface Said {
  words: string
  line: number
  at: number
}

const REFUSALS: Partial<Record<ActName, [string, string]>> = {
  'refuses-human': ['拒绝转人工', 'refused a person'],
  'out-of-hours': ['称不在人工服务时间', 'said that nobody is on duty'],
  'conditions-transfer': ['对转人工提出条件', 'set a condition for a person'],
}

/** The first words that promise a person (level E0). */
export function promiseOf(evidence: Evidence): Said | undefined {
  const promise = evidence.levels.find((seen) => seen.level === 'E0')
  if (promise === undefined) return undefined
  const messages = evidence.reading.turns.flatMap((turn) => turn.messages)
  const message = messages.find((one) => one.line === promise.line)
  return { words: quote(message?.text ?? promise.why), line: promise.line, at: promise.at }
}

/** After a promise the consumer spoke again and the bot, not a person, went on answering. */
export function followedUp(evidence: Evidence, promise: Said): boolean {
  return evidence.reading.turns.some((turn) => {
    const asked = turn.consumer[0]?.at
    return (
      asked !== undefined &&
      asked > promise.at &&
      turn.messages.some((message) => message.actor === 'bot' && !message.late)
    )
  })
}

/** The last words that refuse a person, put it off or set a condition, since a moment. */
export function refusalOf(
  evidence: Evidence,
  since: number,
): (Said & { zh: string; en: string }) | undefined {
  for (const turn of evidence.reading.turns.toReversed()) {
    for (const act of turn.acts) {
      const named = REFUSALS[act.act]
      const message = proving([turn], act.span)
      if (named === undefined || message === undefined || message.at < since) continue
      return { words: quote(message.text), line: message.line, at: message.at, zh: named[0], en: named[1] }
    }
  }
  return undefined
}
