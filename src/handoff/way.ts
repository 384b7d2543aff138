/** The way to a person in one trial: which state it came to, when, and by which line. */
import type { TranscriptEvent } from '../documents/types/event.js'
import { repetitionOf } from '../understanding/repetition.js'
import type { Reading, TurnReading } from '../understanding/types.js'
import { type Request, requests } from './requests.js'
import { ON_THE_WAY, quoted, type Seen, type State, THERE, type Transition, turnOf } from './states.js'
import { signsIn } from './transitions.js'

export interface Way {
  /** Where it ended. */
  state: State
  /** In the order of the transcript; the first is `not-asked` only where nothing followed. */
  timeline: readonly Transition[]
  requests: readonly Request[]
  /** Requests in a row that met with the same non-answer; 0 where there were no two. */
  loop: number
}

/** What the consumer says to a person, or to take its leave, asks for nothing. */
const PARTING = new Set(['~summary', '~probe', '~withdraw', '~courtesy'])
/** From here on nobody is waited for any more. */
const LEAVING = new Set(['~withdraw', '~courtesy'])

/** Walks through a trial once. Pure: the same transcript gives the same way. */
export function wayOf(seen: Seen): Way {
  const made = requests(seen.events)
  const asked = made[0]?.line ?? Number.POSITIVE_INFINITY
  if (made.length === 0 && seen.levels.length === 0) {
    const { at = 0, seq: line = 1 } = seen.events[0] ?? {}
    const none: Transition = { state: 'not-asked', at, line, why: '' }
    return { state: none.state, timeline: [none], requests: made, loop: 0 }
  }
  const left = seen.events.find((event) => event.kind === 'decision' && LEAVING.has(event.step))?.seq
  const before = ({ line, state }: Transition) => line < (left ?? line + 1) || THERE.has(state)
  const timeline = walk(made, signsIn(seen, asked).filter(before), seen)
  const loop = looped(timeline, made, seen)
  const end = waitedInVain(timeline, seen.events)
  if (end) timeline.push(end)
  return { state: timeline.at(-1)?.state ?? 'not-asked', timeline, requests: made, loop }
}

/** Requests and what followed them, without what a person who is there makes void. */
function walk(made: readonly Request[], found: readonly Transition[], seen: Seen): Transition[] {
  const timeline: Transition[] = []
  const asks = made.map(
    ({ at, line, by }): Transition => ({
      state: 'asked',
      at,
      line,
      ...turnOf(seen.events, line),
      why: by ?? '',
    }),
  )
  const all = [...asks, ...found].sort((a, b) => a.line - b.line)
  const back = goesOn(seen.reading, all)
  let there = false
  for (const one of [...all, ...back].sort((a, b) => a.line - b.line)) {
    if (there && !THERE.has(one.state) && one.state !== 'returned' && one.state !== 'asked') continue
    if (one.state === 'returned' && !timeline.some((before) => before.promised || THERE.has(before.state)))
      continue
    const last = timeline.at(-1)
    if (one.state === 'connected' && last?.state === 'served') continue
    if (one.state === 'asked' && last?.state === 'asked') timeline.push(unanswered(last, seen.reading))
    // The platform may prove what the page had claimed, and a queue moves; else a state is entered once.
    const again = last?.state === one.state && one.state !== 'asked'
    if (again && one.queue === undefined && (last.claimed ?? false) === (one.claimed ?? false)) continue
    if (one.state === 'served' && !there) timeline.push({ ...one, state: 'connected' })
    timeline.push(one)
    there = THERE.has(one.state)
  }
  const last = timeline.at(-1)
  if (last?.state === 'asked') timeline.push(unanswered(last, seen.reading))
  return timeline
}

/** Nothing that was said after a request had to do with it. */
function unanswered(asked: Transition, { turns }: Reading): Transition {
  const turn = turns.find((one) => one.turn === asked.turn)
  const reply = turn?.messages.find((message) => message.line > asked.line)
  const { at, line } = reply ?? asked
  const own = turn === undefined ? {} : { turn: turn.turn }
  return { state: 'ignored', at, line, ...own, why: quoted(reply?.text ?? '') }
}

/** Turns in which, after a person was promised and none came, the bot itself answered what the consumer said next. */
function goesOn({ turns }: Reading, all: readonly Transition[]): Transition[] {
  const since = all.find((one) => one.promised)?.line
  if (since === undefined) return []
  const come = all.find((one) => THERE.has(one.state))?.line ?? Number.POSITIVE_INFINITY
  const busy = new Set(all.map((one) => one.turn))
  return turns
    .flatMap((turn): Transition[] => {
      const [said] = turn.consumer
      if (said === undefined || said.line < since || said.line > come) return []
      if (busy.has(turn.turn) || PARTING.has(turn.step ?? '')) return []
      const reply = turn.messages.find((message) => message.actor === 'bot' && !message.late)
      if (reply === undefined || reply.line > come) return []
      return [{ state: 'returned', at: reply.at, line: reply.line, turn: turn.turn, why: quoted(reply.text) }]
    })
    .slice(0, 1)
}

/** Marks requests that met with what the one before had met with; @returns the longest run of such requests. */
function looped(timeline: Transition[], made: readonly Request[], { events, reading }: Seen): number {
  const met = made.map(({ line }) => reading.turns.find(({ turn }) => turn === events[line - 1]?.turn))
  let longest = 0
  let run = 1
  for (const [i, turn] of met.entries()) {
    const before = met[i - 1]
    const same = turn && before && turn !== before && alike(before, turn) && isNonAnswer(timeline, turn.turn)
    run = same ? run + 1 : 1
    if (!same) continue
    longest = Math.max(longest, run)
    const at = timeline.findLastIndex((one) => one.turn === turn.turn)
    const last = timeline[at]
    if (last) timeline.splice(at + 1, 0, { ...last, state: 'looped' })
  }
  return longest
}

/** Said in the same words or nearly so, or nothing both times. */
function alike(before: TurnReading, now: TurnReading): boolean {
  if (before.answer === '' || now.answer === '') return before.silent && now.silent
  const fell = ({ acts }: TurnReading) => acts.some((one) => one.act === 'fallback')
  return (
    before.answer === now.answer ||
    repetitionOf(now.answer, [before.answer]) !== undefined ||
    (fell(before) && fell(now))
  )
}

function isNonAnswer(timeline: readonly Transition[], turn: number): boolean {
  return !timeline.some((one) => one.turn === turn && (one.state === 'queued' || THERE.has(one.state)))
}

/** The end of a conversation that waited for a person who had been promised. */
function waitedInVain(
  timeline: readonly Transition[],
  events: readonly TranscriptEvent[],
): Transition | undefined {
  const last = timeline.at(-1)
  if (last === undefined || !ON_THE_WAY.has(last.state) || !last.promised) return undefined
  const stop = events.findLast((event) => event.kind === 'stop')
  if (stop?.kind !== 'stop' || stop.whose === 'harness' || stop.whose === 'network') return undefined
  const waits = (event: TranscriptEvent) =>
    event.kind === 'decision' && event.verb === 'wait' && event.seq > last.line
  if (!events.some(waits)) return undefined
  return { state: 'timed-out', at: stop.at, line: stop.seq, why: stop.reason }
}
