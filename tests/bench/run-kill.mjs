/** Runs that are killed -9 and resumed at random points: nothing acknowledged is lost, nothing is done twice. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { figure } from './figures.mjs'
import { ROOT } from './processes.mjs'
import { startRunBot } from './run-bot.mjs'
import { http, nameOf, page, wordsOf, writeRunDocuments } from './run-documents.mjs'

const MAIN = join(ROOT, 'dist/cli/main.js')

export async function bench({ folder, seed = String(Date.now()) }) {
  console.log(`run-kill: seed ${seed}`)
  const over = (name, options) => killed(join(folder, name), name, draws(`${seed} ${name}`), options)
  return [
    ...(await over('http', {
      channel: http,
      kills: 200,
      // Enough that 200 kills come before the end on a slow machine.
      scenarios: 450,
      turns: 10,
      atOnce: 2,
      delay: 10,
      span: 400,
    })),
    ...(await over('browser', {
      channel: page,
      kills: 20,
      scenarios: 40,
      turns: 3,
      atOnce: 2,
      // Long beside what a busy machine adds: an answer that is much faster than any before is held to be doubtful.
      delay: 500,
      span: 6000,
      timing: 'quiet: 300ms',
    })),
  ]
}

async function killed(folder, name, draw, { channel, kills, scenarios, turns, atOnce, delay, span, timing }) {
  const bot = await startRunBot({ delay })
  const mark = `ombud-bench-${process.pid}-${name}`
  try {
    const documents = writeRunDocuments({
      folder: join(folder, 'documents'),
      channel: channel(bot.url),
      scenarios,
      turns,
      atOnce,
      timing,
    })
    const begin = (out) => ['run', documents, '--out', out, '--seed', 'bench', '--quiet']
    const calm = join(folder, 'calm')
    await lifeOf(begin(calm), mark)
    bot.sessions.clear()

    const out = join(folder, 'killed')
    const tally = { kills: 0, lost: 0, changed: 0, twice: 0 }
    let resumeMs = 0
    for (
      let args = begin(out);
      ;
      args = existsSync(join(out, 'plan.json')) ? ['run', '--resume', out, '--quiet'] : args
    ) {
      const begun = performance.now()
      const life = start(args, mark)
      const enough = tally.kills >= kills
      if (!enough) {
        // One kill in ten falls into start-up and repair, the others into conversations.
        const first = new Promise((heard) => {
          bot.heard = () => heard()
        })
        if (draw() >= 0.1) await Promise.race([first, life.ended])
        resumeMs += performance.now() - begun
        await Promise.race([sleep(draw() * span), life.ended])
        if (life.child.exitCode === null && life.child.kill('SIGKILL')) tally.kills++
      }
      const code = await life.ended
      if (code === 0) break
      if (code !== null) throw new Error(`a resumed run ended with ${code}: ${life.errors()}`)
      check(out, tally)
    }
    await sleep(500)
    tally.lost += unheard(out, bot.sessions, scenarios)
    tally.twice += twice(out, scenarios)
    const differences = ['transcripts', 'findings', 'scorecard', 'counts'].filter(
      (part) => JSON.stringify(essence(out)[part]) !== JSON.stringify(essence(calm)[part]),
    )
    if (differences.length > 0)
      console.log(`${name}: other than the undisturbed run: ${differences.join(', ')}`)
    return [
      figure(`${name}: kills of one run`, tally.kills, '', { least: kills }),
      figure(`${name}: acknowledged turns lost`, tally.lost, '', { most: 0 }),
      figure(`${name}: lines on file that changed later`, tally.changed, '', { most: 0 }),
      figure(`${name}: trials scored twice or not at all`, tally.twice, '', { most: 0 }),
      figure(`${name}: parts that differ from the undisturbed run`, differences.length, '', { most: 0 }),
      figure(`${name}: processes left behind`, leftBehind(mark), '', { most: 0 }),
      figure(`${name}: conversations that were cut`, cutAttempts(out), ''),
      figure(`${name}: from start to the first message, mean`, resumeMs / Math.max(1, tally.kills), 'ms'),
    ]
  } finally {
    await bot.stop()
  }
}

function start(args, mark) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, OMBUD_BENCH: mark, LANG: 'en_US.UTF-8' },
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return { child, errors: () => errors, ended: new Promise((done) => child.once('exit', done)) }
}

async function lifeOf(args, mark) {
  const life = start(args, mark)
  const code = await life.ended
  if (code !== 0) throw new Error(`the undisturbed run ended with ${code}: ${life.errors()}`)
}

/** Whole lines of every transcript, as they were after each kill. */
const onFile = new Map()

/** What was on file after an earlier kill must still be there, byte for byte. */
function check(out, tally) {
  for (const file of filesOf(out)) {
    const bytes = readFileSync(file)
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
    const before = onFile.get(file)
    if (before && digest(whole.subarray(0, before.size)) !== before.hash) tally.changed++
    onFile.set(file, { size: whole.length, hash: digest(whole) })
  }
}

/** The next question was heard, so the turn before had been closed: its closing line must be on file. */
function unheard(out, sessions, scenarios) {
  let lost = 0
  const heard = [...sessions.values()]
  for (let n = 1; n <= scenarios; n++) {
    const attempts = filesOf(out)
      .filter((file) => file.includes(`/${nameOf(n)}/`))
      .sort((a, b) => attemptOf(a) - attemptOf(b))
      .map(
        (file) =>
          eventsOf(file).filter((e) => e.kind === 'turn' && e.change === 'close' && e.turn > 0).length,
      )
    for (const said of heard.filter(([first]) => first.startsWith(wordsOf(n)))) {
      while (attempts.length > 0 && attempts[0] < said.length - 1) attempts.shift()
      if (attempts.shift() === undefined) lost++
    }
  }
  return lost
}

function twice(out, scenarios) {
  const done = new Map()
  for (const { kind, status, trial } of eventsOf(join(out, 'journal.jsonl')))
    if (kind === 'end' && status === 'done') done.set(trial, (done.get(trial) ?? 0) + 1)
  let wrong = scenarios - done.size
  for (const times of done.values()) if (times !== 1) wrong++
  return wrong
}

const cutAttempts = (out) =>
  eventsOf(join(out, 'journal.jsonl')).filter((line) => line.status === 'aborted').length

/** A run without its times, attempts and hashes of bytes that hold them. */
function essence(out) {
  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))
  const last = result.targets.flatMap((t) => t.trials).map((trial) => [trial.id, join(out, trial.transcript)])
  const scorecard = JSON.parse(readFileSync(join(out, 'scorecard.json'), 'utf8'))
  const findings = eventsOf(join(out, 'findings.jsonl'))
  return {
    transcripts: last.map(([id, file]) => [id, eventsOf(file).map(timeless)]),
    // Their outcome is a matter of time; that they are there is not.
    findings: findings.map((f) => (f.audit === 'response-time' ? [f.trial, f.turn] : f)),
    scorecard: scorecard.targets.map(({ latency, categories, ...card }) => ({
      ...card,
      categories: categories.filter((c) => c.id !== 'latency'),
      latency: latency.turns,
    })),
    counts: ['junit.xml'].map((name) => readFileSync(join(out, name), 'utf8').match(/<testcase /g)?.length),
  }
}

function timeless({ at, attempt, after, clock, correlation, id, message, unreliable, handed, ...event }) {
  return event
}

function filesOf(out) {
  const trials = join(out, 'trials')
  if (!existsSync(trials)) return []
  return readdirSync(trials, { recursive: true })
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(trials, name))
}

const attemptOf = (file) => Number(/\.(\d+)\.jsonl$/.exec(file)[1])
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex')
const eventsOf = (file) => readFileSync(file, 'utf8').split('\n').slice(0, -1).map(JSON.parse)

/** Processes of killed runs that are still there: a browser must go with its run. */
function leftBehind(mark) {
  if (process.platform !== 'linux') return 0
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`OMBUD_BENCH=${mark}`) &&
        !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      )
    } catch {
      return false
    }
  }).length
}

/** Numbers from 0 to 1 that the seed decides. */
function draws(seed) {
  let n = 0
  return () => createHash('sha256').update(`${seed} ${n++}`).digest().readUInt32BE() / 2 ** 32
}
