import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelEvent, FrameSeen } from '../../src/channel/channel.js'
import { Pace } from '../../src/conversation/pace.js'
import { Transcript } from '../../src/conversation/transcript.js'
import { Turns } from '../../src/conversation/turns.js'
import { LiveView } from '../../src/conversation/view.js'
import { Wire } from '../../src/conversation/wire.js'
import type { ResolvedTrial } from '../../src/documents/ready.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import type { Platform, Signal } from '../../src/handoff/platforms/platform.js'
import { read } from '../../src/understanding/reading.js'

/** Says what a payload tells it to, where the payload is an envelope of its own: `{"desk": {…}}`. */
const DESK: Platform = {
  id: 'desk',
  title: 'Desk',
  proves: ['E2', 'E3', 'E4'],
  seen: 'client',
  verify: [],
  source: 'https://desk.example',
  start: () => undefined,
  step: (state, { json }) => {
    const { desk } = (json ?? {}) as { desk?: Signal | 'throw' }
    if (desk === 'throw') throw new Error('unexpected shape')
    return { state, signals: desk ? [desk] : [] }
  },
}
const QUEUED = {
  kind: 'handoff',
  name: 'desk.queued',
  level: 'E2',
  actor: 'system',
  queue: { position: 3.7, eta: -1 },
}
const JOINED = {
  kind: 'participant',
  name: 'desk.joined',
  level: 'E3',
  actor: 'human',
  change: 'joined',
  participant: 'Ana',
}
const SPOKE = {
  kind: 'handoff',
  name: 'desk.message',
  level: 'E4',
  actor: 'human',
  participant: 'Ana',
  detail: 'role',
}

let transcript: Transcript
let turns: Turns
let wire: Wire
let view: LiveView
let kept: Map<string, string>
const zero = Date.now()
const now = () => Date.now() - zero

beforeEach(() => {
  vi.useFakeTimers({ now: zero })
  kept = new Map()
  transcript = new Transcript(() => undefined)
  turns = new Turns({ transcript, clock: { zero, now }, pace: new Pace(), look: async () => undefined })
  view = new LiveView(transcript.events, { scenario: { lang: 'zh-CN' } } as ResolvedTrial)
  wire = new Wire({
    clock: { now },
    platforms: [DESK],
    receive: (event) => turns.receive(event),
    keep: (text) => {
      const hash = createHash('sha256').update(text).digest('hex')
      kept.set(hash, text)
      return hash
    },
  })
  turns.open({ cap: 1, quiet: 1 })
  turns.close('channel')
})
afterEach(() => void vi.useRealTimers())

function frame(payload: unknown, more: Partial<FrameSeen> = {}): FrameSeen {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
  return {
    kind: 'frame',
    at: now(),
    actor: 'unknown',
    source: 'ws',
    direction: 'in',
    url: 'wss://chat.example/socket',
    connection: '1/7',
    size: Buffer.byteLength(text),
    payload: text,
    clean: () => text.replaceAll('s3cret', '•••'),
    ...more,
  }
}
const http = (payload: unknown, more: Partial<FrameSeen> = {}) =>
  frame(payload, { source: 'http', url: 'https://chat.example/poll', connection: `1/${kept.size}`, ...more })
const says = (text: string, actor: 'bot' | 'consumer' = 'bot') =>
  turns.receive({
    kind: 'text',
    at: now(),
    actor,
    source: 'dom',
    id: `${turns.count}${actor}${text}`,
    text,
    revision: 0,
    final: true,
  } as ChannelEvent)
const of = <K extends TranscriptEvent['kind']>(kind: K) =>
  transcript.events.filter((event): event is Extract<TranscriptEvent, { kind: K }> => event.kind === kind)
const left = () => {
  wire.close()
  return of('observation').find(({ name }) => name === 'frames-left-out')?.value
}

/** A turn in which the bot answers after a second, and what happens half a second after the question. */
async function turn(during: () => void) {
  turns.open({ cap: 60_000, quiet: 1500, question: true, step: 's' })
  const from = now()
  says('问', 'consumer')
  const over = turns.ended(new AbortController().signal)
  await vi.advanceTimersByTimeAsync(500)
  during()
  await vi.advanceTimersByTimeAsync(500)
  says('答')
  await vi.advanceTimersByTimeAsync(500)
  during()
  await vi.advanceTimersByTimeAsync(60_000)
  await over
  const close = of('turn').findLast(({ change }) => change === 'close')
  const { latency, messages, choices, silent } = read(transcript.events, { lang: 'zh-CN' }).turns.at(-1) ?? {}
  return {
    open: (close?.at ?? 0) - from,
    rule: close?.rule,
    latency,
    said: messages?.map((m) => m.text),
    choices,
    silent,
  }
}

describe('what the wire says of a person', () => {
  it('stands in the turn in which it came, after the payload that proves it', async () => {
    await turn(() => undefined)
    await turn(() => wire.take(frame({ desk: SPOKE })))
    const [payload, handoff] = transcript.events.filter(({ kind }) => kind === 'frame' || kind === 'handoff')
    expect(payload).toMatchObject({ kind: 'frame', turn: 2, connection: '1/7' })
    expect(handoff).toMatchObject({ kind: 'handoff', turn: 2, level: 'E4', source: 'ws', at: payload?.at })
    expect(handoff).toMatchObject({
      name: 'desk.message',
      platform: 'desk',
      participant: 'Ana',
      ref: payload?.ref,
    })
    expect(handoff).toMatchObject({ evidence: 'desk desk.message: role' })
    expect(kept.get(payload?.ref ?? '')).toBe(JSON.stringify({ desk: SPOKE }))
  })

  it('changes no turn, no latency and no reading', async () => {
    const plain = await turn(() => undefined)
    const tapped = await turn(() => {
      for (const desk of [undefined, QUEUED, JOINED, SPOKE]) wire.take(frame({ desk, at: now() }))
    })
    expect(of('frame').length).toBeGreaterThan(4)
    expect(tapped).toEqual(plain)
    expect(plain.latency).toMatchObject({ ack: 1000, firstContent: 1000, complete: 1000 })
  })

  it('belongs to the turn before where it came before the consumer spoke', async () => {
    await turn(() => undefined)
    turns.open({ cap: 60_000, quiet: 1500, question: true })
    wire.take(frame({ desk: QUEUED }, { at: now() - 1 }))
    // The wire tells sooner than the page that the words went out.
    wire.take(frame({ desk: SPOKE }, { at: now() + 1 }))
    says('问', 'consumer')
    wire.take(frame({ desk: JOINED }, { at: now() - 1 }))
    expect(of('handoff').map(({ turn, late }) => [turn, late])).toEqual([
      [1, true],
      [2, undefined],
      [1, true],
    ])
  })

  it('counts at once, and as it is; who joined is named', () => {
    wire.take(frame({ desk: QUEUED }))
    expect(view.levels.map(({ level }) => level)).toEqual(['E2'])
    wire.take(frame({ desk: JOINED }))
    expect(view.levels.map(({ level }) => level)).toEqual(['E2', 'E3'])
    expect(view.levels[1]?.why).toBe('desk desk.joined')
    expect(of('participant')[0]).toMatchObject({ name: 'Ana', change: 'joined', platform: 'desk' })
    expect(of('handoff')[0]).toMatchObject({ queue: { position: 3 } })
  })

  it('ends the wait for a person, though the page shows nothing yet', async () => {
    turns.open({
      cap: 60_000,
      quiet: 1500,
      mayBeEmpty: true,
      until: () => view.levels.some((l) => l.level === 'E3'),
    })
    const over = turns.ended(new AbortController().signal)
    await vi.advanceTimersByTimeAsync(20_000)
    wire.take(frame({ desk: JOINED }))
    await vi.advanceTimersByTimeAsync(40_000)
    expect(await over).toBe('quiet')
    expect(of('turn').at(-1)?.at).toBe(21_500)
  })

  it('is read from the raw replies of channels without a page, which are kept already', () => {
    wire.reply(JSON.stringify({ desk: SPOKE }), 'https://api.example', 'hash')
    expect(of('handoff')[0]).toMatchObject({ source: 'api', ref: 'hash', level: 'E4' })
    expect(of('frame')).toEqual([])
  })

  it('is nothing where a bot writes it, where it is cut, binary, or no JSON', () => {
    const said = JSON.stringify({ desk: SPOKE })
    wire.take(frame({ type: 'message', text: said }))
    wire.take(frame(said, { cut: true }))
    wire.take(frame(said, { binary: true }))
    for (const text of [said.slice(0, -1), `"${said}`, JSON.stringify(said), '[', '{"desk":', ' ', '\u0000'])
      wire.take(frame(text))
    says('{"type":"agentaccepted"}')
    says(said)
    expect(of('handoff')).toEqual([])
    expect(view.levels).toEqual([])
  })

  it('survives a mapper that fails', () => {
    wire.take(frame({ desk: 'throw' }))
    wire.take(frame({ desk: 'throw', n: 2 }))
    wire.take(frame({ desk: SPOKE }))
    expect(of('observation').map(({ name, value }) => [name, value])).toEqual([
      ['wire-unread', 'Error: unexpected shape'],
    ])
    expect(of('handoff')).toHaveLength(1)
  })
})

describe('what is written of the wire', () => {
  it('is kept without secrets, and the mapper saw them', () => {
    wire.take(frame({ desk: { ...SPOKE, detail: 'from s3cret' } }))
    expect([...kept.values()].join()).not.toContain('s3cret')
    expect(of('frame')[0]).not.toHaveProperty('payload')
    expect(of('frame')[0]).not.toHaveProperty('clean')
  })

  it('is of sockets and event streams all but heartbeats, of replies what is JSON of the chat', () => {
    wire.take(frame({ ping: 1 }))
    wire.take(frame({ ping: 1 }))
    wire.take(frame({ ping: 1 }, { connection: '1/8' }))
    wire.take(frame({ n: 1 }, { source: 'sse' }))
    wire.take(http({ ads: 'a' }, { url: 'https://ads.example/a' }))
    wire.take(http('callback({})'))
    wire.take(http({ type: 'x' }, { source: 'post-message' }))
    expect(of('frame').map(({ source, connection }) => [source, connection])).toEqual([
      ['ws', '1/7'],
      ['ws', '1/8'],
      ['sse', '1/7'],
    ])
    expect(left()).toEqual({ frames: 4 })
  })

  it('is the exchange that carries what the consumer says, and others to the same place', () => {
    wire.says('我想退款，谢谢')
    wire.take(
      http(
        { q: '我想退款，谢谢' },
        { direction: 'out', connection: '1/1', url: 'https://chat.example/send/41' },
      ),
    )
    wire.take(http({ ok: true }, { connection: '1/1', url: 'https://chat.example/send/41' }))
    wire.take(http({ ok: 2 }, { connection: '1/2', url: 'https://chat.example/send/42' }))
    wire.take(http({ ok: 3 }, { connection: '1/3', url: 'https://chat.example/count/42' }))
    expect(of('frame').map(({ connection }) => connection)).toEqual(['1/1', '1/1', '1/2'])
    expect(left()).toEqual({ frames: 1 })
  })

  it.each([
    ['as it is', (text: string) => JSON.stringify({ text })],
    [
      'in ASCII',
      (text: string) =>
        JSON.stringify({ text }).replace(/[^ -~]/g, (s) => `\\u${s.charCodeAt(0).toString(16)}`),
    ],
  ])('is the reply that brought what the page shows: %s', (_, body) => {
    wire.take(http({ ads: 1 }, { connection: '1/1', url: 'https://ads.example/a' }))
    wire.take(http(body('请问"订单号"是多少？'), { connection: '1/2' }))
    wire.shows('请问"订单号"是多少？')
    wire.take(http({ more: 1 }, { connection: '1/3' }))
    expect(of('frame').map(({ connection }) => connection)).toEqual(['1/2', '1/3'])
    expect(left()).toEqual({ frames: 1 })
  })

  it('is bounded: 2,000 payloads, then only what says something of a person, and that is bounded, too', () => {
    for (let n = 0; n < 2_100; n++) wire.take(frame({ n }))
    expect(of('frame')).toHaveLength(2_000)
    for (let n = 0; n < 1_100; n++) wire.take(frame({ desk: SPOKE, n }))
    expect(of('frame')).toHaveLength(2_000)
    expect(of('handoff')).toHaveLength(1_000)
    expect(of('handoff').every(({ ref }) => ref !== undefined && kept.has(ref))).toBe(true)
    expect(kept.size).toBe(3_000)
    expect(left()).toEqual({ frames: 1_200, signals: 100 })
  })

  it('is bounded in bytes: 64 KB of each, 16 MB of all', () => {
    for (let n = 0; n < 300; n++) wire.take(frame({ n, text: '字'.repeat(60_000) }))
    expect(of('frame')).toHaveLength(245)
    expect(of('frame').every(({ cut, size }) => cut === true && size > 180_000)).toBe(true)
    for (const text of kept.values()) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536)
      expect(text).not.toContain('�')
    }
    expect(left()).toEqual({ frames: 55 })
  })

  it('says nothing of what was left out where nothing was', () => {
    wire.take(frame({ n: 1 }))
    expect(left()).toBeUndefined()
  })
})
