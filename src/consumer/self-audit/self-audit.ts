/** Whether a consumer kept to its facts: the verdict on every message of a transcript, whoever spoke. Pure. */
import type { ResolvedTrial } from '../../documents/ready.js'
import type { DecisionEvent, TextEvent, TranscriptEvent } from '../../documents/types/event.js'
import { read } from '../../understanding/reading.js'
import { bare } from '../../understanding/text/normalise.js'
import type { TurnReading } from '../../understanding/types.js'
import { Account, type Message } from './account.js'
import type { Heard } from './asked.js'
import type { Fault } from './fault.js'

export { type Fault, faultLine } from './fault.js'

/** Faults that are told of one conversation; one is enough to leave it out. */
const MOST_FAULTS = 20
/** Messages that are looked at: no consumer says as many. */
const MOST_MESSAGES = 400

/**
 * Everything that the consumer of a transcript said beyond its facts, too early, never to be told, or against what it
 * said before; empty for a consumer without fault. Words count as they were meant (`intended`), and values must
 * still stand in what was `sent`. A person who typed is not looked at.
 */
export function selfAudit(events: readonly TranscriptEvent[], trial: ResolvedTrial): Fault[] {
  const header = events.find((event) => event.kind === 'header')
  if (header?.consumer?.kind === 'person') return []
  const account = new Account(trial)
  let turns: readonly TurnReading[] | undefined
  const all = () => {
    turns ??= read(events, { lang: trial.scenario.lang }).turns
    return turns
  }
  const offered = new Map<string, string[]>()
  const decided = new Set<string>()
  const faults: Fault[] = []
  let form = false
  let looked = 0
  for (const event of events) {
    if (faults.length >= MOST_FAULTS || looked >= MOST_MESSAGES) break
    const heard = () => ({ turns: all().filter((turn) => isBefore(turn, event.seq)), form })
    if (event.kind === 'choices')
      for (const { label, value } of event.options)
        offered.set(label, [label, ...(value === undefined ? [] : [value])])
    else if (event.kind === 'form') form = true
    else if (event.kind === 'decision' && event.skipped === undefined && event.intended !== undefined) {
      looked++
      const words = wordsOf(event, offered)
      for (const one of words) decided.add(bare(one))
      const chosen = isChoice(event) && offered.get(event.intended)
      if (chosen) account.ground.choose(chosen)
      else if (event.verb !== 'upload') faults.push(...said(account, messageOf(event), heard))
    } else if (isOwn(event) && !decided.has(bare(event.text))) {
      looked++
      faults.push(...said(account, { line: event.seq, words: event.text }, heard))
    }
  }
  return faults.slice(0, MOST_FAULTS)
}

function said(account: Account, message: Message, heard: () => Heard): Fault[] {
  const faults = account.faultsOf(message, heard)
  account.note(message)
  return faults
}

function messageOf({ seq, intended = '', sent, operators, acts, told, verb, step }: DecisionEvent) {
  return { line: seq, words: intended, sent, operators, acts, told, verb, step }
}

/** What a decision may be seen as in the chat. */
function wordsOf(
  { intended = '', sent = [] }: DecisionEvent,
  offered: ReadonlyMap<string, string[]>,
): string[] {
  return [intended, ...sent, ...(offered.get(intended) ?? [])]
}

const isChoice = ({ verb, by }: DecisionEvent) => verb === 'choose' || by === 'button'

/** The consumer's own words: a page may take other bubbles for theirs, so that there only what was handed over counts. */
function isOwn(event: TranscriptEvent): event is TextEvent {
  return (
    event.kind === 'text' &&
    event.actor === 'consumer' &&
    event.revision === 0 &&
    (event.source !== 'dom' || event.handed !== undefined)
  )
}

const isBefore = ({ messages }: TurnReading, line: number): boolean =>
  messages.some((message) => message.line < line)
