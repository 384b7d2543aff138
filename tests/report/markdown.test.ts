/** The summary of a CI job. */
import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../src/report/markdown.js'
import { fixture } from './fixture.js'
import { hostileResult } from './hostile.js'

/** Running text and what stands inside fences, told apart as CommonMark does. */
function parts(text: string): { outside: string[]; inside: string[]; open: boolean } {
  let fence = ''
  const outside: string[] = []
  const inside: string[] = []
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,})/.exec(line)?.[1] ?? ''
    if (fence === '' && mark !== '') fence = mark
    else if (fence !== '' && line.trim() === mark && mark.length >= fence.length) fence = ''
    else (fence === '' ? outside : inside).push(line)
  }
  return { outside, inside, open: fence !== '' }
}

describe('the summary', () => {
  test('has a row for each target and the worst findings with their lines', () => {
    const text = renderMarkdown(fixture(), { lang: 'en' })
    expect(text).toMatch(/^\| 某某商城 · 网页客服 \| ✗ Fail \| 38 ±19 \| 71 \| no score \|/m)
    expect(text).toMatch(/^\| Acme Audio support \| ✓ Pass \| 100 ±16 \| 97 \| no score \|/m)
    expect(text).toContain('### ✗ Same answer')
    expect(text).toMatch(/^> +\+1\.3 s {2}Bot: 质量问题自签收之日起15天内可退/m)
    expect(text).toContain('- 售前咨询 · control · repetition 1: not held')
  })

  test('lets a bot write no HTML, mark-up, mention, number or address', () => {
    const text = renderMarkdown(hostileResult(), { lang: 'en' })
    const { outside, inside, open } = parts(text)
    const prose = outside.join('\n')
    expect(open).toBe(false)
    expect(inside.join('\n')).toContain('<script>')
    expect(prose).not.toMatch(/<[a-z/!]/i)
    expect(prose).not.toMatch(/@[a-z]|#\d|:\/\/|www\./i)
    expect(prose).not.toMatch(/(?<!\\)\]\(/)
    expect(prose).toContain('\\{\\{constructor')
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })

  test('stays short whatever was said', () => {
    expect(renderMarkdown(hostileResult()).length).toBeLessThan(200_000)
  })
})
