/** A PostgreSQL server of the system's packages for one bench: on a free port of loopback, as a user without rights. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const VERSIONS = '/usr/lib/postgresql'
/** `nobody` of Debian: initdb and postgres refuse root. */
const NOBODY = { uid: 65534, gid: 65534 }
const TRIES = 200

/**
 * @param folder of the bench; the server lies in it
 * @param settings of postgresql.conf; a server keeps what it is told by default
 * @returns how to make a database, ask it, end the server as a power cut would, start it again, and close it
 * @throws where PostgreSQL is not installed
 */
export async function startPostgres(folder, settings = {}) {
  const bin = (existsSync(VERSIONS) ? readdirSync(VERSIONS) : [])
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((path) => existsSync(join(path, 'initdb')))
  if (bin === undefined) throw new Error('PostgreSQL is not installed (apt-get install postgresql)')
  const who = process.getuid() === 0 ? NOBODY : undefined
  const home = join(folder, 'postgres')
  mkdirSync(home, { recursive: true })
  // Temporary folders are closed to others.
  chmodSync(folder, 0o755)
  if (who) chownSync(home, who.uid, who.gid)
  const data = join(home, 'data')
  const options = { ...who, cwd: home, env: { ...process.env, LC_ALL: 'C.UTF-8' } }
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'ombud', '-A', 'trust', '--no-sync'], options)
  const port = await freePort()
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port, ...settings }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const urlOf = (name) => `postgres://ombud@127.0.0.1:${port}/${name}`
  const sql = async (url, text) =>
    (await run(join(bin, 'psql'), [url, '-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', text], options)).stdout.trim()
  let server
  let ended
  const start = async () => {
    server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...options, stdio: 'ignore' })
    ended = once(server, 'exit')
    for (let tries = 0; tries < TRIES; tries++) {
      const ready = await sql(urlOf('postgres'), 'SELECT 1').catch(() => '')
      if (ready === '1') return
      await sleep(50)
    }
    throw new Error('PostgreSQL does not start')
  }
  /** SIGQUIT: at once, as of `pg_ctl stop -m immediate`. */
  const halt = async () => {
    server.kill('SIGQUIT')
    await ended
  }
  await start()
  let count = 0
  return {
    port,
    sql,
    start,
    halt,
    close: halt,
    async database() {
      const name = `bench${++count}`
      await sql(urlOf('postgres'), `CREATE DATABASE ${name}`)
      return urlOf(name)
    },
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
