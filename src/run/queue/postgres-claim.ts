/** A lane that was claimed from PostgreSQL: every record of it is fenced by the attempt, in one short transaction. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from 'pg-boss'
import { InputError } from '../../documents/input-error.js'
import { partIn } from '../parts.js'
import {
  type AttemptFinish,
  type AttemptStart,
  type Claim,
  type HandBackReason,
  type LaneKind,
  LaneLost,
  type QueuedLane,
  type TrialHistory,
} from './contract.js'
import { type Engine, permitted, QUEUES } from './engine.js'
import { Heartbeat, moment, silenceBefore } from './heartbeat.js'
import * as sql from './tables.js'

/** What a lane's job is known by; `retryCount` grows whenever its worker was lost. */
export interface Job {
  id: string
  retryCount: number
}

/** What it says. */
export interface LaneJob {
  plan: string
  lane: string
}

const RETRY_MS = 500

interface Taken {
  lane: QueuedLane
  attempt: number
  history: ReadonlyMap<string, TrialHistory>
  idle: number
  backOff: number
  since: ReturnType<typeof moment>
}

export class PostgresClaim implements Claim {
  readonly lane: QueuedLane
  readonly attempt: number
  readonly history: ReadonlyMap<string, TrialHistory>
  readonly idle: number
  readonly #engine: Engine
  readonly #queue: string
  readonly #job: Job
  readonly #data: LaneJob
  readonly #worker: string
  readonly #heartbeat: Heartbeat
  readonly #stop = new AbortController()
  /** A target asked not to be called before (performance.now()). */
  #notBefore = 0

  private constructor(
    engine: Engine,
    queue: string,
    job: Job,
    data: LaneJob,
    worker: string,
    { lane, attempt, history, idle, backOff, since }: Taken,
    lease: number,
  ) {
    this.#engine = engine
    this.#queue = queue
    this.#job = job
    this.#data = data
    this.#worker = worker
    this.lane = lane
    this.attempt = attempt
    this.history = history
    this.idle = idle
    this.#holdOff(backOff)
    this.#heartbeat = new Heartbeat(
      lease,
      () => this.#beat(),
      () => this.#stop.abort(),
      since,
    )
  }

  /** Takes the lane of a job that was fetched; undefined where it is done, paused or cancelled, or lost meanwhile. */
  static async take(
    engine: Engine,
    kind: LaneKind,
    job: Job,
    data: LaneJob,
    worker: string,
    lease: number,
  ): Promise<PostgresClaim | undefined> {
    const { plan, lane: id } = data
    const queue = QUEUES[kind]
    const since = moment()
    const taken = await engine.transaction(async (db): Promise<Taken | undefined> => {
      // The lease begins anew, and not before `since`: how long ago the job was fetched is not known here.
      if (!isAffected(await engine.boss.touch(queue, job, { db }))) return undefined
      const [row] = (await db.executeSql(sql.TAKE_LANE, [plan, id, worker])).rows
      if (!row) {
        await engine.boss.complete(queue, job, null, { db })
        return undefined
      }
      const { rows } = await db.executeSql(sql.HISTORY, [plan, id])
      const { idle } = (await db.executeSql(sql.IDLE, [id])).rows[0]
      // Who was lost may have spoken for as long as a worker does that cannot reach its queue.
      const lost = job.retryCount > 0 ? silenceBefore(lease) : Number.POSITIVE_INFINITY
      return {
        lane: { id, targets: row.targets, trials: row.trials, kind, priority: row.priority },
        attempt: row.claims,
        history: new Map(rows.map(({ trial, ...known }) => [trial, known])),
        idle: idle === null ? Number.POSITIVE_INFINITY : Math.min(Number(idle), lost),
        backOff: await backOffOf(db, id),
        since,
      }
    })
    return taken && new PostgresClaim(engine, queue, job, data, worker, taken, lease)
  }

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  get backOff(): number {
    return Math.max(0, this.#notBefore - performance.now())
  }

  alive(): boolean {
    return this.#heartbeat.alive()
  }

  async begin({ trial, attempt, contacts, perDay, zone = 'UTC' }: AttemptStart): Promise<boolean> {
    const { plan, lane } = this.#data
    const work = async (db: Db, again: boolean) => {
      await this.#fence(db)
      // It may have been committed, and the answer lost on its way.
      if (again && (await hasRow(db, sql.BEGUN, [plan, trial, attempt, this.#worker]))) return true
      const { key, of } = partIn(lane)
      if (of > 1) await db.executeSql(sql.LOCK_KEY, [key])
      const values = [plan, lane, trial, attempt, this.#worker, contacts, perDay, zone]
      if (await hasRow(db, sql.BEGIN, values)) return true
      this.#holdOff(await backOffOf(db, lane))
      return false
    }
    // What cannot be recorded does not begin, whatever the reason.
    return permitted(this.#insist(work, () => this.alive())).catch((error: Error) => {
      const isKnown = error instanceof LaneLost || error instanceof InputError
      throw isKnown ? error : new LaneLost(lane, error.message)
    })
  }

  async finish(finish: AttemptFinish): Promise<boolean> {
    const { trial, attempt, status, reason, contacted, backOff, transcript } = finish
    const { plan } = this.#data
    const key = [plan, trial, attempt]
    const imprint = status === 'aborted' ? undefined : transcript?.()
    const work = async (db: Db, again: boolean) => {
      // It may have been committed, and the answer lost on its way.
      if (again && (await hasRow(db, sql.COMMITTED, key))) return true
      await this.#fence(db)
      await db.executeSql(sql.END, [...key, contacted, backOff || null])
      if (status === 'aborted') return true
      const values = [...key, this.#worker, status, reason, imprint?.sha256, imprint?.bytes]
      if (await hasRow(db, sql.RESULT, values)) return true
      await db.executeSql(sql.SURPLUS, key)
      return false
    }
    try {
      // Whoever fell silent has said on file that this is surplus, though the lease may not be over yet.
      if (!this.alive()) throw new LaneLost(this.lane.id)
      const counts = await this.#insist(work)
      this.#holdOff(backOff ?? 0)
      return counts
    } catch (error) {
      if (error instanceof LaneLost) await this.#insist((db) => db.executeSql(sql.SURPLUS, key))
      throw error
    }
  }

  async handBack(reason: HandBackReason, seconds = 0): Promise<void> {
    await this.#leave(reason, (db) =>
      sendAgain(this.#engine, this.#queue, this.#data, this.lane.priority ?? 0, db, seconds),
    )
  }

  async done(): Promise<void> {
    await this.#leave(null, async () => undefined)
  }

  async #leave(reason: HandBackReason | null, then: (db: Db) => Promise<void>): Promise<void> {
    const { plan, lane } = this.#data
    await this.#insist(async (db) => {
      const completed = await this.#engine.boss.complete(this.#queue, this.#job, null, { db })
      if (!isAffected(completed)) throw new LaneLost(lane)
      await db.executeSql(sql.LEAVE_LANE, [plan, lane, reason])
      await then(db)
    }).finally(() => this.#heartbeat.stop())
  }

  /**
   * A database that is away for a while refuses nothing: what has ended is committed when it is back.
   * @param work is told whether it was tried before: the answer to a commit may be lost
   * @param goOn whether it makes sense to try again
   */
  async #insist<T>(work: (db: Db, again: boolean) => Promise<T>, goOn = () => true): Promise<T> {
    for (let again = false; ; again = true) {
      try {
        return await this.#engine.transaction((db) => work(db, again))
      } catch (error) {
        if (error instanceof LaneLost || !isTemporary(error) || !goOn()) throw error
        await sleep(RETRY_MS)
      }
    }
  }

  async #beat(): Promise<boolean> {
    const { db, boss } = this.#engine
    if (!isAffected(await boss.touch(this.#queue, this.#job))) return false
    const { plan, lane } = this.#data
    if ((await db.executeSql(sql.HELD_UP, [plan, lane])).rows[0]?.stop) this.#stop.abort()
    return true
  }

  #holdOff(ms: number): void {
    this.#notBefore = Math.max(this.#notBefore, performance.now() + ms)
  }

  /** @throws LaneLost unless the lane is ours; nobody else gets it before the transaction ends */
  async #fence(db: Db): Promise<void> {
    const touched = await this.#engine.boss.touch(this.#queue, this.#job, { db })
    if (!isAffected(touched)) throw new LaneLost(this.lane.id)
  }
}

const backOffOf = async (db: Db, lane: string) =>
  Number((await db.executeSql(sql.BACK_OFF, [lane])).rows[0]?.left ?? 0)

const hasRow = async (db: Db, text: string, values: unknown[]) =>
  (await db.executeSql(text, values)).rows.length === 1

/** A job whose claim has lapsed is left alone; its types do not tell that pg-boss says so. */
function isAffected(response: object): boolean {
  return (response as { affected?: number }).affected === 1
}

/** Whether a database may answer otherwise the next time: connection lost, restarted, or too busy. */
function isTemporary(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  // SQLSTATE: connection, resources, operator intervention, transaction rollback, and one that was left unattended.
  return (
    /^(08|53|57|40|25P03)/.test(code) ||
    /^E[A-Z]+$/.test(code) ||
    (code === '' && /timeout|terminated|connect|closed|settled/i.test(message))
  )
}

/** Puts a job back that was fetched and not taken, for those whom it concerns. */
export async function putBack(
  engine: Engine,
  kind: LaneKind,
  job: Job,
  data: LaneJob,
  priority: number,
): Promise<void> {
  const queue = QUEUES[kind]
  await engine.transaction(async (db) => {
    if (isAffected(await engine.boss.complete(queue, job, null, { db })))
      await sendAgain(engine, queue, data, priority, db)
  })
}

async function sendAgain(
  { boss }: Engine,
  queue: string,
  lane: LaneJob,
  priority: number,
  db: Db,
  seconds = 0,
): Promise<void> {
  const { data, ...options } = jobOf(lane, priority)
  await boss.send(queue, data, { ...options, db, ...(seconds > 0 ? { startAfter: seconds } : {}) })
}

/** One row a lane, whoever sends it. */
export function jobOf(data: LaneJob, priority: number) {
  return { data, priority, singletonKey: `${data.plan.slice(0, 16)} ${data.lane}` }
}
