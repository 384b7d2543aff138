/** A file that is made of runs may not take the place of what a run consists of. */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../documents/input-error.js'

/** Files of a run directory that nothing makes anew, or that others are made of. */
const OF_A_RUN = new Set(
  ['plan', 'run', 'environment', 'scorecard', 'result']
    .map((name) => `${name}.json`)
    .concat(['journal', 'findings', 'index', 'judgements'].map((name) => `${name}.jsonl`)),
)

/**
 * Makes the folder of a file that is to be written.
 * @throws InputError where a folder has the name, or the file is one that a run consists of
 */
export function readyFor(out: string): void {
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory())
    throw new InputError(`${out} is a folder`, 'name a file')
  if (OF_A_RUN.has(basename(out)) && existsSync(join(dirname(out), 'plan.json')))
    throw new InputError(`${out} belongs to a run`, 'name another file')
  mkdirSync(dirname(out), { recursive: true })
}
