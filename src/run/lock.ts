/** Only one run writes a directory: a lock file names the holder, and is taken over where the holder is dead. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'

const NAME = 'lock.json'

interface Holder {
  pid: number
  host: string
  started: string
  /** When the process began, as its system tells it: a number that is reused names another process. */
  process?: string
}

/**
 * Takes the lock of a run directory and returns what gives it back.
 * @throws InputError naming the holder, where another run is at work in the directory
 */
export function lockDirectory(path: string): () => void {
  const file = join(path, NAME)
  for (let tries = 0; ; tries++) {
    try {
      const fd = openSync(file, 'wx')
      const began = processOf(process.pid)?.start
      const holder: Holder = {
        pid: process.pid,
        host: hostname(),
        started: new Date().toISOString(),
        ...(began === undefined ? {} : { process: began }),
      }
      writeSync(fd, `${JSON.stringify(holder)}\n`)
      closeSync(fd)
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(file)
    if (tries > 0 || (holder && isAlive(holder)))
      throw new InputError(
        `${path} is being written by another run: ${holder ? `process ${holder.pid} on ${holder.host} since ${holder.started}` : 'its holder is unknown'}`,
        `wait for it, or remove ${file} if you know that it is gone`,
      )
    rmSync(file, { force: true })
  }
}

/** Undefined where the file was cut or is not ours: nobody can be named, and nobody holds it. */
function readHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
    return Number.isInteger(holder.pid) && typeof holder.host === 'string' ? holder : undefined
  } catch {
    return undefined
  }
}

/** A holder on another machine cannot be asked, so it is taken at its word. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const now = processOf(holder.pid)
  // A zombie is dead and not yet buried.
  return now === undefined || (now.state !== 'Z' && (holder.process ?? now.start) === now.start)
}

/**
 * State and start time (clock ticks since boot) of a process, where the system tells them.
 * @see proc_pid_stat(5), fields 3 and 22
 */
function processOf(pid: number): { state: string | undefined; start: string | undefined } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], start: fields[19] }
  } catch {
    return undefined
  }
}
