/** The one object that every report renders. */

import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { findingsOf } from '../../src/scoring/findings.js'
import { LatencySample } from '../../src/scoring/latency.js'
import { resultOf } from '../../src/scoring/result.js'
import { rowOf } from '../../src/scoring/rows.js'
import { scorecard } from '../../src/scoring/scorecard.js'
import { evidenceOf, Talk } from '../golden/builder.js'
import { counted, plan, result } from './documents.js'

const schema = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'))
const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } })
for (const name of ['finding', 'scorecard', 'run', 'profile', 'insight']) ajv.addSchema(schema(name))
const valid = ajv.compile(schema('result'))

const PICTURE = 'a'.repeat(64)
const [button, phrase, other] = ['shop/case/by=button/1', 'shop/case/by=phrase/1', 'shop/case/-/2'] as const

function whole() {
  const given = {
    scenario: { steps: [{ id: 'person', 'ask-human': { by: 'arm' }, expect: [{ human: 'E3-claimed' }] }] },
  }
  const events = new Talk(phrase)
    .bot('您好，请问有什么可以帮您？')
    .offer('退货', '人工客服')
    .say('person', '转人工', { verb: 'ask-human', by: 'phrase' })
    .bot('x'.repeat(9000), 700)
    .bot('人工客服小王已接入，很高兴为您服务。', 300)
    .close()
    .event('text', 'bot', { id: 'late', text: '请评价', revision: 0, final: true, late: true }, 5000)
    .event('observation', 'harness', { name: 'screenshot', ref: PICTURE })
    .event('observation', 'harness', { name: 'screenshot', ref: '../../etc/passwd' })
    .stop('human-connected')
  const noButton = new Talk(button)
    .decide('person', { verb: 'ask-human', by: 'button', skipped: 'not-offered' })
    .stop()
  const evidence = {
    [phrase]: evidenceOf(events, { ...given, trial: { id: phrase } } as never),
    [button]: evidenceOf(noButton, { ...given, trial: { id: button } } as never),
  }
  const ids = plan([button, phrase, other])
  const findings = Object.values(evidence).flatMap((evidence) => findingsOf(evidence))
  const results = [result(button), result(phrase, { reason: 'human-connected' })]
  const latency = new LatencySample()
  for (const [id, one] of Object.entries(evidence)) {
    const trial = ids.trials.find((trial) => trial.id === id) as (typeof ids.trials)[number]
    latency.add(rowOf(ids, trial, result(id), 'pass', one, findingsOf(one)))
  }
  return resultOf({
    plan: ids,
    run: {
      version: 1,
      tool: '0.1.0',
      node: '20.20.0',
      platform: 'linux',
      started: '2026-11-20T02:00:00.000Z',
    },
    scorecard: scorecard(ids, results, counted(findings), new Map([['shop', latency]])),
    findings,
    trials: results.map((one) => ({
      trial: one.trial,
      result: one,
      evidence: evidence[one.trial as typeof button],
      transcript: `trials/${one.trial}.1.jsonl`,
      sha256: 'b'.repeat(64),
    })),
  })
}

it('is valid, and lists every planned trial once, run or not', () => {
  const made = JSON.parse(JSON.stringify(whole()))
  expect(valid(made), JSON.stringify(valid.errors)).toBe(true)
  expect(made.targets[0].trials.map((one: { id: string; outcome: string }) => [one.id, one.outcome])).toEqual(
    [
      [button, 'pass'],
      [phrase, 'pass'],
      [other, 'not-run'],
    ],
  )
  expect(made.audits.map((one: { id: string }) => one.id)).toContain('human')
})

it('shows the chat with choices, times and marks, and long texts cut', () => {
  const chat = whole().targets[0]?.trials[1]?.chat ?? []
  expect(chat.map((line) => [line.actor, line.text.slice(0, 6), line.since ?? null])).toEqual([
    ['bot', '您好，请问有', null],
    ['consumer', '转人工', null],
    ['bot', 'xxxxxx', 700],
    ['bot', '人工客服小王', 1000],
    ['bot', '请评价', 7500],
  ])
  expect(chat[0]?.choices).toEqual(['退货', '人工客服'])
  expect(chat[2]?.text).toHaveLength(4002)
  expect(chat[4]?.late).toBe(true)
})

it('keeps the worse way in the open without counting it', () => {
  const [first, second] = whole().targets[0]?.trials ?? []
  const human = (trial: typeof first) => trial?.findings.find((one) => one.audit === 'human')
  expect(human(first)).toMatchObject({ outcome: 'fail', expected: false, weight: 0 })
  expect(human(second)).toMatchObject({ outcome: 'pass', expected: true, weight: 3 })
})

it('names the picture of the page and the hash of the transcript', () => {
  const [first, second] = whole().targets[0]?.trials ?? []
  expect(first?.screenshot).toBe(undefined)
  expect(second).toMatchObject({ screenshot: PICTURE, sha256: 'b'.repeat(64) })
})
