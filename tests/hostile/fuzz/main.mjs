/**
 * Fuzzes documents, events and run directories: `node tests/hostile/fuzz/main.mjs [--runs N] [--long] [--seed N] [--only NAME]`.
 * 20,000 inputs, a million with --long; a failure names the seed and the input that make it again, and the exit code is 1.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'

/** Part of all inputs; a run directory costs as much as ten of the others. */
const SHARES = { documents: 0.35, events: 0.55, runs: 0.1 }
/** Milliseconds for one input, and without any sign of life. */
const BOUND = 10_000
const HANG = 60_000

/**
 * @param {{ runs: number, seed: number, only?: string }} options
 * @returns inputs tried, failures and what took longest, by subject
 */
export async function fuzz({ runs, seed, only }) {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-fuzz-'))
  const rejected = []
  const note = (reason) => rejected.push({ subject: 'rejection', stack: reason?.stack ?? String(reason) })
  process.on('unhandledRejection', note)
  try {
    const subjects = Object.keys(SHARES).filter((name) => only === undefined || name === only)
    const all = subjects.reduce((sum, name) => sum + SHARES[name], 0)
    const results = await Promise.all(
      subjects.map((subject) =>
        thread({
          subject,
          seed,
          inputs: Math.round((runs * SHARES[subject]) / all),
          folder: join(folder, subject),
        }),
      ),
    )
    return { results, failures: [...results.flatMap((result) => result.failures), ...rejected] }
  } finally {
    process.off('unhandledRejection', note)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One subject in a thread of its own, ended where an input never ends. */
function thread(options) {
  const { subject } = options
  const beats = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { ...options, beats, bound: BOUND },
  })
  const failures = []
  const begun = performance.now()
  let slowest = 0
  let [beat, since] = [-1, begun]
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      const now = Atomics.load(beats, 0)
      if (now !== beat) [beat, since] = [now, performance.now()]
      if (performance.now() - since < HANG) return
      failures.push({ subject, seed: Atomics.load(beats, 1), stack: `input ${now} never ended` })
      void worker.terminate()
    }, 1000)
    worker.on('message', (message) => {
      if (message.kind === 'end') slowest = message.slowest
      else failures.push({ subject, ...message })
    })
    worker.on('error', (error) => failures.push({ subject, stack: error.stack }))
    worker.on('exit', () => {
      clearInterval(watch)
      resolve({
        subject,
        inputs: Atomics.load(beats, 0),
        failures,
        slowest,
        seconds: (performance.now() - begun) / 1000,
      })
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string' },
      long: { type: 'boolean' },
      seed: { type: 'string' },
      only: { type: 'string' },
    },
  })
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
  const runs = Number(values.runs ?? (values.long ? 1_000_000 : 20_000))
  console.log(`seed ${seed}, ${runs} inputs`)
  const { results, failures } = await fuzz({ runs, seed, only: values.only })
  for (const { subject, inputs, slowest, seconds } of results)
    console.log(`${subject}: ${inputs} inputs in ${Math.round(seconds)} s, slowest ${Math.round(slowest)} ms`)
  for (const { subject, seed: from, input, stack } of failures)
    console.log(`\n${subject}, seed ${from}: ${input ?? ''}\n${stack}`)
  console.log(`${failures.length} failures`)
  if (failures.length > 0) process.exitCode = 1
}
