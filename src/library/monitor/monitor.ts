/** Holds a run again and again, follows what it finds of each requirement, and tells when a verdict turns. */
import type { Lang } from '../../documents/ready.js'
import type { Alert } from '../../documents/types/alert.js'
import type { Result } from '../../documents/types/result.js'
import type { Round } from '../../documents/types/round.js'
import { sheetHtml } from '../../report/compare/html.js'
import { lastOf } from '../../report/monitor/rounds.js'
import { monitorSheet, type Watched } from '../../report/monitor/sheet.js'
import { DiskError } from '../../run/files.js'
import { groupBy } from '../../scoring/group.js'
import { type RunOptions, type RunOutcome, run as runOnce } from '../run.js'
import { score } from '../score.js'
import { alertOf, isAlert, pendingOn, type Way } from './alerts.js'
import { type Deliver, deliveries, type Ways } from './deliver.js'
import { MonitorFiles } from './files.js'
import { type Late, wholeAmong } from './late.js'
import { linesOf } from './lines.js'
import { type Clock, type Schedule, systemClock } from './schedule.js'
import { Standings, seriesOf } from './turns.js'

export interface MonitorOptions extends Ways {
  /** Directory of the monitor. */
  out: string
  /** What each round holds. */
  run: Omit<RunOptions, 'out' | 'signal' | 'listen' | 'resume'>
  /** Time zone of names and of the page. */
  zone: string
  lang: Lang
  /** Aborted to stop politely: open conversations are ended. */
  signal: AbortSignal
  /** Is told what happens, in sentences. */
  say(message: string): void
  clock?: Clock
  /** Holds one round. */
  hold?(options: RunOptions): Promise<RunOutcome>
}

export interface Held {
  /** Verdicts that turned, also by rounds that entered the series late. */
  alerts: Alert[]
  /** Absent where the round was broken off. */
  outcome?: RunOutcome
}

export class Monitor {
  readonly #options: MonitorOptions
  readonly #files: MonitorFiles
  readonly #clock: Clock
  readonly #ways: Map<Way, Deliver>
  readonly #standings = new Standings()
  /** Rounds that were cut, are whole by now, and are not in the series yet. */
  #late: Late[]
  #next: Date | undefined

  /** @throws InputError where another monitor is at work in the directory, its files are damaged, or a way is none */
  constructor(options: MonitorOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#ways = deliveries(options)
    this.#files = new MonitorFiles(options.out)
    for (const round of groupBy(this.#files.series, ({ run }) => run).values()) this.#standings.add(round)
    const outside = this.#files.outside()
    this.#late = wholeAmong(options.out, outside)
    const known = new Set([...this.#files.rounds, ...this.#late].map(({ run }) => run))
    const cut = outside.filter((run) => !known.has(run))
    if (cut.length > 0) options.say(this.#words.cut(cut))
  }

  close(): void {
    this.#files.close()
  }

  /** What the page and the metrics show. */
  watched(): Watched {
    const { series, rounds, alerts: lines } = this.#files
    const { of, limit } = this.#standings
    const alerts = [...new Map(lines.filter(isAlert).map((alert) => [alert.id, alert])).values()]
    const pending = (['webhook', 'command'] as const).flatMap((way) => pendingOn(way, lines))
    return {
      series,
      rounds,
      alerts,
      pending: new Set(pending.map(({ id }) => id)),
      standOf: (line) => {
        const { verdict, since, evidence = 0 } = of.get(seriesOf(line)) ?? {}
        return { ...(verdict ? { verdict } : {}), ...(since ? { since } : {}), evidence: evidence / limit }
      },
      ...(this.#next ? { next: this.#next } : {}),
      zone: this.#options.zone,
    }
  }

  /**
   * Holds a round whenever one is due, until the signal is aborted. Times that pass while a round is held, or that
   * passed since the last one when no monitor was at work, are named and not made up for. A round that fails is named, too.
   * @throws DiskError where nothing more can be written
   */
  async keep(schedule: Schedule): Promise<void> {
    const { signal, say } = this.#options
    await this.#catchUp()
    const last = lastOf(this.#files.rounds)
    let from = last === undefined ? this.#clock.now() : new Date(last.due ?? last.time)
    while (!signal.aborted) {
      const now = this.#clock.now()
      const missed = schedule.between(from, now).map((time) => time.toISOString())
      if (missed.length > 0) say(this.#words.missed(missed))
      const due = schedule.next(now)
      this.#next = due
      this.#draw()
      say(this.#words.next(due))
      await this.#clock.until(due, signal)
      if (signal.aborted) return
      from = due
      try {
        await this.round({ due: due.toISOString(), missed })
      } catch (error) {
        if (error instanceof DiskError) throw error
        say(this.#words.failed((error as Error).message))
      }
    }
  }

  /**
   * Holds one round, adds it to the series, and tells all that was not told yet. Rounds that were cut and gone on with
   * since enter the series before it.
   * @throws what holding it throws, after it was named in rounds.jsonl
   */
  async round(at: { due?: string; missed: string[] } = { missed: [] }): Promise<Held> {
    const { run, signal, say, hold = runOnce } = this.#options
    const late = await this.#catchUp()
    const time = this.#clock.now().toISOString()
    const { run: name, out } = this.#files.newRun(this.#stamp(time))
    const round = { time, run: name, ...at }
    const failed = async (error: string) => {
      await this.#files.add('round', [{ ...round, ended: this.#clock.now().toISOString(), error }])
      this.#draw()
    }
    let outcome: RunOutcome
    try {
      outcome = await hold({
        ...run,
        out,
        signal,
        listen: (progress) => progress.type === 'note' && say(progress.message),
      })
    } catch (error) {
      await failed((error as Error).message)
      throw error
    }
    if (signal.aborted) {
      await failed(this.#words.stopped)
      return { alerts: late }
    }
    return { alerts: [...late, ...(await this.#enter(round, outcome.result))], outcome }
  }

  /** A late round comes after those that are in the series: the rest of it was held after them. */
  async #catchUp(): Promise<Alert[]> {
    const { run, signal, say } = this.#options
    const alerts: Alert[] = []
    for (let next = this.#late.shift(); next; next = this.#late.shift()) {
      const { path, ...round } = next
      try {
        const { audits, judge } = run
        const options = { ...(audits ? { audits } : {}), ...(judge ? { judge } : {}) }
        const result = await score(path, { ...options, signal, note: say })
        if (signal.aborted) break
        say(this.#words.late(round.run))
        alerts.push(...(await this.#enter({ ...round, missed: [], late: true }, result)))
      } catch (error) {
        if (error instanceof DiskError) throw error
        say(this.#words.unread(round.run, (error as Error).message))
      }
    }
    return alerts
  }

  /** Adds a round to the series, and tells what turned in it. */
  async #enter(round: Round, result: Result): Promise<Alert[]> {
    const { time, run, late } = round
    const lines = linesOf(result, { time, run, ...(late ? { late } : {}) })
    const ways = [...this.#ways.keys()]
    const alerts = this.#standings.add(lines).map((turn) => alertOf(turn, ways))
    // In this order an alert may be told twice after a power cut, and is never lost.
    await this.#files.add('alert', alerts)
    await this.#files.add('series', lines)
    await this.#files.add('round', [
      { ...round, ended: this.#clock.now().toISOString(), alerts: alerts.length },
    ])
    for (const { text } of alerts) this.#options.say(text[this.#options.lang])
    await this.#tell()
    this.#draw()
    return alerts
  }

  /** What was not told yet, oldest first; a way that fails is tried again after the next round. */
  async #tell(): Promise<void> {
    for (const [way, deliver] of this.#ways) {
      for (const alert of pendingOn(way, this.#files.alerts)) {
        if (this.#options.signal.aborted) return
        try {
          await deliver(alert)
        } catch (error) {
          this.#options.say(this.#words.undelivered(way, (error as Error).message))
          break
        }
        await this.#files.add('alert', [{ id: alert.id, way, delivered: this.#clock.now().toISOString() }])
      }
    }
  }

  #draw(): void {
    const { lang } = this.#options
    this.#files.writePage(sheetHtml(monitorSheet(this.watched(), lang), lang))
  }

  /** Local time of the zone as a name: 2026-11-26-0917. */
  #stamp(time: string): string {
    const format = { timeZone: this.#options.zone, dateStyle: 'short', timeStyle: 'short' } as const
    return new Intl.DateTimeFormat('sv-SE', format).format(new Date(time)).replace(' ', '-').replace(':', '')
  }

  get #words() {
    return WORDS[this.#options.lang]
  }
}

const WORDS = {
  'zh-CN': {
    next: (due: Date) => `下一轮：${due.toISOString()}`,
    missed: (times: readonly string[]) =>
      `错过 ${times.length} 个时刻，不补做：${times.slice(0, 5).join('、')}`,
    failed: (why: string) => `这一轮没有结果：${why}`,
    stopped: '被中止，未进入序列',
    undelivered: (way: Way, why: string) => `警报未送达（${way}），下一轮再试：${why}`,
    late: (run: string) => `${run} 一轮后来补完，现进入序列`,
    unread: (run: string, why: string) => `${run} 一轮已补完，但未能进入序列：${why}`,
    cut: (runs: readonly string[]) =>
      `${runs.length} 轮中途断掉，未进入序列：${runs.slice(0, 5).join('、')}（可用 ombud run --resume 接着做）`,
  },
  en: {
    next: (due: Date) => `next round: ${due.toISOString()}`,
    missed: (times: readonly string[]) =>
      `${times.length} times were missed and are not made up for: ${times.slice(0, 5).join(', ')}`,
    failed: (why: string) => `nothing came of this round: ${why}`,
    stopped: 'stopped, not in the series',
    undelivered: (way: Way, why: string) =>
      `an alert was not delivered (${way}), next try after the next round: ${why}`,
    late: (run: string) => `the round ${run} was gone on with and enters the series late`,
    unread: (run: string, why: string) => `the round ${run} is whole and cannot enter the series: ${why}`,
    cut: (runs: readonly string[]) =>
      `${runs.length} rounds were cut and are not in the series: ${runs.slice(0, 5).join(', ')} (ombud run --resume goes on with one)`,
  },
} satisfies Record<Lang, unknown>
