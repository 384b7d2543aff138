/** A queue of lanes on PostgreSQL: pg-boss hands them out, and results are rows of the same transaction. */
import { hostname } from 'node:os'
import { constants, gunzipSync, gzipSync } from 'node:zlib'
import { InputError } from '../../documents/input-error.js'
import type {
  Claim,
  LaneCounts,
  LaneKind,
  LaneQueue,
  QueuedLane,
  QueuedPlan,
  QueuedWeights,
  QueueStatus,
} from './contract.js'
import { type Engine, openEngine, permitted, QUEUES, STILL_ACTIVE } from './engine.js'
import { type Job, jobOf, type LaneJob, PostgresClaim, putBack } from './postgres-claim.js'
import * as sql from './tables.js'
import { ANOTHER_PLAN, ANOTHER_SPLIT, ANOTHER_TOOL, NO_QUEUE, STILL_HELD } from './words.js'

/** Seconds without a heartbeat after which a lane is handed out again; pg-boss takes no fewer than 10. */
const LEASE_S = 60
const DAY_S = 86_400
/** A slice is much shorter, and a heartbeat is missed much sooner. */
const LONGEST_CLAIM_S = DAY_S
/** A lane may wait for its hours, and for workers, for that long. */
const KEPT_S = 365 * DAY_S
/** A lane is lost with each crash of its worker, and must outlive many. */
const MANY = 100_000
/** Bytes of a plan in one row, before they are compressed. */
const PART = 4 << 20
/** Those of a piece that is longer. */
const LARGEST_PART = 64 << 20
/** Rows in one statement. */
const BATCH = 1000

/**
 * Makes the tables, or brings them up to date.
 * @param lease seconds; see `LEASE_S`
 * @throws InputError as of `openEngine`
 */
export async function initQueue(
  url: string,
  lease = LEASE_S,
  note: (message: string) => void = () => undefined,
): Promise<void> {
  const engine = await openEngine(url, true, note)
  try {
    const layout = await layoutOf(engine)
    if (layout > sql.LAYOUT) throw newer(layout)
    const options = {
      heartbeatSeconds: lease,
      expireInSeconds: LONGEST_CLAIM_S,
      retryLimit: MANY,
      retentionSeconds: KEPT_S,
    }
    for (const queue of Object.values(QUEUES)) {
      const isThere = await engine.boss.getQueue(queue)
      if (isThere) await permitted(engine.boss.updateQueue(queue, options))
      else await permitted(engine.boss.createQueue(queue, { ...options, policy: 'exclusive' }))
    }
    await permitted(engine.transaction((db) => db.executeSql(sql.TABLES)))
  } finally {
    await engine.boss.stop({ graceful: false })
  }
}

export class PostgresQueue implements LaneQueue {
  readonly #engine: Engine
  readonly #worker: string
  readonly #lease: number

  private constructor(engine: Engine, worker: string, lease: number) {
    this.#engine = engine
    this.#worker = worker
    this.#lease = lease
  }

  /**
   * Opens a queue that `initQueue` has made; its role need not be allowed to change tables.
   * @param worker who holds the lanes that are claimed here
   * @throws InputError where it cannot be opened
   */
  static async open(
    url: string,
    note: (message: string) => void = () => undefined,
    worker = `${hostname()}:${process.pid}`,
  ): Promise<PostgresQueue> {
    const engine = await openEngine(url, false, note)
    const queues = await Promise.all(Object.values(QUEUES).map((queue) => engine.boss.getQueue(queue)))
    const [queue] = queues
    const layout = await layoutOf(engine)
    if (queue && queues.every(Boolean) && layout === sql.LAYOUT)
      return new PostgresQueue(engine, worker, (queue.heartbeatSeconds ?? LEASE_S) * 1000)
    await engine.boss.stop({ graceful: false })
    if (layout > sql.LAYOUT) throw newer(layout)
    throw new InputError(...NO_QUEUE)
  }

  async enqueue(
    plan: QueuedPlan,
    lanes: readonly QueuedLane[],
    weights: readonly QueuedWeights[] = [],
  ): Promise<number> {
    const { transaction } = this.#engine
    const keep = transaction(async (db) => {
      await db.executeSql('LOCK TABLE ombud.plan IN EXCLUSIVE MODE')
      const { rows } = await db.executeSql(sql.PLAN)
      const current = rows[0]?.id as string | undefined
      if (current !== undefined && current !== plan.id && (await this.#unfinished(current)) > 0)
        throw new InputError(...ANOTHER_PLAN(current))
      const { held } = (await db.executeSql(STILL_ACTIVE, [plan.id, Object.values(QUEUES)])).rows[0]
      if (held > 0) throw new InputError(...STILL_HELD(held))
      await db.executeSql(sql.FORGET_PARTS, [plan.id])
      const [{ tool }] = (await db.executeSql(sql.KEEP_PLAN, [plan.id, plan.tool])).rows
      if (tool !== plan.tool) throw new InputError(...ANOTHER_TOOL(tool))
      const parts = partsOf(plan, (await db.executeSql(sql.PART, [plan.id, 0])).rows.length > 0)
      let count = 0
      for (const some of batches(lanes)) {
        // While the server takes lanes in, the next part of the plan is made.
        const lanesKept = db.executeSql(sql.KEEP_LANES, [plan.id, JSON.stringify(some)])
        const [{ rows }, { value }] = await Promise.all([lanesKept, parts.next()])
        if (value) await db.executeSql(sql.KEEP_PART, value)
        count += rows.length
      }
      for await (const part of parts) await db.executeSql(sql.KEEP_PART, part)
      const [split] = (await db.executeSql(sql.TWO_SPLITS, [plan.id])).rows
      if (split) throw new InputError(...ANOTHER_SPLIT(split.key))
      for (const { sha256, bytes } of weights) await db.executeSql(sql.KEEP_WEIGHTS, [sha256, bytes])
      return count
    })
    const added = await permitted(keep)
    await this.#fill(plan.id)
    return added
  }

  async plan(): Promise<QueuedPlan | undefined> {
    const plan = await this.#current()
    return plan && { id: plan.id, text: () => this.#text(plan.id), tool: plan.tool }
  }

  async weights(sha256: string): Promise<Uint8Array | undefined> {
    return (await this.#engine.db.executeSql(sql.WEIGHTS, [sha256])).rows[0]?.bytes
  }

  async claim(kind?: LaneKind, plan?: string): Promise<Claim | undefined> {
    if (kind) return this.#claimOf(kind, plan)
    return (await this.#claimOf('browser', plan)) ?? this.#claimOf('plain', plan)
  }

  async #claimOf(kind: LaneKind, plan: string | undefined): Promise<Claim | undefined> {
    // A lane that was paused or cancelled meanwhile leaves the queue here; there are only so many of them.
    for (;;) {
      const fetched = this.#engine.boss.fetch<LaneJob>(QUEUES[kind], { includeMetadata: true })
      const [job] = await permitted(fetched)
      if (!job) return undefined
      const fence: Job = { id: job.id, retryCount: job.retryCount }
      if (plan !== undefined && job.data.plan !== plan && (await this.#isCurrent(job.data.plan))) {
        await putBack(this.#engine, kind, fence, job.data, job.priority)
        return undefined
      }
      const taken = PostgresClaim.take(this.#engine, kind, fence, job.data, this.#worker, this.#lease)
      const claim = await permitted(taken)
      if (claim) return claim
    }
  }

  async status(): Promise<QueueStatus> {
    const plan = await this.#current()
    const { db } = this.#engine
    const id = [plan?.id ?? '']
    const byKind = (await db.executeSql(sql.LANE_COUNTS, id)).rows as (Counted & { kind: LaneKind })[]
    const [trials] = (await db.executeSql(sql.TRIAL_COUNTS, id)).rows
    const { rows } = await db.executeSql(sql.REASONS, id)
    const all = sumOf(byKind)
    const lanesOf = (kind: LaneKind) => lanesIn(sumOf(byKind.filter((one) => one.kind === kind)))
    return {
      ...(plan ? { plan: plan.id } : {}),
      cancelled: plan?.cancelled != null,
      lanes: lanesIn(all),
      kinds: { browser: lanesOf('browser'), plain: lanesOf('plain') },
      trials: { all: all.trials, ...trials },
      reasons: Object.fromEntries(rows.map(({ reason, lanes: count }) => [reason, count])),
    }
  }

  async pause(target: string): Promise<number> {
    return this.#setPaused(target, true)
  }

  async resume(target: string): Promise<number> {
    const plan = await this.#current()
    const count = await this.#setPaused(target, false)
    if (plan) await this.#fill(plan.id)
    return count
  }

  async cancel(): Promise<number> {
    const plan = await this.#current()
    if (!plan) return 0
    const open = await this.#unfinished(plan.id)
    await permitted(this.#engine.db.executeSql(sql.CANCEL, [plan.id]))
    for (const queue of Object.values(QUEUES)) await this.#engine.boss.deleteQueuedJobs(queue)
    return open
  }

  async close(): Promise<void> {
    await this.#engine.boss.stop({ graceful: false })
  }

  /** Puts every lane into the queue that is to be handed out; one that is there stays where it is. */
  async #fill(plan: string): Promise<void> {
    const { boss, db } = this.#engine
    const { rows } = await db.executeSql(sql.OPEN_LANES, [plan])
    const open = rows as { id: string; kind: LaneKind; priority: number }[]
    for (const [kind, queue] of Object.entries(QUEUES))
      for (const some of batches(open.filter((lane) => lane.kind === kind)))
        await boss.insert(
          queue,
          some.map(({ id, priority }) => jobOf({ plan, lane: id }, priority)),
        )
  }

  async #setPaused(target: string, paused: boolean): Promise<number> {
    const plan = await this.#current()
    if (!plan) return 0
    const { rows } = await permitted(this.#engine.db.executeSql(sql.PAUSE, [plan.id, target, paused]))
    return rows.length
  }

  async *#text(plan: string): AsyncGenerator<string> {
    for (let part = 0; ; part++) {
      const [row] = (await this.#engine.db.executeSql(sql.PART, [plan, part])).rows
      if (!row) return
      yield gunzipSync(row.gzip, { maxOutputLength: LARGEST_PART }).toString()
    }
  }

  async #current(): Promise<{ id: string; tool: string; cancelled: Date | null } | undefined> {
    return (await permitted(this.#engine.db.executeSql(sql.PLAN))).rows[0]
  }

  async #isCurrent(plan: string): Promise<boolean> {
    const current = await this.#current()
    return current?.id === plan && current.cancelled === null
  }

  async #unfinished(plan: string): Promise<number> {
    return (await this.#engine.db.executeSql(sql.UNFINISHED, [plan])).rows[0].open
  }
}

/**
 * The rows of the text of a plan.
 * @param isKnown it is there: a plan is the same as long as its id is
 */
async function* partsOf(
  { id, text }: QueuedPlan,
  isKnown: boolean,
): AsyncGenerator<[string, number, Buffer]> {
  if (isKnown) return
  let part = 0
  const row = (data: string | Buffer): [string, number, Buffer] => [
    id,
    part++,
    gzipSync(data, { level: constants.Z_BEST_SPEED }),
  ]
  // One for all: short pieces that are copied at once are no work for the garbage collector.
  const bytes = Buffer.allocUnsafe(PART)
  let used = 0
  for await (const piece of text()) {
    // A character takes up to three bytes of UTF-8.
    if (used > 0 && used + piece.length * 3 > PART) {
      yield row(bytes.subarray(0, used))
      used = 0
    }
    if (piece.length * 3 > PART) yield row(piece)
    else used += bytes.write(piece, used)
  }
  if (used > 0) yield row(bytes.subarray(0, used))
}

interface Counted extends LaneCounts {
  trials: number
}

function sumOf(all: readonly Counted[]): Counted {
  const sum = (of: keyof Counted) => all.reduce((total, one) => total + one[of], 0)
  return {
    all: sum('all'),
    done: sum('done'),
    held: sum('held'),
    paused: sum('paused'),
    waiting: sum('waiting'),
    trials: sum('trials'),
  }
}

const lanesIn = ({ trials: _, ...counts }: Counted): LaneCounts => counts

/** 0 where there are no tables, or they do not say. */
async function layoutOf({ db }: Engine): Promise<number> {
  const { rows } = await db.executeSql(sql.MADE_AS)
  return Number(/layout (\d+)$/.exec(rows[0]?.said ?? '')?.[1] ?? 0)
}

const newer = (layout: number) =>
  new InputError(`the queue was made by a newer ombud (layout ${layout})`, 'update ombud')

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH)
}
