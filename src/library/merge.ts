/** Unites the run directories of the shards of one plan, and scores and reports what they come to. */
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { RunDirectory } from '../run/directory.js'
import { mergeRuns } from '../run/merge/merge.js'
import { report } from './report.js'
import { auditsFor, type ScoreOptions, scoreFiles } from './score.js'

export interface MergeOptions extends Pick<ScoreOptions, 'audits' | 'note'> {
  /** Go on where shards are missing; what they hold counts as not held. */
  partial?: boolean
  /** Language of the reports; default: that of the plan. */
  lang?: Lang
}

export interface MergeOutcome {
  directory: string
  /** Without chats, turns, and the words of what passed. */
  result: Result
  /** Reports that were written. */
  files: string[]
  /** Results that are kept and not counted: another one of the same trial was committed before. */
  surplus: number
}

/**
 * Makes the new run directory `out` of `runs`, which stay as they are. Its scorecard is the one that a single process would
 * have written with the same conversations, whatever the order of the runs.
 * @throws InputError where they are no runs of one plan, a shard is missing, or `out` is not empty
 */
export async function merge(
  out: string,
  runs: readonly string[],
  { partial = false, lang, ...options }: MergeOptions = {},
): Promise<MergeOutcome> {
  // Audits that are missing are told before anything is written.
  for (const run of runs.slice(0, 1)) auditsFor(RunDirectory.open(run).plan(), options)
  const { directory, notes, surplus } = mergeRuns(out, runs, partial)
  for (const note of notes) options.note?.(note)
  const result = scoreFiles(directory.path, options)
  const files = await report(directory.path, {
    formats: ['html', 'junit'],
    lang: lang ?? result.plan.lang,
  })
  return { directory: directory.path, result, files, surplus }
}
