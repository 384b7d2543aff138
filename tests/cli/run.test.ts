/** `ombud run` with a real bot: what is sent, what is printed, how it ends. */
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/index.js'
import { ombud } from '../support/cli.js'
import { GOOD_ANSWER, question } from '../support/workplace.js'
import { shop } from './shop.js'

describe('ombud run', () => {
  it('holds the conversation, prints the scorecard and says where the report is', async () => {
    const { bot, work, run } = await shop()
    work.write('ask.scenario.yaml', question('ask'))
    const { code, stdout, stderr } = await run('shop.target.yaml', 'ask.scenario.yaml', '--out', 'run')
    expect(code).toBe(0)
    expect(bot.heard.map((h) => h.text)).toEqual(['多久发货？'])
    expect(stdout).toMatch(/^shop .* Pass$/m)
    expect(stdout).toContain('report: run/report.html')
    expect(stderr).toContain('plan: 1 trials · about 1 messages · at most 0 human contacts')
    expect(stderr).toContain('1/1 ✓ shop/ask/-/1  script-end')
    expect(work.read('run/report.html')).toContain(GOOD_ANSWER)
  })

  it('makes a new directory a run below reports/runs', async () => {
    const { work, run } = await shop()
    work.write('ask.scenario.yaml', question('ask'))
    const places = [await run('.', '--quiet'), await run('.', '--quiet')].map(({ stdout }) => {
      const [, place, n] = /report: (reports\/runs\/\d{4}-\d\d-\d\d-(\d+))\/report\.html/.exec(stdout) ?? []
      return { place: place ?? '', n }
    })
    expect(places.map((p) => p.n)).toEqual(['1', '2'])
    for (const { place } of places) expect(existsSync(work.file(`${place}/journal.jsonl`))).toBe(true)
  })

  it('speaks Chinese where asked, or where the terminal does', async () => {
    const { work, run } = await shop()
    work.write('ask.scenario.yaml', question('ask'))
    const asked = await run('.', '--lang', 'zh-CN', '--out', 'a')
    expect(asked.stdout).toContain('报告: a/report.html')
    expect(asked.stderr).toContain('计划：1 场对话')
    expect(work.read('a/report.html')).toMatch(/<html[^>]* lang="zh-CN"/)
    const located = await ombud(['run', '.', '--dry-run'], { cwd: work.path, env: { LANG: 'zh_CN.UTF-8' } })
    expect(located.stdout).toContain('计划：1 场对话')
  })

  it('with --dry-run tells the plan and its cost, and sends nothing', async () => {
    const { bot, work, run } = await shop()
    work.write('ask.scenario.yaml', question('ask'))
    work.write(
      'person.scenario.yaml',
      question('person', { say: undefined, expect: undefined, steps: [{ 'ask-human': { attempts: 3 } }] }),
    )
    work.write('page.scenario.yaml', question('page', { requires: { channel: 'browser' } }))
    const { code, stdout } = await run('.', '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain('shop/ask/-/1\n')
    expect(stdout).toContain('shop/person/-/1  (may reach a person)\n')
    expect(stdout).toContain(
      'not planned  shop/page/-/1  channel: needs a browser channel; the target has http\n',
    )
    expect(stdout).toContain(
      'shop: 1 conversation(s) at once, 0 ms between them, at most 2 human contacts a day, 2 left today, people at any hour, Retry-After up to 1 min\n',
    )
    expect(stdout).toMatch(
      /plan: 2 trials · about 4 messages · at most 1 human contacts · about 1 min .* · 1 not planned/,
    )
    expect(bot.heard).toEqual([])
    expect(existsSync(work.file('reports'))).toBe(false)
  })

  it('takes the shipped scenarios where none is named', async () => {
    const { bot, run } = await shop()
    const { code, stdout } = await run('shop.target.yaml', '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain('shop/refund-repeated/')
    expect(bot.heard).toEqual([])
  })

  it('picks trials by --filter, --tag and --skip-tag, repeats them, and takes files after the options', async () => {
    const { bot, work, run } = await shop()
    for (const [id, tag] of [
      ['one', 'a'],
      ['two', 'b'],
      ['three', 'b'],
    ] as const)
      work.write(`${id}.scenario.yaml`, question(id, { tags: [tag] }))
    const filtered = await run('--filter', 'shop/two/', '--filter', '（three）', '.', '--dry-run')
    expect(filtered.stdout.match(/^shop\/.*$/gm)).toEqual(['shop/three/-/1', 'shop/two/-/1'])
    const tagged = await run('--tag', 'a', '--repeat', '3', '.', '--out', 'run')
    expect(tagged.code).toBe(0)
    expect(work.json<Plan>('run/plan.json').trials.map((t) => t.id)).toEqual([
      'shop/one/-/1',
      'shop/one/-/2',
      'shop/one/-/3',
    ])
    expect(bot.heard).toHaveLength(3)
    const rest = await run('.', '--skip-tag', 'b', '--dry-run')
    expect(rest.stdout.match(/^shop\/.*$/gm)).toEqual(['shop/one/-/1'])
    const nothing = await run('.', '--tag', 'c')
    expect(nothing.code).toBe(2)
    expect(nothing.stderr).toContain('no trial matches --tag c')
    expect(nothing.stderr).toContain('tags: a b')
  })

  it('says the same words for the same seed, and replays one trial alone', async () => {
    const { bot, work, run } = await shop()
    const say = Array.from({ length: 40 }, (_, i) => `第${i}种说法，多久发货？`)
    work.write('one.scenario.yaml', question('one', { say }))
    work.write('two.scenario.yaml', question('two', { say }))
    const words = async (...args: string[]) => {
      bot.heard.length = 0
      expect((await run('.', '--repeat', '2', '--quiet', ...args)).code).toBe(0)
      return bot.heard.map((h) => h.text)
    }
    const first = await words('--seed', 'spring', '--out', 'a')
    expect(new Set(first).size).toBeGreaterThan(1)
    expect(await words('--seed', 'spring', '--filter', 'shop/two/-/2', '--out', 'b')).toEqual(first.slice(3))
    expect(work.json<Plan>('a/plan.json').seed).toBe('spring')
  })

  it('refuses an output folder that holds something, before anything is sent', async () => {
    const { bot, work, run } = await shop()
    work.write('ask.scenario.yaml', question('ask'))
    work.write('full/thesis.txt', 'years of work')
    for (const place of ['full', 'shop.target.yaml']) {
      const { code, stderr } = await run('.', '--out', place)
      expect(code).toBe(2)
      expect(stderr).toContain(`${place} already exists and is not an empty folder`)
    }
    expect(work.read('full/thesis.txt')).toBe('years of work')
    expect(bot.heard).toEqual([])
  })

  it.each([
    ['a target alone, missing', ['gone.target.yaml'], 'gone.target.yaml: does not exist'],
    ['a scenario alone', ['ask.scenario.yaml'], 'no target file was given'],
    ['a file of another kind', ['shop.json'], 'is not a document of ombud by its name'],
  ])('refuses %s', async (_, args, message) => {
    const { bot, work, run } = await shop()
    work.write('ask.scenario.yaml', question('ask'))
    work.write('shop.json', '{}')
    const { code, stdout, stderr } = await run(...args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/\bat .*\.js:\d+/)
    expect(bot.heard).toEqual([])
  })
})
