/** docs/extending.md: its modules work as they stand there. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { Finding } from '../../src/index.js'
import { shop } from '../cli/shop.js'
import { ombud } from '../support/cli.js'
import { saidIn } from '../support/workplace.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(`${ROOT}/docs/extending.md`, 'utf8')
const files = [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(
  ([, name, text]) => [`${name}`, `${text}`] as const,
)
const commands = [...page.matchAll(/^```sh\nombud (.*)\n```$/gm)].map(([, line]) => `${line}`.split(' '))

async function place(...names: string[]) {
  const { work, run } = await shop(() => 'Within 48 hours, from our warehouse, at no cost to you.')
  mkdirSync(work.file('node_modules'))
  symlinkSync(ROOT, work.file('node_modules/ombud'), 'dir')
  for (const [name, text] of files) if (names.includes(name)) work.write(name, text)
  return { work, run }
}

it('the audit, by its command line, and its test', async () => {
  const { work } = await place('short-answer.mjs', 'short-answer.test.mjs', 'ask.scenario.yaml')
  const [command = []] = commands
  const { code } = await ombud([...command, '--out', 'run'], { cwd: work.path })
  expect(code).toBe(1)
  const found = work.lines<Finding>('run/findings.jsonl').find((f) => f.audit === 'short-answer')
  expect(found).toMatchObject({ outcome: 'fail', turn: 1, wanted: { en: 'at most 40 characters' } })
  const { status, stdout } = spawnSync(process.execPath, ['--test'], { cwd: work.path, encoding: 'utf8' })
  expect({ status, passed: /^# pass 1$/m.test(stdout) || stdout.includes('pass 1') }).toEqual({
    status: 0,
    passed: true,
  })
})

it('the reporter by its command line, and the configuration', async () => {
  const { work, run } = await place(
    'short-answer.mjs',
    'failures.mjs',
    'ombud.config.mjs',
    'ask.scenario.yaml',
  )
  const { stderr } = await run('.', '--out', 'run')
  expect(stderr).toContain('2/2 ✗ shop/ask/-/2')
  expect(stderr).toContain('shop/ask/-/2: "55 characters"\n')
  const [, command = []] = commands
  const named = await ombud([...command, 'ask.scenario.yaml', '--out', 'again'], { cwd: work.path })
  expect(named.stderr).toBe('shop/ask/-/1: "55 characters"\nshop/ask/-/2: "55 characters"\n')
  expect(work.lines('events.jsonl')).toHaveLength(6)
})

it('the channel by its command line, and its test', async () => {
  const { work } = await place('letters.mjs', 'letters.target.yaml', 'short-answer.mjs', 'ask.scenario.yaml')
  const [, , command = []] = commands
  const { code, stderr } = await ombud([...command, '--out', 'run'], { cwd: work.path })
  expect({ code, stderr }).toMatchObject({ code: 1 })
  const [[, events = []] = []] = [...work.transcripts('run')]
  expect(saidIn(events).slice(0, 2)).toEqual([
    ['consumer', 'How long does delivery take?'],
    ['bot', 'By post it takes ten days to answer this: How long does delivery take? Yours.'],
  ])
  expect(events[0]).toMatchObject({ kind: 'header', channel: { kind: 'plugin:letters', url: 'letters:' } })
})

it('the test of the channel, under Vitest', async () => {
  const { work } = await place('letters.mjs', 'letters.test.mjs')
  const vitest = `${ROOT}/node_modules/vitest/vitest.mjs`
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', '--root', work.path], {
    cwd: work.path,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  expect({ status, passed: /Tests +11 passed/.test(stdout) }, stdout).toEqual({ status: 0, passed: true })
})

it('names the channel that is missing, and that nothing was named', async () => {
  const { work } = await place('letters.target.yaml', 'ask.scenario.yaml', 'short-answer.mjs')
  const [, , command = []] = commands
  const { code, stderr } = await ombud(
    command.filter((part) => part !== '--channel' && part !== './letters.mjs'),
    { cwd: work.path },
  )
  expect(code).toBe(2)
  expect(stderr).toContain('needs the channel letters, which was not named')
})
