/** What a statement says of a journal: its head, and how many attempts began and ended. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { linesIn } from '../documents/lines.js'
import { validator } from '../documents/schema.js'
import type { JournalLine } from '../documents/types/journal.js'

export interface JournalHead {
  sha256: string
  lines: number
  attempts: number
  ended: number
  /** When the first attempt began, by the clock of the machine. */
  first?: string
}

/** @param ended is told each attempt that ended */
export function headOfJournal(
  path: string,
  ended: (line: Extract<JournalLine, { kind: 'end' }>) => void = () => {},
): JournalHead {
  const hash = createHash('sha256')
  const head: Omit<JournalHead, 'sha256'> = { lines: 0, attempts: 0, ended: 0 }
  const valid = validator('journal', 'first')
  for (const bytes of existsSync(path) ? linesIn(path) : []) {
    hash.update(bytes).update('\n')
    head.lines++
    const line = parsed(bytes) as JournalLine
    if (!valid(line)) continue
    if (line.kind === 'begin') {
      head.attempts++
      if (head.first === undefined || line.time < head.first) head.first = line.time
    } else {
      head.ended++
      ended(line)
    }
  }
  return { sha256: hash.digest('hex'), ...head }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
