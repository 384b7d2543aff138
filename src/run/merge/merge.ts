/** Makes one run directory of several that hold parts of one plan. They stay as they are. */
import { existsSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { canonicalJson } from '../../documents/canonical.js'
import { InputError } from '../../documents/input-error.js'
import type { Environment } from '../../documents/types/environment.js'
import type { JournalLine } from '../../documents/types/journal.js'
import type { Plan } from '../../documents/types/plan.js'
import type { RunRecord } from '../../documents/types/run.js'
import { VERSION } from '../../documents/version.js'
import { RUN_VERSION, RunDirectory } from '../directory.js'
import { DiskError, GrowingFile } from '../files.js'
import { lockDirectory } from '../lock.js'
import { jsonIn } from '../stored.js'
import { uniteAttempts } from './attempts.js'
import { Copies, isText } from './copies.js'
import { mergedJudge } from './judge.js'
import { missingLanes } from './missing.js'
import { openSources, type Source } from './sources.js'

export interface Merged {
  directory: RunDirectory
  /** What has to be said, in words; run.json keeps it, too. */
  notes: string[]
  /** Results that are kept and not counted. */
  surplus: number
}

/**
 * Unites runs of one plan in the new directory `out`. Whatever the order of `paths`, all but the times of run.json is the
 * same, byte for byte.
 * @param partial go on where lanes are missing
 * @throws InputError where they are no runs of one plan, some lanes are missing, or `out` cannot be used
 */
export function mergeRuns(out: string, paths: readonly string[], partial = false): Merged {
  const { plan, sources, notes } = openSources(paths)
  notes.push(...missingLanes(plan, sources, partial))
  const directory = RunDirectory.create(out)
  const unlock = lockDirectory(out)
  try {
    const surplus = unite(directory, plan, sources, notes)
    return { directory, notes, surplus }
  } catch (error) {
    // Half of a merged run would look like a whole one; the runs that it is made of are all there.
    rmSync(out, { recursive: true, force: true })
    if (error instanceof DiskError)
      throw new InputError(error.message, 'the runs are as they were: make room, and merge them again', error)
    throw error
  } finally {
    unlock()
  }
}

function unite(out: RunDirectory, plan: Plan, sources: readonly Source[], notes: string[]): number {
  const from = sources.map(({ directory }) => directory)
  const copies = new Copies(out, (message) => notes.push(message))
  const journal = uniteAttempts(plan, sources, copies)
  const surplus = journal.filter(isSurplusResult).length
  if (surplus > 0)
    notes.push(
      `${surplus} ${surplus === 1 ? 'result is' : 'results are'} surplus: another one of the same trial was committed before; kept, and not counted`,
    )
  const file = new GrowingFile(out.file('journal.jsonl'))
  for (const line of journal) file.write(`${JSON.stringify(line)}\n`)
  file.finish()
  for (const directory of from) {
    copies.blobs(directory)
    copies.recipes(directory)
  }
  copies.lines(from, 'blobs/texts.jsonl', isText)
  copies.lines(from, 'judgements.jsonl')
  for (const hash of new Set(Object.values(plan.weights ?? {}))) out.keepWeights(weightsIn(from, hash))
  uniteEnvironments(out, from, notes)
  const judge = mergedJudge(sources, notes)
  out.writeJson('run.json', { ...recordOf(sources, notes, surplus), ...(judge ? { judge } : {}) }, true)
  // From here on it is a run directory.
  out.writeJson('plan.json', plan, true)
  return surplus
}

const isSurplusResult = (line: JournalLine) =>
  line.kind === 'end' && line.surplus === true && line.status !== 'aborted'

/** @throws InputError where no run has these weights as they were */
function weightsIn(from: readonly RunDirectory[], hash: string): { bytes: Uint8Array; sha256: string } {
  let missing: unknown
  for (const directory of from)
    try {
      return { bytes: directory.weights(hash), sha256: hash }
    } catch (error) {
      missing = error
    }
  throw missing
}

/** Where the shards were held: the readings of all. */
function uniteEnvironments(out: RunDirectory, from: readonly RunDirectory[], notes: string[]): void {
  const all = from.flatMap((directory) => {
    if (!existsSync(directory.file('environment.json'))) return []
    try {
      return [jsonIn<Environment>(directory.path, 'environment', '')]
    } catch (error) {
      notes.push(`${(error as Error).message}; it was left out`)
      return []
    }
  })
  const [first] = all
  if (first)
    out.writeJson('environment.json', { ...first, readings: all.flatMap(({ readings }) => readings) })
}

function recordOf(sources: readonly Source[], notes: readonly string[], surplus: number): RunRecord {
  const records = sources.map(({ record }) => record)
  const ends = records.flatMap(({ ended }) => ended ?? []).sort()
  const last = ends.length === records.length ? ends.at(-1) : undefined
  const warnings = [...records.flatMap((record) => record.warnings ?? []), ...notes]
  return {
    version: RUN_VERSION,
    tool: `ombud ${VERSION}`,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    host: hostname(),
    started: records.map(({ started }) => started).sort()[0] as string,
    ...(last === undefined ? {} : { ended: last }),
    configuration: shared(records.map(({ configuration }) => configuration ?? {})),
    warnings: [...new Set(warnings)],
    merged: records.flatMap((record) => record.merged ?? [partOfRecord(record)]),
    ...(surplus > 0 ? { surplus } : {}),
  }
}

function partOfRecord({ shard, tool, node, platform, host, started, ended }: RunRecord) {
  return {
    ...(shard ? { shard } : {}),
    tool,
    node,
    platform,
    ...(host === undefined ? {} : { host }),
    started,
    ...(ended === undefined ? {} : { ended }),
  }
}

/** What was asked for in every run. */
function shared(all: readonly Record<string, unknown>[]): Record<string, unknown> {
  const [first = {}, ...others] = all
  const same = (key: string, value: unknown) =>
    others.every((other) => canonicalJson(other[key]) === canonicalJson(value))
  return Object.fromEntries(Object.entries(first).filter(([key, value]) => same(key, value)))
}
