/** A lane that was claimed from PostgreSQL: every record of it is fenced by the attempt, in one short transaction. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from 'pg-boss'
import {
  type AttemptFinish,
  type AttemptStart,
  type Claim,
  type HandBackReason,
  LaneLost,
  type QueuedLane,
  type TrialHistory,
} from './contract.js'
import { type Engine, QUEUE } from './engine.js'
import { Heartbeat } from './heartbeat.js'
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
}

export class PostgresClaim implements Claim {
  readonly lane: QueuedLane
  readonly attempt: number
  readonly history: ReadonlyMap<string, TrialHistory>
  readonly idle: number
  readonly #engine: Engine
  readonly #job: Job
  readonly #data: LaneJob
  readonly #worker: string
  readonly #heartbeat: Heartbeat
  readonly #stop = new AbortController()

  private constructor(
    engine: Engine,
    job: Job,
    data: LaneJob,
    worker: string,
    { lane, attempt, history, idle }: Taken,
    lease: number,
  ) {
    this.#engine = engine
    this.#job = job
    this.#data = data
    this.#worker = worker
    this.lane = lane
    this.attempt = attempt
    this.history = history
    this.idle = idle
    this.#heartbeat = new Heartbeat(
      lease,
      () => this.#beat(),
      () => this.#stop.abort(),
    )
  }

  /** Takes the lane of a job that was fetched; undefined where it is done, paused or cancelled. */
  static async take(
    engine: Engine,
    job: Job,
    data: LaneJob,
    worker: string,
    lease: number,
  ): Promise<PostgresClaim | undefined> {
    const { plan, lane: id } = data
    const taken = await engine.transaction(async (db): Promise<Taken | undefined> => {
      const [row] = (await db.executeSql(sql.TAKE_LANE, [plan, id, worker])).rows
      if (!row) {
        await engine.boss.complete(QUEUE, job, null, { db })
        return undefined
      }
      const { rows } = await db.executeSql(sql.HISTORY, [plan, id])
      const { idle } = (await db.executeSql(sql.IDLE, [id])).rows[0]
      return {
        lane: { id, targets: row.targets, trials: row.trials, priority: row.priority },
        attempt: row.claims,
        history: new Map(rows.map(({ trial, ...known }) => [trial, known])),
        idle: idle === null ? Number.POSITIVE_INFINITY : Number(idle),
      }
    })
    return taken && new PostgresClaim(engine, job, data, worker, taken, lease)
  }

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  alive(): boolean {
    return this.#heartbeat.alive()
  }

  async begin({ trial, attempt, contacts, perDay, zone = 'UTC' }: AttemptStart): Promise<boolean> {
    const { plan, lane } = this.#data
    const work = async (db: Db) => {
      await this.#fence(db)
      const values = [plan, lane, trial, attempt, this.#worker, contacts, perDay, zone]
      return (await db.executeSql(sql.BEGIN, values)).rows.length === 1
    }
    // What cannot be recorded does not begin, whatever the reason.
    return this.#engine.transaction(work).catch((error: Error) => {
      throw error instanceof LaneLost ? error : new LaneLost(lane, error.message)
    })
  }

  async finish({ trial, attempt, status, reason, contacted, transcript }: AttemptFinish): Promise<boolean> {
    const { plan } = this.#data
    const key = [plan, trial, attempt]
    const imprint = status === 'aborted' ? undefined : transcript?.()
    const work = async (db: Db) => {
      await this.#fence(db)
      await db.executeSql(sql.END, [...key, contacted])
      if (status === 'aborted') return true
      const values = [...key, this.#worker, status, reason, imprint?.sha256, imprint?.bytes]
      if ((await db.executeSql(sql.RESULT, values)).rows.length === 1) return true
      await db.executeSql(sql.SURPLUS, key)
      return false
    }
    try {
      return await this.#insist(work)
    } catch (error) {
      if (error instanceof LaneLost) await this.#engine.db.executeSql(sql.SURPLUS, key).catch(() => undefined)
      throw error
    }
  }

  async handBack(reason: HandBackReason, seconds = 0): Promise<void> {
    const job = jobOf(this.#data, this.lane.priority ?? 0)
    await this.#leave(reason, async (db) => {
      const { data, ...options } = job
      await this.#engine.boss.send(QUEUE, data, {
        ...options,
        db,
        ...(seconds > 0 ? { startAfter: seconds } : {}),
      })
    })
  }

  async done(): Promise<void> {
    await this.#leave(null, async () => undefined)
  }

  async #leave(reason: HandBackReason | null, then: (db: Db) => Promise<void>): Promise<void> {
    const { plan, lane } = this.#data
    await this.#insist(async (db) => {
      const completed = await this.#engine.boss.complete(QUEUE, this.#job, null, { db })
      if (!isAffected(completed)) throw new LaneLost(lane)
      await db.executeSql(sql.LEAVE_LANE, [plan, lane, reason])
      await then(db)
    }).finally(() => this.#heartbeat.stop())
  }

  /** A database that is away for a while refuses nothing: what has ended is committed when it is back. */
  async #insist<T>(work: (db: Db) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.#engine.transaction(work)
      } catch (error) {
        if (error instanceof LaneLost || !isTemporary(error)) throw error
        await sleep(RETRY_MS)
      }
    }
  }

  async #beat(): Promise<boolean> {
    const { db, boss } = this.#engine
    if (!isAffected(await boss.touch(QUEUE, this.#job))) return false
    const { plan, lane } = this.#data
    if ((await db.executeSql(sql.HELD_UP, [plan, lane])).rows[0]?.stop) this.#stop.abort()
    return true
  }

  /** @throws LaneLost unless the lane is ours; nobody else gets it before the transaction ends */
  async #fence(db: Db): Promise<void> {
    const touched = await this.#engine.boss.touch(QUEUE, this.#job, { db })
    if (!isAffected(touched)) throw new LaneLost(this.lane.id)
  }
}

/** A job whose claim has lapsed is left alone; its types do not tell that pg-boss says so. */
function isAffected(response: object): boolean {
  return (response as { affected?: number }).affected === 1
}

/** Whether a database may answer otherwise the next time: connection lost, restarted, or too busy. */
function isTemporary(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  // Classes of SQLSTATE: connection, resources, operator intervention, transaction rollback.
  return (
    /^(08|53|57|40)/.test(code) ||
    /^E[A-Z]+$/.test(code) ||
    (code === '' && /timeout|terminated|connect/i.test(message))
  )
}

/** One row a lane, whoever sends it. */
export function jobOf(data: LaneJob, priority: number) {
  return { data, priority, singletonKey: `${data.plan.slice(0, 16)} ${data.lane}` }
}
