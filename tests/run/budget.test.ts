/** How many people the runs of a day may reach together, as their journals say it. */
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/index.js'
import { ContactBudget } from '../../src/run/budget.js'
import { ombud } from '../support/cli.js'
import { botOf, question, targetOf, Workplace } from '../support/workplace.js'

const PERSON = [{ from: 'agent', name: '小李', text: '您好，我是人工客服小李，请问有什么可以帮您？' }]
const NOW = new Date()
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000).toISOString()

const begin = (trial: string, attempt = 1, more: Record<string, unknown> = {}) =>
  JSON.stringify({ kind: 'begin', trial, attempt, time: at(0), contacts: 1, key: 'shop', ...more })
const end = (trial: string, contacted?: boolean, attempt = 1) =>
  JSON.stringify({
    kind: 'end',
    trial,
    attempt,
    time: at(0),
    reason: 'script-end',
    whose: 'consumer',
    status: 'done',
    turns: 1,
    messages: 1,
    ...(contacted === undefined ? {} : { contacted }),
  })

/** A folder of runs, with the journals that are written here. */
function runs(journals: Record<string, readonly string[]> = {}) {
  const work = new Workplace()
  const write = (name: string, lines: readonly string[]) => {
    mkdirSync(work.file(name), { recursive: true })
    appendFileSync(work.file(`${name}/journal.jsonl`), lines.map((line) => `${line}\n`).join(''))
  }
  for (const [name, lines] of Object.entries(journals)) write(name, lines)
  const used = (key = 'shop', zone?: string, now = NOW) =>
    new ContactBudget(work.path).used({ key, ...(zone ? { zone } : {}) }, now)
  return { work, write, used }
}

describe('people of a day', () => {
  it('are those who came and those who may be coming; who did not come is given back', () => {
    const { used } = runs({
      a: [begin('shop/a/-/1'), end('shop/a/-/1', true), begin('shop/b/-/1'), end('shop/b/-/1', false)],
      open: [begin('shop/c/-/1')],
      cut: [begin('shop/d/-/1'), end('shop/d/-/1')],
      again: [begin('shop/e/-/1'), end('shop/e/-/1', false), begin('shop/e/-/1', 2)],
    })
    expect(used()).toBe(4)
  })

  it('count as many as a trial reserved, and one where nobody was expected', () => {
    const { used } = runs({
      a: [begin('shop/a/-/1', 1, { contacts: 3 })],
      b: [begin('shop/b/-/1', 1, { contacts: 0 }), end('shop/b/-/1', true)],
      c: [begin('shop/c/-/1', 1, { contacts: 0 }), end('shop/c/-/1', false)],
    })
    expect(used()).toBe(4)
  })

  it('count once where a merged run lies beside those that it was made of, whatever it calls the attempt', () => {
    const later = begin('shop/a/-/1', 2, { time: at(0.001) })
    const { used } = runs({
      one: [begin('shop/a/-/1'), end('shop/a/-/1', true)],
      two: [later],
      merged: [begin('shop/a/-/1'), end('shop/a/-/1', true), later.replace('"attempt":2', '"attempt":3')],
    })
    expect(used()).toBe(2)
  })

  it('are counted by politeness key; without one it is the target', () => {
    const { used } = runs({
      a: [begin('shop/a/-/1', 1, { key: 'operator' }), begin('other/a/-/1', 1, { key: 'operator' })],
      b: [begin('shop/b/-/1', 1, { key: undefined })],
    })
    expect(used('operator')).toBe(2)
    expect(used('shop')).toBe(1)
    expect(used('nobody')).toBe(0)
  })

  it('are those of the day in the zone of the target', () => {
    const time = '2026-03-02T17:30:00.000Z'
    const { used } = runs({ a: [begin('shop/a/-/1', 1, { time })] })
    const later = new Date('2026-03-02T20:00:00.000Z')
    expect(used('shop', undefined, later)).toBe(1)
    // In Shanghai it is the third of March, at both times.
    expect(used('shop', 'Asia/Shanghai', later)).toBe(1)
    expect(used('shop', 'Asia/Shanghai', new Date('2026-03-02T15:00:00.000Z'))).toBe(0)
    expect(used('shop', undefined, new Date('2026-03-03T00:10:00.000Z'))).toBe(0)
  })

  it('are read on where a journal grew, and anew where its torn end was cut off', () => {
    const { work, write } = runs({ a: [begin('shop/a/-/1')] })
    const budget = new ContactBudget(work.path)
    const used = () => budget.used({ key: 'shop' }, NOW)
    expect(used()).toBe(1)
    write('a', [begin('shop/b/-/1')])
    expect(used()).toBe(2)
    const path = work.file('a/journal.jsonl')
    const torn = begin('shop/c/-/1')
    appendFileSync(path, torn.slice(0, 30))
    expect(used()).toBe(2)
    appendFileSync(path, `${torn.slice(30)}\n`)
    expect(used()).toBe(3)
    writeFileSync(path, `${begin('shop/a/-/1')}\n${end('shop/a/-/1', false)}\n`)
    expect(used()).toBe(0)
  })

  it('are not sought in what is no journal, or was last written before yesterday', () => {
    const { work, write, used } = runs({
      odd: [
        '{"kind":"begin"}',
        'no json',
        '[]',
        '{"a":',
        begin('shop/a/-/1'),
        '\u0000\u0000',
        'x'.repeat(3_000_000),
      ],
      dates: [begin('shop/b/-/1', 1, { time: 'yesterday' }), begin('shop/c/-/1', 1, { contacts: -5 })],
    })
    writeFileSync(work.file('file'), 'a file')
    mkdirSync(work.file('folder/journal.jsonl'), { recursive: true })
    symlinkSync(work.file('nowhere'), work.file('link'))
    writeFileSync(work.file('elsewhere.jsonl'), '{"run":7}\nnot json\n{"run":"/nonexistent"}\n')
    expect(used()).toBe(1)
    write('old', [begin('shop/d/-/1')])
    const past = new Date(NOW.getTime() - 27 * 3_600_000)
    utimesSync(work.file('old/journal.jsonl'), past, past)
    expect(used()).toBe(1)
    expect(new ContactBudget(work.file('none')).used({ key: 'shop' })).toBe(0)
  })

  it('are those of runs elsewhere, too, which are forgotten when they are gone', async () => {
    const { work, write } = runs()
    const budget = new ContactBudget(work.file('runs'))
    for (const name of ['x/one', 'x/two']) {
      write(name, [begin(`shop/${name.slice(2)}/-/1`)])
      await budget.join(work.file(name))
      await budget.join(work.file(name))
    }
    expect(work.lines('runs/elsewhere.jsonl')).toHaveLength(2)
    expect(new ContactBudget(work.file('runs')).used({ key: 'shop' }, NOW)).toBe(2)
    write('runs/inside', [])
    await budget.join(work.file('runs/inside'))
    expect(work.lines('runs/elsewhere.jsonl')).toHaveLength(2)
  })
})

function asking(id: string, more: Record<string, unknown> = {}) {
  return question(id, { say: undefined, expect: undefined, steps: [{ 'ask-human': 'phrase' }], ...more })
}

describe('a run', () => {
  it('plans what earlier runs of the day left, and says what they took', async () => {
    const bot = await botOf(() => PERSON)
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot, { politeness: { gap: '0ms', contactsPerDay: 3 } }))
    for (const id of ['a', 'b']) work.write(`${id}.scenario.yaml`, asking(id))
    await work.run([work.path])
    const { result } = await work.run([work.path], { out: work.file('again') })
    expect(result.plan.trials).toBe(1)
    expect(result.plan.notPlanned).toMatchObject([{ reason: 'contacts' }])
    expect(result.plan.notPlanned[0]?.detail).toContain('2 today before this run')
    await expect(work.run([work.path], { out: work.file('third') })).rejects.toThrow(
      /none of the trials can be held[\s\S]*3 today before this run/,
    )
    // Nobody is sought with questions alone, and another directory knows nothing of these runs.
    const other = await work.run([work.path], { out: work.file('fourth'), politeness: work.file('other') })
    expect(other.result.plan.trials).toBe(2)
  })

  it('of a bot where nobody comes takes nothing', async () => {
    const bot = await botOf(() => '抱歉，没有人工服务。')
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    for (const id of ['a', 'b']) work.write(`${id}.scenario.yaml`, asking(id))
    for (const out of ['one', 'two'])
      expect((await work.run([work.path], { out: work.file(out) })).result.plan.trials).toBe(2)
  })

  it('beside another one never takes more than the day holds, and holds the rest another day', async () => {
    const waiting: (() => void)[] = []
    const served = new Set<string | undefined>()
    const bot = await botOf(({ text, session }, response) => {
      if (text !== '在吗？') {
        served.add(session)
        return PERSON
      }
      // Both have planned before either begins.
      waiting.push(() => response.end(JSON.stringify({ messages: [{ text: '在的。' }] })))
      if (waiting.length === 2) for (const answer of waiting) answer()
      return undefined
    })
    const work = new Workplace()
    const politeness = { gap: '0ms', contactsPerDay: 3 }
    work.write('shop.target.yaml', targetOf(bot, { politeness, timing: { cap: '50s' } }))
    work.write('a.scenario.yaml', question('a', { say: ['在吗？'], expect: undefined }))
    for (const id of ['b', 'c', 'd']) work.write(`${id}.scenario.yaml`, asking(id))
    const outs = ['one', 'two']
    const ended = await Promise.all(
      outs.map((out) => ombud(['run', '.', '--out', `out/${out}`], { cwd: work.path })),
    )
    const journals = outs.map((out) => work.journal(`out/${out}`))
    const begun = journals.flat().filter((line) => line.kind === 'begin' && line.contacts > 0)
    const left = journals.flat().filter((line) => line.kind === 'end' && line.reason === 'contacts')
    expect([begun.length, left.length, served.size]).toEqual([3, 3, 3])
    for (const [i, out] of outs.entries()) {
      const mine = left.filter((line) => journals[i]?.includes(line))
      expect(ended[i]?.code).toBe(mine.length > 0 ? 3 : 0)
      expect(ended[i]?.stderr.includes('used up today')).toBe(mine.length > 0)
      // As if on another day: nothing is counted there.
      const resume = work.file(`out/${out}`)
      const { result } = await run({ resume, politeness: work.file(`other-${out}`), lang: 'en' })
      expect(result.scorecard.targets[0]?.counts).toMatchObject({
        planned: 4,
        run: 4,
        notRun: 0,
        unscored: 0,
      })
    }
    expect(served.size).toBe(6)
  })

  it('finds again which directory it counts in, and says where it cannot be written', async () => {
    const bot = await botOf(() => PERSON)
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('a.scenario.yaml', asking('a'))
    await work.run([work.path], { politeness: work.file('shared') })
    const { run: path } = work.lines<{ run: string }>('shared/elsewhere.jsonl')[0] as { run: string }
    expect(readFileSync(join(path, 'journal.jsonl'), 'utf8')).toBe(work.read('run/journal.jsonl'))
    const record = work.json<{ configuration: unknown }>('run/run.json')
    expect(record.configuration).toMatchObject({ politeness: dirname(work.file('shared/x')) })
    const file = work.write('file', 'no folder')
    await expect(work.run([work.path], { out: work.file('b'), politeness: file })).rejects.toThrow(
      /contacts with people cannot be counted[\s\S]*--politeness/,
    )
  })
})
