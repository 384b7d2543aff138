/** Unites the run directories of one plan, also out of a store, and scores and reports what they come to. */
import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { isOfDisk } from '../documents/disk.js'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { isStore } from '../evidence/store/open.js'
import { RunDirectory } from '../run/directory.js'
import { mergeRuns } from '../run/merge/merge.js'
import { pullPlan } from './pull.js'
import { report } from './report.js'
import { auditsFor, type ScoreOptions, scoreFiles } from './score.js'

export interface MergeOptions extends Pick<ScoreOptions, 'audits' | 'note'> {
  /** Go on where shards are missing; what they hold counts as not held. */
  partial?: boolean
  /** Language of the reports; default: that of the plan. */
  lang?: Lang
  /** Of a store: the runs of this plan, by its id or the beginning of it. Needed where it holds several. */
  plan?: string | undefined
  /** Of an object store; default: as of `push`. */
  endpoint?: string | undefined
}

export interface MergeOutcome {
  directory: string
  /** Without chats, turns, and the words of what passed. */
  result: Result
  /** Reports that were written. */
  files: string[]
  /** Run directories that it is made of. */
  merged: number
  /** Results that are kept and not counted: another one of the same trial was committed before. */
  surplus: number
}

/**
 * Makes the new run directory `out` of `runs`, which stay as they are. Its scorecard is the one that a single process would
 * have written with the same conversations, whatever the order of the runs.
 * @param runs run directories; `s3://BUCKET/PREFIX` or `dir:PATH` stands for all runs of one plan in that store, which lie in
 * `out`.parts until they are merged
 * @throws InputError where they are no runs of one plan, a shard is missing, or `out` is not empty; as `pull` does
 */
export async function merge(
  out: string,
  runs: readonly string[],
  { partial = false, lang, plan, endpoint, ...options }: MergeOptions = {},
): Promise<MergeOutcome> {
  const pulled = `${out}.parts`
  const stores = runs.filter(isStore)
  if (stores.length > 0) RunDirectory.refuseUnlessNew(out)
  const paths = runs.filter((run) => !isStore(run))
  const taken: string[] = []
  for (const store of stores) taken.push(...(await pullPlan(store, pulled, { plan, endpoint })))
  paths.push(...taken)
  // Audits that are missing are told before anything is written.
  for (const path of paths.slice(0, 1)) auditsFor(RunDirectory.open(path).plan(), options)
  const { directory, notes, surplus } = mergeRuns(out, paths, partial)
  // All of it is in the store, and in the merged run.
  for (const path of taken) rmSync(path, { recursive: true, force: true })
  if (taken.length > 0 && readdirSync(pulled).length === 0) rmdirSync(pulled)
  for (const note of notes) options.note?.(note)
  try {
    const result = scoreFiles(directory.path, options)
    const files = await report(directory.path, {
      formats: ['html', 'junit'],
      lang: lang ?? result.plan.lang,
    })
    return { directory: directory.path, result, files, merged: paths.length, surplus }
  } catch (error) {
    if (isOfDisk(error))
      throw new InputError(
        `the runs are merged in ${out}, and its scores cannot be written: ${(error as Error).message}`,
        `make room, then: ombud score ${out}`,
        error,
      )
    throw error
  }
}
