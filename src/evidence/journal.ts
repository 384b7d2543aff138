/** What a statement says of a journal: its head, the root of its lines, and how many attempts began and ended. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { linesIn } from '../documents/lines.js'
import { MerkleTree } from '../documents/merkle.js'
import { validator } from '../documents/schema.js'
import type { JournalLine } from '../documents/types/journal.js'

/** Bytes of a line. */
const LONGEST = 1_000_000

export interface JournalHead {
  sha256: string
  lines: number
  /** Root of the tree over its lines. */
  root: string
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
  const tree = new MerkleTree()
  const head: Omit<JournalHead, 'sha256' | 'root'> = { lines: 0, attempts: 0, ended: 0 }
  const valid = validator('journal', 'first')
  for (const bytes of existsSync(path) ? linesIn(path, undefined, LONGEST) : []) {
    hash.update(bytes).update('\n')
    tree.add(bytes)
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
  return { sha256: hash.digest('hex'), root: tree.root(), ...head }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
