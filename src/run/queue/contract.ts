/**
 * What a queue of lanes promises, whoever keeps it: this process (./embedded.ts) or a database (./postgres.ts).
 * tests/run/queue/conformance.ts holds every queue to it.
 */

/** All trials of one politeness key: the unit that is handed out. Ids only; no words, no secrets. */
export interface QueuedLane {
  /** The politeness key. */
  id: string
  targets: readonly string[]
  /** Ids of trials, in the order of the plan. */
  trials: readonly string[]
  /** Higher ones are handed out first; default 0. */
  priority?: number
}

/** A plan as it is kept, once. */
export interface QueuedPlan {
  /** Its digest, which names the run. */
  id: string
  /** The plan as JSON. */
  text: string
  /** Version of ombud that made it: another one may speak or measure otherwise, and holds none of its lanes. */
  tool: string
}

/** What is on file of a trial. */
export interface TrialHistory {
  /** Number of the last attempt that began, by whoever. */
  attempts: number
  /** Attempts that began and have no end: their worker was lost. */
  lost: number
  /** It has its result. */
  done: boolean
}

/** An attempt that is about to begin. */
export interface AttemptStart {
  trial: string
  attempt: number
  /** People whom it may reach, how many its lane may reach a day, and whose day that is (IANA; default UTC). */
  contacts: number
  perDay: number
  zone?: string
}

/** An attempt that has ended. */
export interface AttemptFinish {
  trial: string
  attempt: number
  /** `aborted` is no result: the trial is held again. */
  status: 'done' | 'unscored' | 'aborted'
  reason: string
  contacted: boolean
  /** Reads SHA-256 and length in bytes of its transcript, for a queue that keeps them. */
  transcript?(): { sha256: string; bytes: number }
}

/** Why a lane goes back before all of it is done. */
export type HandBackReason = 'slice' | 'draining' | 'duty' | 'window' | 'contacts' | 'back-off'

/** A lane that somebody holds. Nobody else is given it meanwhile. */
export interface Claim {
  readonly lane: QueuedLane
  /** Fencing token: grows with every claim of this lane. */
  readonly attempt: number
  /** What is on file of those trials of the lane that were begun or done. */
  readonly history: ReadonlyMap<string, TrialHistory>
  /** Milliseconds since somebody last talked to the lane's targets, by the clock of the queue. */
  readonly idle: number
  /** Aborted when nothing new may begin: the lane was paused, cancelled, or lost. */
  readonly signal: AbortSignal
  /** Whether the lane is surely still held; asked before every message, a goodbye included. */
  alive(): boolean
  /**
   * Records that an attempt begins; without it not a word is sent. False where the day has no people left for it.
   * @throws LaneLost where the lane is not held any more, or that cannot be told
   */
  begin(start: AttemptStart): Promise<boolean>
  /**
   * Commits an attempt. The first result of a trial counts; false where there was one already.
   * @throws LaneLost where the lane is not held any more: what was recorded is surplus
   */
  finish(finish: AttemptFinish): Promise<boolean>
  /**
   * Gives the lane back, to be handed out again.
   * @param seconds not before that time has passed
   * @throws LaneLost
   */
  handBack(reason: HandBackReason, seconds?: number): Promise<void>
  /** Everything of the lane has its result. @throws LaneLost */
  done(): Promise<void>
}

export interface QueueStatus {
  /** Digest of the plan; absent where nothing was enqueued. */
  plan?: string
  cancelled: boolean
  lanes: { all: number; done: number; held: number; paused: number; waiting: number }
  trials: { all: number; done: number; unscored: number; running: number; lost: number; surplus: number }
  /** Of the lanes that wait: why they were handed back. */
  reasons: Readonly<Record<string, number>>
}

export interface LaneQueue {
  /**
   * Keeps a plan and its lanes. The same call again adds what is missing, and nothing twice.
   * @returns how many lanes were added
   * @throws InputError where another plan is not finished
   */
  enqueue(plan: QueuedPlan, lanes: readonly QueuedLane[]): Promise<number>
  /** The plan whose lanes are handed out. */
  plan(): Promise<QueuedPlan | undefined>
  /**
   * The next lane that may be held now: by priority, then the one that came (back) first; of those that came at once,
   * any.
   */
  claim(): Promise<Claim | undefined>
  status(): Promise<QueueStatus>
  /** Hands out no lane of this target until `resume`; who holds one is told. Returns how many lanes that are. */
  pause(target: string): Promise<number>
  resume(target: string): Promise<number>
  /** Hands out nothing more; who holds a lane is told. Results stay. Returns how many lanes were not done. */
  cancel(): Promise<number>
  close(): Promise<void>
}

/** The lane is not held any more: somebody else may talk to its targets. */
export class LaneLost extends Error {
  constructor(lane: string, why = 'it is no longer held') {
    super(`lane ${lane}: ${why}`)
    this.name = 'LaneLost'
  }
}
