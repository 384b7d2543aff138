/**
 * Runs the benches one after the other: `node tests/bench/main.mjs [NAME…] [--long]`; `run` stands for
 * those of runs, `channel` for those of the browser channel, `consumer` for those of the simulated consumer,
 * `scoring` for those of the statistics and of scores, `scale` for those of many machines and of evidence.
 * Each prints a table and writes reports/bench/NAME.json; a missed goal makes the exit code 1. See docs/benchmarks.md.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeMachine, printTable } from './figures.mjs'
import { ROOT } from './processes.mjs'

const NAMES = ['size', 'start-up', 'throughput', 'latency-http', 'latency-browser']
const GROUPS = {
  run: ['run-kill', 'run-durability', 'run-report', 'run-score', 'fuzz'],
  understanding: [
    'understanding-acts',
    'understanding-relevance',
    'understanding-same',
    'understanding-dialogue',
    'understanding-judge',
    'understanding-speed',
    'understanding-curve',
  ],
  consumer: ['consumer-speed', 'consumer-openings', 'consumer-personas', 'consumer-faults'],
  scoring: ['scoring-coverage', 'scoring-errors', 'scoring-sequential', 'run-score'],
  scale: ['scale-kill', 'scale-faults', 'scale-queue', 'scale-workers', 'scale-evidence'],
  channel: ['channel-detect', 'channel-latency', 'channel-wire', 'completion', 'channel-scale'],
}

const words = process.argv.slice(2)
const long = words.includes('--long')
const wanted = words.filter((word) => word !== '--long').flatMap((word) => GROUPS[word] ?? [word])
const known = [...NAMES, ...Object.values(GROUPS).flat()]
const unknown = wanted.filter((word) => !known.includes(word))
if (unknown.length > 0) {
  console.error(
    `no bench is called ${unknown.join(' ')}; there are ${known.join(' ')}, ${Object.keys(GROUPS).join(' and ')} for those of one kind, and --long`,
  )
  process.exit(2)
}
if (!existsSync(join(ROOT, 'dist/cli/main.js'))) {
  console.error('dist/ is missing: run `npm run build` first')
  process.exit(2)
}

const reports = join(ROOT, 'reports/bench')
mkdirSync(reports, { recursive: true })
for (const name of wanted.length > 0 ? wanted : NAMES) {
  const folder = mkdtempSync(join(tmpdir(), `ombud-bench-${name}-`))
  const begun = performance.now()
  try {
    const { bench } = await import(`./${name}.mjs`)
    const figures = await bench({ long, folder })
    const seconds = Math.round((performance.now() - begun) / 1000)
    printTable(`${name} (${seconds} s)`, figures)
    const record = { bench: name, long, seconds, machine: describeMachine(), figures }
    writeFileSync(join(reports, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`)
    if (figures.some((figure) => figure.met === false && !figure.aim)) process.exitCode = 1
  } catch (error) {
    console.error(`\n${name}: could not be measured: ${error.stack ?? error}`)
    process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
