/** A PostgreSQL server of our own for one test file: on a free port of loopback, as a user without rights. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const VERSIONS = '/usr/lib/postgresql'
/** `nobody` of Debian: initdb and postgres refuse root. */
const NOBODY = { uid: 65534, gid: 65534 }
const TRIES = 100

/** Folder of its programs, the newest first; undefined where it is not installed. */
export const POSTGRES = existsSync(VERSIONS)
  ? readdirSync(VERSIONS)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(VERSIONS, version, 'bin'))
      .find((bin) => existsSync(join(bin, 'initdb')))
  : undefined

export interface Postgres {
  /** A new database, a copy of `from` where that is named. Returns its address. */
  database(from?: string): Promise<string>
  /** Runs SQL on a database and returns what it prints, a row a line. */
  sql(url: string, text: string): Promise<string>
  close(): Promise<void>
}

/** Starts a server, which keeps nothing. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const who = process.getuid?.() === 0 ? NOBODY : undefined
  const folder = mkdtempSync(join(tmpdir(), 'ombud-postgres-'))
  if (who) chownSync(folder, who.uid, who.gid)
  const data = join(folder, 'data')
  const options = { ...who, cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } }
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'ombud', '-A', 'trust', '--no-sync'], options)
  const port = await freePort()
  const settings = { fsync: 'off', listen_addresses: '127.0.0.1', unix_socket_directories: '', port }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...options, stdio: 'ignore' })
  const ended = once(server, 'exit')
  const urlOf = (name: string) => `postgres://ombud@127.0.0.1:${port}/${name}`
  const sql = async (url: string, text: string) =>
    (await run(join(bin, 'psql'), [url, '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', text], options)).stdout
  let count = 0
  for (let tries = 0; tries < TRIES; tries++) {
    const ready = await run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], options).then(
      () => true,
      () => false,
    )
    if (ready) break
    await sleep(50)
  }
  return {
    sql,
    async database(from = 'template1') {
      const name = `test${++count}`
      await sql(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${from.split('/').at(-1)}`)
      return urlOf(name)
    },
    async close() {
      // At once: nothing that it holds is needed.
      server.kill('SIGQUIT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
