/** The directory of a monitor: its runs, the series, the rounds, the alerts, and the page that shows them. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../../documents/input-error.js'
import { validator } from '../../documents/schema.js'
import type { AlertLine } from '../../documents/types/alert.js'
import type { Round } from '../../documents/types/round.js'
import type { SeriesLine } from '../../documents/types/series.js'
import { LineFile, writeWhole } from '../../run/files.js'
import { lockDirectory } from '../../run/lock.js'
import { cutTorn, readLines } from '../../run/repair.js'

interface Kept {
  series: SeriesLine
  round: Round
  alert: AlertLine
}

const FILES = { series: 'series.jsonl', round: 'rounds.jsonl', alert: 'alerts.jsonl' } as const

export class MonitorFiles {
  readonly path: string
  readonly series: SeriesLine[]
  readonly rounds: Round[]
  readonly alerts: AlertLine[]
  readonly #release: () => void

  /**
   * Opens the directory, which is made where need be, for this process alone.
   * @throws InputError where another monitor is at work in it, or a line of a file is damaged
   */
  constructor(path: string) {
    this.path = path
    mkdirSync(join(path, 'runs'), { recursive: true })
    this.#release = lockDirectory(path)
    try {
      this.series = this.#read('series')
      this.rounds = this.#read('round')
      this.alerts = this.#read('alert')
    } catch (error) {
      this.#release()
      throw error
    }
  }

  close(): void {
    this.#release()
  }

  /** A line of the last round that a power cut tore is cut off; any other has to be looked at by a person. */
  #read<K extends keyof Kept>(kind: K): Kept[K][] {
    const file = join(this.path, FILES[kind])
    cutTorn(file)
    const { lines, damaged } = readLines<Kept[K]>(file)
    const valid = validator(kind, 'first')
    const bad = damaged[0] ?? lines.findIndex((line) => !valid(line)) + 1
    if (bad > 0) throw new InputError(`${file}:${bad}: the line is no ${kind}`, 'mend it, or take it out')
    return lines
  }

  /** Adds the lines of a round, all of them or none. They are on the disk when it resolves. @throws DiskError */
  async add<K extends keyof Kept>(kind: K, lines: readonly Kept[K][]): Promise<void> {
    if (lines.length === 0) return
    const file = new LineFile(join(this.path, FILES[kind]))
    try {
      file.append(lines.map((line) => JSON.stringify(line)).join('\n'))
      await file.sync()
    } finally {
      file.close()
    }
    const known = { series: this.series, round: this.rounds, alert: this.alerts }[kind] as Kept[K][]
    for (const line of lines) known.push(line)
  }

  /** A name for the run of a round that begins at this local time, and its path. */
  newRun(stamp: string): { run: string; out: string } {
    const known = new Set(this.rounds.map((round) => round.run))
    for (let n = 1; ; n++) {
      const run = n === 1 ? stamp : `${stamp}-${n}`
      const out = join(this.path, 'runs', run)
      if (!known.has(run) && !existsSync(out)) return { run, out }
    }
  }

  /** Run directories of rounds that are not in the series. */
  outside(): string[] {
    const entered = this.rounds.filter(({ error }) => error === undefined)
    const known = new Set([...entered, ...this.series].map(({ run }) => run))
    return readdirSync(join(this.path, 'runs')).filter((name) => !known.has(name) && isRun(this.path, name))
  }

  writePage(html: string): void {
    writeWhole(join(this.path, 'index.html'), html)
  }
}

const isRun = (path: string, name: string) => existsSync(join(path, 'runs', name, 'plan.json'))
