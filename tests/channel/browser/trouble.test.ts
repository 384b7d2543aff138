/** What happens when the page, the browser or the network misbehaves. */
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findExecutable } from '../../../src/channel/browser/executable.js'
import { BROWSER, processes, RENDERER } from './processes.js'
import { CHAT, stage } from './support.js'

let on: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  on = await stage()
})
afterAll(() => on.close())

it('says what the page has where the chat was not found', async () => {
  const opening = on.open('none.html', { input: '#chat-input' })
  await expect(opening).rejects.toMatchObject({ details: { whose: 'bot', code: 'widget-absent' } })
  const message = await opening.then(
    () => '',
    (error: Error) => error.message,
  )
  expect(message).toMatch(/nothing found for input "#chat-input" on http:.*none\.html\S* after 10 s/)
  expect(message).toContain('the page has 1 iframe')
  expect(message).toContain('a text box named "请输入您的问题"')
  expect(message).toContain('try: frame: "iframe[src*=\\"/plain.html\\"]" and input: "textarea"')
})

it.each([
  ['several boxes fit', 'two.html', { input: '.box' }, { whose: 'harness', code: 'selector-many' }],
  ['a selector is not CSS', 'plain.html', { input: '.box[' }, { whose: 'harness', code: 'selector-invalid' }],
  [
    'another selector is not CSS',
    'plain.html',
    { input: '.box', bot: '.row >' },
    { whose: 'harness', code: 'selector-invalid' },
  ],
  ['the server fails', 'status/503', CHAT, { whose: 'bot', code: 'http-503', status: 503, retryAfter: 7 }],
  [
    'the server asks to slow down',
    'status/429',
    CHAT,
    { whose: 'network', code: 'rate-limited', retryAfter: 7 },
  ],
  ['the page is not there', 'status/404', CHAT, { whose: 'harness', code: 'http-404' }],
])('refuses to open where %s', async (_, page, selectors, details) => {
  await expect(on.open(page, selectors)).rejects.toMatchObject({ details })
})

it('tells a refused connection from a name that does not resolve', async () => {
  const server = createServer()
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  await new Promise((resolve) => server.close(resolve))
  const open = (url: string) =>
    on.channel.open({
      target: { id: 'x', merchant: 'x', title: 'x', channel: { browser: { url, input: '.box' } } },
      lang: 'en',
      clock: { zero: performance.timeOrigin, now: () => performance.now() },
      emit: () => undefined,
      keep: () => '',
      signal: new AbortController().signal,
    })
  await expect(open(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
    details: { whose: 'bot', code: 'refused' },
  })
  await expect(open('http://shop.invalid/')).rejects.toMatchObject({
    details: { whose: 'network', code: 'not-found' },
  })
})

it('says so when the words stay in the box', async () => {
  const { session, texts } = await on.open('plain.html?dead=1')
  await expect(session.send('有人吗')).rejects.toMatchObject({
    details: { whose: 'bot', code: 'send-failed' },
  })
  await session.close()
  expect(texts().filter((t) => t.actor === 'consumer')).toEqual([])
})

it('goes on through dialogs and popups, and tells of them', async () => {
  const { session, said, events } = await on.open('plain.html')
  await session.send('弹窗')
  await said('弹过了')
  await events.until((e) => e.kind === 'observation' && e.name === 'popup')
  expect(events.items).toContainEqual(
    expect.objectContaining({ name: 'dialog', value: { type: 'alert', message: '请登录' } }),
  )
  await session.close()
})

it('bounds what a message may hold', async () => {
  const { session, texts, events } = await on.open('plain.html')
  await session.send('很长')
  await events.until((e) => e.kind === 'text' && e.text.startsWith('长'))
  expect(texts().at(-1)?.text).toHaveLength(200_000)
  await session.close()
})

it('is not drowned by a page that changes without end', async () => {
  const { session, said, texts } = await on.open('flood.html')
  await session.send('两条')
  await said('第二条')
  await session.close()
  expect(texts().map((t) => t.text)).toEqual(['您好，我是智能客服', '两条', '第一条', '第二条'])
})

it('leaves the page no trace by default, and names the audit when told to', async () => {
  const traces = async (identify: 'open' | 'blind') => {
    const { session, truth } = await on.open('plain.html', CHAT, { identify })
    const [found] = await truth.until((t) => t.who === 'traces')
    await session.close()
    return found
  }
  const blind = await traces('blind')
  expect(blind).toMatchObject({ webdriver: false, language: 'zh-CN', globals: [] })
  expect(blind?.agent).toMatch(/ Chrome\/[\d.]+ Safari\/[\d.]+$/)
  expect(blind?.attachShadow).toMatch(/^function .*\[native code\]/)
  expect((await traces('open'))?.agent).toMatch(/ ombud\/\d+\.\d+\.\d+ \(audit\)$/)
})

it('stops opening when the run is stopped', async () => {
  const stop = new AbortController()
  const opening = on.open('none.html', { input: '#chat-input' }, { signal: stop.signal })
  opening.catch(() => undefined)
  const frame = on.pages.truthOf('none')
  await frame.until(() => true, frame.items.length + 1)
  stop.abort()
  await expect(opening).rejects.toMatchObject({ details: { code: 'cancelled' } })
})

describe.skipIf(process.platform !== 'linux')('crashes', () => {
  it('tells of a page that crashed, and refuses to go on with it', async () => {
    const { session, events } = await on.open('plain.html')
    for (const pid of processes(RENDERER)) process.kill(pid, 'SIGKILL')
    const [error] = await events.until((e) => e.kind === 'error')
    expect(error).toMatchObject({ whose: 'harness', code: 'page-crash' })
    await expect(session.send('还在吗')).rejects.toMatchObject({ details: { code: 'page-crash' } })
    await session.close()
  })

  it('starts a new browser after the old one crashed', async () => {
    const { session, events } = await on.open('plain.html')
    for (const pid of processes(BROWSER)) process.kill(pid, 'SIGKILL')
    const [error] = await events.until((e) => e.kind === 'error')
    expect(error).toMatchObject({ whose: 'harness', code: 'browser-crash' })
    await expect(session.send('还在吗')).rejects.toMatchObject({ details: { code: 'browser-crash' } })
    await session.close()
    const next = await on.open('plain.html')
    await next.session.send('多久发货？')
    await next.said('您说的是：多久发货？')
    await next.session.close()
  })
})

describe('finding a browser', () => {
  const without = { PATH: process.env.PATH, OMBUD_CHROMIUM: process.env.OMBUD_CHROMIUM }
  afterAll(() => {
    process.env.PATH = without.PATH
    if (without.OMBUD_CHROMIUM === undefined) delete process.env.OMBUD_CHROMIUM
    else process.env.OMBUD_CHROMIUM = without.OMBUD_CHROMIUM
  })

  it('names the command that would help where there is none', async () => {
    process.env.PATH = ''
    delete process.env.OMBUD_CHROMIUM
    const looking = findExecutable({ playwright: async () => '/nowhere/chrome' })
    await expect(looking).rejects.toMatchObject({ details: { whose: 'harness', code: 'no-browser' } })
    await expect(looking).rejects.toThrow(
      /npx playwright install --with-deps chromium|apt-get install -y chromium/,
    )
  })

  it('does not replace a browser that was named and is not there', async () => {
    process.env.OMBUD_CHROMIUM = '/nowhere/chromium'
    await expect(findExecutable({ playwright: async () => '' })).rejects.toThrow('/nowhere/chromium')
  })

  it('takes what Playwright has where nothing is installed', async () => {
    process.env.PATH = ''
    delete process.env.OMBUD_CHROMIUM
    expect(await findExecutable({ playwright: async () => process.execPath })).toBe(process.execPath)
  })
})
