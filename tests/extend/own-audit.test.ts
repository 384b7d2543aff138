/** Audits of one's own: from a module to a finding, and what becomes of those that misbehave. */
import { describe, expect, it } from 'vitest'
import type { Finding, Plan, Result } from '../../src/index.js'
import { shop } from '../cli/shop.js'
import { ombud } from '../support/cli.js'
import { GOOD_ANSWER, question } from '../support/workplace.js'
import { auditModule, SHORT } from './modules.js'

const expecting = (...expect: unknown[]) => question('ask', { expect })

async function shopWith(module: string, ...expectations: unknown[]) {
  const place = await shop()
  place.work.write('audits/own.mjs', module)
  place.work.write('ask.scenario.yaml', expecting(...expectations))
  return place
}

describe('an audit of the user', () => {
  it('is named on the command line, judges, is scored, and is in the report', async () => {
    const { work, run } = await shopWith(
      SHORT,
      { 'short-answer': { most: 5 } },
      { 'short-answer': { most: 50 } },
    )
    const { code, stderr } = await run('.', '--out', 'run', '--audit', 'audits/own.mjs')
    expect(code).toBe(1)
    expect(stderr).toContain(`${GOOD_ANSWER.length} characters`)
    const found = work.lines<Finding>('run/findings.jsonl').filter((f) => f.audit === 'short-answer')
    expect(found.map(({ outcome, turn, options }) => [outcome, turn, options])).toEqual([
      ['fail', 1, { 'short-answer': { most: 5 } }],
      ['pass', 1, { 'short-answer': { most: 50 } }],
    ])
    const result = work.json<Result>('run/result.json')
    expect(result.audits).toContainEqual(expect.objectContaining({ id: 'short-answer', weight: 1 }))
    expect(work.read('run/report.html')).toContain('Short answer')
    expect(Object.keys(work.json<Plan>('run/plan.json').audits ?? {})).toEqual(['short-answer'])
  })

  it('is needed again to score the run or to go on with it', async () => {
    const { bot, work, run } = await shopWith(SHORT, { 'short-answer': { most: 50 } })
    expect((await run('.', '--out', 'run', '--audit', './audits/own.mjs')).code).toBe(0)
    for (const args of [
      ['score', 'run'],
      ['run', '--resume', 'run'],
    ]) {
      const { code, stderr } = await ombud(args, { cwd: work.path })
      expect(code).toBe(2)
      expect(stderr).toContain('planned with the audit short-answer')
      expect(stderr).toContain('--audit FILE')
    }
    const before = work.read('run/scorecard.json')
    const again = await ombud(['score', 'run', '--audit', 'audits/own.mjs'], { cwd: work.path })
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(work.read('run/scorecard.json')).toBe(before)
    work.write('audits/own.mjs', SHORT.replace('options.most', '3'))
    const changed = await ombud(['score', 'run', '--audit', 'audits/own.mjs'], { cwd: work.path })
    expect(changed.code).toBe(1)
    expect(changed.stderr).toContain('the audit short-answer has changed since the run was planned')
    expect(bot.heard).toHaveLength(1)
  })

  it('has its options checked at their place, and is suggested for a slip', async () => {
    const { work, run } = await shopWith(SHORT, { 'short-answer': { mosst: 5 } })
    const wrong = await run('.', '--audit', 'audits/own.mjs')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('ask.scenario.yaml:')
    expect(wrong.stderr).toContain('unknown key. Did you mean most?')
    expect(wrong.stderr).toContain('needs the key most')
    work.write('ask.scenario.yaml', expecting('short-answr'))
    const slip = await ombud(['validate', '.', '--audit', 'audits/own.mjs'], { cwd: work.path })
    expect(slip.code).toBe(2)
    expect(slip.stderr).toContain('Did you mean short-answer?')
    work.write('ask.scenario.yaml', expecting({ 'short-answer': { most: 5 } }))
    const without = await ombud(['validate', '.'], { cwd: work.path })
    expect(without.stderr).toContain('audits of your own: --audit FILE')
  })

  it.each([
    ['throws', 'throw new Error("out of ideas")', 'out of ideas'],
    ['returns no list', 'return undefined', 'did not return a list'],
    ['returns a promise', 'return Promise.resolve([])', 'returned a promise'],
    [
      'makes up an outcome',
      'return [{ outcome: "great", message: { "zh-CN": "a", en: "a" }, lines: [] }]',
      'great',
    ],
    [
      'proves it with a line that is not there',
      'return [{ outcome: "fail", message: { "zh-CN": "a", en: "a" }, lines: [999] }]',
      'no line 999',
    ],
  ])('that %s is an error in the findings, and the others go on', async (_, body, message) => {
    const { work, run } = await shopWith(auditModule('mine', body), 'mine', { states: { pattern: '48小时' } })
    const { code, stdout } = await run('.', '--out', 'run', '--audit', 'audits/own.mjs')
    expect(code).toBe(0)
    expect(stdout).toContain('report: run/report.html')
    const found = work.lines<Finding>('run/findings.jsonl')
    expect(found.find((f) => f.audit === 'mine')).toMatchObject({ outcome: 'error', score: null })
    expect(found.find((f) => f.audit === 'mine')?.message.en).toContain(message)
    expect(found.find((f) => f.audit === 'states')?.outcome).toBe('pass')
  })

  it('can stop a conversation', async () => {
    const own = auditModule(
      'never',
      'return [{ outcome: "fail", message: { "zh-CN": "a", en: "a" }, lines: [] }]',
    )
    const { bot, work, run } = await shopWith(own)
    const steps = [{ say: ['一'], expect: [{ never: {}, stop: true }] }, { say: ['二'] }]
    work.write('ask.scenario.yaml', question('ask', { say: undefined, expect: undefined, steps }))
    expect((await run('.', '--out', 'run', '--audit', 'audits/own.mjs')).code).toBe(1)
    expect(bot.heard.map((h) => h.text)).toEqual(['一'])
  })

  it.each([
    ['is not there', 'gone.mjs', '', 'gone.mjs was not found'],
    ['does not load', 'audits/own.mjs', 'nonsense(', 'cannot be loaded'],
    ['exports nothing', 'audits/own.mjs', 'export const a = 1', 'has no default export'],
    ['is no audit', 'audits/own.mjs', 'export default {}', 'is no audit'],
    [
      'is incomplete',
      'audits/own.mjs',
      'export default { meta: { id: "x" }, evaluate: () => [] }',
      'meta.title has to have the languages',
    ],
    ['takes the id of another', 'audits/own.mjs', auditModule('states', 'return []'), 'states is taken'],
  ])('that %s is refused before anything is sent', async (_, name, module, message) => {
    const { bot, run } = await shopWith(module, 'relevant')
    const { code, stderr } = await run('.', '--audit', name)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(bot.heard).toEqual([])
  })

  it('in TypeScript is loaded where Node can do that, and else refused with what to do', async () => {
    const { work, run } = await shopWith('', { 'short-answer': { most: 50 } })
    work.write('own.ts', `const most: number = 1\n${SHORT}`)
    const { code, stderr } = await run('.', '--out', 'run', '--audit', './own.ts')
    if ((process.features as { typescript?: unknown }).typescript) expect(code).toBe(0)
    else {
      expect(code).toBe(2)
      expect(stderr).toContain('Node 22.18 or later')
    }
  })
})
