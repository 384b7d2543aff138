/** `ombud run --debug`: one conversation, which waits for a person before each message. */
import { expect, it } from 'vitest'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import type { RunRecord } from '../../src/documents/types/run.js'
import { HAS_TERMINAL, terminal } from '../support/terminal.js'
import { GOOD_ANSWER, question, saidIn } from '../support/workplace.js'
import { shop } from './shop.js'

const ENTER = '\r'
const CTRL_C = '\u0003'
const SENDS = 'sends it, Ctrl-C ends'

/** Two scenarios, of which the first has two messages. */
async function twoSteps(answer = GOOD_ANSWER) {
  const { bot, work, run } = await shop(() => answer)
  const steps = [
    { id: 'ask', say: ['多久发货？'] },
    { id: 'thanks', say: ['谢谢'] },
  ]
  work.write('a.scenario.yaml', question('a', { say: undefined, steps }))
  work.write('b.scenario.yaml', question('b'))
  return {
    bot,
    work,
    run,
    start: () => terminal(['run', '.', '--out', 'run', '--debug'], { cwd: work.path }),
  }
}

it.runIf(HAS_TERMINAL)('holds one conversation and sends nothing before Enter is pressed', async () => {
  const { bot, work, start } = await twoSteps(`${GOOD_ANSWER}\u001b]0;owned\u0007`)
  const shown = start()
  const before = await shown.until(SENDS)
  expect(before).toContain('one conversation: shop/a/-/1; 1 more left out, --filter picks another')
  expect(before).toContain('next, ask: 多久发货？')
  expect(bot.heard).toEqual([])
  shown.press(ENTER)
  const between = await shown.until(SENDS, 2)
  expect(between).toMatch(
    /── turn 1 {2}ask\r\n.* s {2}consumer {2}多久发货？\r\n.* s {2}bot {2}现货在48小时内发货。/,
  )
  expect(between).toMatch(/read as: .*\r\n.*turn closed: the reply was complete \(channel\)/)
  expect(between).toContain('next, thanks: 谢谢')
  expect(bot.heard.map(({ text }) => text)).toEqual(['多久发货？'])
  shown.press(ENTER)
  const { code, written } = await shown.ended
  expect(code).toBe(0)
  expect(written).toContain('end: script-end')
  expect(written).not.toContain('\u001b]')
  expect(bot.heard.map(({ text }) => text)).toEqual(['多久发货？', '谢谢'])
  expect([...work.transcripts().keys()]).toEqual(['shop/a/-/1.1.jsonl'])
  expect(work.json<RunRecord>('run/run.json')).toMatchObject({
    configuration: { debug: true },
    warnings: [expect.stringContaining('held step by step')],
  })
})

it.runIf(HAS_TERMINAL)(
  'ends politely on Ctrl-C while it waits, and what it would have said is not said',
  async () => {
    const { bot, work, start } = await twoSteps()
    const shown = start()
    await shown.until(SENDS)
    shown.press(CTRL_C)
    const { code } = await shown.ended
    expect(code).toBe(130)
    expect(bot.heard).toEqual([])
    const [events = []] = work.transcripts().values()
    expect(saidIn(events)).toEqual([])
    expect(events.at(-1)).toMatchObject({
      kind: 'stop',
      reason: 'cancelled',
    } satisfies Partial<TranscriptEvent>)
  },
)

it('is refused where nobody could press Enter, before anything is written or sent', async () => {
  const { bot, work, run } = await twoSteps()
  const { code, stderr } = await run('.', '--out', 'run', '--debug')
  expect(code).toBe(2)
  expect(stderr).toContain('standard input is no terminal')
  expect(stderr).toContain('shop/a/-/1')
  expect(bot.heard).toEqual([])
  expect(() => work.read('run/plan.json')).toThrow('ENOENT')
})

it.each([['--watch'], ['--dry-run'], ['--quiet'], ['--resume', 'run']])(
  'is refused with %s',
  async (...args) => {
    const { run } = await shop()
    const { code, stderr } = await run('.', '--debug', ...args)
    expect(code).toBe(2)
    expect(stderr).toContain(`--debug cannot go with ${args[0]}`)
  },
)
