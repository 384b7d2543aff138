/** `ombud score` and `ombud report`: a run is judged and shown again from its files alone. */
import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const FILES = ['findings.jsonl', 'scorecard.json', 'result.json']

/** A finished run of one good and one bad answer, whose bot is gone. */
async function finishedRun() {
  const bot = await botOf(({ text }) => (text === '在吗？' ? '我不太明白您的意思。' : GOOD_ANSWER))
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write('good.scenario.yaml', question('good'))
  work.write('bad.scenario.yaml', question('bad', { say: ['在吗？'] }))
  await work.run([work.path])
  await bot.close()
  return { bot, work }
}

describe('ombud score', () => {
  it('sends nothing and gives the same findings and scorecard, byte for byte', async () => {
    const { bot, work } = await finishedRun()
    const before = FILES.map((name) => work.read(`run/${name}`))
    for (const name of FILES) rmSync(work.file(`run/${name}`))
    const heard = bot.heard.length
    const { code, stdout } = await ombud(['score', 'run'], { cwd: work.path })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^shop .* Fail$/m)
    expect(FILES.map((name) => work.read(`run/${name}`))).toEqual(before)
    expect(bot.heard).toHaveLength(heard)
  })

  it('counts a trial whose last line was cut off by a kill as not run, and one whose transcript is damaged as unscored', async () => {
    const { work } = await finishedRun()
    const journal = work.read('run/journal.jsonl')
    const lines = journal.trimEnd().split('\n')
    writeFileSync(
      work.file('run/journal.jsonl'),
      `${lines.slice(0, -1).join('\n')}\n${lines.at(-1)?.slice(0, 20)}`,
    )
    appendFileSync(work.file('run/trials/shop/bad/-/1.1.jsonl'), 'not a line\n')
    const { code } = await ombud(['score', 'run'], { cwd: work.path })
    expect(code).toBe(3)
    const { targets } = work.json<{
      targets: { trials: { id: string; outcome: string; stop?: { detail: string } }[] }[]
    }>('run/result.json')
    expect(targets[0]?.trials.map((t) => [t.id, t.outcome])).toEqual([
      ['shop/bad/-/1', 'unscored'],
      ['shop/good/-/1', 'not-run'],
    ])
    expect(targets[0]?.trials[0]?.stop?.detail).toContain('the transcript cannot be read')
  })

  it('refuses what is no run directory', async () => {
    const work = new Workplace()
    const { code, stderr } = await ombud(['score', '.'], { cwd: work.path })
    expect(code).toBe(2)
    expect(stderr).toContain('. is not a run directory: it has no plan.json')
  })
})

describe('ombud report', () => {
  it('writes each format that is asked for, into the run or elsewhere', async () => {
    const { work } = await finishedRun()
    const { code, stdout } = await ombud(
      ['report', 'run', '--format', 'html,json, junit,markdown', '--out', 'for/ci'],
      { cwd: work.path },
    )
    expect(code).toBe(0)
    const names = ['report.html', 'result.json', 'junit.xml', 'report.md']
    expect(stdout.trim().split('\n')).toEqual(names.map((name) => `for/ci/${name}`))
    expect(work.json('for/ci/result.json')).toEqual(work.json('run/result.json'))
    expect(work.read('for/ci/junit.xml')).toMatch(/<testsuites [^>]*tests="2" failures="1" errors="0"/)
    expect(work.read('for/ci/report.html')).toContain('我不太明白您的意思。')
    expect(work.read('for/ci/report.md')).toContain('shop')
    const again = await ombud(['report', 'run', '--lang', 'zh-CN', '--format', 'markdown'], {
      cwd: work.path,
    })
    expect(again.stdout).toBe('run/report.md\n')
    expect(work.read('run/report.md')).not.toBe(work.read('for/ci/report.md'))
  })

  it('names the formats that it knows, and what is missing from a run', async () => {
    const { work } = await finishedRun()
    const unknown = await ombud(['report', 'run', '--format', 'html,pdff'], { cwd: work.path })
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toBe(
      'unknown format pdff\n  known: html, json, junit, ctrf, csv, requirements, markdown, pdf\n',
    )
    rmSync(work.file('run/result.json'))
    const unscored = await ombud(['report', 'run'], { cwd: work.path })
    expect(unscored.code).toBe(2)
    expect(unscored.stderr).toBe('run has no result.json\n  ombud score run makes it\n')
    writeFileSync(work.file('run/result.json'), '{"half": ')
    const broken = await ombud(['report', 'run'], { cwd: work.path })
    expect(broken.code).toBe(2)
    expect(broken.stderr).toContain('run/result.json is damaged')
  })
})
