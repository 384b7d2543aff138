/** Checks a time stamp of a bundle. */
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Checking } from './checks.js'
import { statOf } from './files.js'
import { readStamp, type Stamp } from './stamp.js'
import { isInside } from './verify-transcripts.js'

/** Clocks of a machine and of an authority may differ by so much. */
export const CLOCKS_MS = 60_000
const LARGEST_STAMP = 1_000_000

/** What a stamp in a bundle says of a file in it; undefined where it is none. */
export async function stampOf(
  bundle: string,
  stamp: string,
  file: string,
  authorities?: string,
): Promise<Stamp | undefined> {
  if (!isInside(bundle, stamp) || !isInside(bundle, file)) return undefined
  if (lstatSync(join(bundle, stamp)).size > LARGEST_STAMP) return undefined
  return readStamp(readFileSync(join(bundle, stamp)), readFileSync(join(bundle, file)), authorities)
}

/**
 * Checks that `stamp` is one of `file`.
 * @param about authorities: certificates in PEM; before: when something began that it has to be older than
 * @returns its time, where it has one
 */
export async function verifyStamp(
  bundle: string,
  stamp: string,
  file: string,
  check: Checking,
  { authorities, before }: { authorities?: string; before?: string },
): Promise<Date | undefined> {
  if (!statOf(join(bundle, stamp))) {
    check.leave('no-stamp')
    return undefined
  }
  const read = await stampOf(bundle, stamp, file, authorities)
  if (!read) {
    check.fail('not-a-stamp', stamp)
    return undefined
  }
  const { time, authority, problem } = read
  check.seen = `${time.toISOString()} ${authority}`.trim()
  if (problem === 'no-authority-given') check.leave(problem)
  else if (problem) check.fail(problem)
  if (before !== undefined && time.getTime() > Date.parse(before) + CLOCKS_MS) check.fail('too-late', before)
  return time
}
