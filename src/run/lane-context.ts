/** What all lanes of a run share. */
import type { LimitFunction } from 'p-limit'
import type { Channels } from '../channel/open.js'
import type { ConverseOptions } from '../conversation/converse.js'
import type { Stepper } from '../conversation/stepper.js'
import type { ResolvedTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Plan } from '../documents/types/plan.js'
import type { ContactBudget } from './budget.js'
import type { RunDirectory } from './directory.js'
import type { LineFile } from './files.js'
import type { Gate } from './gate.js'
import type { Listener } from './progress.js'
import type { Waiting, Windows } from './windows.js'

/**
 * What may be lost. `process`: nothing when the process is killed, what the system had not yet written when the
 * power fails. `trial`: also with the power, at most the conversations that were open. `turn`: at most their
 * open turns.
 */
export type Durability = 'process' | 'trial' | 'turn'

export interface LaneContext {
  plan: Plan
  directory: RunDirectory
  journal: LineFile
  channels: Channels
  /** Conversations at once over all targets. */
  slots: LimitFunction
  signal: AbortSignal
  /** Counts the people of a day; absent where the caller does. */
  contacts?: ContactBudget
  /** Says something once, and keeps it. */
  note(message: string): void
  /** Looks at the hosts of targets that are about to be spoken to, where that was not done before. */
  meet?(targets: readonly string[]): Promise<void>
  /** Tells what a trial waits for; all are held at once where it is absent. */
  windows?: Windows
  /** Trials that wait, and are held by a later call. */
  waiting?: Waiting[]
  /** Knows which trials decide nothing any more. */
  gate?: Gate
  /** Wait for duty hours instead of leaving such a trial unscored. */
  wait: boolean
  /** What cannot be held now is left to who holds the lane next, instead of being left out. */
  later?: boolean
  /** Milliseconds after which a lane begins no further trial; it goes on until it is done by default. */
  slice?: number
  durability: Durability
  listen: Listener
  stepper?: Stepper
  /** Another consumer than that of the scenario, and who is asked what it says. */
  other?: Pick<ConverseOptions, 'consumer' | 'think'>
  failed?(trial: ResolvedTrial, events: readonly TranscriptEvent[], step: string): boolean
}
