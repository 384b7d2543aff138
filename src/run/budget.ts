/** How many people all runs under one directory have reached today: derived from the lines of their attempts. */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Hours } from '../documents/hours.js'
import { InputError } from '../documents/input-error.js'
import type { JournalLine } from '../documents/types/journal.js'
import { writeWhole } from './files.js'
import { whileAlone } from './lock.js'
import { readLines } from './repair.js'

/** Where runs are, unless somebody says otherwise. */
const RUNS = join('reports', 'runs')
const LOCK = 'contacts.lock'
/** Runs that lie elsewhere and count here, one a line. */
const ELSEWHERE = 'elsewhere.jsonl'
const HOUR_MS = 3_600_000
/** A day has 25 hours where the clocks go back: a journal that is older has no line of today. */
const OLDEST_MS = 26 * HOUR_MS
const CHUNK = 1 << 20
/** A journal of 100,000 trials takes half of it. */
const LARGEST = 100_000_000

/** What is asked for a target, or for several with one politeness key. */
export interface Asked {
  key: string
  /** Whose day it is; UTC where the target file has no hours. */
  zone?: Hours['zone']
}

/** A journal as far as it was read: it only grows. */
interface Journal {
  /** Bytes that it had when it was looked at last, and bytes of whole lines that were read. */
  seen: number
  read: number
  /** People reached, or reserved, by attempt. */
  attempts: Map<string, { trial: string; key: string; time: string; contacts: number }>
}

export class ContactBudget {
  readonly #path: string
  readonly #journals = new Map<string, Journal>()

  /** @param path the politeness directory; it need not be there */
  constructor(path = RUNS) {
    this.#path = path
  }

  /**
   * People who were reached today, or may be at this moment. The first look reads the journals that were written in
   * the last 26 hours, later ones only what was added to them. An attempt that several journals have counts once: a
   * merged run, or a copy, lies beside what it was made of.
   */
  used({ key, zone }: Asked, now = new Date()): number {
    const dayOf = days(zone)
    const today = dayOf(now)
    const reached = new Map<string, number>()
    for (const [file, size] of this.#recent(now.getTime()))
      for (const attempt of this.#read(file, size).attempts.values()) {
        if (attempt.key !== key || dayOf(new Date(attempt.time)) !== today) continue
        // A merged run may number it otherwise.
        const event = `${attempt.time} ${attempt.trial}`
        reached.set(event, Math.max(attempt.contacts, reached.get(event) ?? 0))
      }
    return [...reached.values()].reduce((sum, contacts) => sum + contacts, 0)
  }

  /**
   * Makes a run count whose directory lies elsewhere, and reads what there is: later, conversations are timed.
   * @throws InputError where the politeness directory cannot be written
   */
  async join(run: string): Promise<void> {
    try {
      mkdirSync(this.#path, { recursive: true })
      const real = realpathSync(run)
      this.used({ key: '' })
      if (dirname(real) === realpathSync(this.#path)) return
      await whileAlone(join(this.#path, LOCK), () => {
        const others = this.#elsewhere().filter((one) => one !== real && fileAt(journalOf(one)) !== undefined)
        const lines = [...others, real].map((one) => JSON.stringify({ run: one }))
        writeWhole(join(this.#path, ELSEWHERE), `${lines.join('\n')}\n`)
      })
    } catch (error) {
      if (error instanceof InputError) throw error
      throw new InputError(
        `contacts with people cannot be counted in ${this.#path}: ${(error as Error).message}`,
        'name a directory that can be written with --politeness',
      )
    }
  }

  /**
   * Reserves `contacts` by calling `begin`, which writes the line of the attempt, unless that is more than `perDay`.
   * Runs of other processes wait meanwhile.
   * @returns whether it was begun
   * @throws InputError where another process holds the lock for long
   */
  reserve(asked: Asked, contacts: number, perDay: number, begin: () => void): Promise<boolean> {
    return whileAlone(join(this.#path, LOCK), () => {
      if (this.used(asked) + contacts > perDay) return false
      begin()
      return true
    })
  }

  /** The journals that may have a line of today, and their sizes. */
  #recent(now: number): Map<string, number> {
    const found = new Map<string, number>()
    for (const run of [...foldersIn(this.#path), ...this.#elsewhere()]) {
      const file = fileAt(journalOf(run))
      if (file && file.changed >= now - OLDEST_MS) found.set(journalOf(run), file.size)
    }
    return found
  }

  #elsewhere(): string[] {
    const file = join(this.#path, ELSEWHERE)
    if (fileAt(file) === undefined) return []
    return readLines<{ run?: unknown }>(file).lines.flatMap(({ run }) =>
      typeof run === 'string' ? [run] : [],
    )
  }

  /** Takes in what was added to a journal. */
  #read(file: string, seen: number): Journal {
    const journal = this.#journals.get(file) ?? { seen: 0, read: 0, attempts: new Map() }
    this.#journals.set(file, journal)
    if (seen === journal.seen) return journal
    journal.seen = seen
    let fd: number
    try {
      fd = openSync(file, 'r')
    } catch {
      // Somebody has just removed it.
      journal.attempts.clear()
      return journal
    }
    try {
      const { size } = fstatSync(fd)
      if (size > LARGEST) return journal
      if (size < journal.read) Object.assign(journal, { read: 0, attempts: new Map() })
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(1, size - journal.read)))
      for (let count = -1; count !== 0; ) {
        count = readSync(fd, chunk, 0, chunk.length, journal.read)
        const end = chunk.subarray(0, count).lastIndexOf(0x0a) + 1
        for (const line of chunk.toString('utf8', 0, end).split('\n')) take(journal, line)
        // A torn line is read again; one that fills the whole chunk is none of ours.
        if (end === 0 && count < CHUNK) break
        journal.read += end === 0 ? count : end
      }
      return journal
    } finally {
      closeSync(fd)
    }
  }
}

/** An attempt reserves its contacts when it begins and gives them back where nobody came. */
function take({ attempts }: Journal, text: string): void {
  const line = parsed(text)
  if (line === undefined) return
  const id = `${line.attempt} ${line.trial}`
  if (line.kind === 'begin') {
    const { trial, contacts, time, key = trial.split('/')[0] ?? '' } = line
    attempts.set(id, { trial, key, time, contacts })
    return
  }
  const begun = attempts.get(id)
  // An attempt that was cut does not say whether anybody came, and counts.
  if (begun === undefined || line.contacted === undefined) return
  if (line.contacted) begun.contacts = Math.max(1, begun.contacts)
  else attempts.delete(id)
}

/** What is needed of a line; of a stranger's line, or one that is torn, nothing. */
function parsed(text: string): JournalLine | undefined {
  try {
    const line = JSON.parse(text) as Record<string, unknown> | null
    if (typeof line?.trial !== 'string' || !Number.isInteger(line.attempt)) return undefined
    if (line.kind === 'end') return line as unknown as JournalLine
    const { kind, time, contacts, key = '' } = line
    const whole = kind === 'begin' && typeof time === 'string' && typeof key === 'string'
    return whole && Number.isInteger(contacts) && Number(contacts) >= 0
      ? (line as unknown as JournalLine)
      : undefined
  } catch {
    return undefined
  }
}

const journalOf = (run: string) => join(run, 'journal.jsonl')

/** Size of a file, and when it was last written, milliseconds; undefined where there is no such file. */
function fileAt(path: string): { size: number; changed: number } | undefined {
  try {
    const stat = statSync(path)
    return stat.isFile() ? { size: stat.size, changed: stat.mtimeMs } : undefined
  } catch {
    return undefined
  }
}

function foldersIn(path: string): string[] {
  try {
    const real = realpathSync(path)
    return readdirSync(real, { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? [join(real, one.name)] : [],
    )
  } catch {
    return []
  }
}

/** The date of a moment, in a time zone. */
function days(timeZone = 'UTC'): (moment: Date) => string {
  const { format } = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  return (moment) => (Number.isNaN(moment.getTime()) ? '' : format(moment))
}
