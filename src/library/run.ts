/** Plans, carries out, scores and reports a run: the main job in one call. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, type OwnAudit, withOwn } from '../audits/own.js'
import type { Audits } from '../audits/registry.js'
import type { BrowserOptions } from '../channel/open.js'
import { checkOwn, type OwnChannels, UNNAMED } from '../channel/own/own.js'
import type { Stepper } from '../conversation/stepper.js'
import { shippedScenarios } from '../documents/catalogue.js'
import { isOfDisk } from '../documents/disk.js'
import { InputError } from '../documents/input-error.js'
import { documentFile, findDocuments } from '../documents/kinds.js'
import { type Loaded, loadDocuments } from '../documents/load.js'
import type { Lang, ReadyTarget, ResolvedTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Plan } from '../documents/types/plan.js'
import type { Result } from '../documents/types/result.js'
import { openJudge } from '../judge/open.js'
import { type JudgeConfig, settingsOf } from '../judge/settings.js'
import { ContactBudget } from '../run/budget.js'
import { RunDirectory } from '../run/directory.js'
import type { Durability } from '../run/lane-context.js'
import { makePlan, type PlanOptions } from '../run/plan.js'
import type { Listener } from '../run/progress.js'
import { carryOut } from '../run/run.js'
import type { Shard } from '../run/shard.js'
import type { Waiting } from '../run/windows.js'
import { failed } from '../scoring/findings.js'
import { consumerOf, identityOf } from './consumer.js'
import type { ConsumerConfig } from './consumer-settings.js'
import { type Encoders, encodersIn, encodersOf } from './encoders.js'
import { Ended } from './ended.js'
import { evidenceOf } from './evidence.js'
import { JournalStamps } from './journal-stamps.js'
import { conformanceOf, localDay, profileFiles, profilesNamed } from './profiles.js'
import { report } from './report.js'
import { auditsFor, score } from './score.js'
import { stampPlan } from './stamp.js'
import { UntilDecided } from './until-decided.js'
import { type PageAddress, targetsOf } from './url.js'

export interface RunOptions
  extends Omit<PlanOptions, 'audits' | 'consumer' | 'used' | 'conformance'>,
    OwnChannels {
  /** Files and folders: targets, and scenarios where the shipped ones are not wanted. */
  paths?: readonly string[]
  /** Pages without a target file: their chat is found. */
  pages?: readonly PageAddress[]
  /** What the run is judged by: ids of profiles, or their files. Only what these need is planned, as often as they need it. */
  profiles?: readonly string[]
  /** Hold trials only as long as they decide something: sequential tests, whose plans are frozen beforehand. */
  untilDecided?: boolean
  /** Instead of paths: go on with the run in this directory. */
  resume?: string
  /** With resume: hold trials again that ended without a score. */
  retryUnscored?: boolean
  /** What a killed process and what a power cut may lose; default trial. See docs/architecture.md. */
  durability?: Durability
  /**
   * Hold only this part of the plan: whole lanes, the same ones on every machine. Every shard needs the same documents, seed
   * and version of ombud; `merge` unites them. With resume: as the run was begun.
   */
  shard?: Shard
  /**
   * Address of an RFC 3161 authority that stamps the plan before the first message, and the head of the journal while the
   * run is held; nobody by default.
   */
  tsa?: string
  /** Milliseconds between two stamps of the journal; default an hour. */
  tsaEvery?: number
  /** Run directory; default reports/runs/<date>-<n>. */
  out?: string
  /** Conversations at once over all targets; default: what the machine bears. */
  concurrency?: number
  browser?: BrowserOptions
  /** Wait for duty hours instead of leaving such trials unscored. */
  wait?: boolean
  /** Directory whose runs share the budgets of human contacts; default reports/runs. */
  politeness?: string
  lang?: Lang
  /** Aborted to stop politely. */
  signal?: AbortSignal
  listen?: Listener
  /** Goes through the conversations step by step; the run is marked as one that was held up. */
  stepper?: Stepper
  /** Score each conversation when it has ended, and tell `listen` what the audits say. */
  scoreEnded?: boolean
  /** Who is asked where rules and models decide nothing, and for rubrics; nobody by default. */
  judge?: JudgeConfig
  /**
   * A language model that holds the converse steps in the place of the agenda consumer; scenarios without such a step
   * are not planned then. With resume: its budget and key; who it is stays as planned.
   */
  consumer?: ConsumerConfig
  /** Audits of one's own that the scenarios name. */
  audits?: readonly OwnAudit[]
}

export interface RunOutcome {
  directory: string
  result: Result
  /** Reports that were written. */
  files: string[]
  /** Trials whose window is closed: `resume` holds them when it is open. */
  waiting: Waiting[]
}

/**
 * The plan that `run` would carry out; sends nothing.
 * @throws DocumentError with every mistake of every file; InputError where nothing is left to run
 */
export function plan(
  options: Pick<
    RunOptions,
    | 'paths'
    | 'pages'
    | 'audits'
    | 'consumer'
    | 'politeness'
    | 'profiles'
    | 'untilDecided'
    | 'shard'
    | keyof OwnChannels
  > &
    Omit<PlanOptions, 'audits' | 'consumer' | 'used' | 'conformance'>,
): Plan {
  return planned(options).plan
}

/** The target of a command that was given alone. */
const COMMAND: ReadyTarget = {
  id: UNNAMED,
  merchant: UNNAMED,
  title: UNNAMED,
  channel: { command: {} },
  politeness: { gap: '0ms' },
}

/** As `plan`, with the documents that it was made of. */
export function planned({
  paths = [],
  pages = [],
  audits = [],
  profiles = [],
  untilDecided = false,
  consumer,
  shard,
  ...options
}: RunOptions): {
  plan: Plan
  loaded: Loaded
  encoders: Encoders
} {
  withOwn(audits)
  const named = findDocuments(paths).files
  const own = named.some(({ path }) => documentFile(path)?.kind === 'scenario')
  const schemas = new Map(audits.map(({ meta }) => [meta.id, meta.options]))
  const loaded = loadDocuments(
    [...paths, ...profileFiles(profiles), ...(own ? [] : shippedScenarios())],
    schemas,
  )
  loaded.targets.push(...targetsOf(pages))
  if (loaded.targets.length === 0 && options.commands?.[UNNAMED]) loaded.targets.push(COMMAND)
  checkOwn(loaded.targets, options)
  const hashes = Object.fromEntries(audits.map((audit) => [audit.meta.id, hashOf(audit)]))
  const model = consumer && identityOf(consumer)
  const contacts = new ContactBudget(options.politeness)
  if (shard && options.seed === undefined)
    throw new InputError(
      '--shard needs --seed: without one every shard draws other words',
      'give all shards the same, for example the number of the build: --seed 1234',
    )
  if (untilDecided && profiles.length === 0)
    throw new InputError(
      '--until-decided needs a profile: without one there is nothing to decide',
      'name one, for example --profile ci-smoke',
    )
  const conformance = conformanceOf(profilesNamed(profiles, loaded), new Date(), untilDecided)
  const plan = makePlan(loaded, {
    ...options,
    ...(conformance ? { conformance } : {}),
    ...(model ? { consumer: model } : {}),
    audits: hashes,
    // Another machine knows of other people, and would plan otherwise: each trial asks again when it begins.
    ...(shard ? {} : { used: (asked) => contacts.used(asked) }),
  })
  return { plan, loaded, encoders: encodersOf(loaded) }
}

/**
 * Holds every conversation of the plan and scores it.
 * @throws as `plan`; an error of the file system where nothing more can be written
 */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const {
    resume,
    concurrency,
    browser,
    wait,
    durability,
    signal,
    stepper,
    politeness,
    tsa,
    tsaEvery,
    audits: own = [],
  } = options
  const { plan, loaded, encoders } = resume === undefined ? planned(options) : resumed(resume)
  const audits = auditsFor(plan, { audits: own })
  checkOwn(Object.values(plan.documents.targets) as ReadyTarget[], options)
  // What is wrong with it is said before the first message, and not after the last.
  if (options.judge) await (await openJudge(settingsOf(options.judge))).close()
  const other = plan.consumer && consumerOf(plan.consumer, options.consumer ?? {})
  const work =
    resume === undefined
      ? {
          plan,
          out: options.out ?? nextRunFolder(new Date()),
          ...(loaded ? { weights: loaded.weights } : {}),
          ...(options.shard ? { shard: options.shard } : {}),
        }
      : { resume, unscored: options.retryUnscored ?? false }
  const listen =
    options.listen && listener(options.listen, options.scoreEnded ?? false, audits, loaded?.files)
  const { directory, waiting } = await carryOut({
    work,
    gate: (plan, path, held) => new UntilDecided(plan, path, audits, held),
    ...(resume === undefined ? { configuration: configurationOf(options) } : {}),
    failed: stopsIn(encoders, audits),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(browser ? { browser } : {}),
    own: options,
    ...(tsa === undefined
      ? {}
      : {
          planned: (path, note) => stampPlan(tsa, path, note),
          holding: (path, note) => {
            const stamps = new JournalStamps(tsa, path, note, tsaEvery)
            return () => stamps.stop()
          },
        }),
    ...(wait === undefined ? {} : { wait }),
    ...(options.window === undefined ? {} : { window: options.window }),
    ...(politeness === undefined ? {} : { politeness }),
    ...(durability ? { durability } : {}),
    ...(signal ? { signal } : {}),
    ...(stepper ? { stepper } : {}),
    ...(other ? { other } : {}),
    ...(listen ? { listen } : {}),
  })
  const { path } = directory
  try {
    const result = await score(path, {
      audits: own,
      ...(options.judge ? { judge: options.judge } : {}),
      ...(signal ? { signal } : {}),
      note: (message) => listen?.({ type: 'note', message }),
    })
    const files = await report(path, { formats: ['html', 'junit'], lang: result.plan.lang })
    listen?.({ type: 'result', directory: path, result, files })
    return { directory: path, result, files, waiting }
  } catch (error) {
    if (isOfDisk(error))
      throw new InputError(
        `every conversation is on file in ${path}, and its scores cannot be written: ${(error as Error).message}`,
        `make room, then: ombud score ${path}`,
        error,
      )
    throw error
  }
}

/** The plan of a run that goes on, and what it was planned with. */
function resumed(path: string): { plan: Plan; loaded?: Loaded; encoders: Encoders } {
  const directory = RunDirectory.open(path)
  const plan = directory.plan()
  return { plan, encoders: encodersIn(directory, plan) }
}

/** Adds to what a run tells what only the library knows: where the documents stand, what the audits say. */
function listener(
  listen: Listener,
  scoring: boolean,
  audits: Audits,
  files: Readonly<Record<string, string>> | undefined,
): Listener {
  let ended: Ended | undefined
  return (progress) => {
    if (progress.type === 'planned') {
      if (scoring) ended = new Ended(progress.plan, progress.directory, audits)
      listen(files ? { ...progress, files } : progress)
    } else if (progress.type === 'end' && ended) {
      const judged = ended.score(progress.trial, progress.end)
      listen({ ...progress, end: ended.shown(progress.trial, progress.end), judged })
    } else listen(progress)
  }
}

function configurationOf({
  paths,
  pages,
  filter,
  tags,
  skipTags,
  repeat,
  concurrency,
  wait,
  politeness,
  people,
  stepper,
  profiles,
  untilDecided,
  window,
}: RunOptions) {
  const urls = pages?.map(({ url }) => url)
  return {
    paths,
    ...(urls ? { urls } : {}),
    filter,
    tags,
    skipTags,
    repeat,
    concurrency,
    wait,
    politeness,
    people,
    profiles,
    untilDecided,
    window,
    ...(stepper ? { debug: true } : {}),
  }
}

/** Tells whether an expectation has failed that stops the conversation. */
export function stopsIn(encoders: Encoders, audits: Audits) {
  return (trial: ResolvedTrial, events: readonly TranscriptEvent[], step: string): boolean =>
    stops(trial, step) && failed(evidenceOf(trial, events, encoders), step, audits)
}

/** Only where an expectation can stop the conversation is the evidence read in the middle of it. */
function stops({ scenario }: ResolvedTrial, step: string): boolean {
  const expectations = scenario.steps.find((s) => s.id === step)?.expect ?? []
  return expectations.some((e) => typeof e === 'object' && e.stop === true)
}

/** A new folder for a run of this day. */
export function nextRunFolder(today: Date): string {
  for (let n = 1; ; n++) {
    const folder = join('reports', 'runs', `${localDay(today)}-${n}`)
    if (!existsSync(folder)) return folder
  }
}
