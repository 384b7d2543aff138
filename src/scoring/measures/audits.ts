/** An audit as a measure: what its findings say. */
import type { Finding } from '../../documents/types/finding.js'
import type { Measure, Observation } from './measure.js'

const VALUES: Partial<Record<Finding['outcome'], number>> = { pass: 1, fail: 0 }

/** Of each finding of this audit that applies whether it passed; undefined where it was not decided. */
export const ofAudit =
  (audit: string): Measure =>
  ({ findings }, { options }) =>
    findings
      .filter((finding) => finding.audit === audit && finding.outcome !== 'not-applicable')
      .filter((finding) => options === undefined || isAsked(finding, options))
      .map(observed)

function observed({ outcome, lines, turn, method, score }: Finding): Observation {
  return {
    value: VALUES[outcome],
    lines,
    ...(turn === undefined ? {} : { turn }),
    ...(method === 'judge' && score !== null ? { judged: true } : {}),
  }
}

/** Options are plain JSON, and both sides come from documents that were read alike. */
function isAsked({ audit, options }: Finding, wanted: unknown): boolean {
  return JSON.stringify(options?.[audit]) === JSON.stringify(wanted)
}
