/** Lines of a transcript that are withheld: each leaves its hash, and the tree over all lines still has the root that the journal tells. */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Commitment, commitmentTo } from '../documents/chain.js'
import { InputError } from '../documents/input-error.js'
import { linesIn } from '../documents/lines.js'
import { leafHash, MerkleTree } from '../documents/merkle.js'
import { validator } from '../documents/schema.js'
import type { JournalLine } from '../documents/types/journal.js'

/** Lines that are withheld, from 1; both ends are among them. */
export interface Withheld {
  /** Of which attempt; needed where a trial has several. */
  attempt?: number
  from: number
  to: number
}

/** Bytes of a line. */
const LONGEST = 100_000_000

const isAmong = (ranges: readonly Withheld[], line: number) =>
  ranges.some(({ from, to }) => line >= from && line <= to)

/** The lines of a transcript that are shown. */
export function* shownLines(path: string, ranges: readonly Withheld[]): Generator<Buffer> {
  let number = 0
  for (const line of linesIn(path, undefined, LONGEST)) if (!isAmong(ranges, ++number)) yield line
}

/**
 * Copies a transcript; in the place of each line that is withheld stands its hash as a leaf of the tree.
 * @throws InputError where a range goes past the end, or the lines are not those that were committed to
 */
export function copyWithout(from: string, to: string, ranges: readonly Withheld[], told: Commitment): void {
  const { count, root } = commitmentTo(linesIn(from, undefined, LONGEST))
  const wrong = ranges.find((range) => !(range.from >= 1 && range.from <= range.to && range.to <= count))
  if (wrong)
    throw new InputError(
      `lines ${wrong.from} to ${wrong.to} cannot be withheld: the transcript has lines 1 to ${count}`,
    )
  if (root !== told.root)
    throw new InputError(`${from} is not the transcript that the journal tells`, '`ombud verify` says more')
  const lines: string[] = []
  for (const line of linesIn(from, undefined, LONGEST)) {
    const hidden = isAmong(ranges, lines.length + 1)
    lines.push(hidden ? `{"withheld":"${leafHash(line).toString('hex')}"}` : line.toString('utf8'))
  }
  writeFileSync(to, lines.map((line) => `${line}\n`).join(''))
}

/**
 * The tree over a transcript of which lines are withheld, and how many these are.
 * @returns rest: how many bytes stand behind the last line and are in no tree
 */
export function treeOf(path: string): { count: number; root: string; withheld: number; rest: number } {
  const tree = new MerkleTree()
  let withheld = 0
  let rest = statSync(path).size
  for (const line of linesIn(path, undefined, LONGEST)) {
    rest -= line.length + 1
    const hash = /^\{"withheld":"([0-9a-f]{64})"\}$/.exec(line.subarray(0, 100).toString('latin1'))?.[1]
    if (hash === undefined) tree.add(line)
    else {
      withheld++
      tree.addLeaf(Buffer.from(hash, 'hex'))
    }
  }
  return { count: tree.size, root: tree.root(), withheld, rest }
}

/** What a line of a journal commits to: a transcript, by its path in the bundle, and its lines. */
export function committedIn(
  line: string | Uint8Array,
): { path: string; trial: string; lines: Commitment } | undefined {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(line as string).toString('utf8'))
  } catch {
    return undefined
  }
  if (!validator('journal', 'first')(value)) return undefined
  const end = value as JournalLine
  if (end.kind !== 'end' || end.file === undefined || end.lines === undefined) return undefined
  return { path: `data/${end.file}`, trial: end.trial, lines: end.lines }
}

/**
 * The line of the journal of a bundle that commits to a transcript.
 * @throws InputError where an older ombud held the run, which kept no tree
 */
export function lineFor(bundle: string, path: string): { journal: string; index: number; lines: Commitment } {
  const file = join(bundle, 'data/journal.jsonl')
  let index = 0
  for (const bytes of existsSync(file) ? linesIn(file, undefined, LONGEST) : []) {
    const committed = bytes.includes(path.slice('data/'.length)) ? committedIn(bytes) : undefined
    if (committed?.path === path) return { journal: bytes.toString('utf8'), index, lines: committed.lines }
    index++
  }
  throw new InputError(
    `the journal does not commit to the lines of ${path}, so none can be withheld`,
    'an older ombud held this conversation, or this is a redacted copy; it can be proven whole',
  )
}
