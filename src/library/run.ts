/** Plans, carries out, scores and reports a run: the main job in one call. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserOptions } from '../channel/open.js'
import { shippedScenarios } from '../documents/catalogue.js'
import { documentFile, findDocuments } from '../documents/kinds.js'
import { loadDocuments } from '../documents/load.js'
import type { Lang, ResolvedTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Plan } from '../documents/types/plan.js'
import type { Result } from '../documents/types/result.js'
import type { Durability } from '../run/lane.js'
import { makePlan, type PlanOptions } from '../run/plan.js'
import type { Listener } from '../run/progress.js'
import { carryOut } from '../run/run.js'
import { failed } from '../scoring/findings.js'
import { report } from './report.js'
import { evidenceOf, score } from './score.js'

export interface RunOptions extends PlanOptions {
  /** Files and folders: targets, and scenarios where the shipped ones are not wanted. */
  paths?: readonly string[]
  /** Instead of paths: go on with the run in this directory. */
  resume?: string
  /** With resume: hold trials again that ended without a score. */
  retryUnscored?: boolean
  /** What a killed process and what a power cut may lose; default trial. See docs/architecture.md. */
  durability?: Durability
  /** Run directory; default reports/runs/<date>-<n>. */
  out?: string
  /** Conversations at once over all targets; default 4. */
  concurrency?: number
  browser?: BrowserOptions
  /** Wait for duty hours instead of leaving such trials unscored. */
  wait?: boolean
  lang?: Lang
  /** Aborted to stop politely. */
  signal?: AbortSignal
  listen?: Listener
}

export interface RunOutcome {
  directory: string
  result: Result
  /** Reports that were written. */
  files: string[]
}

/**
 * The plan that `run` would carry out; sends nothing.
 * @throws DocumentError with every mistake of every file; InputError where nothing is left to run
 */
export function plan({ paths = [], ...options }: Pick<RunOptions, 'paths'> & PlanOptions): Plan {
  const named = findDocuments(paths).files
  const own = named.some(({ path }) => documentFile(path)?.kind === 'scenario')
  return makePlan(loadDocuments([...paths, ...(own ? [] : shippedScenarios())]), options)
}

/**
 * Holds every conversation of the plan and scores it.
 * @throws as `plan`; an error of the file system where nothing more can be written
 */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const { resume, concurrency, browser, wait, durability, signal, listen } = options
  const work =
    resume === undefined
      ? { plan: plan(options), out: options.out ?? nextRunFolder(new Date()) }
      : { resume, unscored: options.retryUnscored ?? false }
  const { path } = await carryOut({
    work,
    ...(resume === undefined ? { configuration: configurationOf(options) } : {}),
    failed: (trial: ResolvedTrial, events: readonly TranscriptEvent[], step: string) =>
      stops(trial, step) && failed(evidenceOf(trial, events), step),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(browser ? { browser } : {}),
    ...(wait === undefined ? {} : { wait }),
    ...(durability ? { durability } : {}),
    ...(signal ? { signal } : {}),
    ...(listen ? { listen } : {}),
  })
  const result = await score(path)
  const files = await report(path, { formats: ['html', 'junit'], lang: result.plan.lang })
  return { directory: path, result, files }
}

function configurationOf({ paths, filter, tags, repeat, concurrency, wait }: RunOptions) {
  return { paths, filter, tags, repeat, concurrency, wait }
}

/** Only where an expectation can stop the conversation is the evidence read in the middle of it. */
function stops({ scenario }: ResolvedTrial, step: string): boolean {
  const expectations = scenario.steps.find((s) => s.id === step)?.expect ?? []
  return expectations.some((e) => typeof e === 'object' && e.stop === true)
}

function nextRunFolder(today: Date): string {
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-')
  for (let n = 1; ; n++) {
    const folder = join('reports', 'runs', `${day}-${n}`)
    if (!existsSync(folder)) return folder
  }
}
