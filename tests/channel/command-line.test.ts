/** Commands and channels by the command line and the configuration: only what the user named runs. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ombud } from '../support/cli.js'
import { saidIn, Workplace } from '../support/workplace.js'

const BOT = fileURLToPath(new URL('../support/line-bot.mjs', import.meta.url))
const LINE = `"${process.execPath}" "${BOT}"`
const ASK = {
  id: 'ask',
  lang: 'en',
  title: 'ask',
  say: ['echo within 48 hours'],
  expect: [{ states: { pattern: '48' } }],
}
const TARGET = {
  id: 'shop',
  lang: 'en',
  politeness: { gap: '0ms' },
  timing: { quiet: '200ms' },
  channel: { command: { name: 'mybot' } },
}

const place = () => {
  const work = new Workplace()
  work.write('shop.target.yaml', TARGET)
  work.write('ask.scenario.yaml', ASK)
  return work
}
const run = (work: Workplace, ...args: string[]) =>
  ombud(['run', ...args, '--out', 'run', '-q'], { cwd: work.path })
const said = (work: Workplace) => [...work.transcripts().values()].map(saidIn)
const HELD = [
  [
    ['consumer', 'echo within 48 hours'],
    ['bot', 'within 48 hours'],
  ],
]

it('talks to a command that is named on the command line', async () => {
  const work = place()
  const { code, stderr } = await run(work, '.', '--command', `mybot=${LINE}`)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(said(work)).toEqual(HELD)
})

it('needs no target file for a command alone', async () => {
  const work = place()
  const { code } = await run(work, 'ask.scenario.yaml', '--command', LINE)
  expect(code).toBe(0)
  expect([...work.transcripts().keys()]).toEqual(['command/ask/-/1.1.jsonl'])
  expect(said(work)).toEqual(HELD)
})

it('talks to a command of the configuration, in its folder', async () => {
  const work = place()
  work.write(
    'house/ombud.config.mjs',
    `export default { commands: { mybot: ['${process.execPath}', 'bot.mjs'] } }`,
  )
  work.write('house/bot.mjs', `await import(${JSON.stringify(BOT)})`)
  const { code } = await run(work, '.', '--config', 'house/ombud.config.mjs')
  expect(code).toBe(0)
  expect(said(work)).toEqual(HELD)
})

it('runs nothing that only a document names', async () => {
  const work = place()
  const command = { name: 'mybot', run: 'touch ran', command: 'touch ran' }
  work.write('shop.target.yaml', { ...TARGET, channel: { command } })
  expect(await run(work, '.')).toMatchObject({ code: 2, stderr: expect.stringContaining('run') })
  work.write('shop.target.yaml', TARGET)
  const { code, stderr } = await run(work, '.')
  expect(code).toBe(2)
  expect(stderr).toMatch(/talks to the command mybot, which was not given/)
  expect(stderr).toMatch(/--command mybot="node bot.mjs"/)
  expect(existsSync(work.file('ran'))).toBe(false)
  expect(existsSync(work.file('run'))).toBe(false)
})

it('refuses modules and configurations that are no channels and no commands', async () => {
  const work = place()
  work.write('empty.mjs', 'export default {}')
  work.write('bad.config.mjs', 'export default { commands: { mybot: 7 } }')
  expect(await run(work, '.', '--channel', './empty.mjs')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is no channel'),
  })
  expect(await run(work, '.', '--config', 'bad.config.mjs')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('commands.mybot has to be a text'),
  })
})
