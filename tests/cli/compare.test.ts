/** `ombud compare` and `ombud league` on real runs: staging against production of one merchant. */
import { describe, expect, it } from 'vitest'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

/** Two runs of the same questions: production answers all of them, staging none. */
async function twoRuns() {
  const work = new Workplace()
  const paths = Array.from({ length: 9 }, (_, i) =>
    work.write(`q${i + 1}.scenario.yaml`, question(`q${i + 1}`, { say: [`多久发货？（${i + 1}）`] })),
  )
  for (const [name, broken] of [
    ['production', 0],
    ['staging', 9],
  ] as const) {
    const bot = await botOf(({ text }) =>
      Number(/（(\d)）/.exec(text)?.[1]) <= broken ? '我不太明白您的意思。' : GOOD_ANSWER,
    )
    const target = work.write(`${name}.target.yaml`, targetOf(bot, { merchant: 'acme' }))
    await work.run([target, ...paths], { out: work.file(name) })
  }
  return work
}

describe('ombud compare and league', () => {
  it('compares, ranks, and fails only where something is really worse', async () => {
    const work = await twoRuns()
    const at = { cwd: work.path }
    const worse = await ombud(['compare', 'production', 'staging'], at)
    expect(worse.stderr).toBe('')
    expect(worse.code).toBe(1)
    expect(worse.stdout).toMatch(/^Two runs compared: ✗ Regression$/m)
    expect(worse.stdout).toMatch(/B fail L\d+ bot: 我不太明白您的意思。/)
    expect(worse.stdout).toMatch(/A pass L\d+ bot: 现货在48小时内发货。/)

    const better = await ombud(
      ['compare', 'staging', 'production', '--format', 'text,json,markdown,html', '--out', 'ci'],
      at,
    )
    expect([better.code, better.stderr]).toEqual([0, ''])
    expect(work.json<{ verdict: string }>('ci/comparison.json').verdict).toBe('improvement')
    expect(work.read('ci/comparison.html')).toContain('<html lang="en">')

    const strict = await ombud(
      ['compare', 'production', 'staging', '--alpha', '0.001', '--lang', 'zh-CN'],
      at,
    )
    expect(strict.code).toBe(0)
    expect(strict.stdout).toContain('两次运行的比较: = 没有确实的差异')

    const ranked = await ombud(
      ['league', 'production', 'staging', '--by', 'resolution', '--format', 'csv'],
      at,
    )
    expect(ranked.code).toBe(0)
    const rows = ranked.stdout.trim().split('\r\n')
    expect(rows.map((row) => row.split(',')[4])).toEqual(['target', 'production', 'staging'])
  })

  it('says what cannot be compared', async () => {
    const work = new Workplace()
    const none = await ombud(['compare', 'here', 'there'], { cwd: work.path })
    expect(none).toMatchObject({
      code: 2,
      stderr: 'here does not exist\n  name a run directory or a baseline file\n',
    })
    const alpha = await ombud(['compare', 'a', 'b', '--alpha', '5'], { cwd: work.path })
    expect(alpha).toMatchObject({ code: 2, stderr: '--alpha is a number between 0 and 1, not 5\n' })
  })
})
