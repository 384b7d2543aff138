/** `ombud explain`: what it prints, and that its example conversations come out as it says. */

import { describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { EXPLANATIONS } from '../../src/audits/explanations.js'
import { AUDITS } from '../../src/audits/registry.js'
import type { Lang } from '../../src/documents/ready.js'
import { converse } from '../../src/index.js'
import { ombud } from '../support/cli.js'
import { botOf, targetOf, Workplace } from '../support/workplace.js'

/** A line of a conversation, or what stands in brackets. */
const SAID = /^(?:(消费者|Consumer)|(?:机器人|Bot))[：:]\s*(.+)$/
const LANGS: Lang[] = ['zh-CN', 'en']

const cases = LANGS.flatMap((lang) =>
  [...AUDITS.keys()].flatMap((audit) => {
    const { written, examples } = EXPLANATIONS[audit] ?? { examples: [] }
    if (!written) return []
    return examples.flatMap(({ outcome, lines }) => {
      const said = lines[lang].split('\n').map((line) => SAID.exec(line))
      // What happens in brackets, as a wait or a person, is told and cannot be played here.
      if (said.some((line) => line === null)) return []
      const of = (consumer: boolean) =>
        said.filter((l) => Boolean(l?.[1]) === consumer).map((l) => l?.[2] ?? '')
      return [{ lang, audit, outcome, written: written[lang], asked: of(true), answers: of(false) }]
    })
  }),
)

test('every shipped audit is explained, with an example that passes where one can', () => {
  expect(Object.keys(EXPLANATIONS).sort()).toEqual([...AUDITS.keys()].sort())
  for (const [id, { examples }] of Object.entries(EXPLANATIONS))
    if (id !== 'judged')
      expect([id, ...new Set(examples.map((one) => one.outcome))].slice(0, 3)).toEqual([id, 'pass', 'fail'])
  expect(cases.length).toBeGreaterThan(25)
})

test.each(cases)(
  '$lang $audit: the example is $outcome',
  async ({ lang, audit, outcome, written, asked, answers }) => {
    let turn = 0
    const bot = await botOf(() => answers[turn++] ?? '')
    const work = new Workplace()
    const target = work.write('shop.target.yaml', targetOf(bot))
    const keys = parse(written)
    const steps = keys.steps ?? asked.map((say) => ({ say: [say] }))
    const scenario = work.write('example.scenario.yaml', { lang, ...keys, steps })
    const { findings } = await converse({ target, scenario })
    expect(bot.heard.map((h) => h.text)).toEqual(asked)
    expect(findings.filter((f) => f.audit === audit).map((f) => f.outcome)).toEqual([outcome])
  },
)

describe('ombud explain', () => {
  it('lists all audits with category, weight and title', async () => {
    const { code, stdout } = await ombud(['explain'])
    expect(code).toBe(0)
    for (const { meta } of AUDITS.values())
      expect(stdout).toMatch(
        new RegExp(`^${meta.id} +${meta.category} +${meta.weight} +${meta.title.en}$`, 'm'),
      )
  })

  it.each(LANGS)('tells in %s what one checks, why, its score, options and examples', async (lang) => {
    const { code, stdout } = await ombud(['explain', 'states', '--lang', lang])
    expect(code).toBe(0)
    const { meta } = AUDITS.get('states') ?? {}
    for (const text of [meta?.title[lang], meta?.description[lang], EXPLANATIONS.states?.why[lang]])
      expect(stdout).toContain(text)
    expect(stdout).toMatch(lang === 'en' ? /weight 2 · one verdict a turn/ : /权重 2 · 每轮一个结论/)
    expect(stdout).toMatch(/pattern: string/)
    for (const sign of ['✓', '✗', '?']) expect(stdout).toContain(`  ${sign} `)
  })

  it('suggests what was probably meant', async () => {
    const { code, stdout, stderr } = await ombud(['explain', 'humn'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Did you mean human?')
  })
})
