import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelEvent } from '../../src/channel/channel.js'
import type { TurnOptions } from '../../src/conversation/open-turn.js'
import { Pace } from '../../src/conversation/pace.js'
import { Transcript } from '../../src/conversation/transcript.js'
import { Turns } from '../../src/conversation/turns.js'
import { closings } from './serial-bot.js'

const OPTIONS: TurnOptions = { cap: 60_000, quiet: 1500, learned: 'longer', question: true, step: 's' }

let turns: Turns
let pace: Pace
let transcript: Transcript
let zero: number
let requests = 0
const now = () => Date.now() - zero

beforeEach(() => {
  vi.useFakeTimers()
  zero = Date.now()
  pace = new Pace()
  begin()
})
afterEach(() => void vi.useRealTimers())

/** Another conversation with the same target. */
function begin() {
  transcript = new Transcript(() => undefined)
  turns = new Turns({ transcript, clock: { zero, now }, pace, look: async () => undefined })
  turns.open({ cap: 1, quiet: 1 })
  turns.close('channel')
}

const text = (words: string, actor: 'bot' | 'consumer' = 'bot', id = words) =>
  turns.receive({
    kind: 'text',
    at: now(),
    actor,
    source: 'dom',
    id: `${turns.count}${id}`,
    text: words,
    revision: 0,
    final: false,
  } as ChannelEvent)
const request = (key = 'POST /chat') => {
  const id = String(++requests)
  turns.stream({ change: 'begin', at: now(), id, key })
  return () => turns.stream({ change: 'end', at: now(), id })
}
const mark = () => turns.stream({ change: 'mark', at: now() })
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** Asks, lets `during` happen, and tells how the turn ended: rule, quiet period, and how long it was open. */
async function turn(during: () => Promise<void>) {
  turns.open(OPTIONS)
  const from = now()
  text('问', 'consumer', 'c')
  const over = turns.ended(new AbortController().signal)
  await during()
  await vi.advanceTimersByTimeAsync(70_000)
  await over
  const { rule, quiet, at } = closings(transcript.events).at(-1) ?? { at: 0 }
  return { rule, quiet, open: at - from }
}

/** An answer that one request carries, in two pieces. */
async function streamed(pause = 400) {
  const end = request()
  await wait(300)
  text('您', 'bot', 'a')
  await wait(pause)
  text('您好', 'bot', 'a')
  end()
}

describe('streams that carry an answer', () => {
  it('hold its turn open, however long it pauses beside the quiet period', async () => {
    expect(await turn(() => streamed(9000))).toEqual({ rule: 'stream', quiet: 1500, open: 300 + 9000 + 1500 })
  })

  it('teach no longer quiet period by pauses while they are open', async () => {
    await turn(() => streamed(4000))
    expect((await turn(async () => text('好'))).quiet).toBe(1500)
  })

  it('end a turn sooner, once nothing was seen to follow them', async () => {
    for (let i = 0; i < 5; i++) await turn(() => streamed())
    expect(await turn(() => streamed())).toEqual({ rule: 'stream', quiet: 300, open: 300 + 400 + 300 })
  })

  it('end no turn sooner where the page shows more after they ended', async () => {
    const typedOut = async () => {
      await streamed()
      await wait(600)
      text('您好，请讲', 'bot', 'a')
    }
    for (let i = 0; i < 5; i++) await turn(typedOut)
    expect(await turn(typedOut)).toMatchObject({ rule: 'stream', quiet: 1200 })
  })

  it('let a turn end where they bring nothing, and are not waited for again', async () => {
    const hanging = async () => {
      request('POST /collect')
      await wait(300)
      text('好')
    }
    expect(await turn(hanging)).toMatchObject({ rule: 'quiet', open: 300 + 15_000 })
    begin()
    expect(await turn(hanging)).toMatchObject({ rule: 'quiet', open: 300 + 1500 })
  })

  it('are none where a request was open before, is made again and again, or ended before the answer came', async () => {
    let end = request('GET /poll')
    const polling = async () => {
      await wait(300)
      end()
      end = request('GET /poll')
      text('好')
    }
    expect(await turn(polling)).toMatchObject({ rule: 'quiet', open: 300 + 1500 })
    const beating = async () => {
      text('好')
      for (let i = 0; i < 4; i++) {
        request('POST /beat')()
        await wait(300)
      }
    }
    expect((await turn(beating)).rule).toBe('quiet')
    const taken = async () => {
      request()()
      await wait(300)
      text('好')
    }
    expect(await turn(taken)).toMatchObject({ rule: 'quiet', open: 300 + 1500 })
  })

  it('say by a mark that the answer is done', async () => {
    const marked = (pause: number) => async () => {
      await wait(300)
      text('您', 'bot', 'a')
      await wait(pause)
      text('您好', 'bot', 'a')
      mark()
    }
    for (let i = 0; i < 5; i++) expect((await turn(marked(400))).rule).toBe('stream')
    // This bot always says when it is done: it is waited for, and not for long once it has.
    expect(await turn(marked(8000))).toEqual({ rule: 'stream', quiet: 300, open: 300 + 8000 + 300 })
    expect(await turn(async () => text('好'))).toMatchObject({ rule: 'quiet', open: 15_000 })
  })

  it('leave no doubt about what comes after them', async () => {
    await turn(() => streamed())
    await turn(() => streamed())
    await turn(async () => {
      await wait(250)
      text('好')
      await wait(1000)
      text('还有')
    })
    expect(transcript.events.filter((e) => e.ambiguous)).toEqual([])
  })
})
