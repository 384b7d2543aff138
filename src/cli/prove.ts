/** `ombud prove`: one trial of a bundle, with the proof that it belongs to it. */
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { prove } from '../evidence/prove.js'
import type { Withheld } from '../evidence/withhold.js'
import { EXIT } from './exit.js'

export function proveCommand(
  bundle: string,
  trial: string,
  { out, withhold = [] }: { out: string; withhold?: string[] },
): number {
  for (const file of prove(bundle, trial, out, withhold.flatMap(rangesOf))) console.log(join(out, file))
  return EXIT.ok
}

/** Lines of `3,7-9`, or of `2:3,7-9` for those of the second attempt. @throws InputError */
function rangesOf(text: string): Withheld[] {
  const [, attempt, lines = ''] = /^(?:(\d{1,6}):)?([\d,-]+)$/.exec(text) ?? []
  return lines.split(',').map((part) => {
    const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part) ?? []
    if (from === undefined)
      throw new InputError(
        `--withhold is a list of lines, not ${text}`,
        'for example 3,7-9; or 2:3,7-9 where the trial has several attempts',
      )
    return {
      from: Number(from),
      to: Number(to),
      ...(attempt === undefined ? {} : { attempt: Number(attempt) }),
    }
  })
}
