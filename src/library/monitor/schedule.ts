/** When rounds are due: a cron expression in a time zone, and a clock that waits for its next time. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Cron } from 'croner'
import { InputError } from '../../documents/input-error.js'

/** Most missed times that are named. */
const NAMED = 100
/** The clock is looked at again so often: it may have been set, and a machine may have slept. */
const LOOK_MS = 60_000

export class Schedule {
  readonly zone: string
  readonly #cron: Cron

  /** @throws InputError where one of both cannot be read, or no time ever comes */
  constructor(expression: string, zone: string) {
    this.zone = zoneNamed(zone)
    try {
      this.#cron = new Cron(expression, { mode: '5-part', timezone: zone, paused: true })
    } catch (error) {
      throw new InputError(
        `the schedule ${JSON.stringify(expression.slice(0, 100))} cannot be read: ${(error as Error).message}`,
        'five fields, minute to weekday, as in crontab: "17 9 * * *" is every day at 9:17',
      )
    }
  }

  /** The first time after this one. @throws InputError where there is none */
  next(after: Date): Date {
    const next = this.#cron.nextRun(after)
    if (next === null) throw new InputError('the schedule has no time that is still to come')
    return next
  }

  /** The times after `after` and up to `until`, the first hundred. */
  between(after: Date, until: Date): Date[] {
    return this.#cron.nextRuns(NAMED, after).filter((time) => time <= until)
  }
}

/** @throws InputError where there is no such zone */
export function zoneNamed(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw new InputError(`unknown time zone ${zone.slice(0, 40)}`, 'write for example Asia/Shanghai')
  }
}

export interface Clock {
  now(): Date
  /** Resolves at this time, or when `signal` is aborted. */
  until(at: Date, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  async until(at, signal) {
    while (!signal.aborted) {
      const left = at.getTime() - Date.now()
      if (left <= 0) return
      await sleep(Math.min(left, LOOK_MS), undefined, { signal }).catch(() => {})
    }
  },
}
