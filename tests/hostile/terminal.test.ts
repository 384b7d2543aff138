/** What a hostile bot says, seen by a real terminal: no control sequence reaches it that a harmless bot does not cause. */
import { spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { batchesOf, type Stage, stageOf } from './bot.js'
import { CORPUS, sample } from './corpus.js'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
/** util-linux: runs a command in a pseudo-terminal and copies what it writes. */
const HAS_SCRIPT = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false
/** ECMA-48 control sequences and strings, then any other control and what turns text around. */
const SEQUENCE =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[PX^_\]][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b.?|[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** Colours and their end. */
const SGR = /^\u001b\[(?:[01234]|2[234]|3[0-79]|9[0-7])m$/

const words = sample(3)
const harmless = words.map(({ family, text: { length } }) => ({
  family,
  text: 'x'.repeat(Math.min(length, 50)),
}))
let hostile: Stage
let tame: Stage

beforeAll(async () => {
  hostile = await stageOf(
    batchesOf(words),
    CORPUS.filter(({ text }) => /[\u001b\u0080-\u009f\r\u202e]/.test(text))
      .slice(0, 60)
      .map(({ text }) => text),
  )
  tame = await stageOf(batchesOf(harmless), ['x', 'y'])
})
afterAll(async () => {
  for (const stage of [hostile, tame]) {
    await stage?.bot.close()
    if (stage) rmSync(stage.sandbox, { recursive: true, force: true })
  }
})

/** Everything that `ombud ...args` writes to a terminal of 100 columns. */
async function onTerminal(stage: Stage, args: readonly string[]): Promise<string> {
  const errors = inject('buildErrors')
  if (errors) throw new Error(`src does not build:\n${errors}`)
  const command = [process.execPath, MAIN, ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', `stty cols 100 rows 40; ${command}`, '/dev/null'], {
    cwd: stage.work,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, LANG: 'en_US.UTF-8', TERM: 'xterm-256color', CI: '', NO_COLOR: '' },
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const written = await text(child.stdout)
  await ended
  return written
}

const sequences = (written: string) => [...new Set(written.match(SEQUENCE) ?? [])].sort()

it.runIf(HAS_SCRIPT)('no sequence of the bot reaches a terminal by run, score or report', async () => {
  const seen: string[] = []
  for (const command of [
    ['run', '.', '--out', 'run', '--lang', 'en'],
    ['score', 'run'],
    ['report', 'run', '--format', 'html,markdown'],
    ['report', 'missing'],
  ]) {
    const [written, usual] = [await onTerminal(hostile, command), await onTerminal(tame, command)]
    seen.push(written)
    const own = new Set(sequences(usual))
    // Colours depend on what is found; everything else that moves or clears is what a harmless run shows too.
    expect(
      sequences(written).filter((one) => !SGR.test(one) && !own.has(one)),
      command.join(' '),
    ).toEqual([])
    expect([...own].filter((one) => /^\u001b[PX^_\]]|[\u0080-\u009f]/.test(one))).toEqual([])
    expect(written.split('\n').filter((line) => /^\s*(::|##\[|##vso|##teamcity)/.test(line))).toEqual([])
  }
  expect(seen[0]).toContain('\u001b[')
  expect(seen[0]).toContain('page-')
  expect(seen[1]).toMatch(/report|Fail/)
})

it.skipIf(HAS_SCRIPT)('the pseudo-terminal is not tested: there is no `script` of util-linux', () => {
  expect(HAS_SCRIPT).toBe(false)
})
