/** The run directory: every file is what its schema says, and counts agree. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type SchemaName, validator } from '../../src/documents/schema.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import type { Plan } from '../../src/index.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

function expectValid(name: SchemaName, value: unknown): void {
  const validate = validator(name)
  validate(value)
  expect(validate.errors ?? []).toEqual([])
}

/** A run in which a bit of everything happens. */
async function eventful() {
  let limited = 1
  const bot = await botOf(({ text, session }, response) => {
    if (text.includes('人工')) return [{ from: 'agent', name: '小李', text: '您好，我是人工客服小李。' }]
    if (text === '限流' && limited-- > 0) response.writeHead(429, { 'retry-after': '0' }).end()
    else if (text === '坏了') response.writeHead(500).end()
    else if (text === '找不到') response.writeHead(404).end()
    else if (text === '沉默') return []
    else return [{ text: `${GOOD_ANSWER}（${session?.length}）`, choices: ['退款', '转人工'] }]
    return undefined
  })
  const work = new Workplace()
  const closed = {
    zone: 'UTC',
    staffed: `${['Th', 'Fr', 'Sa', 'Su', 'Mo', 'Tu', 'We'][new Date().getUTCDay()]} 09:00-10:00`,
  }
  work.write('shop.target.yaml', targetOf(bot, { hours: closed }))
  const says = { limited: '限流', down: '坏了', lost: '找不到', silent: '沉默', good: '多久发货？' }
  for (const [id, text] of Object.entries(says))
    work.write(`${id}.scenario.yaml`, question(id, { say: [text] }))
  work.write('duty.scenario.yaml', question('duty', { requires: { hours: 'on-duty' } }))
  work.write('page.scenario.yaml', question('page', { requires: { channel: 'browser' } }))
  const steps = [
    { id: 'ask', say: ['多久发货？'], expect: ['relevant'] },
    { id: 'same', repeat: { step: 'ask' }, expect: [{ 'same-answer': 'ask' }, { latency: { max: '5s' } }] },
    { id: 'skip', when: 'silent', say: ['在吗？'] },
    { id: 'press', choose: '退款' },
    { id: 'person', 'ask-human': { by: ['button', 'phrase'] }, expect: [{ human: 'E3' }] },
  ]
  work.write(
    'long.scenario.yaml',
    question('long', {
      say: undefined,
      requires: { hours: 'off-duty' },
      expect: [{ 'discloses-ai': 'unasked' }],
      steps,
    }),
  )
  const outcome = await work.run([work.path])
  return { work, outcome }
}

it('holds only what its schemas say, and every count agrees with the others', async () => {
  const { work, outcome } = await eventful()
  const plan = work.json<Plan>('run/plan.json')
  expectValid('plan', plan)
  expectValid('run', work.json('run/run.json'))
  expectValid('environment', work.json('run/environment.json'))
  expectValid('scorecard', work.json('run/scorecard.json'))
  expectValid('result', work.json('run/result.json'))
  expect(work.json('run/result.json')).toEqual(JSON.parse(JSON.stringify(outcome.result)))
  for (const finding of work.lines('run/findings.jsonl')) expectValid('finding', finding)
  const journal = work.journal()
  for (const line of journal) expectValid('journal', line)

  const transcripts = work.transcripts()
  const stops = new Map<string, TranscriptEvent | undefined>()
  for (const [name, events] of transcripts) {
    for (const event of events) expectValid('event', event)
    expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1))
    expect(events[0]?.kind).toBe('header')
    expect(events.filter((e) => e.kind === 'stop')).toEqual([events.at(-1)])
    stops.set(`trials/${name}`, events.at(-1))
  }

  const ends = journal.flatMap((l) => (l.kind === 'end' ? [l] : []))
  for (const { file, reason, whose } of ends.filter((e) => e.file))
    expect(stops.get(file ?? '')).toMatchObject({ reason, whose })
  expect(
    ends
      .filter((e) => e.file)
      .map((e) => e.file)
      .sort(),
  ).toEqual([...stops.keys()])
  expect(ends.flatMap((e) => (e.status === 'aborted' ? [] : [e.trial])).sort()).toEqual(
    plan.trials.map((t) => t.id).sort(),
  )
  const { counts } = outcome.result.scorecard.targets[0] ?? {}
  expect(counts).toMatchObject({ planned: 7, run: 7, scored: 5, unscored: 2, notRun: 0, notPlanned: 1 })
  expect(ends.filter((e) => e.status === 'done')).toHaveLength(counts?.scored ?? 0)
  expect(ends.filter((e) => e.status === 'unscored')).toHaveLength(counts?.unscored ?? 0)
  expect(readdirSync(work.file('run')).sort()).toEqual([
    'blobs',
    'environment.json',
    'findings.jsonl',
    'index.jsonl',
    'insight.json',
    'journal.jsonl',
    'junit.xml',
    'names.json',
    'plan.json',
    'report.html',
    'result.json',
    'run.json',
    'scorecard.json',
    'trials',
  ])
})

it('keeps the raw bytes that an event names, under their own hash', async () => {
  const { work } = await eventful()
  const refs = [...work.transcripts().values()]
    .flat()
    .flatMap((e) => ('ref' in e && e.ref ? [{ ref: e.ref, event: e }] : []))
  expect(refs.length).toBeGreaterThan(5)
  const lines = readFileSync(work.file('run/blobs/texts.jsonl'), 'utf8').split('\n').filter(Boolean)
  const texts = new Map(lines.map((line) => JSON.parse(line)).map(({ sha256, text }) => [sha256, text]))
  expect(texts.size).toBe(lines.length)
  for (const { ref, event } of refs) {
    const data = texts.get(ref) ?? readFileSync(join(work.file('run/blobs/sha256'), ref.slice(0, 2), ref))
    expect(createHash('sha256').update(data).digest('hex')).toBe(ref)
    if (event.kind === 'text') expect(JSON.stringify(JSON.parse(data.toString()))).toContain(event.text)
  }
})

it('has no clock, host, path or duration in its scorecard: two equal runs give the same one', async () => {
  const bot = await botOf(() => GOOD_ANSWER)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write(
    'ask.scenario.yaml',
    question('ask', {
      say: undefined,
      expect: undefined,
      steps: [{ say: ['多久发货？'], expect: ['relevant', { states: { pattern: '48' } }] }],
    }),
  )
  await work.run([work.path], { out: work.file('one') })
  await work.run([work.path], { out: work.file('two') })
  const [one, two] = ['one', 'two'].map((run) => JSON.parse(work.read(`${run}/scorecard.json`)))
  expect(two.plan).toBe(one.plan)
  const withoutTimes = (card: { targets: { latency: unknown; categories: { id: string }[] }[] }) =>
    card.targets.map(({ latency: _, ...rest }) => ({
      ...rest,
      categories: rest.categories.filter((c) => c.id !== 'latency'),
    }))
  expect(withoutTimes(two)).toEqual(withoutTimes(one))
  expect(work.read('one/scorecard.json')).not.toContain(work.path)
  expect(work.read('one/plan.json')).not.toContain(work.path)
})
