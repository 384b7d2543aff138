/** What a bot says about a person: a promise to transfer, or a refusal. */
import { answersOnly } from '../documents/channel-of.js'
import { timingOf } from '../documents/timing.js'
import type { ActName } from '../understanding/types.js'
import type { Evidence } from './audit.js'
import { proving } from './exchange.js'
import { quote, seconds } from './words.js'

/** How long this target's people are waited for, milliseconds. */
export function usualWait(evidence: Evidence): number {
  return timingOf(evidence.target).human
}

/** What the consumer says to take its leave is no further question. */
const PARTING = new Set(['~summary', '~probe', '~withdraw', '~courtesy'])

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

/**
 * The line in which, after a promise, the bot and not a person answered what the consumer said next. Over plain HTTP nothing can
 * come unasked, so this is all the waiting that there is; elsewhere it proves nothing before the time is over.
 */
export function followedUp(evidence: Evidence, promise: Said): number | undefined {
  if (!answersOnly(evidence.target)) return undefined
  for (const turn of evidence.reading.turns) {
    const asked = turn.consumer[0]?.at
    if (asked === undefined || asked <= promise.at || PARTING.has(turn.step ?? '')) continue
    const next = turn.messages.find((message) => message.actor === 'bot' && !message.late)
    if (next !== undefined) return next.line
  }
  return undefined
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

/** That a promise came to nothing, in words: how long was waited, or that the bot itself went on. */
export function unkept(promise: Said, waited: number, followed: boolean): [string, string] {
  const time = seconds(waited)
  return followed
    ? [
        `说了 ${promise.words}，之后仍是机器人在回答，没有人工接入`,
        `said ${promise.words}; the bot itself answered what came next, and no person did`,
      ]
    : [
        `说了 ${promise.words}，${time['zh-CN']}内没有人工接入`,
        `said ${promise.words}; no person came in ${time.en}`,
      ]
}
