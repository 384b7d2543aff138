/**
 * What a queue of lanes promises, whoever keeps it: this process (./embedded.ts) or a database (./postgres.ts).
 * tests/run/queue/conformance.ts holds every queue to it.
 */

/** Whether a conversation of the lane drives a browser. */
export type LaneKind = 'browser' | 'plain'

/**
 * All trials of one politeness key, or a part of them: the unit that is handed out. Ids only; no words, no secrets.
 * Lanes of one key share the people of a day, and what a target asks for with Retry-After.
 */
export interface QueuedLane {
  /** The politeness key, and which part of its trials where there are several: see ../parts.ts. */
  id: string
  /** Every target of the key. */
  targets: readonly string[]
  /** Ids of trials, in the order of the plan. */
  trials: readonly string[]
  /** Default plain. */
  kind?: LaneKind
  /** Higher ones are handed out first; default 0. */
  priority?: number
}

/** A plan as it is kept, once. */
export interface QueuedPlan {
  /** Its digest, which names the run. */
  id: string
  /** The plan as JSON, anew with each call: in pieces, as a large one is longer than a string can be. */
  text(): Iterable<string> | AsyncIterable<string>
  /** Version of ombud that made it: another one may speak or measure otherwise, and holds none of its lanes. */
  tool: string
}

/** What was learnt of a merchant, as a plan names it. */
export interface QueuedWeights {
  sha256: string
  bytes: Uint8Array
}

/** What is on file of a trial. */
export interface TrialHistory {
  /** Number of the last attempt that began, by whoever. */
  attempts: number
  /** Attempts that began and have no end: their worker was lost. */
  lost: number
  /** It has its result. */
  done: boolean
  /** Milliseconds since its last attempt began, by the clock of the queue. */
  age: number
}

/** An attempt that is about to begin. */
export interface AttemptStart {
  trial: string
  attempt: number
  /** People whom it may reach, how many its key may reach a day, and whose day that is (IANA; default UTC). */
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
  /** Milliseconds for which the target asked not to be called. */
  backOff?: number
  /** Reads SHA-256 and length in bytes of its transcript, for a queue that keeps them. */
  transcript?(): { sha256: string; bytes: number }
}

/** Why a lane goes back before all of it is done. */
export type HandBackReason = 'slice' | 'draining' | 'duty' | 'window' | 'contacts' | 'back-off' | 'cut-off'

/** A lane that somebody holds. Nobody else is given it meanwhile. */
export interface Claim {
  readonly lane: QueuedLane
  /** Fencing token: grows with every claim of this lane. */
  readonly attempt: number
  /** What is on file of those trials of the lane that were begun or done. */
  readonly history: ReadonlyMap<string, TrialHistory>
  /**
   * Milliseconds since somebody last talked to the lane's targets, by the clock of the queue. Other parts of the same
   * lane do not count, since each keeps a pause of its own.
   */
  readonly idle: number
  /** Milliseconds for which a target of the key asked not to be called, as far as that is known here; 0 by default. */
  readonly backOff: number
  /** Aborted when nothing new may begin: the lane was paused, cancelled, or lost. */
  readonly signal: AbortSignal
  /** Whether the lane is surely still held; asked before every message, a goodbye included. */
  alive(): boolean
  /**
   * Records that an attempt begins; without it not a word is sent. False where the day has no people left for it, or
   * the target asked whoever holds a lane of its key not to be called: `backOff` tells for how long.
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

export interface LaneCounts {
  all: number
  done: number
  held: number
  paused: number
  waiting: number
}

export interface QueueStatus {
  /** Digest of the plan; absent where nothing was enqueued. */
  plan?: string
  cancelled: boolean
  lanes: LaneCounts
  kinds: Readonly<Record<LaneKind, LaneCounts>>
  trials: { all: number; done: number; unscored: number; running: number; lost: number; surplus: number }
  /** Of the lanes that wait: why they were handed back. */
  reasons: Readonly<Record<string, number>>
}

export interface LaneQueue {
  /**
   * Keeps a plan and its lanes. The same call again adds what is missing, and nothing twice.
   * @param weights what the plan was made with
   * @returns how many lanes were added
   * @throws InputError where another plan is not finished, or was cancelled and has conversations that are still open, or
   * this one is there in other parts or of another version
   */
  enqueue(plan: QueuedPlan, lanes: readonly QueuedLane[], weights?: readonly QueuedWeights[]): Promise<number>
  /** The plan whose lanes are handed out. */
  plan(): Promise<QueuedPlan | undefined>
  /** Weights that were enqueued; undefined where there are none of this hash. */
  weights(sha256: string): Promise<Uint8Array | undefined>
  /**
   * The next lane of a kind that may be held now, or of any: by priority, then the one that came (back) first; of those
   * that came at once, any. Between kinds there is no order.
   * @param plan whose lanes the worker knows; lanes of another one, which was enqueued meanwhile, are left to others
   */
  claim(kind?: LaneKind, plan?: string): Promise<Claim | undefined>
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
