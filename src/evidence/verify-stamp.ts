/** Checks a time stamp of a bundle. */
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Checking } from './checks.js'
import { readStamp } from './stamp.js'

/** Clocks of a machine and of an authority may differ by so much. */
const CLOCKS_MS = 60_000
const LARGEST_STAMP = 1_000_000

/**
 * Checks that `stamp` is one of `file`.
 * @param about authorities: certificates in PEM; before: when something began that it has to be older than
 */
export async function verifyStamp(
  bundle: string,
  stamp: string,
  file: string,
  check: Checking,
  { authorities, before }: { authorities?: string; before?: string },
): Promise<void> {
  const stat = lstatSync(join(bundle, stamp), { throwIfNoEntry: false })
  if (!stat) {
    check.leave('no-stamp')
    return
  }
  if (!stat.isFile() || stat.size > LARGEST_STAMP || !existsSync(join(bundle, file))) {
    check.fail('not-a-stamp', stamp)
    return
  }
  const read = await readStamp(
    readFileSync(join(bundle, stamp)),
    readFileSync(join(bundle, file)),
    authorities,
  )
  if (!read) {
    check.fail('not-a-stamp', stamp)
    return
  }
  const { time, authority, problem } = read
  check.seen = `${time.toISOString()} ${authority}`.trim()
  if (problem === 'no-authority-given') check.leave(problem)
  else if (problem) check.fail(problem)
  if (before !== undefined && time.getTime() > Date.parse(before) + CLOCKS_MS) check.fail('too-late', before)
}
