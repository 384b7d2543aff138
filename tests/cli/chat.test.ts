/** `ombud chat`: a person types to a bot, sees what happens, and keeps a transcript and the draft of a scenario. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { HAS_TERMINAL, terminal } from '../support/terminal.js'
import { GOOD_ANSWER } from '../support/workplace.js'
import { shop } from './shop.js'

const ENTER = '\r'
const CTRL_D = '\u0004'

it.runIf(HAS_TERMINAL)(
  'shows what is said, how it is read and how long it took; the draft can be run',
  async () => {
    const { bot, work, run } = await shop(({ text }) =>
      text.includes('88002341') ? `${GOOD_ANSWER}\u001b]0;owned\u0007` : '请问您的订单号是多少？',
    )
    const shown = terminal(['chat', 'shop.target.yaml', '-o', 'chat', '--lang', 'en'], { cwd: work.path })
    await shown.until('> ')
    shown.press(`多久发货？${ENTER}`)
    const first = await shown.until('turn closed', 2)
    expect(first).toMatch(/── turn 1 {2}say-1\r\n.* s {2}consumer {2}多久发货？/)
    expect(first).toMatch(/read as: .*asks-slot/)
    expect(first).toMatch(/\(channel\) {2}first words \d+\.\d\d s, whole \d+\.\d\d s/)
    shown.press(`订单88002341${ENTER}`)
    await shown.until('turn closed', 3)
    shown.press(CTRL_D)
    const { code, written } = await shown.ended
    expect(code).toBe(0)
    expect(written).not.toContain('\u001b]')
    expect(bot.heard.map(({ text }) => text)).toEqual(['多久发货？', '订单88002341'])
    const file = join(work.path, 'chat/chat.scenario.yaml')
    const draft = readFileSync(file, 'utf8')
    expect(draft).toContain('order: "88002341"')
    expect(draft).toContain('订单{{order}}')
    expect(draft).toContain('  # 当时的回答: 请问您的订单号是多少？')
    const again = await run('shop.target.yaml', 'chat/chat.scenario.yaml', '--out', 'again')
    expect(again.code, again.stderr).toBe(0)
    expect(bot.heard.map(({ text }) => text).slice(2)).toEqual(['多久发货？', '订单88002341'])
  },
)
