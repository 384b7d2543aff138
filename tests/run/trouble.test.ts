/** Bots that fail, each in its own way, beside one that works: one clear message, an honest outcome, the rest goes on. */
import type http from 'node:http'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { AttemptEnd } from '../../src/run/attempts.js'
import type { Answer } from '../support/bot.js'
import { botOf, GOOD_ANSWER, question, saidIn, targetOf, Workplace } from '../support/workplace.js'

const SAYS = { id: 'ask', say: ['多久发货？'], expect: [{ states: { pattern: '48小时' } }] }
const SCENARIO = question('ask', {
  say: undefined,
  expect: undefined,
  steps: [SAYS, { id: 'again', repeat: { step: 'ask', times: 2 } }],
})

/** Runs one scenario against a broken bot and a sound one. */
async function beside(broken: Answer, more: Record<string, unknown> = {}) {
  const bot = await botOf(broken)
  return { bot, ...(await besideAt(bot.url, more)) }
}

async function besideAt(url: string, more: Record<string, unknown> = {}) {
  const good = await botOf(() => GOOD_ANSWER)
  const work = new Workplace()
  const paths = [
    work.write('good.target.yaml', targetOf(good)),
    work.write('broken.target.yaml', targetOf({ url }, more)),
    work.write('ask.scenario.yaml', SCENARIO),
  ]
  const { result } = await work.run(paths)
  const [card, sound] = result.scorecard.targets
  expect(sound).toMatchObject({ target: 'good', verdict: 'pass', counts: { scored: 1, failed: 0 } })
  expect(good.heard).toHaveLength(3)
  const ends = work.journal().filter((l): l is AttemptEnd => l.kind === 'end' && l.trial === 'broken/ask/-/1')
  const trial = result.targets.find((t) => t.id === 'broken')?.trials[0]
  return { work, result, card, ends, trial, junit: work.read('run/junit.xml') }
}

const raw =
  (body: string | Buffer, type = 'application/json', status = 200): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type }).end(body)
    return undefined
  }

function endless(response: http.ServerResponse): undefined {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"messages": [')
  const timer = setInterval(() => response.write('"…", '), 10)
  response.on('close', () => clearInterval(timer))
  return undefined
}

describe('a service that is down', () => {
  it('is looked at in two fresh sessions where nothing listens, and scored as failed', async () => {
    const gone = await botOf(() => GOOD_ANSWER)
    await gone.close()
    const { ends, card, trial, junit, work } = await besideAt(gone.url)
    expect(ends.map((e) => [e.attempt, e.status, e.reason, e.whose])).toEqual([
      [1, 'aborted', 'service-down', 'bot'],
      [2, 'done', 'service-down', 'bot'],
    ])
    expect(ends[1]?.detail).toContain(`no connection to ${new URL(gone.url).host}`)
    expect(card).toMatchObject({
      verdict: 'fail',
      counts: { planned: 1, run: 1, scored: 1, unscored: 0, failed: 1 },
    })
    expect(trial?.findings.find((f) => f.audit === 'available')?.outcome).toBe('fail')
    expect(trial?.findings.find((f) => f.audit === 'states')?.outcome).toBe('fail')
    expect(junit).toContain('tests="2" failures="1" errors="0"')
    expect([...work.transcripts().keys()]).toEqual([
      'broken/ask/-/1.1.jsonl',
      'broken/ask/-/1.2.jsonl',
      'good/ask/-/1.1.jsonl',
    ])
  })

  it('is one that answers HTTP 500 from the start', async () => {
    const { ends, card, bot } = await beside(raw('Internal Server Error', 'text/plain', 500))
    expect(ends.map((e) => [e.status, e.reason])).toEqual([
      ['aborted', 'service-down'],
      ['done', 'service-down'],
    ])
    expect(ends[1]?.detail).toContain('HTTP 500')
    expect(new Set(bot.heard.map((h) => h.session)).size).toBe(2)
    expect(card).toMatchObject({ verdict: 'fail', counts: { scored: 1, failed: 1 } })
  })

  it('is none that answered before: HTTP 500 in the middle is an error of the bot', async () => {
    let heard = 0
    const { ends, card, work } = await beside((_, response) => {
      if (heard++ === 0) return GOOD_ANSWER
      response.writeHead(500).end()
      return undefined
    })
    expect(ends.map((e) => [e.status, e.reason, e.whose])).toEqual([['done', 'error', 'bot']])
    expect(card).toMatchObject({ verdict: 'fail', counts: { scored: 1, failed: 1 } })
    expect(saidIn(work.transcripts().get('broken/ask/-/1.1.jsonl'))).toEqual([
      ['consumer', '多久发货？'],
      ['bot', GOOD_ANSWER],
      ['consumer', '多久发货？'],
    ])
  })
})

describe('a target that asks for patience', () => {
  const limited =
    (seconds: number, times: number): Answer =>
    (_, response) => {
      if (times-- <= 0) return GOOD_ANSWER
      response.writeHead(429, { 'retry-after': String(seconds) }).end()
      return undefined
    }

  it('gets it: the second attempt counts, the first stays on file', async () => {
    const { ends, card, work } = await beside(limited(1, 1))
    expect(ends.map((e) => [e.attempt, e.status, e.reason, e.whose])).toEqual([
      [1, 'aborted', 'rate-limited', 'network'],
      [2, 'done', 'script-end', 'consumer'],
    ])
    const times = work
      .journal()
      .flatMap((l) => (l.trial.startsWith('broken/') ? [{ kind: l.kind, at: Date.parse(l.time) }] : []))
    expect(times.map((t) => t.kind)).toEqual(['begin', 'end', 'begin', 'end'])
    expect((times[2]?.at ?? 0) - (times[1]?.at ?? 0)).toBeGreaterThanOrEqual(990)
    expect(card).toMatchObject({ verdict: 'pass', counts: { run: 1, scored: 1 } })
    const first = work.transcripts().get('broken/ask/-/1.1.jsonl')
    expect(first?.find((e) => e.kind === 'error')).toMatchObject({ status: 429, retryAfter: 1 })
  })

  it('but not for ever: what was always refused is unscored', async () => {
    const { ends, card, trial, junit, bot } = await beside(limited(0, 100))
    expect(ends.map((e) => e.status)).toEqual(['aborted', 'aborted', 'unscored'])
    expect(bot.heard).toHaveLength(3)
    expect(card).toMatchObject({
      verdict: 'withheld',
      unscored: [{ trial: 'broken/ask/-/1', reason: 'rate-limited' }],
      unscoredShare: 1,
      counts: { planned: 1, run: 1, scored: 0, unscored: 1, failed: 0 },
    })
    expect(trial).toMatchObject({ status: 'unscored', outcome: 'unscored' })
    expect(junit).toContain('tests="2" failures="0" errors="1"')
  })

  it('of an hour is left alone for the rest of the run', async () => {
    const bot = await botOf(limited(3600, 100))
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    for (const id of ['a', 'b', 'c']) work.write(`${id}.scenario.yaml`, question(id))
    const { result } = await work.run([work.path])
    expect(bot.heard).toHaveLength(1)
    expect(result.scorecard.targets[0]?.counts).toMatchObject({ planned: 3, run: 3, unscored: 3, notRun: 0 })
    expect(result.scorecard.targets[0]?.unscored.map((u) => u.reason)).toEqual(Array(3).fill('rate-limited'))
    expect(result.targets[0]?.trials[2]?.stop?.detail).toMatch(/asked not to be called for another 1 h/)
  })
})

describe('a reply that nobody can read', () => {
  it.each<[string, Answer, RegExp]>([
    [
      'HTML',
      raw('<!doctype html><title>维护中</title>', 'text/html; charset=utf-8'),
      /not JSON \(text\/html\).*维护中/,
    ],
    ['nothing', raw(''), /empty body/],
    ['10 MB', raw(JSON.stringify({ messages: [{ text: '长'.repeat(3_500_000) }] })), /larger than 4 MB/],
    ['invalid UTF-8', raw(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), /not valid UTF-8/],
    [
      'half a reply',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"messages": ["您')
        response.destroy()
        return undefined
      },
      /no connection|aborted/,
    ],
  ])('(%s) is an error of the bot, told in one line', async (_, answer, message) => {
    const { ends, card, trial } = await beside(answer)
    const last = ends.at(-1)
    expect(last).toMatchObject({ status: 'done', whose: 'bot' })
    expect(last?.detail).toMatch(message)
    expect(last?.detail?.split('\n')).toHaveLength(1)
    expect(card).toMatchObject({ verdict: 'fail', counts: { scored: 1, unscored: 0, failed: 1 } })
    expect(trial?.outcome).toBe('fail')
  })
})

it('blames nobody else where the request itself cannot be made', async () => {
  vi.stubEnv('SHOP_TOKEN', 'two\nlines')
  onTestFinished(() => void vi.unstubAllEnvs())
  const bot = await botOf(() => GOOD_ANSWER)
  const headers = { Authorization: `Bearer \${SHOP_TOKEN}` }
  const { http } = targetOf(bot).channel
  const { ends, card } = await besideAt(bot.url, { channel: { http: { ...http, headers } } })
  expect(bot.heard).toEqual([])
  expect(ends).toMatchObject([{ status: 'unscored', reason: 'input', whose: 'harness' }])
  expect(ends[0]?.detail).toMatch(/the request cannot be sent: .*authorization.*: check the headers/)
  expect(card?.counts).toMatchObject({ scored: 0, unscored: 1 })
})

describe('a bot that keeps one waiting', () => {
  it.each<[string, Answer]>([
    ['never answers', () => undefined],
    ['never comes to an end', (_, response) => endless(response)],
    ['answers without a word', () => []],
  ])('(it %s) is silent after two turns, and silence fails', async (_, answer) => {
    const { ends, card, trial, bot } = await beside(answer, { timing: { cap: '150ms' } })
    expect(ends.map((e) => [e.status, e.reason, e.whose])).toEqual([['done', 'silent', 'bot']])
    expect(bot.heard).toHaveLength(2)
    expect(trial?.turns.slice(1).map((t) => t.silent)).toEqual([true, true])
    expect(trial?.findings.find((f) => f.audit === 'states')?.outcome).toBe('fail')
    expect(card).toMatchObject({ verdict: 'fail', counts: { scored: 1, failed: 1 } })
  })
})

it('says where it looked for words when a target file names the wrong place', async () => {
  const bot = await botOf(() => GOOD_ANSWER)
  const { http } = targetOf(bot).channel
  const reply = { messages: '$.replies[*].text' }
  const { ends, work } = await besideAt(bot.url, { channel: { http: { ...http, reply } } })
  expect(ends).toMatchObject([{ status: 'done', reason: 'silent', whose: 'bot' }])
  expect(ends[0]?.detail).toContain('the reply holds no words at $.replies[*].text')
  expect(work.read('run/report.html')).toContain('the reply holds no words at')
})

it('counts what was planned, run, unscored and not planned alike in scorecard, result and JUnit', async () => {
  const bot = await botOf(({ text }, response) => {
    if (text === '在吗？') return '请您留意物流信息。'
    if (text !== '找不到') return GOOD_ANSWER
    response.writeHead(404).end()
    return undefined
  })
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write('a.scenario.yaml', question('a'))
  work.write('b.scenario.yaml', question('b', { say: ['在吗？'] }))
  work.write('c.scenario.yaml', question('c', { say: ['找不到'] }))
  work.write('d.scenario.yaml', question('d', { requires: { channel: 'browser' } }))
  work.write('e.scenario.yaml', question('e', { expect: [{ judged: '语气友好' }] }))
  const { result } = await work.run([work.path])
  const [card] = result.scorecard.targets
  expect(card?.counts).toEqual({
    planned: 4,
    run: 4,
    scored: 3,
    unscored: 1,
    notRun: 0,
    notPlanned: 1,
    failed: 1,
  })
  expect(card?.unscoredShare).toBe(0.25)
  expect(card?.categories.map((c) => c.score)).toEqual([null, null, null])
  expect(result.plan).toMatchObject({ trials: 4, notPlanned: [{ trial: 'shop/d/-/1', reason: 'channel' }] })
  expect(result.targets[0]?.trials.map((t) => [t.scenario, t.status, t.outcome])).toEqual([
    ['a', 'done', 'pass'],
    ['b', 'done', 'fail'],
    ['c', 'unscored', 'unscored'],
    ['e', 'done', 'inconclusive'],
  ])
  const junit = work.read('run/junit.xml')
  expect(junit).toContain('tests="4" failures="1" errors="1"')
  expect(junit.match(/<testcase /g)).toHaveLength(4)
  expect(junit.match(/<failure /g)).toHaveLength(1)
  expect(junit.match(/<error /g)).toHaveLength(1)
  expect(junit.match(/<skipped /g)).toHaveLength(1)
})
