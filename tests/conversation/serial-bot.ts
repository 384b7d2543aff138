/** A bot without correlation on a virtual clock: it answers one message after the other, as slowly as it is told. */
import { vi } from 'vitest'
import type { ChannelEvent } from '../../src/channel/channel.js'
import type { TurnOptions } from '../../src/conversation/open-turn.js'
import type { Pace } from '../../src/conversation/pace.js'
import { Transcript } from '../../src/conversation/transcript.js'
import { Turns } from '../../src/conversation/turns.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'

/** Milliseconds everywhere. */
interface Bubble {
  /** After the bubble before, or the question (a bot that is still busy takes up the question later). */
  pause: number
  /** Before each further piece of a streamed bubble. */
  pieces: readonly number[]
  /** Typing is shown so long before it. */
  typing?: number
}

export type Answer = readonly Bubble[]

/** What the bot said and when; `answer` is the number of the turn that it belongs to. */
export interface Said {
  answer: number
  at: number
  /** Silence before it, for a piece or a further bubble. */
  gap: number | undefined
  line: TranscriptEvent
}

/** Holds one conversation and returns its lines and what was really said. Timers must be faked. */
export async function hold(
  answers: readonly Answer[],
  pace: Pace,
  options: TurnOptions,
): Promise<{ lines: TranscriptEvent[]; said: Said[] }> {
  const zero = Date.now()
  const now = () => Date.now() - zero
  const transcript = new Transcript(() => undefined)
  const lines = transcript.events
  const turns = new Turns({ transcript, clock: { zero, now }, pace })
  const said: Said[] = []
  let free = 0

  const later = (at: number, act: () => void) => setTimeout(act, at - now())
  const receive = (event: Record<string, unknown>) =>
    turns.receive({ actor: 'bot', source: 'dom', at: now(), ...event } as ChannelEvent)
  const say = (answer: number, id: string, text: string, gap: number | undefined) => {
    receive({ kind: 'text', id, text, revision: 0, final: false })
    said.push({ answer, at: now(), gap, line: lines.at(-1) as TranscriptEvent })
  }
  const reply = (turn: number, answer: Answer) => {
    let at = Math.max(now(), free)
    for (const [n, { pause, pieces, typing }] of answer.entries()) {
      const id = `b${turn}-${n}`
      if (typing !== undefined) {
        later(at + pause - Math.min(typing, pause), () => receive({ kind: 'typing', on: true }))
        later(at + pause, () => receive({ kind: 'typing', on: false }))
      }
      at += pause
      later(at, () => say(turn, id, '好', n === 0 ? undefined : pause))
      for (const [i, gap] of pieces.entries()) {
        at += gap
        later(at, () => say(turn, id, '好'.repeat(i + 2), gap))
      }
    }
    free = at
  }

  turns.open({ cap: 1, quiet: 1 })
  turns.close('channel')
  for (const [i, answer] of answers.entries()) {
    turns.open({ step: 's', question: true, ...options })
    receive({ kind: 'text', actor: 'consumer', id: `c${i}`, text: '问', revision: 0, final: true })
    reply(i + 1, answer)
    const over = turns.ended(new AbortController().signal)
    let open = true
    void over.then(() => {
      open = false
    })
    while (open) await vi.advanceTimersToNextTimerAsync()
  }
  await vi.advanceTimersByTimeAsync(Math.max(1, free - now() + 1))
  return { lines, said }
}

/** What a turn ended by, and after how long a silence. */
export function closings(lines: readonly TranscriptEvent[]) {
  return lines.flatMap((e) =>
    e.kind === 'turn' && e.change === 'close'
      ? [{ turn: e.turn as number, rule: e.rule, quiet: e.quiet, at: e.at }]
      : [],
  )
}

/** Bubbles that were given to another turn than their own, in a turn that bears no mark of doubt. */
export function wronglyGiven(lines: readonly TranscriptEvent[], said: readonly Said[]): Said[] {
  const doubted = new Set(lines.flatMap((e) => (e.kind === 'text' && e.ambiguous ? [e.turn] : [])))
  return said.filter(({ answer, line }) => line.turn !== answer && !doubted.has(line.turn))
}

/** Answers whose turn was closed in a pause that was shorter than its quiet period. */
export function cut(lines: readonly TranscriptEvent[], said: readonly Said[]): Said[] {
  const closed = new Map(closings(lines).map((one) => [one.turn, one]))
  const first = new Map<number, Said>()
  for (const one of said) {
    const close = closed.get(one.answer)
    // What comes in the very moment of the close came after the whole pause.
    if (close && one.at >= close.at && !first.has(one.answer)) first.set(one.answer, one)
  }
  return [...first.values()].filter(
    ({ answer, gap }) => gap !== undefined && gap < (closed.get(answer)?.quiet ?? 0),
  )
}
