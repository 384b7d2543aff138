/** Windows of time in which trials are held: whether one is open, and what a trial waits for. */
import type { PlanTrial, ReadyTarget } from '../documents/ready.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'

export type Window = NonNullable<PlanTrial['window']>

export const WINDOWS: readonly Window[] = ['day', 'night', 'weekday', 'weekend']

const MORNING = 8
const EVENING = 22

/**
 * Whether a window is open: day from 08:00 to 22:00, night the rest, weekdays from Monday to Friday.
 * @param zone IANA time zone; that of this machine by default
 */
export function isOpen(window: Window, at: Date, zone?: string): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...(zone === undefined ? {} : { timeZone: zone }),
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const isDay = Number(part('hour')) >= MORNING && Number(part('hour')) < EVENING
  const isWeekend = part('weekday').startsWith('S')
  return { day: isDay, night: !isDay, weekend: isWeekend, weekday: !isWeekend }[window]
}

/** A trial that was not held in this call, and why: its window was closed, or the one before it was too near. */
export interface Waiting {
  trial: string
  window?: Window
  for: 'window' | 'spread'
}

/** Tells what a trial waits for, from the moments at which earlier ones began. */
export class Windows {
  readonly #documents: Plan['documents']
  readonly #only: Window | undefined
  /** Those that are kept apart in time. */
  readonly #trials = new Map<string, PlanTrial>()
  /** When the repetitions of a scenario in a window began, milliseconds. */
  readonly #begun = new Map<string, Map<number, number>>()

  /**
   * @param journal what the run has on file
   * @param only hold trials of this window and no others
   */
  constructor(plan: Plan, journal: readonly JournalLine[], only?: Window) {
    this.#documents = plan.documents
    this.#only = only
    this.know(plan.trials)
    for (const line of journal) if (line.kind === 'begin') this.began(line.trial, new Date(line.time))
  }

  /** Takes in trials that the plan did not name: a worker reads them when it claims their lane. */
  know(trials: readonly PlanTrial[]): void {
    for (const trial of trials) if (trial.spread !== undefined) this.#trials.set(trial.id, trial)
  }

  /** Takes in that a trial began, here or elsewhere. */
  began(id: string, at: Date): void {
    const trial = this.#trials.get(id)
    if (trial) this.begin(trial, at)
  }

  begin(trial: PlanTrial, at: Date): void {
    if (trial.spread === undefined) return
    const key = keyOf(trial)
    const begun = this.#begun.get(key) ?? new Map<number, number>()
    this.#begun.set(key, begun)
    begun.set(trial.repetition, at.getTime())
  }

  /** What `trial` waits for at this moment; undefined where it can be held. */
  waits(trial: PlanTrial, at: Date): Waiting | undefined {
    const { id, target, window, spread = 0, repetition } = trial
    if (this.#only !== undefined && window !== this.#only)
      return { trial: id, ...(window ? { window } : {}), for: 'window' }
    const { hours } = this.#documents.targets[target] as ReadyTarget
    if (window !== undefined && !isOpen(window, at, hours?.zone)) return { trial: id, window, for: 'window' }
    // Arms of one repetition are compared with each other, and are held together.
    const others = [...(this.#begun.get(keyOf(trial)) ?? [])].filter(([other]) => other !== repetition)
    const near = others.some(([, time]) => Math.abs(at.getTime() - time) < spread)
    return near ? { trial: id, ...(window ? { window } : {}), for: 'spread' } : undefined
  }
}

function keyOf({ target, scenario, window }: PlanTrial): string {
  return `${target}/${scenario}/${window ?? '-'}`
}
