import { beforeEach, describe, expect, it } from 'vitest'
import type { ChannelEvent } from '../../src/channel/channel.js'
import type { TurnOptions } from '../../src/conversation/open-turn.js'
import { Pace } from '../../src/conversation/pace.js'
import { Transcript } from '../../src/conversation/transcript.js'
import { Turns } from '../../src/conversation/turns.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'

const never = new AbortController().signal
const SHORT = { cap: 5000, quiet: 15 }

let lines: TranscriptEvent[]
let turns: Turns
let pace: Pace
let now: () => number

beforeEach(() => {
  const start = performance.now()
  now = () => performance.now() - start
  const transcript = new Transcript(() => undefined)
  lines = transcript.events
  pace = new Pace()
  turns = new Turns({ transcript, clock: { zero: 0, now }, pace })
  turns.open(SHORT)
  turns.close('channel')
})

const text = (id: string, words: string, more: Partial<ChannelEvent> = {}): ChannelEvent =>
  ({
    kind: 'text',
    at: now(),
    actor: 'bot',
    source: 'dom',
    id,
    text: words,
    revision: 0,
    final: true,
    ...more,
  }) as ChannelEvent
const typing = (on: boolean): ChannelEvent => ({ kind: 'typing', at: now(), actor: 'bot', source: 'dom', on })

/** Opens a turn, runs `during`, and returns the rule that ended it. */
async function turn(options: Partial<TurnOptions>, during: () => void) {
  turns.open({ ...SHORT, step: 's', question: true, ...options })
  turns.receive(text(`c${turns.count}`, '问', { actor: 'consumer' }))
  during()
  return await turns.ended(never)
}

/** Words, turn after the welcome, late, ambiguous. */
const owners = () =>
  lines.flatMap((e) =>
    e.kind === 'text' && e.actor === 'bot'
      ? [[e.text, (e.turn ?? 0) - 1, e.late ?? false, e.ambiguous ?? false]]
      : [],
  )
const closing = () => lines.filter((e) => e.kind === 'turn' && e.change === 'close')

describe('turn-taking', () => {
  it('ends by quiet, and several bubbles are one answer', async () => {
    const rule = await turn({}, () => {
      turns.receive(text('a', '一'))
      turns.receive(text('b', '二'))
    })
    expect(rule).toBe('quiet')
    expect(owners()).toEqual([
      ['一', 0, false, false],
      ['二', 0, false, false],
    ])
    expect(closing()).toHaveLength(2)
  })

  it('waits while the bot is typing, however long that is beside the quiet period', async () => {
    const rule = await turn({}, () => {
      turns.receive(text('a', '请稍等'))
      turns.receive(typing(true))
      setTimeout(() => {
        turns.receive(text('b', '答'))
        turns.receive(typing(false))
      }, SHORT.quiet * 4)
    })
    expect(rule).toBe('typing')
    expect(owners().map(([words]) => words)).toEqual(['请稍等', '答'])
  })

  it('ends a turn without an answer at the cap and says that it was silent', async () => {
    expect(await turn({ cap: 20 }, () => undefined)).toBe('cap')
    expect(turns.lastWasSilent).toBe(true)
  })

  it('ends when the channel says that the exchange ended, without waiting', async () => {
    turns.open({ ...SHORT, quiet: 5000, step: 's' })
    turns.receive(text('c', '问', { actor: 'consumer', correlation: 'x1' }))
    turns.receive(text('a', '答', { correlation: 'x1' }))
    turns.receive({ kind: 'end', at: now(), correlation: 'x1' })
    expect(await turns.ended(never)).toBe('channel')
  })

  it('gives what comes by correlation to the turn of its exchange, marked late', async () => {
    turns.open({ cap: 15, quiet: 5, step: 'one' })
    turns.receive(text('c1', '问', { actor: 'consumer', correlation: 'x1' }))
    expect(await turns.ended(never)).toBe('cap')
    await turn({}, () => {
      turns.receive(text('a', '迟到的回答', { correlation: 'x1' }))
      turns.receive(text('b', '回答'))
    })
    expect(owners()).toEqual([
      ['迟到的回答', 0, true, false],
      // The turn before was silent, so this may have been meant for it.
      ['回答', 1, false, true],
    ])
  })

  it('gives what comes between turns to the last one, marked late', async () => {
    await turn({}, () => turns.receive(text('a', '答')))
    turns.receive(text('b', '还有'))
    expect(owners()).toEqual([
      ['答', 0, false, false],
      ['还有', 0, true, false],
    ])
  })

  it('keeps a revision with its message, even when another turn is open', async () => {
    await turn({}, () => turns.receive(text('a', '您')))
    await turn({}, () => {
      turns.receive(text('a', '您好', { revision: 1 } as Partial<ChannelEvent>))
      turns.receive(text('b', '答'))
    })
    expect(owners()[1]).toEqual(['您好', 0, true, false])
  })

  it('doubts what begins faster than this bot ever was', async () => {
    pace.fastest = 60_000
    await turn({}, () => turns.receive(text('a', '一')))
    pace.fastest = 60_000
    await turn({}, () => turns.receive(text('b', '二')))
    expect(owners()).toEqual([
      ['一', 0, false, false],
      ['二', 1, false, true],
    ])
  })

  it('gives what comes before the question went out to the turn before', async () => {
    await turn({}, () => turns.receive(text('a', '答')))
    pace.fastest = Number.POSITIVE_INFINITY
    turns.open({ ...SHORT, step: 's', question: true })
    turns.receive(typing(false))
    turns.receive(text('b', '补充'))
    turns.receive(text('q', '再问', { actor: 'consumer' }))
    turns.receive(text('c', '再答'))
    await turns.ended(never)
    expect(owners()).toEqual([
      ['答', 0, false, false],
      ['补充', 0, true, false],
      ['再答', 1, false, false],
    ])
  })

  it('gives what happened before the question, and is told after it, to the turn before', async () => {
    await turn({}, () => turns.receive(text('a', '答')))
    turns.open({ ...SHORT, step: 's', question: true })
    const before = now()
    turns.receive(text('q', '再问', { actor: 'consumer', at: before + 5 }))
    turns.receive(text('b', '欢迎光临', { at: before }))
    turns.receive(text('c', '再答', { at: before + 6 }))
    await turns.ended(never)
    expect(owners().map(([words, owner]) => [words, owner])).toEqual([
      ['答', 0],
      ['欢迎光临', 0],
      ['再答', 1],
    ])
  })

  it('believes a page that still shows typing after a bubble', async () => {
    await turn({}, () => {
      turns.receive(typing(true))
      turns.receive(text('a', '第一条'))
      setTimeout(() => {
        turns.receive(text('b', '第二条'))
        turns.receive(typing(false))
      }, SHORT.quiet * 4)
    })
    expect(owners()).toEqual([
      ['第一条', 0, false, false],
      ['第二条', 0, false, false],
    ])
  })

  it('does not take standing buttons or receipts for an answer', async () => {
    const rule = await turn({ cap: 30 }, () => {
      turns.receive({
        kind: 'choices',
        at: now(),
        actor: 'bot',
        source: 'dom',
        standing: true,
        options: [{ label: '人工', kind: 'button' }],
      })
      turns.receive({ kind: 'receipt', at: now(), actor: 'system', source: 'dom', status: 'read' })
    })
    expect(rule).toBe('cap')
  })

  it('ends at an error, at the end of the session and when it is asked to', async () => {
    const error = {
      kind: 'error',
      at: now(),
      actor: 'bot',
      source: 'http',
      whose: 'bot',
      code: 'http-500',
      message: '',
    } as const
    expect(await turn({}, () => turns.receive(error))).toBe('error')
    expect(turns.failure?.code).toBe('http-500')
    expect(
      await turn({}, () =>
        turns.receive({ kind: 'session', at: now(), actor: 'bot', source: 'dom', change: 'closed' }),
      ),
    ).toBe('closed')
    const stop = new AbortController()
    turns.open({ ...SHORT, step: 's' })
    stop.abort()
    expect(await turns.ended(stop.signal)).toBe('closed')
  })

  it('stays open until what it waits for has come', async () => {
    let here = false
    const rule = await turn({ until: () => here }, () => {
      turns.receive(text('a', '排队中'))
      setTimeout(() => {
        here = true
        turns.receive(text('b', '客服小李为您服务'))
      }, SHORT.quiet * 4)
    })
    expect(rule).toBe('quiet')
    expect(owners()).toHaveLength(2)
  })

  it('writes every line once, in order, with its number', async () => {
    await turn({}, () => turns.receive(text('a', '答')))
    await turn({}, () => turns.receive(text('b', '答')))
    expect(lines.map((l) => l.seq)).toEqual(lines.map((_, i) => i + 1))
    expect(owners()).toHaveLength(2)
  })
})
