/** What an expectation names: truths, facts, a value or a pattern, and the values behind the names. */
import { compilePattern } from '../documents/pattern.js'
import type { Lang } from '../documents/ready.js'
import type { Statement as Named } from '../documents/types/scenario.js'
import { factsIn } from '../understanding/facts/facts.js'
import { comparable, equalFacts, states } from '../understanding/facts/states.js'
import type { Statement } from '../understanding/types.js'
import type { Evidence } from './audit.js'

/** One thing that a text may state: its name for people and every value that belongs to it, or a pattern. */
export type Known = { name: string; values: string[] } | { name: string; pattern: RegExp }
export type Expected = Known | { name: string; absent: string; skip: boolean }

/** So many other values of the same kind in one answer make it a list, not a statement. */
const MANY_VALUES = 4

/** A longer answer is cut before an author's pattern runs over it. */
const PATTERN_LIMIT = 4000

/** Resolves the options of `states` and `never-states`. */
export function expectedOf(evidence: Evidence, options: Named): Expected[] {
  if (typeof options === 'string') return [truthOf(evidence, options)]
  if (Array.isArray(options)) return options.map((name) => truthOf(evidence, name))
  if (options.pattern !== undefined)
    return [{ name: options.as ?? `/${options.pattern}/`, pattern: compilePattern(options.pattern) }]
  const value = String(options.value)
  return [{ name: options.as ?? value, values: [value] }]
}

/** The truth of that name, else the fact of that name. */
export function truthOf(evidence: Evidence, name: string): Expected {
  const truth = evidence.truth[name]
  if (truth !== undefined) {
    if ('absent' in truth) return { name, absent: truth.absent, skip: truth.skip }
    return { name, values: truth.values }
  }
  const fact = evidence.facts[name]
  if (fact === undefined) throw new Error(`the scenario has no truth and no fact named ${name}`)
  return 'absent' in fact ? { name, absent: fact.absent, skip: false } : { name, values: [fact.value] }
}

/** What good words would have contained: the values, or what the pattern stands for. */
export function shown(expected: Expected): string {
  return 'values' in expected ? expected.values.join(' + ') : expected.name
}

/** Whether a text states all that is expected; the weakest of its values decides. `about` is what was asked. */
export function stated(text: string, expected: Known, lang: Lang, about = ''): Statement {
  if ('pattern' in expected) {
    const found = expected.pattern.exec(text.slice(0, PATTERN_LIMIT))
    return found === null ? { outcome: 'absent' } : { outcome: 'states', span: found[0] }
  }
  const statements = expected.values.map((value) => {
    const said = states(text, value, lang, about)
    return said.outcome === 'states' && hedges(text, value, lang)
      ? { ...said, outcome: 'uncertain' as const }
      : said
  })
  for (const outcome of ['contradicts', 'absent', 'uncertain'] as const) {
    const weakest = statements.find((statement) => statement.outcome === outcome)
    if (weakest !== undefined) return weakest
  }
  return statements[0] ?? { outcome: 'absent' }
}

/** An answer that names many other values of the same kind has not committed itself to this one. */
function hedges(text: string, value: string, lang: Lang): boolean {
  const expected = factsIn(value, lang)[0]
  if (expected === undefined) return false
  const rivals = factsIn(text, lang).filter(
    (fact) => comparable(expected, fact) && !equalFacts(expected, fact),
  )
  return new Set(rivals.map((fact) => fact.value.join('-'))).size >= MANY_VALUES
}
