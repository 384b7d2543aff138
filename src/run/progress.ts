/** What a run tells while it goes on; reporters listen to it. */
import type { PlanTrial } from '../documents/ready.js'
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import type { Result, Trial } from '../documents/types/result.js'
import type { AttemptEnd } from './attempts.js'

/** What the audits say of a conversation that has ended. */
export interface Judged {
  trial: PlanTrial
  outcome: Trial['outcome']
  findings: readonly Finding[]
}

export type Progress =
  | {
      type: 'planned'
      plan: Plan
      directory: string
      /** Trials that are to be held now. */
      pending: number
      /** The same trials by their id. */
      held: readonly string[]
      /** Where each document stands, by `kind/id`; unknown where a run goes on. */
      files?: Readonly<Record<string, string>>
    }
  | { type: 'begin'; trial: PlanTrial; attempt: number }
  | {
      type: 'end'
      trial: PlanTrial
      end: AttemptEnd
      seconds: number
      /** Where it was asked for: this trial, and earlier ones that are seen differently now. */
      judged?: readonly Judged[]
    }
  | { type: 'note'; message: string }
  /** The run is over and scored. */
  | { type: 'result'; directory: string; result: Result; files: readonly string[] }

export type Listener = (progress: Progress) => void
