import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { commandChannel } from '../../src/channel/own/command.js'
import type { Command } from '../../src/channel/own/own.js'
import type { ReadyTarget } from '../../src/documents/ready.js'
import { readyTarget, Talk } from '../support/talk.js'

const BOT = fileURLToPath(new URL('../support/line-bot.mjs', import.meta.url))
const bot: Command = { run: [process.execPath, BOT] }

type Block = NonNullable<ReadyTarget['channel']['command']>

const talk = (command: Block = {}, run = bot) =>
  Talk.open(commandChannel({ command: run }), readyTarget({ command }))

const isError = ({ kind }: { kind: string }) => kind === 'error'

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('a command as a channel', () => {
  it('is told the words, and what it writes is what the consumer sees', async () => {
    const one = await talk()
    const words = '<b>多久发货？</b> \u202e😀 "q" \\ ${HOME} $(id)'
    await one.session.send(`echo ${words}`)
    await one.untilText(words)
    expect(one.session).toMatchObject({ hears: true, about: { kind: 'command', url: 'command:command' } })
    expect(one.events.map((e) => e.kind)).toEqual(['text', 'text'])
    expect(one.events[0]).toMatchObject({ actor: 'consumer', text: `echo ${words}`, final: true })
    expect(one.kept.map((text) => JSON.parse(text))).toEqual([{ text: words }])
  })

  it('takes a line for the shell as well', async () => {
    const one = await talk({}, { run: `"${process.execPath}" "${BOT}"` })
    await one.session.send('echo hello')
    await one.untilText('hello')
  })

  it('runs once a conversation', async () => {
    const channel = commandChannel({ mybot: bot })
    const target = readyTarget({ command: { name: 'mybot' } })
    const [a, b] = [await Talk.open(channel, target), await Talk.open(channel, target)]
    for (const one of [a, b]) await one.session.send('session')
    const wanted = (e: { kind: string; actor?: string }) => e.kind === 'text' && e.actor === 'bot'
    const said = await Promise.all([a.until(wanted), b.until(wanted)])
    expect(new Set(said.map((e) => e.kind === 'text' && e.text)).size).toBe(2)
  })

  it('offers choices and sends the value of the one that is chosen', async () => {
    const one = await talk()
    await one.session.send('choices')
    const offer = await one.until((e) => e.kind === 'choices')
    expect(offer).toMatchObject({ options: [{ label: '退款' }, { label: '人工', value: 'agent' }] })
    await one.session.choose({ label: '人工', value: 'agent' })
    await one.untilText('chosen agent')
    expect(one.of('text').filter((e) => e.actor === 'consumer')[1]).toMatchObject({ text: '人工' })
  })

  it('tells people, typing and hand-overs', async () => {
    const one = await talk({ handoffs: { queued: 'E2' } })
    for (const words of ['agent', 'typing', 'handoff']) await one.session.send(words)
    await one.until((e) => e.kind === 'handoff')
    expect(one.of('text').at(-1)).toBeDefined()
    expect(one.of('text').find((e) => e.actor === 'human')).toMatchObject({ text: '您好', name: '小李' })
    expect(one.of('typing')).toMatchObject([{ on: true }])
    expect(one.of('handoff')).toMatchObject([{ name: 'queued', level: 'E2' }])
  })

  it('puts streamed pieces together as one message', async () => {
    const one = await talk()
    await one.session.send('stream')
    await one.until((e) => e.kind === 'text' && e.actor === 'bot' && e.final)
    const pieces = one.of('text').filter((e) => e.actor === 'bot')
    expect(pieces.map(({ text, revision, final }) => [text, revision, final])).toEqual([
      ['多久', 0, false],
      ['多久发货', 1, false],
      ['多久发货？', 2, true],
    ])
    expect(new Set(pieces.map((e) => e.id)).size).toBe(1)
  })

  it('ends an answer where the command says so, and only if it was said that it does', async () => {
    const one = await talk({ ends: true })
    await one.session.send('end')
    const end = await one.until((e) => e.kind === 'end')
    const { correlation } = one.of('text')[0] ?? {}
    expect(correlation).toBeTruthy()
    expect(end).toMatchObject({ correlation })
    expect(one.of('text').map((e) => [e.text, e.correlation])).toEqual([
      ['end', correlation],
      ['一', correlation],
      ['二', correlation],
    ])
    const other = await talk()
    await other.session.send('end')
    await other.untilText('二')
    expect(other.of('end')).toEqual([])
    expect(other.of('text')[0]?.correlation).toBeUndefined()
  })

  it('closes the session where the command says goodbye or ends', async () => {
    const one = await talk()
    await one.session.send('close')
    expect(await one.until((e) => e.kind === 'session')).toMatchObject({ change: 'closed' })
    const other = await talk()
    await other.session.send('exit 0')
    expect(await other.until((e) => e.kind === 'session')).toMatchObject({ change: 'closed', actor: 'bot' })
  })

  it('calls a crash the bot’s, with the last thing it complained of', async () => {
    const one = await talk()
    await one.session.send('complain TypeError: \u001b[31mno')
    await one.untilText('complained')
    await one.session.send('exit 3')
    expect(await one.until(isError)).toMatchObject({ whose: 'bot', code: 'exit' })
    expect(one.of('error')[0]?.message).toMatch(/code 3: TypeError: {2}\[31mno$/)
    const kept = one.of('observation').find((e) => e.name === 'stderr')
    expect(one.kept[Number(kept?.ref) - 1]).toContain('TypeError')
  })

  it.each([
    ['a program', { run: ['/nowhere/at/all'] }],
    ['a line for the shell', { run: '/nowhere/at/all' }],
  ])('calls %s that is not there our own fault', async (_, run) => {
    const opened = talk({}, run)
    const error = await opened.then(
      (one) => one.until(isError),
      (refused: { details: object }) => refused.details,
    )
    expect(error).toMatchObject({ whose: 'harness', code: 'input' })
  })

  it('reads what is no JSON as no words, once a message, and goes on', async () => {
    const one = await talk()
    await one.session.send('raw Listening on \u001b[31mport 1')
    await one.session.send('raw [[[')
    await one.session.send('bytes fffe0a')
    await one.session.send('echo fine')
    await one.untilText('fine')
    const told = one.of('observation').map((e) => String(e.value))
    expect(told.length).toBeGreaterThan(0)
    expect(told[0]).toMatch(/not JSON: Listening/)
    expect(told.join()).not.toContain('\u001b')
    expect(one.of('error')).toEqual([])
  })

  it.each([
    ['a line without end', 'huge', 'too-large'],
    ['a flood', 'flood', 'flood'],
  ])('bounds %s', async (_, words, code) => {
    const one = await talk()
    await one.session.send(words)
    expect(await one.until(isError)).toMatchObject({ whose: 'bot', code })
    expect(one.events.length).toBeLessThanOrEqual(100_002)
  })

  it.skipIf(process.platform === 'win32')('ends with its children, even if it does not want to', async () => {
    const one = await talk({ grace: '50ms' })
    await one.session.send('child')
    const told = await one.until((e) => e.kind === 'text' && e.actor === 'bot')
    const pid = Number(told.kind === 'text' && told.text.split(' ')[1])
    expect(alive(pid)).toBe(true)
    await one.session.close()
    await expect.poll(() => alive(pid)).toBe(false)
  })

  it('ends when the conversation is broken off', async () => {
    const one = await talk({ grace: '50ms' })
    await one.session.send('child')
    const told = await one.until((e) => e.kind === 'text' && e.actor === 'bot')
    const pid = Number(told.kind === 'text' && told.text.split(' ')[1])
    one.abort.abort()
    await expect.poll(() => alive(pid)).toBe(false)
    expect(one.of('error')).toEqual([])
  })

  it('never runs what a target file names', async () => {
    const opened = Talk.open(commandChannel({}), readyTarget({ command: { name: 'constructor' } as Block }))
    await expect(opened).rejects.toThrow(/command constructor, which was not given/)
  })
})
