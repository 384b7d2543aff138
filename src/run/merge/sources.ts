/** The runs that are to be merged: opened, checked, and in an order that does not depend on how they were named. */
import { realpathSync } from 'node:fs'
import { sha256 } from '../../documents/canonical.js'
import { InputError } from '../../documents/input-error.js'
import { validator } from '../../documents/schema.js'
import type { JournalLine } from '../../documents/types/journal.js'
import type { Plan } from '../../documents/types/plan.js'
import type { RunRecord } from '../../documents/types/run.js'
import { VERSION } from '../../documents/version.js'
import { READERS } from '../../understanding/types.js'
import { withoutRefused } from '../attempts.js'
import { RunDirectory } from '../directory.js'
import { refuseWhereHeld } from '../lock.js'
import { readLines } from '../repair.js'
import { unchangedPlan } from '../resume.js'
import { sourceBytes } from './copies.js'
import { differences } from './differences.js'

export interface Source {
  directory: RunDirectory
  record: RunRecord
  journal: readonly JournalLine[]
}

interface Opened {
  plan: Plan
  sources: Source[]
  /** What has to be said, in words. */
  notes: string[]
}

/**
 * @param paths run directories of one plan
 * @throws InputError where one of them is none, is being written, was changed, is of a newer ombud or of another plan
 */
export function openSources(paths: readonly string[]): Opened {
  const notes: string[] = []
  const names = new Map<string, string>()
  // A plan may be large, and is the same everywhere: it is read once.
  const plans = new Map<string, Plan>()
  const opened = paths.map((path) => {
    const directory = RunDirectory.open(path)
    const real = realpathSync(path)
    const twin = names.get(real)
    if (twin !== undefined) throw new InputError(`${path} is named twice${twin === path ? '' : ` (${twin})`}`)
    names.set(real, path)
    refuseWhereHeld(path)
    const hash = sha256(sourceBytes(directory, 'plan.json') ?? '')
    const plan = plans.get(hash) ?? unchangedPlan(directory)
    plans.set(hash, plan)
    return { plan, order: orderOf(directory), ...contentOf(directory, notes) }
  })
  const [first] = opened
  if (!first) throw new InputError('no run directory was named', 'name those that `ombud run --shard` wrote')
  const { plan } = first
  for (const other of opened)
    if (other.plan.id !== plan.id)
      throw new InputError(
        `${first.directory.path} and ${other.directory.path} are of different plans: ${differences(plan, other.plan)}`,
        'shards of one run are begun with the same files, --seed and version of ombud, on the same day',
      )
  const sources = opened.toSorted((a, b) => (a.order < b.order ? -1 : 1))
  return { plan, sources, notes: [...versions(plan, sources), ...notes] }
}

/** By shard, then by content. */
function orderOf(directory: RunDirectory): string {
  const { shard } = directory.record()
  const hashes = ['run.json', 'journal.jsonl'].map((name) => sha256(sourceBytes(directory, name) ?? ''))
  return `${String(shard?.index ?? 0).padStart(5, '0')} ${hashes.join(' ')}`
}

function contentOf(directory: RunDirectory, notes: string[]): Source {
  const path = directory.file('journal.jsonl')
  const { lines, torn, damaged } = readLines<JournalLine>(path)
  const valid = validator('journal', 'first')
  const read = lines.filter((line) => valid(line))
  const odd = lines.length - read.length
  if (torn > 0) notes.push(`${path}: a torn last line of ${torn} bytes was left out`)
  for (const line of damaged) notes.push(`${path}: line ${line} cannot be read and was left out`)
  if (odd > 0) notes.push(`${path}: ${odd} lines are no lines of a journal and were left out`)
  return { directory, record: directory.record(), journal: withoutRefused(read) }
}

/** What may make these runs differ that is no part of their plan. */
function versions({ readers }: Plan, sources: readonly Source[]): string[] {
  const tools = [...new Set(sources.map(({ record }) => record.tool))].sort()
  const [tool] = tools
  const others = tools.length > 1
  return [
    ...(others ? [`the shards were held by ${tools.join(', ')}: they may speak or measure otherwise`] : []),
    ...(!others && tool !== `ombud ${VERSION}`
      ? [`the shards were held by ${tool} and are scored by ombud ${VERSION}`]
      : []),
    ...(readers === READERS ? [] : [`the plan names the readings ${readers}; it is scored with ${READERS}`]),
  ]
}
