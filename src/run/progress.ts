/** What a run tells while it goes on; reporters listen to it. */
import type { PlanTrial } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import type { AttemptEnd } from './attempts.js'

export type Progress =
  | { type: 'planned'; plan: Plan; directory: string; pending: number }
  | { type: 'begin'; trial: PlanTrial; attempt: number }
  | { type: 'end'; trial: PlanTrial; end: AttemptEnd; seconds: number }
  | { type: 'note'; message: string }

export type Listener = (progress: Progress) => void
