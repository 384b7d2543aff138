/** The contract of a measure: observations of one trial, of which scoring makes shares, quantiles and differences. */
import type { Finding } from '../../documents/types/finding.js'
import type { Plan } from '../../documents/types/plan.js'
import type { Requirement } from '../../documents/types/profile.js'
import type { Row } from '../../documents/types/row.js'

/** What is known of a trial that was scored. */
export interface TrialFacts {
  row: Row
  /** Of this trial, in the order in which they were made. */
  findings: readonly Finding[]
  scenario: Plan['documents']['scenarios'][string]
  target: Plan['documents']['targets'][string]
}

/** One observation. */
export interface Observation {
  /** A share: 1 met, 0 not met. A time: milliseconds, null for a silence. Undefined where it stayed open. */
  value: number | null | undefined
  /** Transcript lines that prove it. */
  lines: readonly number[]
  turn?: number
  /** A judge decided it. */
  judged?: boolean
}

/** Observations of a trial for a requirement; none where the trial says nothing about it. Pure. */
export type Measure = (facts: TrialFacts, requirement: Requirement) => Observation[]
