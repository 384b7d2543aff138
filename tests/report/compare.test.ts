/** A comparison as it is shown: regressions first, nothing hidden in what others said, and a page that fits a phone. */
import { describe, expect, it } from 'vitest'
import { sheetHtml } from '../../src/report/compare/html.js'
import { sheetMarkdown } from '../../src/report/compare/markdown.js'
import { sheetText } from '../../src/report/compare/text.js'
import { comparisonSheet } from '../../src/report/compare/view.js'
import { compareRuns } from '../../src/scoring/compare/compare.js'
import { comparableRun, judgedBy, profile, trials } from '../scoring/compare/runs.js'

const HOSTILE = '<script>alert(1)</script> \u001b[31m{{x}} | `a` \u202e@all'

/** Seven lost scenarios, a broken requirement, a flaky scenario and slower answers. */
function comparison() {
  const firstContent = (ms: number) => ({ firstContent: [ms, ms + 100] })
  const a = comparableRun('runs/monday', {
    trials: trials(
      'staging',
      8,
      2,
      () => 'pass',
      () => firstContent(400),
    ),
    merchants: { staging: 'acme' },
    profiles: profile('pass'),
    plan: judgedBy(0.9),
  })
  const message = { 'zh-CN': HOSTILE, en: HOSTILE }
  const b = comparableRun(`runs/${HOSTILE}`, {
    trials: trials(
      'production',
      9,
      2,
      (s, r) => (s < 8 && (s > 1 || r === 1) ? 'fail' : 'pass'),
      (s, r) => ({
        ...firstContent(900),
        findings: [
          { audit: 'states', outcome: s < 8 && (s > 1 || r === 1) ? 'fail' : 'pass', message, lines: [4] },
        ],
      }),
    ),
    merchants: { production: 'acme' },
    profiles: profile('fail'),
    plan: judgedBy(0.9),
  })
  const found = compareRuns(a, b)
  const [proof] = found.targets[0]?.regressions[0]?.audits ?? []
  if (proof) proof.b.said = [{ line: 4, actor: 'bot', text: HOSTILE }]
  return found
}

describe('a comparison', () => {
  it('tells what is broken and what regressed before anything else, in both languages', () => {
    const heads = (lang: 'en' | 'zh-CN') =>
      comparisonSheet(comparison(), lang).sections[0]?.blocks.map(({ title }) => title)
    expect(heads('en')).toEqual([
      'Requirements newly broken (1)',
      'Passed before, fails now (13)',
      'Differences',
      'First content',
      'Flaky scenarios (1)',
      'Several in a row pass (pass^k, mean over scenarios)',
      'Not compared',
    ])
    expect(heads('zh-CN')?.slice(0, 2)).toEqual(['新违反的要求 (1)', '由通过变为未通过 (13)'])
  })

  it('hides nothing of what others said on a terminal', () => {
    const text = sheetText(comparisonSheet(comparison(), 'en'))
    expect(text).toContain('Two runs compared: ✗ Regression')
    expect(text).toContain('B fail L4 bot: <script>alert(1)</script> ␛[31m')
    expect(text).not.toMatch(/[\u001b\u202e]/)
  })

  it('lets no mark-up come of it', () => {
    const markdown = sheetMarkdown(comparisonSheet(comparison(), 'en'))
    expect(markdown).not.toMatch(/<script|[^\\]`a`|@all/)
    expect(markdown).toMatch(/^# Two runs compared: ✗ Regression$/m)
    const html = sheetHtml(comparisonSheet(comparison(), 'zh-CN'), 'zh-CN')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toMatch(/<script|\u001b|\u202e/)
    expect(html).toContain('<html lang="zh-CN">')
  })
})
