/** A judge that is down, slow, out of quota or talks nonsense: inconclusive with a named reason, and the run goes on. */
import { describe, expect, it } from 'vitest'
import { openJudge } from '../../src/judge/open.js'
import type { JudgeConfig } from '../../src/judge/settings.js'
import { settingsOf } from '../../src/judge/settings.js'
import type { JudgeQuestion } from '../../src/understanding/judge/question.js'
import { honest, type JudgeServer, judgeOf, type Script, says } from './server.js'

const question = (text = '现货在48小时内发货。'): JudgeQuestion => ({
  criterion: 'rubric',
  lang: 'zh-CN',
  rubric: '回答给出了发货时间',
  parts: [
    { role: 'consumer', text: '多久发货？', line: 3 },
    { role: 'bot', text, line: 4 },
  ],
})

/** A judge over this server, which is patient only where a test says so. */
const judgeAt = ({ url }: Pick<JudgeServer, 'url'>, more: Partial<JudgeConfig> = {}) =>
  openJudge(settingsOf({ models: ['m'], baseURL: url, perMinute: 1000, ...more }, {}))

async function asked(script: Script, more: Partial<JudgeConfig> = {}) {
  const server = await judgeOf(script)
  const judge = await judgeAt(server, more)
  const judgement = await judge.ask(question())
  return { server, judge, judgement }
}

const soon = { 'retry-after': '0' }

describe('a judge in trouble', () => {
  it.each<[string, Script, string, string]>([
    ['says nothing', () => '', 'void', 'empty'],
    ['says something else', () => '我觉得还不错。', 'void', 'not-json'],
    ['writes half of its JSON', () => '{"reason": "…", "answer": "ye', 'void', 'not-json'],
    ['writes another form', () => ({ verdict: 'pass', score: 10 }), 'void', 'other-form'],
    ['answers off the menu', (one) => says(one, true, { answer: 'maybe' }), 'void', 'other-form'],
    ['says far too much', (one) => says(one, true, { reason: 'x'.repeat(50_000) }), 'void', 'too-long'],
    [
      'quotes what nobody said',
      (one) => says(one, true, { quotes: [{ line: 2, text: '24小时' }] }),
      'void',
      'quote',
    ],
    [
      'quotes a line that is not there',
      (one) => says(one, true, { quotes: [{ line: 9, text: '现货' }] }),
      'void',
      'quote',
    ],
    ['quotes nothing', (one) => says(one, true, { quotes: [] }), 'void', 'no-quote'],
  ])('that %s has no vote', async (_, script, reason, why) => {
    const { judgement } = await asked(script)
    expect(judgement).toMatchObject({ outcome: 'inconclusive', reason, detail: why, quotes: [] })
    expect(judgement.votes.map((vote) => vote.void)).toEqual([why, why, why])
  })

  it.each<[string, Script, string, number]>([
    ['is down', () => ({ status: 503, headers: soon }), 'down', 9],
    [
      'is busy',
      () => ({ status: 429, headers: soon, body: { error: { message: 'slow down' } } }),
      'quota',
      9,
    ],
    ['wants us to wait an hour', () => ({ status: 429, headers: { 'retry-after': '3600' } }), 'quota', 3],
    [
      'is out of quota',
      () => ({ status: 429, body: { error: { code: 'insufficient_quota', message: 'no money' } } }),
      'quota',
      3,
    ],
    ['refuses the key', () => ({ status: 401, body: { error: { message: 'bad key' } } }), 'refused', 3],
    ['sends no JSON', () => ({ status: 200, body: '<html>login</html>' }), 'down', 9],
    ['sends an answer of another kind', () => ({ status: 200, body: { hello: 1 } }), 'void', 3],
  ])('that %s leaves the question open', async (_, script, reason, most) => {
    const { server, judgement } = await asked(script)
    expect(judgement).toMatchObject({ outcome: 'inconclusive', reason })
    expect(server.asked.length).toBeGreaterThan(0)
    expect(server.asked.length).toBeLessThanOrEqual(most)
  })

  it('that does not answer in time leaves the question open', async () => {
    const { judgement } = await asked(() => 'hang', { timeout: '50ms' })
    expect(judgement).toMatchObject({ outcome: 'inconclusive', reason: 'slow' })
  })

  it('that sends more than anybody reads leaves the question open', async () => {
    const { judgement } = await asked(() => ({ status: 200, body: { choices: 'x'.repeat(2_000_000) } }))
    expect(judgement).toMatchObject({ outcome: 'inconclusive', reason: 'down' })
  })

  it('that is not there at all is soon asked no more', async () => {
    const server = await judgeOf(honest(/./))
    await server.close()
    const judge = await judgeAt(server)
    for (let i = 0; i < 3; i++) expect((await judge.ask(question(`第${i}次`))).reason).toBe('down')
    const { calls } = judge.spent
    const last = await judge.ask(question('再问一次'))
    expect(last).toMatchObject({ reason: 'down', votes: [] })
    expect(judge.spent.calls).toBe(calls)
  })

  it('that recovers is heard: Retry-After is kept to, and one void vote of three decides nothing alone', async () => {
    const { server, judgement } = await asked((one, call) =>
      call <= 3 ? { status: 429, headers: soon } : says(one, true),
    )
    expect(judgement).toMatchObject({ outcome: 'yes' })
    expect(server.asked).toHaveLength(6)
    const once = await asked((one, call) => (call === 1 ? 'nonsense' : says(one, true)))
    expect(once.judgement).toMatchObject({ outcome: 'yes' })
    expect(once.judgement.votes.filter((vote) => vote.void === 'not-json')).toHaveLength(1)
  })

  it('whose negated votes are all void decides nothing', async () => {
    const { judgement } = await asked((one) => (one.reversed ? 'nonsense' : says(one, true)))
    expect(judgement).toMatchObject({ outcome: 'inconclusive', reason: 'void' })
  })

  it('who cannot tell of the negation alone decides nothing', async () => {
    const { judgement } = await asked((one) => says(one, one.reversed ? undefined : true))
    expect(judgement).toMatchObject({ outcome: 'inconclusive', reason: 'split' })
  })

  it('may use the word that stands for no key', async () => {
    const { judgement } = await asked((one) => says(one, true, { reason: 'none of it is wrong' }))
    expect(judgement.votes[0]?.reply).toContain('none of it is wrong')
  })

  it('that knows no JSON schema, no temperature and no max_tokens is asked without them', async () => {
    const server = await judgeOf((one) => {
      if (one.format === 'json_schema')
        return { status: 400, body: { error: { message: 'response_format?' } } }
      if (one.temperature !== undefined)
        return { status: 400, body: { error: { message: "Unsupported value: 'temperature'" } } }
      if (one.format === 'json_object') return { status: 400, body: { error: { message: 'no' } } }
      return `Here you are:\n\`\`\`json\n${JSON.stringify(says(one, true))}\n\`\`\``
    })
    const judge = await judgeAt(server, { concurrency: 1 })
    expect(await judge.ask(question())).toMatchObject({ outcome: 'yes' })
    expect(server.asked.at(-1)).toMatchObject({ format: undefined, temperature: undefined })
    const before = server.asked.length
    await judge.ask(question('明天发货。'))
    expect(server.asked).toHaveLength(before + 3)
  })

  it('never keeps its key, not even where the server says it back', async () => {
    const server = await judgeOf(() => ({
      status: 400,
      body: { error: { message: 'Incorrect key sk-secret' } },
    }))
    const judge = await openJudge(
      settingsOf({ models: ['m'], baseURL: server.url }, { OPENAI_API_KEY: 'sk-secret' }),
    )
    const judgement = await judge.ask(question())
    expect(judgement.detail).toContain('Incorrect key')
    expect(JSON.stringify(judgement)).not.toContain('sk-secret')
  })

  it('is asked no more than its budget allows, of calls and of tokens', async () => {
    const server = await judgeOf((one) => says(one, true))
    const reasons = async (more: Partial<JudgeConfig>) => {
      const judge = await judgeAt(server, more)
      const all = ['一', '二', '三'].map((n) => judge.ask(question(`${n}天内发货。`)))
      return (await Promise.all(all)).map(({ reason }) => reason)
    }
    expect(await reasons({ budget: { calls: 7 } })).toEqual([undefined, undefined, 'budget'])
    expect(server.asked).toHaveLength(6)
    expect(await reasons({ budget: { tokens: 100 } })).toEqual(['budget', 'budget', 'budget'])
    expect(server.asked).toHaveLength(6)
  })

  it('is asked no more once the run is interrupted', async () => {
    const server = await judgeOf((one) => says(one, true))
    const stop = new AbortController()
    stop.abort()
    const judge = await openJudge(settingsOf({ models: ['m'], baseURL: server.url }, {}), stop.signal)
    expect(await judge.ask(question())).toMatchObject({ reason: 'cancelled' })
    expect(server.asked).toHaveLength(0)
  })

  it('is not asked about silence', async () => {
    const { server, judge } = await asked((one) => says(one, true))
    const before = server.asked.length
    const silent = { ...question(), parts: question().parts.slice(0, 1) }
    expect(await judge.ask(silent)).toMatchObject({ outcome: 'inconclusive', reason: 'nothing-to-judge' })
    expect(server.asked).toHaveLength(before)
  })
})
