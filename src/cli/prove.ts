/** `ombud prove`: one trial of a bundle, with the proof that it belongs to it. */
import { join } from 'node:path'
import { prove } from '../evidence/prove.js'
import { EXIT } from './exit.js'

export function proveCommand(bundle: string, trial: string, { out }: { out: string }): number {
  for (const file of prove(bundle, trial, out)) console.log(join(out, file))
  return EXIT.ok
}
