/** How `ombud run` ends: the exit code, and what is kept when it could not go on. */
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/index.js'
import { ombud } from '../support/cli.js'
import { GOOD_ANSWER, question, saidIn, targetOf } from '../support/workplace.js'
import { shop } from './shop.js'

describe('exit codes', () => {
  it('1 where an expectation failed', async () => {
    let asked = 0
    const { work, run } = await shop(() => (asked++ === 0 ? GOOD_ANSWER : '请您留意物流信息。'))
    work.write('ask.scenario.yaml', question('ask'))
    const { code, stdout } = await run('.', '--out', 'run', '--repeat', '2')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^shop .* Fail$/m)
    const { seed } = work.json<Plan>('run/plan.json')
    const replay = `replay one: ombud run . --seed ${seed} --repeat 2 --filter shop/ask/-/2\n`
    expect(stdout).toContain(replay)
    expect((await ombud(['score', 'run', '--no-color'], { cwd: work.path })).stdout).toContain(replay)
  })

  it('3 where too much could not be measured, and 3 wins over 1', async () => {
    const { work, run } = await shop(({ text }, response) => {
      if (text === '多久发货？') return '请您留意物流信息。'
      response.writeHead(404).end()
      return undefined
    })
    work.write('wrong.scenario.yaml', question('wrong'))
    work.write('lost.scenario.yaml', question('lost', { say: ['在吗？'] }))
    const { code, stdout, stderr } = await run('.', '--out', 'run')
    expect(code).toBe(3)
    expect(stderr).toContain('– shop/lost/-/1  input')
    expect(stderr).toContain('HTTP 404: check the url, the method and the headers of the target file')
    expect(stdout).toMatch(/– .*1/)
  })

  it('0 for what cannot be decided, and 1 with --fail-on inconclusive', async () => {
    const { work, run } = await shop()
    const judged = { states: { pattern: '48小时' } }
    work.write('ask.scenario.yaml', question('ask', { expect: [judged, { judged: '语气友好' }] }))
    expect((await run('.', '--out', 'a')).code).toBe(0)
    expect((await run('.', '--out', 'b', '--fail-on', 'inconclusive')).code).toBe(1)
    const scored = await ombud(['score', 'a', '--fail-on', 'inconclusive'], { cwd: work.path })
    expect(scored.code).toBe(1)
  })

  it('130 after Ctrl-C: what is done is kept, the open conversation ends, no other begins', async () => {
    let child: { kill(signal: 'SIGINT'): unknown } | undefined
    const { bot, work } = await shop(({ text }) => {
      if (text === '第二场') child?.kill('SIGINT')
      return text === '第二场' ? undefined : GOOD_ANSWER
    })
    work.write('a.scenario.yaml', question('a', { expect: undefined }))
    work.write('b.scenario.yaml', question('b', { say: ['第二场'], expect: undefined }))
    work.write('c.scenario.yaml', question('c', { say: ['第三场'], expect: undefined }))
    const { code, stdout, stderr } = await ombud(['run', '.', '--out', 'run'], {
      cwd: work.path,
      started: (process) => {
        child = process
      },
    })
    expect(code).toBe(130)
    expect(stderr).toContain('stopping: open conversations are ended, what is done is kept')
    expect(bot.heard.map((h) => h.text)).toEqual(['多久发货？', '第二场'])
    const journal = work.journal()
    expect(journal.map((l) => [l.kind, l.trial])).toEqual([
      ['begin', 'shop/a/-/1'],
      ['end', 'shop/a/-/1'],
      ['begin', 'shop/b/-/1'],
      ['end', 'shop/b/-/1'],
    ])
    expect(journal.map((l) => (l.kind === 'end' ? [l.status, l.reason, l.whose] : []))).toEqual([
      [],
      ['done', 'script-end', 'consumer'],
      [],
      ['aborted', 'cancelled', 'harness'],
    ])
    const [, cut] = [...work.transcripts().values()]
    expect(saidIn(cut)).toEqual([['consumer', '第二场']])
    expect(cut?.at(-1)).toMatchObject({ kind: 'stop', reason: 'cancelled' })
    expect(stdout).toContain('report: run/report.html')
    const { scorecard } = work.json<{ scorecard: { targets: { counts: unknown }[] } }>('run/result.json')
    expect(scorecard.targets[0]?.counts).toMatchObject({
      planned: 3,
      run: 1,
      scored: 1,
      unscored: 0,
      notRun: 2,
    })
  })
})

describe('a secret that is not in the environment', () => {
  it('leaves the trials of its target unscored with a clear message; the others go on', async () => {
    const { bot, work, run } = await shop()
    work.write('vip.target.yaml', {
      ...targetOf(bot),
      channel: {
        http: { ...targetOf(bot).channel.http, headers: { Authorization: `Bearer \${VIP_TOKEN}` } },
      },
    })
    work.write('ask.scenario.yaml', question('ask'))
    const { code, stderr } = await run('.', '--out', 'run')
    expect(code).toBe(3)
    expect(stderr).toContain(
      'channel.http.headers.Authorization needs the environment variable VIP_TOKEN, which is not set',
    )
    const ends = work.journal().flatMap((l) => (l.kind === 'end' ? [[l.trial, l.status, l.reason]] : []))
    expect(ends.sort()).toEqual([
      ['shop/ask/-/1', 'done', 'script-end'],
      ['vip/ask/-/1', 'unscored', 'input'],
    ])
    const set = await ombud(['run', '.', '--out', 'again'], {
      cwd: work.path,
      env: { VIP_TOKEN: 's3cret-token' },
    })
    expect(set.code).toBe(0)
    expect(bot.heard.map((h) => h.headers.authorization)).toContain('Bearer s3cret-token')
    for (const file of ['again/plan.json', 'again/result.json', 'again/report.html'])
      expect(work.read(file)).not.toContain('s3cret-token')
  })
})
