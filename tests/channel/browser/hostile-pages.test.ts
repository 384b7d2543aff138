/** Pages that do their worst: the conversation goes on, or ends with the right name; nothing grows without bound. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PARTS, page, street, visits } from './streets.js'

const ECHO = `const answer = async (text) => setTimeout(() => reply('You said ' + text), 20)`
const PAGES: Record<string, string> = {
  // Nothing of this needs a click of the user here, so that all of it is tried.
  '/interrupts': page(`${ECHO}
setInterval(() => window.open('/popup'), 900)
setInterval(() => alert('again'), 1500)
setInterval(() => { const a = document.createElement('a'); a.href = '/file'; a.download = 'x.bin'; a.click() }, 700)`),
  '/old': page(`${ECHO}
for (let i = 0; i < 3000; i++) add(i % 2 ? 'me' : 'bot', 'Old message ' + i)`),
  '/huge': page(`${ECHO}
document.body.insertAdjacentHTML('beforeend', '<div><b>x</b></div>'.repeat(20000))
document.body.append('yyyyyyy '.repeat(2e5))`),
  '/worker': page(`${ECHO}
navigator.serviceWorker.register('/sw.js')`),
  '/reloads': page(`setTimeout(() => location.reload(), 50)`),
  '/leaves': page(
    `const answer = (text) => { location.href = 'http://localhost:' + location.port + '/gone' }`,
  ),
  '/gone': '<!doctype html><title>gone</title>You have been logged out',
  '/popup': '<!doctype html><title>popup</title>',
}

let shop: Awaited<ReturnType<typeof street>>
const on = visits({ loopbackOnly: true, evidence: ['none'] })
const url = (path: string) => `http://127.0.0.1:${shop.port}${path}`
beforeAll(async () => {
  shop = await street((request, response) => {
    const path = request.url ?? ''
    if (path === '/file')
      return response.setHeader('content-type', 'application/octet-stream').end(Buffer.alloc(1000))
    if (path === '/sw.js')
      return response
        .setHeader('content-type', 'text/javascript')
        .end('onfetch = (e) => e.respondWith(fetch(e.request))')
    response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGES[path] ?? '')
  })
})
afterAll(async () => {
  await on.close()
  shop.close()
})

it.each(['/interrupts', '/huge', '/worker'])('talks on %s as if nothing were', async (path) => {
  const { session, ask, says } = await on.open(url(path))
  await session.send('When?')
  await says('You said When?')
  expect(await ask('And then?')).toBe('You said And then?')
  await session.close()
})

it('tells of a few interruptions, not of all', async () => {
  const { session, sees, observed } = await on.open(url('/interrupts'))
  for (const name of ['popup', 'dialog', 'download']) await sees(name)
  await session.close()
  const told = ['popup', 'dialog', 'download'].flatMap(observed)
  expect(told.length).toBeLessThanOrEqual(20)
})

it('answers after thousands of old messages', async () => {
  const { session, says } = await on.open(url('/old'))
  await session.send('When?')
  await says('You said When?')
  await session.close()
})

it('does not wait for ever for a page that never stays', async () => {
  await expect(on.open(url('/reloads'), { ...PARTS, input: '.never' })).rejects.toMatchObject({
    details: { whose: 'bot' },
  })
})

it('says where the page went instead of answering', async () => {
  const { session, sees } = await on.open(url('/leaves'))
  await session.send('When?')
  expect((await sees('redirect')).value).toEqual({
    from: '127.0.0.1',
    to: url('/gone').replace('127.0.0.1', 'localhost'),
  })
  await expect(session.send('Hello?')).rejects.toMatchObject({ details: { whose: 'bot' } })
  await session.close()
})
