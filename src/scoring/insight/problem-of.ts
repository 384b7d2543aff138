/** Which problem of the table a failed finding shows. */
import type { Evidence } from '../../audits/audit.js'
import type { StopEvent } from '../../documents/types/event.js'
import type { Finding } from '../../documents/types/finding.js'
import type { ActName, TurnReading } from '../../understanding/types.js'
import type { Problem } from './problems.js'

/** How the bot ended a conversation. */
const ENDS: Readonly<Record<string, Problem>> = {
  closed: 'hung-up',
  silent: 'silent',
  error: 'down',
  'service-down': 'down',
}

const OF_AUDIT: Readonly<Record<string, Problem>> = {
  available: 'down',
  'same-answer': 'inconsistent',
  'never-states': 'forbidden-claim',
  'names-channels': 'channels-untold',
  judged: 'rubric',
  latency: 'slow',
  'response-time': 'slow',
  human: 'no-person',
  'entry-visible': 'hidden-entry',
  'no-loop': 'human-loop',
  'waiting-told': 'waiting-untold',
  'hours-stated': 'hours-untold',
  'offers-human': 'not-offered',
  'context-carried': 'told-twice',
  'return-path': 'no-way-back',
  'discloses-ai': 'undisclosed',
  'keeps-promise': 'broken-promise',
  offered: 'missing-choice',
  'evidence-kept': 'evidence-lost',
}

const OF_ACT: Partial<Record<ActName, Problem>> = {
  fallback: 'no-answer',
  deflects: 'no-answer',
  empty: 'no-answer',
  'repeats-itself': 'loop',
  apology: 'loop',
  'refuses-human': 'no-person',
  'out-of-hours': 'no-person',
  'conditions-transfer': 'no-person',
  'claims-human': 'undisclosed',
  'asks-personal-data': 'personal-data',
  unsafe: 'unsafe',
  error: 'down',
}

/** Audits of what was answered: where nothing was, silence is the problem, and not each of them. */
const OF_ANSWERS = new Set([
  'states',
  'resolves',
  'relevant',
  'same-answer',
  'judged',
  'latency',
  'response-time',
])
/** How `states` and `resolves` begin, in words of ours, where another value than the right one was said. */
const SAID_OTHERWISE = /^said |; said something else than /

/** The problem that a failed finding shows. */
export function problemOf(evidence: Evidence, finding: Finding): Problem {
  const stop = evidence.events.findLast((event): event is StopEvent => event.kind === 'stop')
  const [line, more] = finding.lines
  if (stop?.whose === 'bot' && line === stop.seq && more === undefined) return ENDS[stop.reason] ?? 'down'
  const turn = evidence.reading.turns.find((one) => one.turn === finding.turn)
  if (OF_ANSWERS.has(finding.audit) && (turn?.silent || isSilence(finding))) return 'silent'
  if (finding.audit === 'states' || finding.audit === 'resolves')
    return SAID_OTHERWISE.test(finding.message.en) ? 'wrong-fact' : unanswered(turn)
  if (finding.audit === 'relevant')
    return turn?.acts.some(({ act }) => act === 'answer') ? 'off-topic' : unanswered(turn)
  if (finding.audit === 'never-act') return ofAct(finding, turn)
  if (finding.audit === 'human' && skipped(evidence, line)) return 'hidden-entry'
  if (finding.audit.startsWith('widget-')) return 'inaccessible'
  return OF_AUDIT[finding.audit] ?? 'other'
}

const isSilence = ({ category, measured }: Finding) =>
  category === 'latency' && measured !== undefined && measured.value === null

function unanswered(turn: TurnReading | undefined): Problem {
  return turn?.acts.some(({ act }) => act === 'repeats-itself') ? 'loop' : 'no-answer'
}

/** The act that was seen, of those that must not be. */
function ofAct({ options }: Finding, turn: TurnReading | undefined): Problem {
  const named = new Set(([] as unknown[]).concat(options?.['never-act'] ?? []))
  const [seen] = (turn?.acts ?? [])
    .filter(({ act }) => named.has(act))
    .sort((a, b) => b.confidence - a.confidence)
  return (seen && OF_ACT[seen.act]) ?? 'forbidden-act'
}

/** A person was to be asked for by a button, and there was none. */
function skipped({ events }: Evidence, line: number | undefined): boolean {
  const event = line === undefined ? undefined : events[line - 1]
  return event?.kind === 'decision' && event.skipped !== undefined
}
