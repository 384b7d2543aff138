/** A transcript that grows is read as if it were read afresh, whatever comes in whatever order. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { levelsSeen } from '../../src/handoff/levels.js'
import { statedTruths } from '../../src/understanding/answers/resolved.js'
import { read } from '../../src/understanding/reading.js'
import { bot, close, open, says, transcript } from './transcripts.js'

const zh = { lang: 'zh-CN' } as const
const truth = { days: { values: ['7天'] }, time: { values: ['48小时'] } }
const words = fc.constantFrom(
  '退款多久到账',
  '转人工',
  '您好，我是客服小音，很高兴为您服务',
  '您好，我是客服小李，很高兴为您服务',
  '支持7天无理由退货',
  '现货48小时内发货',
  '抱歉,我没有理解您的问题',
  '正在为您转接人工客服',
  '小王 加入了会话',
)
const turn = fc.integer({ min: 0, max: 4 })
const part = fc.oneof(
  fc.tuple(turn).map(([n]) => open(n, 0, 'step')),
  fc.tuple(turn).map(([n]) => close(n, 0)),
  fc.tuple(turn, words).map(([n, text]) => says(n, 0, text)),
  fc
    .tuple(
      turn,
      words,
      fc.integer({ min: 0, max: 5 }),
      fc.boolean(),
      fc.constantFrom('bot', 'human', 'system'),
    )
    .map(([n, text, id, deleted, actor]) =>
      bot(n, 0, text, { id: `m${id}`, actor, ...(deleted ? { deleted } : {}) }),
    ),
  fc
    .tuple(turn)
    .map(([n]) => ({ kind: 'participant', turn: n, actor: 'system', change: 'joined', name: 'Ana' })),
)

/** All that is derived from a transcript, read at once. */
function derived(events: readonly TranscriptEvent[]) {
  const reading = read(events, zh)
  return structuredClone({
    turns: reading.turns.map((one) => ({ ...one })),
    levels: levelsSeen(events, reading),
    stated: statedTruths(reading, truth),
  })
}

it('reads, at every length, what a fresh reading of the same events reads', () => {
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 24 }),
      fc.array(fc.boolean(), { maxLength: 24 }),
      (parts, looks) => {
        const all = transcript(...parts).map((event, i) => ({ ...event, at: i * 10 }))
        const growing: TranscriptEvent[] = []
        for (const [i, event] of all.entries()) {
          growing.push(event)
          if (looks[i]) expect(derived(growing)).toEqual(derived([...growing]))
        }
        expect(derived(growing)).toEqual(derived([...all]))
      },
    ),
    { numRuns: 150 },
  )
})

it('leaves the turns alone that did not change', () => {
  const events = transcript(open(1, 0), says(1, 1, '退款'), bot(1, 2, '退款 3 天到账'), close(1, 3))
  const first = read(events, zh).turns[0]
  for (const part of transcript(open(2, 4), says(2, 5, '发货'), bot(2, 6, '48小时内发货'))) {
    events.push({ ...part, seq: events.length + 1 })
    expect(read(events, zh).turns[0]).toBe(first)
  }
  expect(read(events, zh).turns).toHaveLength(2)
})

it('reads a later turn again where what it repeated has changed', () => {
  const answer = '抱歉,我没有理解您的问题'
  const events = transcript(
    open(1, 0),
    says(1, 1, '退款'),
    bot(1, 2, answer, { id: 'm1' }),
    open(2, 3),
    says(2, 4, '发货'),
    bot(2, 5, answer, { id: 'm2' }),
  )
  const acts = () => read(events, zh).turns[1]?.acts.map((act) => act.act)
  expect(acts()).toContain('repeats-itself')
  events.push(
    ...transcript(bot(1, 6, '退款 3 天到账', { id: 'm1', revision: 1 })).map((e) => ({ ...e, seq: 7 })),
  )
  expect(acts()).not.toContain('repeats-itself')
})
