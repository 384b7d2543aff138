/**
 * What a promptfoo assertion says, as expectations.
 * @see https://www.promptfoo.dev/docs/configuration/expected-outputs/
 */
import type { Expectation } from '../../documents/types/scenario.js'
import { has, matches, statesValue } from './story.js'

/** Rubrics that a model is asked about. */
const RUBRICS = new Set(['llm-rubric', 'model-graded-closedqa', 'g-eval'])
const LONGEST_LATENCY = 600_000

export interface Assertion {
  type: string
  /** Texts, one or several. */
  values: string[]
  threshold?: number
}

/** The expectations of one assertion, or why there are none. */
export function expectationsOf({ type, values, threshold }: Assertion): Expectation[] | string {
  const never = type.startsWith('not-')
  const kind = never ? type.slice(4) : type
  const [value = ''] = values
  if (values.some((one) => /^(?:file|https?|package):\/\//.test(one)))
    return 'what it compares with stands in another file'
  if (values.some((one) => /\{\{|\{%/.test(one)))
    return 'a template whose variables are not all written in the test'
  if (kind === 'latency') {
    const ms = threshold ?? Number(value)
    if (never || !(ms > 0 && ms <= LONGEST_LATENCY)) return 'a latency has a threshold in milliseconds'
    return [{ latency: { measure: 'complete', max: `${Math.round(ms)}ms` } }]
  }
  if (kind === 'answer-relevance' && !never) return ['relevant']
  if (values.length === 0 || value.trim() === '') return `${type} has no value`
  if (RUBRICS.has(kind)) return never ? 'a rubric must hold; write the opposite' : [{ judged: value }]
  if (kind === 'factuality' && !never) return [{ judged: `The answer agrees with these facts: ${value}` }]
  const anyCase = kind.startsWith('i')
  switch (kind) {
    case 'contains':
    case 'icontains':
    case 'contains-any':
    case 'icontains-any':
      return sure([has(values, { anyCase, never })])
    case 'contains-all':
    case 'icontains-all':
      if (never) return 'not all of a list: name those that must not be said'
      return sure(values.map((one) => has([one], { anyCase })))
    case 'starts-with':
      return sure([has(values, { anyCase: false, never })])
    case 'equals':
      return never ? sure([has(values, { anyCase: false, never })]) : sure(values.map(statesValue))
    case 'regex': {
      const found = matches(value, never)
      return typeof found === 'string' ? found : [found]
    }
    default:
      return `there is no expectation like ${type.slice(0, 40)}`
  }
}

/** As promptfoo names them; another word before a colon is a part of the text. */
const TYPES =
  /^(?:not-)?(?:i?contains(?:-any|-all|-json|-xml|-sql|-html)?|equals|starts-with|i?regex|is-[a-z-]+|llm-rubric|grade|g-eval|model-graded-[a-z]+|factuality|answer-relevance|similar|latency|cost|javascript|fn|eval|python|webhook|levenshtein|moderation|rouge-n|bleu|perplexity)$/

/** An assertion in one line, as in the column `__expected` of a table: `contains: 7 days`. */
export function writtenAssert(cell: string): Expectation[] | string {
  const colon = cell.indexOf(':')
  const type = cell
    .slice(0, Math.max(0, colon))
    .replace(/\([^()]*\)$/, '')
    .trim()
  if (!TYPES.test(type)) return expectationsOf({ type: 'equals', values: [cell] })
  const value = cell.slice(colon + 1).trim()
  if (type === 'grade') return expectationsOf({ type: 'llm-rubric', values: [value] })
  const list = /-(?:any|all)$/.test(type)
  return expectationsOf({ type, values: list ? value.split(',').map((one) => one.trim()) : [value] })
}

function sure(found: readonly (Expectation | undefined)[]): Expectation[] | string {
  const all = found.filter((one) => one !== undefined)
  return all.length === found.length && all.length > 0 ? all : 'longer than a pattern may be'
}
