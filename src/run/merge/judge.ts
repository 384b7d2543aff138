/** What the judges of several runs come to, where it was one and the same. */
import { canonicalJson } from '../../documents/canonical.js'
import type { RunRecord } from '../../documents/types/run.js'
import type { Source } from './sources.js'

type Judge = NonNullable<RunRecord['judge']>

/** @param notes is told where the runs had different judges, whose words cannot be counted together */
export function mergedJudge(sources: readonly Source[], notes: string[]): Judge | undefined {
  const judges = sources.flatMap(({ record }) => record.judge ?? [])
  const [first] = judges
  if (!first) return undefined
  const identity = ({ id, prompt, temperature, votes, tier, errors }: Judge) =>
    canonicalJson([id, prompt, temperature, votes, tier, errors])
  if (judges.some((judge) => identity(judge) !== identity(first))) {
    notes.push(
      'the runs had different judges: none of them counts; `ombud score RUN --judge …` asks one, and takes what is on file',
    )
    return undefined
  }
  const sum = (count: (judge: Judge) => number | undefined) =>
    judges.reduce((total, judge) => total + (count(judge) ?? 0), 0)
  return {
    ...first,
    questions: sum((one) => one.questions),
    reused: sum((one) => one.reused),
    calls: sum((one) => one.calls),
    tokens: sum((one) => one.tokens),
    leftOut: sum((one) => one.leftOut),
    unanswered: sum((one) => one.unanswered),
    suspected: sum((one) => one.suspected),
  }
}
