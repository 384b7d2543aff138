/** Whether an audit keeps to its contract: for the tests of those who write one. */
import type { Call, Evidence } from '../audits/audit.js'
import { metaProblems, type OwnAudit, verdictProblem } from '../audits/own.js'
import { compileOptions } from '../documents/options.js'
import type { Lang } from '../documents/ready.js'
import { sampleEvidence } from './sample.js'

export interface ConformanceOptions {
  /** Options as scenarios would write them; the audit is tried with each. Default: none at all. */
  options?: readonly unknown[]
  /** Evidence besides the samples: a good answer, a fallback and a silence, in Chinese and in English. */
  evidence?: readonly Evidence[]
}

/**
 * What is wrong with an audit, in words; an empty list where it can be used. It is tried on frozen evidence: it has
 * to leave that alone, say the same twice, and return well-formed verdicts whose lines are in the transcript.
 */
export function auditProblems(audit: OwnAudit, given: ConformanceOptions = {}): string[] {
  const problems = metaProblems(audit)
  if (problems.length > 0) return problems
  const { meta } = audit
  const found = new Set<string>()
  if (meta.options) {
    try {
      const valid = compileOptions(`meta.options of the audit ${meta.id}`, meta.options)
      for (const options of given.options ?? [])
        if (!valid(options)) found.add(`meta.options refuses ${JSON.stringify(options)}`)
    } catch (error) {
      found.add((error as Error).message)
    }
  }
  const samples = (['zh-CN', 'en'] as Lang[]).flatMap(sampleEvidence)
  for (const evidence of [...samples, ...(given.evidence ?? [])])
    for (const options of given.options ?? [undefined]) {
      const problem = problemOf(audit, deepFreeze(evidence), options)
      if (problem !== undefined) found.add(problem)
    }
  return [...found]
}

function problemOf(audit: OwnAudit, evidence: Evidence, options: unknown): string | undefined {
  const turns = evidence.reading.turns.filter(({ turn }) => turn > 0)
  const call: Call = deepFreeze({ options, turns })
  try {
    const verdicts = audit.evaluate(evidence, call)
    const wrong = verdictProblem(verdicts, evidence.events.length)
    if (wrong !== undefined) return wrong
    if (audit.meta.scope === 'turn' && verdicts.some(({ turn }) => turn === undefined))
      return 'meta.scope is turn, and a verdict names none'
    if (JSON.stringify(verdicts) !== JSON.stringify(audit.evaluate(evidence, call)))
      return 'evaluate says something else the second time: it may not depend on time, chance or earlier calls'
    return undefined
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return /read only|not extensible|Cannot (?:assign|add|delete)/.test(why)
      ? `evaluate changes what it is given: ${why}`
      : `evaluate throws: ${why}`
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
  return value
}
