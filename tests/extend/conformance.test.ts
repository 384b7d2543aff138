/** auditProblems: finds in an audit what would go wrong later, and nothing in a good one. */
import { expect, it } from 'vitest'
import { AUDITS } from '../../src/audits/registry.js'
import { type Audit, auditProblems, defineAudit, type Verdict } from '../../src/index.js'

const fine = defineAudit({
  meta: {
    id: 'polite',
    category: 'resolution',
    weight: 1,
    scope: 'trial',
    title: { 'zh-CN': '礼貌', en: 'Polite' },
    description: { 'zh-CN': '礼貌', en: 'Polite' },
  },
  evaluate: ({ events }) => [
    {
      outcome: events.some((e) => e.kind === 'text' && e.actor === 'bot') ? 'pass' : 'not-applicable',
      message: { 'zh-CN': '好', en: 'fine' },
      lines: [],
    },
  ],
})
const verdict: Verdict = { outcome: 'fail', message: { 'zh-CN': '差', en: 'bad' }, lines: [1] }

it('has nothing to say against a good one', () => {
  expect(auditProblems(fine)).toEqual([])
})

it('has nothing against the verdicts of the shipped audits on its samples', () => {
  for (const audit of AUDITS.values()) {
    const { id } = audit.meta
    const options = { 'same-answer': ['say'], states: [{ value: '1' }], 'never-states': [{ value: '1' }] }[
      id
    ] ?? [{ latency: { max: '5s' }, 'never-act': 'fallback', human: 'E3', 'discloses-ai': 'unasked' }[id]]
    const problems = auditProblems({ ...audit, meta: { ...audit.meta, id: `own-${id}` } }, { options })
    expect([id, problems]).toEqual([id, []])
  }
})

let calls = 0
it.each<[string, Partial<Audit>, string]>([
  ['a missing language', { meta: { ...fine.meta, title: { en: 'x' } as never } }, 'meta.title has to have'],
  ['an id that is taken', { meta: { ...fine.meta, id: 'human' } }, 'human is taken'],
  ['a schema that is none', { meta: { ...fine.meta, options: { type: 'strange' } } }, 'is not a JSON Schema'],
  [
    'a throw',
    {
      evaluate: () => {
        throw new Error('x')
      },
    },
    'evaluate throws',
  ],
  ['a memory', { evaluate: () => [{ ...verdict, measured: { value: calls++ } }] }, 'the second time'],
  [
    'a change',
    { evaluate: (e) => [{ ...verdict, lines: [(e.events as unknown[]).push(1)] }] },
    'evaluate changes what it is given',
  ],
  [
    'a line',
    { evaluate: (e) => [{ ...verdict, lines: [e.events.length + 1] }] },
    'the transcript has no line',
  ],
  [
    'a turn left out',
    { meta: { ...fine.meta, scope: 'turn' }, evaluate: () => [verdict] },
    'a verdict names none',
  ],
])('finds %s', (_, wrong, message) => {
  const problems = auditProblems({ ...fine, ...wrong })
  expect(problems).not.toEqual([])
  for (const problem of problems) expect(problem).toContain(message)
})

it('tries the options that it is given against their schema', () => {
  const options = { type: 'object', required: ['most'] }
  expect(auditProblems({ ...fine, meta: { ...fine.meta, options } }, { options: [{}] })).toEqual([
    'meta.options refuses {}',
  ])
})
