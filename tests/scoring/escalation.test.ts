/** The way to a person over many trials: shares, medians, hours; what is not known is left out. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/audits/audit.js'
import type { Plan } from '../../src/documents/types/plan.js'
import { levelsSeen } from '../../src/handoff/levels.js'
import { EscalationSample } from '../../src/scoring/escalation.js'
import { rowOf } from '../../src/scoring/rows.js'
import { scorecard } from '../../src/scoring/scorecard.js'
import { read } from '../../src/understanding/reading.js'
import { bot, close, open, says, transcript } from '../understanding/transcripts.js'
import { counted, plan, result } from './documents.js'

const valid = new Ajv2020({
  strict: false,
  schemas: [JSON.parse(readFileSync('schemas/run.schema.json', 'utf8'))],
}).compile(JSON.parse(readFileSync('schemas/scorecard.schema.json', 'utf8')))

const validRow = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync('schemas/row.schema.json', 'utf8')),
)

type Part = Record<string, unknown>

interface Held {
  scenario?: string
  /** Hour of the day, UTC. */
  hour?: number
  zone?: string
  persona?: string
  account?: string
  by?: string
  probe?: boolean
}

function evidence(parts: readonly Part[], held: Held = {}): Evidence {
  const { scenario = 's', hour = 3, zone, persona = 'control', account, by, probe } = held
  const header: Part = {
    kind: 'header',
    actor: 'harness',
    clock: { utc: `2026-11-23T${String(hour).padStart(2, '0')}:30:00.000Z`, offset: 0 },
  }
  const events = transcript(header, ...parts)
  const reading = read(events, { lang: 'zh-CN' })
  const arm = { ...(by ? { by } : {}), ...(account ? { account } : {}) }
  return {
    trial: { id: 't', target: 'shop', scenario, persona, arm, repetition: 1, contacts: 1 },
    scenario: { id: scenario, lang: 'zh-CN', title: scenario, steps: [], ...(probe ? { probe: {} } : {}) },
    target: { id: 'shop', ...(zone ? { hours: { zone, staffed: '24/7' } } : {}) },
    facts: {},
    events,
    reading,
    levels: levelsSeen(events, reading),
  } as unknown as Evidence
}

/** A person came `after` milliseconds; null: nobody did. */
function asked(after: number | null, reply = '您前面还有3位，预计等待1分钟', at = 1000): Part[] {
  return [
    { kind: 'decision', at, actor: 'consumer', step: 'h', occurrence: 0, verb: 'ask-human', by: 'phrase' },
    open(1, at, 'h'),
    says(1, at, '转人工'),
    bot(1, at + 200, reply),
    ...(after === null
      ? [{ kind: 'decision', at: at + 300, actor: 'consumer', step: '~waiting', occurrence: 0, verb: 'wait' }]
      : [{ kind: 'handoff', turn: 1, at: at + 200 + after, source: 'ws', level: 'E3', name: 'joined' }]),
    close(1, at + 90_000),
    { kind: 'stop', at: at + 90_000, actor: 'harness', reason: 'gave-up', whose: 'consumer' },
  ]
}

function row(one: Evidence) {
  const whole = { ...plan(['shop/s/-/1']), documents: { targets: {}, scenarios: {} } } as unknown as Plan
  const { trial } = one
  const made = rowOf(whole, trial as Plan['trials'][number], result(trial.id), 'pass', one)
  expect(validRow(JSON.parse(JSON.stringify(made))), JSON.stringify(validRow.errors)).toBe(true)
  return made
}

function card(...all: Evidence[]) {
  const sample = new EscalationSample()
  for (const one of all) sample.add(row(one))
  const escalated = new Map([['shop', sample]])
  const whole = scorecard(
    plan(['shop/s/-/1']),
    [result('shop/s/-/1')],
    counted([]),
    undefined,
    undefined,
    escalated,
  )
  expect(valid(JSON.parse(JSON.stringify(whole))), JSON.stringify(valid.errors)).toBe(true)
  return whole.targets[0]?.escalation
}

describe('shares', () => {
  it('count who was reached, with the interval of the sample', () => {
    const four = [10_000, 20_000, 30_000, null].map((after, i) =>
      evidence(asked(after), { scenario: `s${i}` }),
    )
    expect(card(...four)).toMatchObject({
      asked: 4,
      open: 0,
      reached: { n: 4, hits: 3, share: 75, interval: [30.06, 95.44] },
      proven: { hits: 3 },
      ended: { connected: 3, 'timed-out': 1 },
      seen: { asked: 4, queued: 4, connected: 3, 'timed-out': 1 },
    })
  })

  it('trials of one scenario are worth less, and from fewer than four there is no interval', () => {
    const held = (scenario: (i: number) => string) =>
      card(...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => evidence(asked(1000), { scenario: scenario(i) })))?.reached
        .interval
    expect(held((i) => `s${i % 4}`)?.[0]).toBeLessThan(held((i) => `s${i}`)?.[0] ?? 0)
    expect(held((i) => `s${i % 3}`)).toBe(null)
  })

  it('who was not waited for counts neither way', () => {
    const cut = asked(null).filter((part) => part.verb !== 'wait')
    expect(card(evidence(cut))).toMatchObject({
      asked: 1,
      open: 1,
      reached: { n: 0, share: null, interval: null },
    })
  })

  it('a waiting time is kept, broken, or not waited for', () => {
    const told = (after: number | null, reply?: string) => card(evidence(asked(after, reply)))?.kept
    expect(told(30_000)).toMatchObject({ n: 1, hits: 1 })
    expect(told(70_000)).toMatchObject({ n: 1, hits: 0 })
    expect(told(null)).toMatchObject({ n: 1, hits: 0 })
    expect(told(null, '您前面还有3位，预计等待5分钟')).toMatchObject({ n: 0, share: null })
    expect(told(1000, '您前面还有3位')).toMatchObject({ n: 0 })
  })

  it('of nobody who asked there is none, and probes are no ways', () => {
    const question = [open(1, 0, 'q'), says(1, 1, '运费多少'), bot(1, 2, '运费8元'), close(1, 3)]
    expect(card(evidence(question))).toMatchObject({
      asked: 0,
      reached: { n: 0, share: null },
      time: { n: 0, p50: null },
    })
    expect(card(evidence(question, { probe: true }))).toBeUndefined()
  })
})

describe('medians', () => {
  it('count those who never came as longer than all', () => {
    const all = [10_000, 20_000, null].map((after, i) => evidence(asked(after), { scenario: `s${i}` }))
    expect(card(...all)).toMatchObject({
      time: { n: 3, p50: 20_200 },
      queueWait: { n: 3, p50: 20_000 },
      requests: { n: 3, p50: 1 },
      actions: { n: 3, p50: 1 },
      botLatency: { n: 3, p50: 200 },
    })
    expect(card(evidence(asked(null)))?.time).toEqual({ n: 1, p50: null, interval: [null, null] })
  })
})

describe('hours', () => {
  const night = evidence(asked(null), { hour: 3 })
  const day = evidence(asked(1000), { hour: 10 })

  it('are windows of the day', () => {
    expect(card(night, day)?.windows).toMatchObject([
      { from: 0, to: 6, reached: { n: 1, hits: 0 }, kept: { n: 1, hits: 0 } },
      { from: 6, to: 12, reached: { n: 1, hits: 1 }, kept: { n: 1, hits: 1 } },
    ])
  })

  it('are those where the people are', () => {
    const shanghai = { hour: 3, zone: 'Asia/Shanghai' }
    expect(card(evidence(asked(1000), shanghai))?.windows).toMatchObject([{ from: 6, to: 12 }])
    expect(card(evidence(asked(1000), { zone: 'Nowhere/At-all' }))?.windows).toEqual([])
  })
})

describe('the elderly', () => {
  it('get there in one action, or not', () => {
    const by = (after: number | null, persona = 'elderly-social') =>
      card(evidence(asked(after), { persona, by: 'phrase' }))?.elderly
    expect(by(1000)).toMatchObject({ n: 1, hits: 1 })
    expect(by(null)).toMatchObject({ n: 1, hits: 0 })
    expect(by(1000, 'control')).toMatchObject({ n: 0 })
  })

  it('are no measure of the way where something else was asked first', () => {
    const first = [open(9, 0, 'q'), says(9, 1, '运费多少', { id: 'q' }), bot(9, 2, '8元'), close(9, 3)]
    const parts = [...first, ...asked(1000)]
    expect(card(evidence(parts, { persona: 'elderly-social', by: 'phrase' }))?.elderly).toMatchObject({
      n: 0,
    })
  })

  it('whose age is known get there without asking, or not', () => {
    const unasked: Part[] = [
      open(0, 0),
      { kind: 'handoff', turn: 0, at: 5, source: 'ws', level: 'E3', name: 'joined' },
      close(0, 6),
    ]
    expect(card(evidence(unasked, { account: 'over60' }))?.over60).toMatchObject({ n: 1, hits: 1 })
    expect(card(evidence(asked(1000), { account: 'over60' }))?.over60).toMatchObject({ n: 1, hits: 0 })
    expect(card(evidence(unasked))?.over60).toMatchObject({ n: 0 })
  })
})

it('does not depend on the order of the trials', () => {
  const all = [10_000, null, 70_000].map((after, i) =>
    evidence(asked(after), { scenario: `s${i}`, hour: i * 7 }),
  )
  expect(card(...all)).toEqual(card(...all.toReversed()))
})

it('the row of a trial says whether a person was on the way before one was asked for', () => {
  expect(row(evidence(asked(1000))).way).toMatchObject({ made: 1, unasked: false })
  const offered = [
    open(1, 500, 'q'),
    says(1, 500, '你们这样我很生气'),
    bot(1, 700, '非常抱歉，正在为您转接人工客服，您前面还有3位'),
    close(1, 2000),
    { kind: 'stop', at: 2000, actor: 'harness', reason: 'script-end', whose: 'consumer' },
  ]
  expect(row(evidence(offered)).way).toMatchObject({ made: 0, unasked: true, asked: null })
})
