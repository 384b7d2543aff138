/** Where a conversation ends without an answer and without a way on. */
import { ASKED, asksForHuman } from '../acts/requests.js'
import { bare } from '../text/normalise.js'
import type { ActName, TurnReading } from '../types.js'
import { troubled } from './trouble.js'

export interface DeadEnd {
  /** Replies in a row, the last ones, that lead nowhere. */
  replies: number
  lines: number[]
}

/** Acts of a reply that leads nowhere by itself. */
const STUCK = new Set<ActName>([
  'fallback',
  'error',
  'repeats-itself',
  'refuses-human',
  'out-of-hours',
  'empty',
])
/** Acts that leave the consumer something to do or to wait for. */
const WAY_ON = new Set<ActName>([
  'asks-slot',
  'asks-confirmation',
  'offers-choices',
  'offers-human',
  'promises-transfer',
  'queue',
  'human-joined',
])
/** One such reply may be a slip; it ends a conversation that was in trouble already. */
const IN_A_ROW = 2
const TROUBLED = 0.6
/** Turns that are looked at. */
const MOST = 100

function leadsNowhere(turn: TurnReading): boolean {
  if (turn.silent) return true
  const acts = new Set(turn.acts.map((one) => one.act))
  if ([...WAY_ON].some((act) => acts.has(act))) return false
  return !turn.answers && [...STUCK].some((act) => acts.has(act))
}

/** The acts of a conversation in the form that `troubled` reads. */
function actsOf(turns: readonly TurnReading[]): string[] {
  const asked = new Set<string>()
  return turns.flatMap((turn) => {
    const question = turn.consumer.map((message) => message.text).join('\n')
    const key = bare(question)
    const said = question === '' ? [] : [asked.has(key) ? 'U:rephrase' : 'U:inform']
    if (question !== '' && asksForHuman(question).probability >= ASKED) said.push('U:human')
    asked.add(key)
    return [...said, ...(turn.silent ? ['B:empty'] : turn.acts.map((one) => `B:${one.act}`))]
  })
}

/** The dead end of a conversation, where its last replies are one. The welcome and unanswered listening are no replies. */
export function deadEndOf(turns: readonly TurnReading[]): DeadEnd | undefined {
  const asked = turns.filter((turn) => turn.consumer.length > 0).slice(-MOST)
  const from = asked.findLastIndex((turn) => !leadsNowhere(turn)) + 1
  const stuck = asked.slice(from)
  if (stuck.length === 0) return undefined
  if (stuck.length < IN_A_ROW && troubled(actsOf(asked)) < TROUBLED) return undefined
  return {
    replies: stuck.length,
    lines: stuck.flatMap((turn) => turn.messages.map((message) => message.line)),
  }
}
