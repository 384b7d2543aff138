/** Compares two runs, or a run with a baseline: a run directory or a file that `--update-baseline` wrote. */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import type { PlanTrial } from '../documents/ready.js'
import { validator } from '../documents/schema.js'
import type { Comparison } from '../documents/types/comparison.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { changesFor, type People, redactionOf, spoken } from '../report/redact/change.js'
import { cut } from '../report/text.js'
import { trialStates } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import { writeWhole } from '../run/files.js'
import { jsonIn, readBounded } from '../run/stored.js'
import { type Comparable, comparable } from '../scoring/compare/comparable.js'
import { type CompareOptions, compareRuns } from '../scoring/compare/compare.js'
import { peopleIn } from './people.js'
import { scoredTrials } from './scored-trials.js'

/** Changes of which the words of the transcripts are shown; the lines of the others are named. */
const TOLD = 30
const LONGEST_LINE = 600

export interface ShownOptions extends CompareOptions {
  /** True takes personal data out, too; false shows names of human agents and credentials, which are left out by default. */
  redact?: boolean
}

/**
 * What changed from `a` to `b`, run directories or baseline files.
 * @throws InputError where one of them cannot be used, or they have nothing in common
 */
export function compare(a: string, b: string, { redact, ...options }: ShownOptions = {}): Comparison {
  const comparison = withWords(compareRuns(comparableOf(a), comparableOf(b), options), a, b)
  const [ofA, ofB] = [a, b].map((path) => changesFor(peopleOf(path), redactionOf(redact)))
  if (ofA === undefined || ofB === undefined) return comparison
  return {
    ...comparison,
    targets: comparison.targets.map((target) => spoken(target, (text) => ofB(target.b)(ofA(target.a)(text)))),
  }
}

/** A baseline file was written without names. */
function peopleOf(path: string): People {
  return statSync(path).isDirectory() ? peopleIn(path) : new Map()
}

/**
 * What is compared of a scored run, or what a baseline file holds.
 * @throws InputError that says why it cannot be used, and what makes it usable
 */
export function comparableOf(path: string): Comparable {
  const there = statSync(path, { throwIfNoEntry: false })
  if (!there) throw new InputError(`${path} does not exist`, 'name a run directory or a baseline file')
  if (!there.isDirectory()) return baselineIn(path)
  const plan = RunDirectory.open(path).plan()
  for (const name of ['scorecard.json', 'index.jsonl'])
    if (!existsSync(join(path, name)))
      throw new InputError(`${path} has no ${name}`, `ombud score ${path} makes it`)
  const scorecard = jsonIn<Scorecard>(path, 'scorecard', `ombud score ${path} makes it anew`)
  if (scorecard.plan !== plan.id)
    throw new InputError(`${path}: scorecard.json is of another plan`, `ombud score ${path} makes it anew`)
  return comparable(path, plan, scorecard, scoredTrials(path))
}

/**
 * Keeps what is compared of a scored run as a baseline: one file, which holds no words of the conversations but the
 * messages of what failed, without names of human agents, credentials and personal data: it lies among sources.
 * @throws InputError as of `comparableOf`
 */
export function writeBaseline(run: string, file: string): void {
  const { name, targets, ...kept } = comparableOf(run)
  const of = changesFor(peopleIn(run), redactionOf(true))
  const shown = targets.map((one) => (of ? spoken(one, of(one.target)) : one))
  mkdirSync(dirname(file), { recursive: true })
  // A path of the machine says nothing on another one.
  writeWhole(file, `${JSON.stringify({ ...kept, targets: shown, name: basename(name) }, null, 1)}\n`)
}

/**
 * Compares a run with a baseline file or an older run.
 * @throws InputError where the baseline is missing, damaged, or of another merchant
 */
export function compareWithBaseline(baseline: string, run: string, options: ShownOptions = {}): Comparison {
  if (!existsSync(baseline))
    throw new InputError(
      `there is no baseline ${baseline}`,
      'add --update-baseline once, and this run becomes it',
    )
  return compare(baseline, run, options)
}

function baselineIn(path: string): Comparable {
  const text = readBounded(path).toString('utf8')
  const hint = 'it is a file that --update-baseline writes: make it anew'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new InputError(`${path} is damaged: ${(error as Error).message.slice(0, 200)}`, hint)
  }
  const version = (value as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > 1)
    throw new InputError(`${path} was written by a newer ombud (format ${version})`, 'update ombud')
  const valid = validator('baseline', 'first')
  if (!valid(value)) {
    const [error] = valid.errors ?? []
    const place = error?.instancePath.slice(0, 200) || 'the whole file'
    throw new InputError(`${path} is no baseline: ${place} ${error?.message ?? ''}`, hint)
  }
  return value as Comparable
}

type Changes = Comparison['targets'][number]['regressions']
type Proof = Changes[number]['audits'][number]['a']

/** Puts the words of the transcripts beside the lines of what regressed, as far as the runs are at hand. */
function withWords(comparison: Comparison, a: string, b: string): Comparison {
  const [ofA, ofB] = [wordsOf(a), wordsOf(b)]
  const told = (changes: Changes): Changes =>
    changes.map((change, at) => {
      if (at >= TOLD) return change
      const audits = change.audits.map((audit) => ({
        ...audit,
        a: ofA(change.a, audit.a),
        b: ofB(change.b, audit.b),
      }))
      return { ...change, audits }
    })
  return {
    ...comparison,
    targets: comparison.targets.map((target) => ({ ...target, regressions: told(target.regressions) })),
  }
}

/** Adds the words of its lines to a proof of a trial of this run. */
function wordsOf(path: string): (trial: string, proof: Proof) => Proof {
  if (!statSync(path).isDirectory()) return (_, proof) => proof
  const directory = RunDirectory.open(path)
  const plan = directory.plan()
  const states = trialStates(plan.trials, directory.journal())
  const trials = new Map(
    plan.trials.map((trial, i) => [trial.id, { trial, attempt: states[i]?.attempt ?? 0 }]),
  )
  return (id, proof) => {
    const held = trials.get(id)
    if (held === undefined || proof.lines.length === 0) return proof
    const said = saidIn(directory, held.trial, held.attempt, proof.lines)
    return said.length === 0 ? proof : { ...proof, said }
  }
}

function saidIn(
  directory: RunDirectory,
  trial: PlanTrial,
  attempt: number,
  lines: readonly number[],
): NonNullable<Proof['said']> {
  try {
    return directory
      .filed(trial, attempt)
      .events.flatMap((event) =>
        event.kind === 'text' && lines.includes(event.seq)
          ? [{ line: event.seq, actor: event.actor, text: cut(event.text, LONGEST_LINE) }]
          : [],
      )
  } catch {
    // The transcript is gone or damaged since the run was scored: the lines are still named.
    return []
  }
}
