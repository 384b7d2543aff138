/** Exit codes, and how an error is shown at the end of a command. */
import { isOfDisk } from '../documents/disk.js'
import { InputError } from '../documents/input-error.js'
import { plain } from '../report/text.js'
import { DiskError } from '../run/files.js'

export const EXIT = { ok: 0, failed: 1, usage: 2, harness: 3, interrupted: 130 } as const

/** Prints an error as one message and returns its exit code. */
export function report(error: unknown, verbose: boolean): number {
  const { message: told, stack, name } = error instanceof Error ? error : new Error(String(error))
  // It may quote a file of a stranger.
  const message = plain(told)
  if (error instanceof InputError || name === 'DocumentError') {
    console.error(message)
    return isOfDisk(error) ? EXIT.harness : EXIT.usage
  }
  if (error instanceof DiskError || isOfDisk(error)) {
    const run = error instanceof DiskError ? error.run : undefined
    console.error(
      run === undefined
        ? `${message}\n  what was there before is whole; make room or name a place that can be written, and give the command again`
        : `${message}\n  what was written before is whole; make room and go on with: ombud run --resume ${run}`,
    )
    return EXIT.harness
  }
  console.error(`ombud failed: ${message}`)
  console.error(verbose ? plain(stack ?? '') : 'Run again with --verbose for the stack.')
  return EXIT.harness
}
