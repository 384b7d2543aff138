/** Rounds that were cut: which of them were gone on with later and are whole by now. */
import { join } from 'node:path'
import { InputError } from '../../documents/input-error.js'
import { trialStates } from '../../run/attempts.js'
import { RunDirectory } from '../../run/directory.js'
import { refuseWhereHeld } from '../../run/lock.js'

/** What a round that nobody cut leaves out, too. */
const LEFT_OUT = new Set(['decided', 'contacts'])

export interface Late {
  run: string
  path: string
  /** When it began. */
  time: string
}

/** @param runs names of run directories of the monitor in `path`; returned are those that are whole, oldest first */
export function wholeAmong(path: string, runs: readonly string[]): Late[] {
  return runs
    .flatMap((run): Late[] => {
      const place = join(path, 'runs', run)
      const time = wholeSince(place)
      return time === undefined ? [] : [{ run, path: place, time }]
    })
    .sort((a, b) => (a.time < b.time ? -1 : 1))
}

/** When a run began of which every trial has ended; undefined where it is open, at work, or cannot be read. */
function wholeSince(path: string): string | undefined {
  try {
    refuseWhereHeld(path)
    const directory = RunDirectory.open(path)
    const states = trialStates(directory.plan().trials, directory.journal())
    const isOpen = states.some(({ status, reason }) => status === 'not-run' && !LEFT_OUT.has(reason))
    return isOpen ? undefined : directory.record().started
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}
