/** Opens pg-boss, the queue on PostgreSQL, which is installed only by those who have several machines. */
import type { Db, PgBoss } from 'pg-boss'
import { InputError } from '../../documents/input-error.js'
import type { LaneKind } from './contract.js'
import { NO_QUEUE } from './words.js'

/** What it is tested with; npm on an old Node installs a much older one unless the version is named. */
const PACKAGE = 'pg-boss@">=12.38 <13"'
const WANTED = [22, 12] as const
const NEEDED = [20, 19] as const
const SCHEMA = 'ombud_queue'
/** How often the queue looks for workers that were lost, seconds. */
const SUPERVISION_S = 5
const TIMEOUT_MS = 10_000
/** A worker that freezes in the middle of a transaction would keep its rows locked, and lost lanes from all others. */
const UNATTENDED = "SET LOCAL idle_in_transaction_session_timeout = '5s'"

/** Lanes that drive a browser are handed out apart from those that do not. */
export const QUEUES: Readonly<Record<LaneKind, string>> = { browser: 'browser-lanes', plain: 'lanes' }

/** $1 plan, $2 queues. Lanes of other plans that a worker holds whose lease is not over. */
export const STILL_ACTIVE = `
SELECT count(*)::int AS held FROM ${SCHEMA}.job
WHERE name = ANY ($2::text[]) AND state = 'active' AND data->>'plan' <> $1
  AND heartbeat_on > now() - heartbeat_seconds * interval '1 second'`

/** Statements that are committed together or not at all. */
type Transaction = <T>(work: (db: Db) => Promise<T>) => Promise<T>

export interface Engine {
  boss: PgBoss
  db: Db
  transaction: Transaction
}

/**
 * @param migrate may make and change the tables of the queue
 * @param note is told what goes wrong in the background, and that Node is old
 * @throws InputError where pg-boss is not installed, Node is too old, or the database cannot be reached
 */
export async function openEngine(
  url: string,
  migrate: boolean,
  note: (message: string) => void,
): Promise<Engine> {
  checkNode(process.versions.node, note)
  const { PgBoss } = await import('pg-boss').catch(() => {
    throw new InputError('pg-boss is not installed', `npm install ${PACKAGE}`)
  })
  const boss = new PgBoss({
    ...connection(url),
    schema: SCHEMA,
    migrate,
    createSchema: migrate,
    schedule: false,
    superviseIntervalSeconds: SUPERVISION_S,
    monitorIntervalSeconds: SUPERVISION_S,
    registerInstance: false,
  } as ConstructorParameters<typeof PgBoss>[0])
  // Without a listener an error of a connection in the background would end the process.
  boss.on('error', (error: unknown) => note(`queue: ${messageOf(error)}`))
  boss.on('warning', () => undefined)
  try {
    await boss.start()
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined)
    // What pg-boss says of a database without its tables; the package is here.
    const message = messageOf(error)
    if (message === 'pg-boss is not installed') throw new InputError(...NO_QUEUE)
    throw new InputError(
      `the queue cannot be opened: ${message}`,
      /^(Invalid URL|URI malformed)/.test(message)
        ? 'in a name or a password write @ : / # % as %40 %3A %2F %23 %25'
        : 'is it a PostgreSQL database that can be reached, and was `ombud queue init` run on it?',
    )
  }
  const db = boss.getDb()
  return { boss, db, transaction: (work) => inTransaction(db, work) }
}

/**
 * What a queue is asked for. SQLSTATE 28, 3D and 42: no rights, no database, no tables; asking again changes nothing.
 * @throws InputError where the database refuses it
 */
export async function permitted<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    const { code, message } = error as { code?: unknown; message: string }
    if (typeof code !== 'string' || !/^(28|3D|42)...$/.test(code)) throw error
    throw new InputError(
      `the database refuses what the queue needs: ${message}`,
      'give its role the rights that docs/scale.md names, and run `ombud queue init` as the owner of the database',
      error,
    )
  })
}

/** @throws InputError where Node is too old for pg-boss */
export function checkNode(version: string, note: (message: string) => void): void {
  if (isBefore(version, NEEDED))
    throw new InputError(
      `the queue needs Node ${NEEDED.join('.')} or newer; this is ${version}`,
      'update Node, or divide the run with --shard',
    )
  if (isBefore(version, WANTED))
    note(`pg-boss is made for Node ${WANTED.join('.')} or newer; this is ${version}, which is tested, too`)
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number)
  return a < major || (a === major && b < minor)
}

/** @throws InputError where it is no address of a PostgreSQL database */
function connection(url: string): { connectionString: string; query_timeout: number; keepAlive: boolean } {
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new InputError(
      '--queue is no address of a PostgreSQL database',
      'for example postgres://user@host/db',
    )
  return { connectionString: url, query_timeout: TIMEOUT_MS, keepAlive: true }
}

async function inTransaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  const handle = await db.beginTransaction?.()
  if (!handle) throw new Error('this pg-boss opens no transactions')
  try {
    await handle.db.executeSql(UNATTENDED)
    const result = await work(handle.db)
    await handle.commit()
    return result
  } catch (error) {
    await handle.rollback()
    throw error
  }
}

/** Several addresses of one host that all refuse make an error without words of its own. */
function messageOf(error: unknown): string {
  const { message, errors, code } = error as {
    message?: string
    errors?: { message: string }[]
    code?: string
  }
  return message || errors?.[0]?.message || code || String(error)
}
