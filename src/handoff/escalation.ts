/** What the way to a person took in one trial: requests, actions, times, and what stood in the way. */
import type { ResolvedTrial } from '../documents/ready.js'
import type { Level } from '../understanding/types.js'
import { askedAgain, type Carried } from './carried.js'
import { type Entry, entryAfterFailure, entryAtFirst, type Volunteered, volunteered } from './entry.js'
import { type Probe, probeOf } from './probe.js'
import { actions } from './requests.js'
import { type Seen, type State, THERE, type Transition } from './states.js'
import { wayOf } from './way.js'
import { insteadIn } from './words.js'

/** A waiting time that was told, and what came of it; milliseconds. */
interface Stated {
  eta: number
  /** Until a person came; null where none did. */
  real: number | null
  /** How long was waited since it was told. */
  waited: number
  line: number
}

/** Ways that are left when nobody came. */
export type Return = 'message' | 'callback' | 'channel' | 'bot' | 'none'

interface Measures {
  /** A person came: as the platform shows, or as was only said. */
  reached: 'proven' | 'claimed' | null
  /** Requests until a person came; all that were made where none did. */
  requests: number
  /** Actions of the consumer from the opening until a person came; null where none did. */
  actions: number | null
  /** Actions until the first request, itself counted; null where there was none. */
  actionsToAsk: number | null
  /** Milliseconds from the first request to the first sight of each level; 0 for what was seen before. */
  toLevel: Partial<Record<Level, number>>
  /** Milliseconds from the first request until a person came; null where none came or none was asked for. */
  time: number | null
  /** Milliseconds from the queue to the person; null where there was no queue, or nobody came. */
  queueWait: number | null
  /** Milliseconds from the first request to the first content of the reply; null where there was none. */
  botLatency: number | null
  /** How often the bot refused (out of hours included), put off, and set a condition. */
  refusals: number
  deflections: number
  conditions: number
  /** Requests in a row that met with the same non-answer; 0 where there were no two. */
  loop: number
  /** A visible way to a person on the first screen, and in the first turn that failed. */
  entry: { first: Entry | null; afterFailure: Entry | null }
  /** Whether a person was offered unasked after two failures in a row; null where there were no two. */
  volunteered: Volunteered | null
  /** The first waiting time that was told; null where none was. */
  stated: Stated | null
  /** What the person or a form asked for again, of what had been told; null where nothing could be asked again. */
  carried: Carried | null
  /** What was left to the consumer when the wait was over; null where nobody was waited for in vain. */
  returnPath: Return | null
  /** What a question asked twice says of whoever answered: it decides nothing. Null where nothing was asked twice. */
  supporting: Probe | null
}

/** Where the way to a person ended, each step of it, and what it took. */
export interface Escalation {
  state: State
  timeline: readonly Transition[]
  measures: Measures
}

type Trial = Seen & Pick<ResolvedTrial, 'scenario' | 'facts'>

/** Several audits and the scorecard look at the same evidence; a transcript that has grown is looked at again. */
const known = new WeakMap<Trial, { events: number; escalation: Escalation }>()

/** Derives the way to a person from the transcript of one trial. Pure. */
export function escalationOf(evidence: Trial): Escalation {
  const { length } = evidence.events
  const before = known.get(evidence)
  if (before?.events === length) return before.escalation
  const escalation = derived(evidence)
  known.set(evidence, { events: length, escalation })
  return escalation
}

function derived(evidence: Trial): Escalation {
  const { events, levels, reading } = evidence
  const { state, timeline, requests: made, loop } = wayOf(evidence)
  const [first] = made
  const came = timeline.find((one) => THERE.has(one.state))
  const queued = timeline.find((one) => one.state === 'queued')
  const proven = levels.some(({ level }) => level === 'E3' || level === 'E4')
  const since = (at: number) => (first === undefined ? 0 : Math.max(0, at - first.at))
  const asking = reading.turns.find(({ turn }) => first && turn === events[first.line - 1]?.turn)
  const count = (...states: State[]) => timeline.filter((one) => states.includes(one.state)).length
  return {
    state,
    timeline,
    measures: {
      reached: came === undefined ? null : proven ? 'proven' : 'claimed',
      requests: came === undefined ? made.length : made.filter(({ line }) => line < came.line).length,
      actions: came === undefined ? null : actions(events, came.at),
      actionsToAsk: first === undefined ? null : actions(events, first.at),
      toLevel:
        first === undefined ? {} : Object.fromEntries(levels.map(({ level, at }) => [level, since(at)])),
      time: first === undefined || came === undefined ? null : since(came.at),
      queueWait: queued && came && queued.line <= came.line ? Math.max(0, came.at - queued.at) : null,
      botLatency: asking?.latency.firstContent ?? null,
      refusals: count('refused', 'out-of-hours'),
      deflections: count('deflected'),
      conditions: count('conditioned'),
      loop,
      entry: { first: entryAtFirst(reading), afterFailure: entryAfterFailure(reading) },
      volunteered: volunteered(reading, timeline, first?.line),
      stated: statedIn(timeline, came, events.at(-1)?.at ?? 0),
      carried: askedAgain(evidence, came, first?.line),
      returnPath: leftTo(evidence, timeline, came),
      supporting: probeOf(reading) ?? null,
    },
  }
}

function statedIn(timeline: readonly Transition[], came: Transition | undefined, end: number): Stated | null {
  const told = timeline.find((one) => one.queue?.eta !== undefined)
  if (told?.queue?.eta === undefined || (came && came.line < told.line)) return null
  const real = came === undefined ? null : Math.max(0, came.at - told.at)
  return { eta: told.queue.eta, real, waited: real ?? Math.max(0, end - told.at), line: told.line }
}

function leftTo(
  { reading }: Seen,
  timeline: readonly Transition[],
  came: Transition | undefined,
): Return | null {
  const waits = timeline.find((one) => one.promised)
  const over = timeline.find((one) => one.state === 'timed-out' || one.state === 'returned')
  return waits === undefined || over === undefined || came !== undefined
    ? null
    : wayOn(reading, timeline, waits.line)
}

/** A way that the bot's side names from a line on; words that lead back to the bot are one, too. */
export function wayOn({ turns }: Seen['reading'], timeline: readonly Transition[], from: number): Return {
  const said = turns
    .flatMap((turn) => turn.messages)
    .filter((message) => message.line >= from && message.actor !== 'human')
  const found = said.map(({ text }) => insteadIn(text))
  if (found.some((one) => one.message !== undefined)) return 'message'
  if (found.some((one) => one.callback !== undefined)) return 'callback'
  if (found.some((one) => one.phone !== undefined || one.link !== undefined)) return 'channel'
  return timeline.some((one) => one.announced) ? 'bot' : 'none'
}
