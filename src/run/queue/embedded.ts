/** A queue of lanes in the memory of this process: nothing to install, and gone with the process. */
import { InputError } from '../../documents/input-error.js'
import { partIn } from '../parts.js'
import {
  type AttemptFinish,
  type AttemptStart,
  type Claim,
  type HandBackReason,
  type LaneCounts,
  type LaneKind,
  LaneLost,
  type LaneQueue,
  type QueuedLane,
  type QueuedPlan,
  type QueuedWeights,
  type QueueStatus,
  type TrialHistory,
} from './contract.js'
import { ANOTHER_PLAN, ANOTHER_SPLIT, ANOTHER_TOOL, STILL_HELD } from './words.js'

interface Attempt {
  trial: string
  attempt: number
  started: number
  contacts: number
  ended?: number
  surplus?: boolean
}

/** Lanes of one politeness key. */
interface Kin {
  lanes: Kept[]
  /** Nobody is called before (performance.now()). */
  notBefore: number
}

interface Kept {
  lane: QueuedLane
  kin: Kin
  claims: number
  holder?: Held
  done: boolean
  paused: boolean
  /** When it may be handed out (performance.now()). */
  notBefore: number
  reason?: HandBackReason
  attempts: Attempt[]
  results: Map<string, AttemptFinish>
}

export class EmbeddedQueue implements LaneQueue {
  #plan: QueuedPlan | undefined
  #cancelled = false
  #lanes = new Map<string, Kept>()
  #kin = new Map<string, Kin>()
  readonly #weights = new Map<string, Uint8Array>()
  /** Lanes that nobody holds, by priority; in each the one that came first stands first. */
  #lines = new Map<number, Set<Kept>>()

  async enqueue(
    plan: QueuedPlan,
    lanes: readonly QueuedLane[],
    weights: readonly QueuedWeights[] = [],
  ): Promise<number> {
    if (this.#plan && this.#plan.id !== plan.id) {
      if (!this.#isOver()) throw new InputError(...ANOTHER_PLAN(this.#plan.id))
      const held = [...this.#lanes.values()].filter(({ holder }) => holder).length
      if (held > 0) throw new InputError(...STILL_HELD(held))
      this.#lanes = new Map()
      this.#kin = new Map()
      this.#lines = new Map()
    }
    if (this.#plan?.id === plan.id && this.#plan.tool !== plan.tool)
      throw new InputError(...ANOTHER_TOOL(this.#plan.tool))
    for (const { id } of lanes) this.#checkParts(id)
    this.#plan = plan
    this.#cancelled = false
    for (const { sha256, bytes } of weights) this.#weights.set(sha256, bytes)
    const added = lanes.filter(({ id }) => !this.#lanes.has(id))
    for (const lane of added) {
      const { key } = partIn(lane.id)
      const kin = this.#kin.get(key) ?? { lanes: [], notBefore: 0 }
      this.#kin.set(key, kin)
      const kept = { lane, kin, claims: 0, done: false, paused: false, notBefore: 0 }
      const record = { ...kept, attempts: [], results: new Map() }
      kin.lanes.push(record)
      this.#lanes.set(lane.id, record)
      this.#line(record).add(record)
    }
    return added.length
  }

  async plan(): Promise<QueuedPlan | undefined> {
    return this.#plan
  }

  async weights(sha256: string): Promise<Uint8Array | undefined> {
    return this.#weights.get(sha256)
  }

  async claim(kind?: LaneKind, plan = this.#plan?.id): Promise<Claim | undefined> {
    if (this.#cancelled || plan !== this.#plan?.id) return undefined
    const now = performance.now()
    for (const priority of [...this.#lines.keys()].sort((a, b) => b - a))
      for (const kept of this.#lines.get(priority) ?? []) {
        if (kept.paused || kept.notBefore > now || (kind && kindOf(kept) !== kind)) continue
        this.#line(kept).delete(kept)
        kept.claims++
        kept.holder = new Held(kept, () => this.#line(kept).add(kept))
        return kept.holder
      }
    return undefined
  }

  async status(): Promise<QueueStatus> {
    const lanes = [...this.#lanes.values()]
    const open = lanes.filter(isWaiting)
    const results = lanes.flatMap((kept) => [...kept.results.values()])
    const histories = lanes.flatMap((kept) =>
      kept.attempts.filter(({ ended, surplus }) => ended === undefined && !surplus).map(() => kept),
    )
    const reasons: Record<string, number> = {}
    for (const { reason } of open) if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1
    return {
      ...(this.#plan ? { plan: this.#plan.id } : {}),
      cancelled: this.#cancelled,
      lanes: countsOf(lanes),
      kinds: {
        browser: countsOf(lanes.filter((kept) => kindOf(kept) === 'browser')),
        plain: countsOf(lanes.filter((kept) => kindOf(kept) === 'plain')),
      },
      trials: {
        all: lanes.reduce((sum, { lane }) => sum + lane.trials.length, 0),
        done: results.filter(({ status }) => status === 'done').length,
        unscored: results.filter(({ status }) => status === 'unscored').length,
        running: histories.filter(({ holder }) => holder).length,
        lost: histories.filter(({ holder }) => !holder).length,
        surplus: lanes.flatMap(({ attempts }) => attempts.filter(({ surplus }) => surplus)).length,
      },
      reasons,
    }
  }

  async pause(target: string): Promise<number> {
    const lanes = this.#of(target)
    for (const kept of lanes) {
      kept.paused = true
      kept.holder?.lose()
    }
    return lanes.length
  }

  async resume(target: string): Promise<number> {
    const lanes = this.#of(target).filter(({ paused }) => paused)
    for (const kept of lanes) kept.paused = false
    return lanes.length
  }

  async cancel(): Promise<number> {
    this.#cancelled = true
    const open = [...this.#lanes.values()].filter(({ done }) => !done)
    for (const { holder } of open) holder?.lose()
    return open.length
  }

  async close(): Promise<void> {
    for (const { holder } of this.#lanes.values()) holder?.lose()
  }

  #line({ lane: { priority = 0 } }: Kept): Set<Kept> {
    const line = this.#lines.get(priority) ?? new Set()
    this.#lines.set(priority, line)
    return line
  }

  #checkParts(id: string): void {
    const { key, of } = partIn(id)
    const other = this.#kin.get(key)?.lanes.some(({ lane }) => partIn(lane.id).of !== of)
    if (other) throw new InputError(...ANOTHER_SPLIT(key))
  }

  #isOver(): boolean {
    return this.#cancelled || [...this.#lanes.values()].every(({ done }) => done)
  }

  #of(target: string): Kept[] {
    return [...this.#lanes.values()].filter(({ done, lane }) => !done && lane.targets.includes(target))
  }
}

/** One claim of a lane; it holds as long as the lane names it as its holder. */
class Held implements Claim {
  readonly lane: QueuedLane
  readonly attempt: number
  readonly history: ReadonlyMap<string, TrialHistory>
  readonly idle: number
  readonly #kept: Kept
  readonly #queueUp: () => void
  readonly #lost = new AbortController()

  constructor(kept: Kept, queueUp: () => void) {
    this.#kept = kept
    this.#queueUp = queueUp
    this.lane = kept.lane
    this.attempt = kept.claims
    this.history = historyOf(kept)
    const times = kept.attempts.map(({ started, ended }) => ended ?? started)
    this.idle = times.length === 0 ? Number.POSITIVE_INFINITY : Date.now() - Math.max(...times)
  }

  get signal(): AbortSignal {
    return this.#lost.signal
  }

  get backOff(): number {
    return Math.max(0, this.#kept.kin.notBefore - performance.now())
  }

  alive(): boolean {
    return this.#kept.holder === this
  }

  async begin({ trial, attempt, contacts, perDay, zone }: AttemptStart): Promise<boolean> {
    this.#fence()
    const dayOf = dayIn(zone)
    const today = dayOf(Date.now())
    const { attempts, kin } = this.#kept
    let used = 0
    for (const lane of kin.lanes)
      for (const one of lane.attempts)
        if (one.contacts > 0 && dayOf(one.started) === today) used += one.contacts
    if (used + contacts > perDay || this.backOff > 0) return false
    attempts.push({ trial, attempt, contacts, started: Date.now() })
    return true
  }

  async finish(finish: AttemptFinish): Promise<boolean> {
    const { attempts, results, holder, kin } = this.#kept
    const one = attempts.find(({ trial, attempt }) => trial === finish.trial && attempt === finish.attempt)
    if (holder !== this) {
      if (one) one.surplus = true
      throw new LaneLost(this.lane.id)
    }
    if (one) {
      one.ended = Date.now()
      one.contacts = finish.contacted ? Math.max(1, one.contacts) : 0
    }
    if (finish.backOff) kin.notBefore = Math.max(kin.notBefore, performance.now() + finish.backOff)
    // An attempt that was aborted is no result.
    if (finish.status === 'aborted') return true
    if (results.has(finish.trial)) {
      if (one) one.surplus = true
      return false
    }
    results.set(finish.trial, finish)
    return true
  }

  async handBack(reason: HandBackReason, seconds = 0): Promise<void> {
    this.#fence()
    Object.assign(this.#kept, {
      holder: undefined,
      reason,
      notBefore: performance.now() + seconds * 1000,
    })
    this.#queueUp()
  }

  async done(): Promise<void> {
    this.#fence()
    Object.assign(this.#kept, { holder: undefined, done: true })
  }

  /** The lane is paused or cancelled: what is open may still be committed, and then it is handed back. */
  lose(): void {
    this.#lost.abort()
  }

  #fence(): void {
    if (this.#kept.holder !== this) throw new LaneLost(this.lane.id)
  }
}

const kindOf = ({ lane }: Kept): LaneKind => lane.kind ?? 'plain'

const isWaiting = ({ done, holder, paused }: Kept) => !done && !holder && !paused

function countsOf(lanes: readonly Kept[]): LaneCounts {
  return {
    all: lanes.length,
    done: lanes.filter(({ done }) => done).length,
    held: lanes.filter(({ holder }) => holder).length,
    paused: lanes.filter(({ paused, done, holder }) => paused && !done && !holder).length,
    waiting: lanes.filter(isWaiting).length,
  }
}

function historyOf({ attempts, results }: Kept): Map<string, TrialHistory> {
  const history = new Map<string, TrialHistory>()
  for (const { trial, attempt, started, ended, surplus } of attempts) {
    const known = history.get(trial) ?? { attempts: 0, lost: 0, done: results.has(trial), age: 0 }
    known.attempts = Math.max(known.attempts, attempt)
    known.age = Date.now() - started
    if (ended === undefined && !surplus) known.lost++
    history.set(trial, known)
  }
  return history
}

/** The date of a moment (milliseconds since 1970) in a time zone. */
function dayIn(timeZone = 'UTC'): (moment: number) => string {
  const { format } = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  return (moment) => format(moment)
}
