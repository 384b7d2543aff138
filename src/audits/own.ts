/** Audits that users bring along: looked at when they come in, watched over when they run. */
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { Audit, Verdict } from './audit.js'
import { AUDITS, type Audits } from './registry.js'

/** An audit of the user, and what its module held when it was loaded. */
export interface OwnAudit extends Audit {
  /** SHA-256 of the source of its module; default of the text of its function. */
  sha256?: string
}

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/
const CATEGORIES: readonly unknown[] = ['resolution', 'latency', 'escalation']
const SCOPES: readonly unknown[] = ['turn', 'trial']
const OUTCOMES: readonly unknown[] = ['pass', 'fail', 'inconclusive', 'not-applicable', 'error']
/** `stop` stands beside an audit in an expectation. */
const TAKEN: ReadonlySet<string> = new Set([...AUDITS.keys(), 'stop'])

/**
 * Everything that an expectation may name: the shipped audits and these.
 * @throws InputError where one is not complete, or its id is taken
 */
export function withOwn(own: readonly OwnAudit[]): Audits {
  const all = new Map<string, Audit>(AUDITS)
  for (const audit of own) {
    const problems = metaProblems(audit)
    if (problems.length > 0) throw new InputError(`${nameOf(audit)} cannot be used`, problems.join('\n  '))
    if (all.has(audit.meta.id)) throw new InputError(`two audits are named ${audit.meta.id}`)
    all.set(audit.meta.id, watched(audit))
  }
  return all
}

/** What plan.json keeps of an audit, to tell later whether it is still the same. */
export function hashOf(audit: OwnAudit): string {
  return audit.sha256 ?? sha256(`${JSON.stringify(audit.meta)}\n${audit.evaluate}`)
}

/** What is wrong with an audit before it has run, in words; nothing where it is complete. */
export function metaProblems(audit: unknown): string[] {
  if (!isObject(audit)) return ['an audit is an object with meta and evaluate']
  const { meta, evaluate } = audit
  const problems: string[] = []
  if (typeof evaluate !== 'function') problems.push('evaluate is not a function')
  if (!isObject(meta)) return [...problems, 'meta is missing']
  const { id, category, weight, scope, options } = meta
  if (typeof id !== 'string' || !ID.test(id))
    problems.push('meta.id has to be lower-case letters, digits and hyphens, at most 64')
  else if (TAKEN.has(id)) problems.push(`meta.id: ${id} is taken by ombud`)
  if (!CATEGORIES.includes(category)) problems.push(`meta.category has to be ${CATEGORIES.join(', ')}`)
  if (!SCOPES.includes(scope)) problems.push(`meta.scope has to be ${SCOPES.join(' or ')}`)
  if (typeof weight !== 'number' || !(weight >= 0 && weight <= 100))
    problems.push('meta.weight has to be a number from 0 to 100')
  for (const key of ['title', 'description'] as const)
    if (!isBilingual(meta[key])) problems.push(`meta.${key} has to have the languages zh-CN and en`)
  if (options !== undefined && !isObject(options)) problems.push('meta.options has to be a JSON Schema')
  return problems
}

/** What is wrong with the verdicts of an audit, in words, or undefined. `lines`: how many the transcript has. */
export function verdictProblem(verdicts: unknown, lines: number): string | undefined {
  if (verdicts instanceof Promise) return 'evaluate returned a promise; it has to return its verdicts at once'
  if (!Array.isArray(verdicts)) return 'evaluate did not return a list of verdicts'
  for (const one of verdicts) {
    if (!isObject(one)) return 'a verdict is not an object'
    const { outcome, message, score, turn, wanted } = one
    if (!OUTCOMES.includes(outcome)) return `the outcome ${String(outcome)} is none of ${OUTCOMES.join(', ')}`
    if (!isBilingual(message)) return 'the message of a verdict has to have the languages zh-CN and en'
    if (wanted !== undefined && !isBilingual(wanted))
      return 'wanted of a verdict has to have the languages zh-CN and en'
    if (score !== undefined && !(typeof score === 'number' && score >= 0 && score <= 1))
      return 'the score of a verdict has to lie between 0 and 1'
    if (turn !== undefined && !(Number.isInteger(turn) && (turn as number) >= 0))
      return 'the turn of a verdict has to be a whole number from 0'
    if (!Array.isArray(one.lines)) return 'a verdict has no lines: []'
    const missing = one.lines.find((line) => !Number.isInteger(line) || line < 1 || line > lines)
    if (missing !== undefined) return `the transcript has no line ${String(missing)} (1 to ${lines})`
  }
  return undefined
}

/** The same audit, but what it returns is looked at, since everything after it relies on that. */
function watched(audit: Audit): Audit {
  return {
    meta: audit.meta,
    ...(audit.explanation ? { explanation: audit.explanation } : {}),
    evaluate(evidence, call) {
      const verdicts: Verdict[] = audit.evaluate(evidence, call)
      const problem = verdictProblem(verdicts, evidence.events.length)
      if (problem !== undefined) throw new Error(problem)
      return verdicts
    },
  }
}

function nameOf(audit: unknown): string {
  const meta = isObject(audit) ? audit.meta : undefined
  const id = isObject(meta) ? meta.id : undefined
  return typeof id === 'string' ? `the audit ${id.slice(0, 64)}` : 'an audit without meta.id'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isBilingual(value: unknown): boolean {
  return (
    isObject(value) && ['zh-CN', 'en'].every((lang) => typeof value[lang] === 'string' && value[lang] !== '')
  )
}
