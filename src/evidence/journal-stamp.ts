/** Time stamps of the journal that were taken while a run was held: their files, and whether they hold. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { linesIn } from '../documents/lines.js'
import type { Checking } from './checks.js'
import { statOf } from './files.js'
import { CLOCKS_MS, stampOf } from './verify-stamp.js'
import { isInside } from './verify-transcripts.js'

const FOLDER = 'timestamps'
/** Bytes of a line of a journal. */
const LONGEST = 1_000_000

/**
 * The files of one stamp, relative to the run.
 * @param sha256 of the first `lines` lines of the journal, newlines and all
 */
export function journalStamp(lines: number, sha256: string): { head: string; stamp: string; text: string } {
  const name = `${FOLDER}/journal-${lines}`
  return { head: `${name}.txt`, stamp: `${name}.tsr`, text: `${lines} ${sha256}\n` }
}

/** Numbers of lines of which a bundle has a stamp, in order; empty for most. */
export function journalStampsIn(bundle: string): number[] {
  const folder = join(bundle, 'data', FOLDER)
  if (!statOf(folder)?.isDirectory()) return []
  return readdirSync(folder)
    .flatMap((name) => /^journal-([1-9]\d{0,11})\.tsr$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

/**
 * Checks that each stamp is of the head of the journal at its line, and that their times follow their lines.
 * @param authorities certificates in PEM
 * @param between when the plan was stamped, and the statement
 */
export async function verifyJournalStamps(
  bundle: string,
  counts: readonly number[],
  check: Checking,
  { authorities, between }: { authorities?: string; between: { plan?: Date; statement?: Date } },
): Promise<void> {
  const heads = headsAt(join(bundle, 'data/journal.jsonl'), new Set(counts))
  const times: Date[] = between.plan ? [between.plan] : []
  for (const lines of counts) {
    const { head, stamp, text } = journalStamp(lines, heads.get(lines) ?? '')
    const file = `data/${head}`
    if (!isInside(bundle, file) || readFileSync(join(bundle, file), 'utf8') !== text) {
      check.fail('other-data', `data/${stamp}`)
      continue
    }
    const read = await stampOf(bundle, `data/${stamp}`, file, authorities)
    if (!read) check.fail('not-a-stamp', `data/${stamp}`)
    else if (read.problem === 'no-authority-given') {
      if (check.state === 'ok') check.leave(read.problem)
    } else if (read.problem) check.fail(read.problem, `data/${stamp}`)
    if (!read) continue
    const last = times.at(-1)
    if (last && read.time.getTime() < last.getTime() - CLOCKS_MS) check.fail('other-order', `data/${stamp}`)
    times.push(read.time)
  }
  const last = times.at(-1)
  if (last && between.statement && between.statement.getTime() < last.getTime() - CLOCKS_MS)
    check.fail('other-order')
  check.seen = [counts.length, times.at(-1)?.toISOString()].join(' ')
}

/** SHA-256 of a journal up to some of its lines. */
function headsAt(path: string, counts: ReadonlySet<number>): Map<number, string> {
  const heads = new Map<number, string>()
  const hash = createHash('sha256')
  let lines = 0
  for (const line of linesIn(path, undefined, LONGEST)) {
    hash.update(line).update('\n')
    if (counts.has(++lines)) heads.set(lines, hash.copy().digest('hex'))
  }
  return heads
}
