/** Locks between processes: a file names the holder, and is taken over where the holder is dead. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { InputError } from '../documents/input-error.js'

const NAME = 'lock.json'
/** Others may take over a dead lock at the same moment. */
const TRIES = 5
/** How long somebody else's short work is waited for, and how often is looked. */
const PATIENCE_MS = 30_000
const LOOK_MS = 5

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
  if (!isTaken(file)) throw refusal(path, holderOf(textOf(file)))
  return () => rmSync(file, { force: true })
}

/**
 * Does something short, and at once, while nobody else does anything under the same lock file.
 * @throws InputError naming the holder, where another process does not come to an end; what `work` throws
 */
export async function whileAlone<T>(file: string, work: () => T): Promise<T> {
  const until = performance.now() + PATIENCE_MS
  while (!isTaken(file)) {
    if (performance.now() > until) throw busy(file)
    await sleep(LOOK_MS)
  }
  try {
    return work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** Takes a lock file, over a dead holder where need be; false where somebody holds it. */
function isTaken(file: string): boolean {
  const began = processOf(process.pid)?.start
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    started: new Date().toISOString(),
    ...(began === undefined ? {} : { process: began }),
  }
  for (let tries = 0; tries < TRIES; tries++) {
    if (put(file, `${JSON.stringify(mine)}\n`)) return true
    const text = textOf(file)
    // It was given back just now.
    if (text === undefined) continue
    const holder = holderOf(text)
    if (holder && isAlive(holder)) return false
    removeDead(file)
  }
  return false
}

/** @throws InputError naming the holder, where a run is at work in the directory */
export function refuseWhereHeld(path: string): void {
  const holder = holderOf(textOf(join(path, NAME)))
  if (holder && isAlive(holder)) throw refusal(path, holder)
}

function refusal(path: string, holder: Holder | undefined): InputError {
  return new InputError(
    `${path} is being written by another run: ${holder ? `process ${holder.pid} on ${holder.host} since ${holder.started}` : 'its holder is unknown'}`,
    `wait for it, or remove ${join(path, NAME)} if you know that it is gone`,
  )
}

function busy(file: string): InputError {
  const holder = holderOf(textOf(file))
  return new InputError(
    `${file} is held by ${holder ? `process ${holder.pid} on ${holder.host} since ${holder.started}` : 'nobody known'}`,
    'remove it if you know that its holder is gone',
  )
}

/** Makes the lock with its text in one step, so that nobody ever reads half of one; false where there is one. */
function put(file: string, text: string): boolean {
  const own = `${file}.${process.pid}`
  writeFileSync(own, text)
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    return putWithoutLinks(file, text)
  } finally {
    rmSync(own, { force: true })
  }
}

/** Some file systems have no hard links. */
function putWithoutLinks(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Moves a dead lock away; one that a third run has just put in its place goes back. */
function removeDead(file: string): void {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const text = textOf(aside)
  const holder = holderOf(text)
  if (text !== undefined && holder && isAlive(holder)) put(file, text)
  rmSync(aside, { force: true })
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Undefined where the text names nobody: a power cut may leave an empty file. */
function holderOf(text = ''): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder
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
