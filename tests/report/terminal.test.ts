/** The scorecard on a terminal. */
import { eastAsianWidth } from 'get-east-asian-width'
import { describe, expect, test } from 'vitest'
import { renderScorecard } from '../../src/report/terminal.js'
import { fixture } from './fixture.js'
import { hostileResult } from './hostile.js'

const columns = (line: string): number =>
  [...line].reduce(
    (sum, char) => sum + (/\p{Cf}/u.test(char) ? 0 : eastAsianWidth(char.codePointAt(0) ?? 0)),
    0,
  )

describe('the scorecard', () => {
  test('says the verdict, the scores, the worst first, and how to replay it', () => {
    const options = { lang: 'zh-CN', paths: ['shop.target.yaml', "my shop's"] } as const
    const lines = renderScorecard(fixture({ badOnly: true }), options).split('\n')
    expect(lines[0]).toMatch(/^某某商城 · 网页客服 .* ✗ 未通过$/)
    expect(lines[1]).toBe('  问题解决 38 ±19   响应速度 71   人工可达 – 不给分')
    expect(lines[3]).toMatch(/^ {2}✗ 前后一致 .* earphones-broken · 第 3 轮$/)
    expect(lines.at(-1)).toBe(
      "  重放其中一段: ombud run shop.target.yaml 'my shop'\\''s' --seed 20261123 --filter 某某商城-web/earphones-broken/-/1",
    )
  })

  test('tells no command where nobody knows what was run', () => {
    expect(renderScorecard(fixture({ badOnly: true }))).not.toContain('ombud run')
  })

  test.each([
    ['zh-CN', 80],
    ['en', 80],
    ['zh-CN', 50],
    ['en', 120],
  ] as const)('in %s every line but the command fits %i columns', (lang, width) => {
    for (const result of [fixture(), hostileResult()]) {
      const lines = renderScorecard(result, { lang, width, paths: ['.'] }).split('\n')
      const tooWide = lines.filter((line) => columns(line) > width && !line.includes('ombud run'))
      expect(tooWide).toEqual([])
    }
  })

  test('tells six faults a target and counts the rest', () => {
    const result = fixture({ badOnly: true })
    const trial = result.targets[0]?.trials[0]
    const failed = trial?.findings[0]
    if (!trial || !failed) throw new Error('the fixture has a failed finding')
    for (let more = 0; more < 5; more++) trial.findings.push({ ...failed, step: `more-${more}` })
    const text = renderScorecard(result, { lang: 'en' })
    expect(text.match(/✗ (?!Fail)/g)).toHaveLength(6)
    expect(text).toContain('4 more in the report')
  })

  test('means the same without colour', () => {
    const colored = renderScorecard(fixture(), { color: true })
    expect(colored).toContain('\u001b[')
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderScorecard(fixture(), { color: false }))
  })

  test('lets no control character of a bot through', () => {
    const text = renderScorecard(hostileResult(), { color: false })
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    expect(text).not.toMatch(/::|##/)
    expect(text.split('\n').length).toBeLessThan(80)
  })
})
