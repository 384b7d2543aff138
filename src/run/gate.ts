/** Decides before each trial whether it still tells anything: what is decided is not asked for again. */
import type { PlanTrial } from '../documents/ready.js'
import type { AttemptEnd } from './attempts.js'

export interface Gate {
  /** Whether the trial may still change a verdict. */
  needed(trial: PlanTrial): boolean
  /** Takes in an attempt that has ended. */
  ended(trial: PlanTrial, end: AttemptEnd): void
}
