/** `ombud run --watch`: runs again with each change of a document, and only against a bot on this machine. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, inject, it, onTestFinished } from 'vitest'
import { question } from '../support/workplace.js'
import { shop } from './shop.js'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const WAITING = 'waiting for a change'

/** Starts the watch in a folder; `until` resolves when so many waits were announced, with all that was written. */
function watching(cwd: string) {
  const errors = inject('buildErrors')
  if (errors) throw new Error(`src does not build:\n${errors}`)
  const child: ChildProcess = spawn(process.execPath, [MAIN, 'run', '.', '--watch'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: cwd, LANG: 'en_US.UTF-8' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let written = ''
  let look = () => {}
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      written += chunk
      look()
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const until = (waits: number) =>
    new Promise<string>((resolve) => {
      look = () => {
        if (written.split(WAITING).length > waits) resolve(written)
      }
      look()
    })
  return { child, ended, until }
}

it('runs with each change, waits for the correction of a mistake, and ends with Ctrl-C', async () => {
  const { bot, work } = await shop()
  work.write('ask.scenario.yaml', question('ask'))
  const { child, ended, until } = watching(work.path)
  expect(await until(1)).toMatch(/^shop .* Pass$/m)
  work.write('notes.txt', 'not a document')
  work.write('ask.scenario.yaml', question('ask', { say: ['何时发货？'], expect: ['no-such-audit'] }))
  expect(await until(2)).toContain('no-such-audit is not an audit here')
  work.write('ask.scenario.yaml', question('ask', { say: ['何时发货？'] }))
  await until(3)
  expect(bot.heard.map((h) => h.text)).toEqual(['多久发货？', '何时发货？'])
  child.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(existsSync(work.file('reports'))).toBe(false)
})

it('refuses a bot elsewhere, at once or when a change would call it', async () => {
  const { bot, work, run } = await shop()
  work.write('ask.scenario.yaml', question('ask'))
  const here = work.read('shop.target.yaml')
  const elsewhere = here.replace(/http:\/\/127\.0\.0\.1:\d+/, 'http://shop.example')
  work.write('shop.target.yaml', elsewhere)
  const { code, stderr } = await run('.', '--watch')
  expect(code).toBe(2)
  expect(stderr).toContain('shop is not on this machine: http://shop.example/chat')
  work.write('shop.target.yaml', here)
  const { child, ended, until } = watching(work.path)
  await until(1)
  work.write('shop.target.yaml', elsewhere)
  expect(await until(2)).toContain('shop is not on this machine')
  expect(bot.heard).toHaveLength(1)
  child.kill('SIGINT')
  expect(await ended).toBe(0)
})

it.each([['--resume', 'run'], ['--out', 'run'], ['--dry-run']])('does not go with %s', async (...args) => {
  const { run } = await shop()
  const { code, stderr } = await run('.', '--watch', ...args)
  expect(code).toBe(2)
  expect(stderr).toContain('--watch')
})
