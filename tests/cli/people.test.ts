/** `ombud run` and the people who work there: what is left today, --no-human, --probe-human, --politeness. */
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/index.js'
import { question } from '../support/workplace.js'
import { shop } from './shop.js'

const PERSON = [{ from: 'agent', name: '小李', text: '您好，我是人工客服小李，请问有什么可以帮您？' }]
const asking = (id: string) =>
  question(id, { say: undefined, expect: [{ human: 'E3' }], steps: [{ 'ask-human': 'phrase' }] })

describe('people', () => {
  it('who are left today are told by --dry-run, for each directory of runs', async () => {
    const { bot, work, run } = await shop(() => PERSON)
    work.write('a.scenario.yaml', asking('a'))
    const before = await run('.', '--dry-run')
    expect(before.stdout).toContain('at most 2 human contacts a day, 2 left today')
    expect((await run('.', '--quiet', '--out', 'out')).code).toBe(0)
    expect((await run('.', '--dry-run')).stdout).toContain('1 left today')
    expect((await run('.', '--dry-run', '--politeness', 'other')).stdout).toContain('2 left today')
    const heard = bot.heard.length
    expect((await run('.', '--quiet', '--out', 'two')).code).toBe(0)
    const { code, stderr } = await run('.', '--quiet', '--out', 'three')
    expect(code).toBe(2)
    expect(stderr).toContain('used up, 2 today before this run')
    expect(bot.heard.length).toBe(2 * heard)
  })

  it('are not waited for with --no-human, whatever is left', async () => {
    const { bot, work, run } = await shop(() => '正在为您转接人工客服，请稍候。')
    work.write('a.scenario.yaml', asking('a'))
    const dry = await run('.', '--no-human', '--dry-run')
    expect(dry.stdout).toContain('at most 0 human contacts')
    expect(dry.stdout).not.toContain('may reach a person')
    await run('.', '--no-human', '--quiet', '--out', 'out')
    expect(bot.heard).toHaveLength(2)
    expect(work.json<Plan>('out/plan.json').trials).toMatchObject([{ people: 'none', contacts: 0 }])
    expect(work.read('out/findings.jsonl')).toContain('was not tested (--no-human)')
  })

  it('cannot both be left alone and be probed, nor otherwise than a resumed run was planned', async () => {
    const { work, run } = await shop(() => PERSON)
    work.write('a.scenario.yaml', asking('a'))
    const both = await run('.', '--no-human', '--probe-human')
    expect([both.code, both.stderr]).toEqual([
      2,
      expect.stringContaining('--probe-human cannot go with --no-human'),
    ])
    for (const flag of ['--no-human', '--probe-human']) {
      const { code, stderr } = await run('--resume', 'out', flag)
      expect([code, stderr]).toEqual([2, expect.stringContaining(`${flag} would need a new one`)])
    }
  })
})
