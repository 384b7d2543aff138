/** The newest run of this folder, and what failed in it. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { storedResult } from '../library/stored.js'

const RUNS = join('reports', 'runs')

/**
 * The trials that failed in the newest run, and as many repetitions as they need.
 * @throws InputError where there are none
 */
export function lastFailed(): { only: string[]; repeat: number } {
  const only = failedTrials(newestRun())
  return { only, repeat: Math.max(...only.map((id) => Number(id.split('/').at(-1)))) }
}

/** @throws InputError where there is none */
function newestRun(): string {
  const runs = existsSync(RUNS) ? readdirSync(RUNS).map((name) => join(RUNS, name)) : []
  const scored = runs.filter((run) => existsSync(join(run, 'result.json')))
  const age = (run: string) => statSync(join(run, 'result.json')).mtimeMs
  const [newest] = scored.sort((a, b) => age(b) - age(a))
  if (newest === undefined)
    throw new InputError(`there is no finished run under ${RUNS}`, 'run without --last-failed first')
  return newest
}

/** Ids of the trials that failed in a run. @throws InputError where none did */
function failedTrials(run: string): string[] {
  const { targets } = storedResult(run)
  const failed = targets.flatMap((t) =>
    t.trials.filter((trial) => trial.outcome === 'fail').map((trial) => trial.id),
  )
  if (failed.length === 0) throw new InputError(`nothing failed in ${run}`, 'run without --last-failed')
  return failed
}
