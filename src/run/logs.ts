/** Directories of a merchant's own logs are no runs: nothing in them is a trial. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'

/** In every directory that `ombud import --logs` writes. */
export const LOGS_FILE = 'logs.json'

/** @throws InputError where `path` is a directory of imported logs */
export function refuseLogs(path: string): void {
  if (existsSync(join(path, LOGS_FILE)))
    throw new InputError(
      `${path} holds conversations of a merchant's logs: they are no trials, and are never scored or compared`,
      `ombud insight ${path} tells what can be learnt from them`,
    )
}
