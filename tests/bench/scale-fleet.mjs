/** An audit in a queue, workers of dist as processes, and what is left when they are done. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './processes.mjs'

const MAIN = join(ROOT, 'dist/cli/main.js')
/** Seconds; the shortest that the queue takes. */
export const LEASE_S = 10
/** How often the queue looks for lost workers; see src/run/queue/engine.ts. */
export const SUPERVISION_S = 5
/** Longest that is waited for workers which have nothing more to wait for. */
const PATIENCE_MS = 180_000

/** Runs a command of ombud to its end. @throws unless it ends with one of `codes` */
export async function ombud(args, { cwd, env = {}, codes = [0] }) {
  const life = begin(args, { cwd, env })
  const code = await life.ended
  if (!codes.includes(code)) throw new Error(`ombud ${args[0]} ended with ${code}: ${life.errors()}`)
}

function begin(args, { cwd, env, preload = [] }) {
  const imports = preload.flatMap((script) => ['--import', new URL(script, import.meta.url).href])
  const child = spawn(process.execPath, [...imports, MAIN, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LANG: 'en_US.UTF-8', OMBUD_BENCH_WORKER: 'none', ...env },
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return { child, errors: () => errors, ended: new Promise((done) => child.once('exit', done)) }
}

/** The address of a database with the tables of the queue, which is to be copied. */
export async function queueTemplate(server, folder) {
  const url = await server.database()
  await ombud(['queue', 'init', url, '--lease', String(LEASE_S)], { cwd: folder })
  return url
}

let copies = 0

async function copyOf(server, template) {
  const name = `copy${++copies}`
  const of = template.split('/').at(-1)
  const urlOf = (database) => template.replace(of, database)
  await server.sql(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${of}`)
  return urlOf(name)
}

/**
 * Writes documents, and enqueues them in a database of their own.
 * @param targets by id: conversations at once, and the gap between them in milliseconds
 * @returns what starts workers, and what tells what they left
 */
export async function startAudit({ server, template, folder, bot, targets, scenarios = 1, turns, repeat }) {
  mkdirSync(folder, { recursive: true })
  const documents = join(folder, 'documents')
  mkdirSync(documents)
  const limits = new Map(Object.entries(targets))
  for (const [id, { atOnce, gap }] of limits)
    writeFileSync(
      join(documents, `${id}.target.yaml`),
      `id: ${id}\nlang: zh-CN\npoliteness: { concurrency: ${atOnce}, gap: ${gap}ms }\nchannel: { http: { url: '${bot.url}/${id}', headers: { x-worker: '\${OMBUD_BENCH_WORKER}' }, request: { text: $.message, session: $.session }, reply: { messages: '$.messages[*]' } } }\n`,
    )
  for (let n = 1; n <= scenarios; n++)
    writeFileSync(
      join(documents, `s${n}.scenario.yaml`),
      `id: s${n}\nlang: zh-CN\ntitle: 退货${n}\nsteps:\n${Array.from({ length: turns }, (_, i) => `  - { id: q${i + 1}, say: '第${i + 1}问，七天无理由退货可以吗？' }\n`).join('')}`,
    )
  const url = await copyOf(server, template)
  const env = { OMBUD_QUEUE: url }
  await ombud(['enqueue', documents, '--seed', 'bench', '--repeat', String(repeat)], { cwd: folder, env })
  /** Rows of what SQL gives, each a list of texts. */
  const ask = async (text) =>
    (await server.sql(url, text)).split('\n').flatMap((line) => (line === '' ? [] : [line.split('|')]))
  const spools = new Set()
  return {
    folder,
    limits,
    trials: limits.size * scenarios * repeat,
    ask,
    /** What was acknowledged: trial, status, and SHA-256 of its transcript. */
    acknowledged: async () =>
      (await ask("SELECT trial, status, coalesce(sha256, '') FROM ombud.result ORDER BY trial")).map(
        ([trial, status, sha256]) => ({ trial, status, sha256 }),
      ),
    /** Starts a worker. Its name is in each message; `spool` is a folder that a later one may go on with. */
    worker(name, { spool = name, slots, port, preload, more = {} }) {
      spools.add(spool)
      const queue = port === undefined ? env : { OMBUD_QUEUE: url.replace(`:${server.port}/`, `:${port}/`) }
      const args = ['worker', '--spool', spool, '--slots', String(slots)]
      const life = begin(args, {
        cwd: folder,
        env: { ...queue, OMBUD_BENCH_WORKER: name, ...more },
        ...(preload ? { preload } : {}),
      })
      return { name, spool, begun: performance.now(), ...life }
    },
    /** Merges what all workers saw, and looks for what was acknowledged. */
    async merged(acknowledged) {
      // One that was killed before it had a plan has seen nothing.
      const whole = [...spools].filter((spool) => existsSync(join(folder, spool, 'plan.json')))
      await ombud(['merge', 'merged', ...whole], { cwd: folder, codes: [0, 1, 3] })
      const paths = whole.map((spool) => join(folder, spool))
      return held(join(folder, 'merged'), paths, acknowledged, limits.size * scenarios * repeat)
    },
  }
}

/**
 * What a merged run has of what was acknowledged.
 * @returns trials whose acknowledged result is gone, that count twice, that have no result; whose counted result is
 * another one, which was never acknowledged; and that a worker held again whose result had not been acknowledged
 */
function held(run, spools, acknowledged, trials) {
  const counted = results(run)
  const own = spools.map((spool) => results(spool))
  const rows = new Map()
  for (const { trial } of linesOf(join(run, 'index.jsonl'))) rows.set(trial, (rows.get(trial) ?? 0) + 1)
  const all = linesOf(join(run, 'journal.jsonl')).filter(isResult)
  const hashOf = ({ file }) =>
    file === undefined
      ? ''
      : createHash('sha256')
          .update(readFileSync(join(run, file)))
          .digest('hex')
  const tally = { lost: 0, other: 0, twice: 0, again: 0, missing: trials - Math.min(counted.size, rows.size) }
  for (const { trial, status, sha256 } of acknowledged) {
    const isKept = all.some((end) => end.trial === trial && end.status === status && hashOf(end) === sha256)
    if (!isKept || !counted.has(trial)) tally.lost++
    else if (hashOf(counted.get(trial).at(-1)) !== sha256) tally.other++
  }
  for (const [trial, ends] of counted) {
    // Of several results of one worker the last counts, of those of several workers only one worker's.
    if (ends.length > Math.max(...own.map((one) => one.get(trial)?.length ?? 0))) tally.twice++
    if (ends.length > 1) tally.again++
  }
  for (const times of rows.values()) if (times > 1) tally.twice++
  const { targets } = JSON.parse(readFileSync(join(run, 'scorecard.json'), 'utf8'))
  for (const { counts } of targets)
    tally.twice += Math.max(0, counts.scored + counts.unscored + counts.notRun - counts.planned)
  return tally
}

const isResult = ({ kind, status }) => kind === 'end' && status !== 'aborted'

/** The results of each trial that are not surplus. */
function results(run) {
  const found = new Map()
  for (const end of linesOf(join(run, 'journal.jsonl')))
    if (isResult(end) && !end.surplus) found.set(end.trial, [...(found.get(end.trial) ?? []), end])
  return found
}

export const linesOf = (file) =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n').slice(0, -1).map(JSON.parse)

/** Numbers from 0 to 1 that the seed decides. */
export function draws(seed) {
  let n = 0
  return () => createHash('sha256').update(`${seed} ${n++}`).digest().readUInt32BE() / 2 ** 32
}

/** The exit codes of workers that come to their end by themselves. @throws where one does not */
export async function codesOf(workers) {
  let late
  const over = new Promise((_, reject) => {
    late = setTimeout(() => {
      reject(new Error(`workers do not end: ${workers.map(({ errors }) => errors().slice(-500)).join('\n')}`))
    }, PATIENCE_MS)
  })
  try {
    return await Promise.race([Promise.all(workers.map(({ ended }) => ended)), over])
  } finally {
    clearTimeout(late)
  }
}

/** Ends what is still there of processes that were started here. */
export function endAll(workers) {
  for (const { child } of workers) if (child.exitCode === null) child.kill('SIGKILL')
}
