/** Whether the same conversations, and conversations with the same bot, come to the same scorecard, whoever held them. */
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { scoreFiles } from '../../dist/library/score.js'
import { mergeRuns } from '../../dist/run/merge/merge.js'
import { partOf } from '../../dist/run/shard.js'

/** What is made of results, byte for byte. */
const SCORED = ['scorecard.json', 'index.jsonl', 'findings.jsonl', 'insight.json']
const ORDERS = 6

/** A run directory of several, scored as `ombud merge` does; reports are left out. */
export function united(out, parts) {
  const { surplus } = mergeRuns(out, parts)
  scoreFiles(out)
  return surplus
}

/**
 * Check (a): divides a run into shards and into spools of any trials, and unites each in several orders.
 * @returns how many unions were made, and how many of them had other bytes than the run
 */
export function partitions(run, folder) {
  const expected = filesOf(run)
  const plan = JSON.parse(readFileSync(join(run, 'plan.json'), 'utf8'))
  const counted = { unions: 0, differ: 0, surplus: 0 }
  const check = (name, parts, orders) => {
    const paths = parts.map(({ own, shard }, i) => part(run, join(folder, `${name}-${i + 1}`), own, shard))
    for (const order of orders) {
      const out = join(folder, 'united')
      counted.surplus += united(
        out,
        order.map((at) => paths[at]),
      )
      counted.unions++
      const found = filesOf(out)
      if (SCORED.some((file) => found[file] !== expected[file])) counted.differ++
      rmSync(out, { recursive: true })
    }
  }
  for (const of of [1, 3]) {
    const parts = Array.from({ length: of }, (_, i) => {
      const shard = { index: i + 1, of }
      return { own: new Set(partOf(plan, shard).trials.map(({ id }) => id)), shard }
    })
    check(`shard-${of}`, parts, permutations(of))
  }
  for (const of of [1, 2, 7]) {
    const parts = Array.from({ length: of }, (_, i) => ({
      own: new Set(plan.trials.map(({ id }) => id).filter((id) => number(`${of} ${id}`) % of === i)),
    }))
    // All orders of seven would be 5,040.
    check(`spool-${of}`, parts, of < 4 ? permutations(of) : shuffled(of, ORDERS))
  }
  return counted
}

const filesOf = (run) =>
  Object.fromEntries(SCORED.map((name) => [name, readFileSync(join(run, name), 'utf8')]))

/** Puts the trials of a run that `own` names into a directory of their own. */
function part(from, to, own, shard) {
  mkdirSync(to, { recursive: true })
  cpSync(join(from, 'plan.json'), join(to, 'plan.json'))
  const record = JSON.parse(readFileSync(join(from, 'run.json'), 'utf8'))
  writeFileSync(join(to, 'run.json'), JSON.stringify({ ...record, ...(shard && { shard }) }))
  const lines = linesOf(join(from, 'journal.jsonl')).filter(({ trial }) => own.has(trial))
  writeFileSync(join(to, 'journal.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  for (const { file } of lines) {
    if (file === undefined) continue
    mkdirSync(dirname(join(to, file)), { recursive: true })
    cpSync(join(from, file), join(to, file))
  }
  cpSync(join(from, 'blobs'), join(to, 'blobs'), { recursive: true })
  return to
}

function permutations(n, taken = []) {
  if (taken.length === n) return [taken]
  const left = Array.from({ length: n }, (_, i) => i).filter((i) => !taken.includes(i))
  return left.flatMap((i) => permutations(n, [...taken, i]))
}

const shuffled = (n, times) =>
  Array.from({ length: times }, (_, round) =>
    Array.from({ length: n }, (_, i) => i).sort((a, b) => number(`${round} ${a}`) - number(`${round} ${b}`)),
  )

/** A number that the words decide. */
const number = (words) => createHash('sha256').update(words).digest().readUInt32BE()

/**
 * Check (b): what is left of a run without its times. Removed are: of the scorecard the block `latency` but for its number of
 * turns, and the category `latency`, whose score is made of milliseconds; of rows when a trial began and the milliseconds of
 * its turns; of findings what response-time came to; of events their clocks, whether these are to be trusted, and what is drawn anew each time.
 */
export function timeless(run) {
  const { targets, ...card } = JSON.parse(readFileSync(join(run, 'scorecard.json'), 'utf8'))
  const scorecard = {
    ...card,
    targets: targets.map(({ latency, categories, ...target }) => ({
      ...target,
      turns: latency.turns,
      categories: categories.filter(({ id }) => id !== 'latency'),
    })),
  }
  const rows = linesOf(join(run, 'index.jsonl')).map(({ started, day, hour, times, ...row }) => row)
  const findings = linesOf(join(run, 'findings.jsonl')).map((finding) =>
    finding.audit === 'response-time' ? [finding.trial, finding.turn] : finding,
  )
  const ends = linesOf(join(run, 'journal.jsonl')).filter(({ kind, surplus }) => kind === 'end' && !surplus)
  const transcripts = ends
    .map(({ trial, file }) => [trial, linesOf(join(run, file)).map(withoutTimes)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    Object.entries({ scorecard, rows, findings, transcripts }).map(([name, value]) => [
      name,
      JSON.stringify(value),
    ]),
  )
}

/**
 * `prev` is the hash of the line before, times and all; `id`, `correlation` and `salt` are drawn; `unreliable` says that this
 * machine was busy.
 */
function withoutTimes({
  at,
  after,
  clock,
  correlation,
  handed,
  id,
  message,
  prev,
  salt,
  unreliable,
  ...event
}) {
  return event
}

export const linesOf = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
