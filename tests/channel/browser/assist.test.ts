/** Chats used by keyboard alone, enlarged, on a phone, and what a screen reader is told of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announced } from '../../../src/channel/browser/live.js'
import type { FaultId } from '../../../src/demo/faults.js'
import type { Browser } from '../../../src/documents/types/target.js'
import { merchantOf } from '../../demo/merchant.js'
import { street, visits } from './streets.js'

interface Widget {
  launcher?: string
  list?: string
  box?: string
  send?: string
  /** What happens with an answer besides being shown. */
  after?: string
  choices?: string
  enter?: boolean
}

const GOOD = {
  launcher: '<button class="open" type="button">Chat with us</button>',
  list: '<div class="list" role="log" aria-label="Conversation"></div>',
  box: '<textarea class="box" aria-label="Your question"></textarea>',
  send: '<button class="send" type="button">Send</button>',
  after: '',
  choices: '<button type="button" class="choice">Refund</button>',
  enter: true,
}

/** A shop with a chat: its launcher lies behind links, and it tells of every mouse that comes. */
const shop = (widget: Widget, links = 12) => {
  const w = { ...GOOD, ...widget }
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>shop</title>
<main>${'<a href="#x">A link</a> '.repeat(links)}</main>
${w.launcher}
<section class="chat" hidden role="dialog" aria-label="Chat" style="position:fixed;right:0;bottom:0;width:300px;height:360px;background:#fff">
${w.list}<div class="choices"></div>${w.box}${w.send}</section>
<script>
const $ = (s) => document.querySelector(s)
const known = new Set(Object.getOwnPropertyNames(window))
for (const type of ['mousedown', 'mouseup', 'click'])
  addEventListener(type, (e) => { if (e.detail > 0 || type !== 'click') fetch('/mouse?' + type) }, true)
const add = (who, text) => { const row = document.createElement('p'); row.className = who; row.textContent = text; $('.list').append(row) }
const answers = {
  size: () => [innerWidth, innerHeight, devicePixelRatio, 'ontouchstart' in window, /Mobile/.test(navigator.userAgent)].join(' '),
  globals: () => 'new: ' + Object.getOwnPropertyNames(window).filter((name) => !known.has(name) && !['add', 'answers', 'send', '$', 'known'].includes(name)).join(),
}
const send = () => {
  const text = $('.box').value
  if (!text) return
  $('.box').value = ''
  add('me', text)
  setTimeout(() => {
    const reply = answers[text]?.() ?? 'You said ' + text
    add('bot', reply)
    ${w.after}
    $('.choices').innerHTML = ${JSON.stringify(w.choices)}
    for (const choice of document.querySelectorAll('.choice')) choice.onclick = () => { add('me', choice.textContent); setTimeout(() => add('bot', 'Chosen'), 20) }
  }, 20)
}
$('.open').onclick = () => { $('.chat').hidden = false; $('.open').hidden = true; add('bot', 'Hello'); $('.box').focus() }
$('.send').onclick = send
if (${w.enter}) $('.box').onkeydown = (e) => { if (e.key === 'Enter') { e.preventDefault(); send() } }
</script>`
}

const DIV = (name: string, words: string) =>
  `<div class="${name}" style="width:90px;height:30px;cursor:pointer">${words}</div>`
const PAGES: Record<string, string> = {
  '/good': shop({}),
  '/mouse-launcher': shop({ launcher: DIV('open', 'Chat with us') }),
  '/mouse-send': shop({ send: DIV('send', 'Send'), enter: false }),
  '/mouse-choice': shop({ choices: DIV('choice', 'Refund') }),
  '/silent': shop({ list: '<div class="list"></div>' }),
  '/announcer': shop({
    list: '<div class="list"></div><div class="live" aria-live="polite"></div>',
    after: `$('.live').textContent = reply`,
  }),
  '/off': shop({ list: '<div role="log" aria-live="off" class="list"></div>' }),
  '/hidden': shop({ list: '<div aria-hidden="true" role="log" class="list"></div>' }),
  '/no-tab': shop({
    launcher: '<div class="open" role="button" style="width:90px;height:30px">Chat with us</div>',
  }),
  '/no-tab-send': shop({
    send: '<div class="send" role="button" style="width:90px;height:30px">Send</div>',
    enter: false,
  }),
  '/hidden-send': shop({
    send: '<button class="send" type="button" aria-hidden="true">Send</button>',
    enter: false,
  }),
  '/unnamed': shop({ box: '<textarea class="box"></textarea>', send: '<button class="send"></button>' }),
}
const PARTS = {
  launcher: '.open',
  input: '.box',
  bot: '.bot',
  consumer: '.me',
  choices: '.choice',
} satisfies Omit<Browser, 'url'>

let served: Awaited<ReturnType<typeof street>>
const on = visits({ loopbackOnly: true, evidence: ['none'] })
beforeAll(async () => {
  served = await street((request, response) => {
    const [path = '', query] = (request.url ?? '').split('?')
    // 127.0.0.1 and localhost are two sites.
    const framed = `<!doctype html><html lang="en"><meta charset="utf-8"><title>shop</title><a href="#">Link</a><iframe title="Chat" style="width:600px;height:500px" src="http://${query}:${served.port}/good"></iframe>`
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(path === '/framed' ? framed : (PAGES[path] ?? ''))
  })
})
afterAll(async () => {
  await on.close()
  served.close()
})
const open = (path: string, assist: NonNullable<Browser['assist']>, parts: Omit<Browser, 'url'> = PARTS) =>
  on.open(`http://127.0.0.1:${served.port}${path}`, { ...parts, assist })
const mice = () => served.asked.filter((path) => path.includes('/mouse?'))
type Told = { part: string; name: string; reached: boolean; tabs: number }

describe('by keyboard alone', () => {
  it('opens, writes, sends and chooses, and no mouse is seen', async () => {
    const before = mice().length
    const { session, ask, observed, offers } = await open('/good', { keyboard: true })
    expect(await ask('When?')).toBe('You said When?')
    await session.choose(await offers())
    await session.close()
    expect(mice().slice(before)).toEqual([])
    const told = observed('keyboard').map((e) => e.value as Told)
    expect(told.map(({ part, name, reached }) => ({ part, name, reached }))).toEqual([
      { part: 'button', name: 'Chat with us', reached: true },
      { part: 'box', name: 'Your question', reached: true },
      { part: 'choice', name: 'Refund', reached: true },
    ])
    // Twelve links come before the launcher; the chat takes the focus by itself.
    expect(told.map(({ tabs }) => tabs)).toEqual([13, 0, expect.any(Number)])
  })

  it.concurrent.each([
    ['a launcher', '/mouse-launcher', 'Chat with us'],
    ['a way to send', '/mouse-send', 'Send'],
  ])('says that the bot cannot be used where Tab never gets to %s', async (_, path, name) => {
    const before = mice().length
    const trying = open(path, { keyboard: true }, { ...PARTS, send: '.send' }).then(({ session }) =>
      session.send('When?'),
    )
    await expect(trying).rejects.toMatchObject({ details: { whose: 'bot', code: 'keyboard-unreachable' } })
    await expect(trying).rejects.toThrow(name)
    expect(mice().slice(before)).toEqual([])
  })

  it('says which choice cannot be reached', async () => {
    const { session, ask, observed, offers } = await open('/mouse-choice', { keyboard: true })
    await ask('When?')
    await expect(session.choose(await offers())).rejects.toMatchObject({
      details: { whose: 'bot', code: 'keyboard-unreachable' },
    })
    await session.close()
    expect(observed('keyboard').at(-1)?.value).toMatchObject({ part: 'choice', reached: false })
  })

  it('finds a chat without selectors', async () => {
    const { session, says } = await open('/good', { keyboard: true }, {})
    await session.send('When?')
    await says('You said When?')
    await session.close()
  })

  it('gets into a frame of another site', async () => {
    const { session, ask, observed } = await open(
      '/framed?localhost',
      { keyboard: true },
      { ...PARTS, frame: 'iframe' },
    )
    expect(await ask('When?')).toBe('You said When?')
    await session.close()
    expect(observed('keyboard').map((e) => (e.value as Told).reached)).not.toContain(false)
  })
})

describe('with a screen reader', () => {
  it('uses what has a role and a name, also where Tab does not get to it', async () => {
    const { session, ask, observed, offers } = await open('/no-tab', { screenReader: true })
    expect(await ask('When?')).toBe('You said When?')
    await session.choose(await offers())
    await session.close()
    const told = observed('keyboard').map((e) => e.value as Told)
    expect(told.map(({ part, reached, tabs }) => [part, reached, tabs])).toEqual([
      ['button', true, 0],
      ['box', true, 0],
      ['choice', true, 0],
    ])
  })

  it('finds a chat without selectors', async () => {
    const { session, says } = await open('/good', { screenReader: true }, {})
    await session.send('When?')
    await says('You said When?')
    await session.close()
  })

  it.concurrent.each([
    ['a launcher without a role', '/mouse-launcher', 'Chat with us'],
    ['a box without a name', '/unnamed', 'box'],
    ['a way to send that is hidden from it', '/hidden-send', 'Send'],
  ])('says that the bot cannot be used: %s', async (_, path, name) => {
    const trying = open(path, { screenReader: true }, { ...PARTS, send: '.send' }).then(({ session }) =>
      session.send('When?').finally(() => session.close()),
    )
    await expect(trying).rejects.toMatchObject({
      details: { whose: 'bot', code: 'screen-reader-unreachable' },
    })
    await expect(trying).rejects.toThrow(name)
  })

  it('says which choice cannot be used', async () => {
    const { session, ask, offers } = await open('/mouse-choice', { screenReader: true })
    await ask('When?')
    await expect(session.choose(await offers())).rejects.toMatchObject({
      details: { whose: 'bot', code: 'screen-reader-unreachable' },
    })
    await session.close()
  })

  it('with a keyboard, too, must get there by Tab', async () => {
    const said = async (path: string, assist: NonNullable<Browser['assist']>) => {
      const { session, ask } = await open(path, assist, { ...PARTS, send: '.send' })
      return ask('When?').finally(() => session.close())
    }
    expect(await said('/no-tab-send', { screenReader: true })).toBe('You said When?')
    expect(await said('/good', { screenReader: true, keyboard: true })).toBe('You said When?')
    await expect(said('/no-tab-send', { screenReader: true, keyboard: true })).rejects.toMatchObject({
      details: { whose: 'bot' },
    })
  })
})

it.concurrent.each([
  ['enlarged to 200 %', { zoom: 200 }, '640 400 2 false false'],
  ['on a phone', { viewport: 'phone' }, '390 844 2 true true'],
  ['in a window of its own size', { viewport: '1024x700' }, '1024 700 1 false false'],
  ['on a phone, enlarged', { viewport: 'phone', zoom: 150 }, '260 563 3 true true'],
])('shows the page %s', async (_, assist, size) => {
  const { session, ask, observed } = await open('/good', assist)
  expect(await ask('size')).toBe(size)
  await session.close()
  expect(observed('assist').map((e) => e.value)).toEqual([assist])
})

describe('what a screen reader is told', () => {
  const heard = async (path: string, parts: Omit<Browser, 'url'> = PARTS) => {
    const { session, ask, observed } = await open(path, {}, parts)
    await ask('When?')
    await session.turned?.()
    await session.close()
    return observed('announced').map((e) => e.value)
  }

  it.concurrent.each([
    ['/good', { announced: true, how: 'log' }],
    ['/announcer', { announced: true, how: 'polite' }],
    ['/silent', { announced: false }],
    ['/off', { announced: false }],
    ['/hidden', { announced: false }],
  ])('knows of the reply on %s', async (path, told) => {
    expect(await heard(path)).toEqual([{ message: expect.any(String), ...told }])
  })

  it.concurrent.each(['127.0.0.1', 'localhost'])('knows of a reply in a frame from %s', async (host) => {
    const told = await heard(`/framed?${host}`, { ...PARTS, frame: 'iframe' })
    expect(told).toEqual([expect.objectContaining({ announced: true, how: 'log' })])
  })

  it('puts pieces together, and takes no other words for a message', () => {
    const piece = (text: string) => ({ at: 0, text, how: 'log' })
    expect(announced('in 7 days', [piece('in '), piece('7 '), piece('days')])?.how).toBe('log')
    expect(announced('in 7 days', [piece('Bot says: in 7 days. 10:02')])?.how).toBe('log')
    expect(announced('in 7 days', [piece('in 8 days')])).toBeUndefined()
    expect(announced(' ', [piece(' ')])).toBeUndefined()
  })
})

describe('what a checker finds', () => {
  it('looks at the chat when it is open and in conversation, and leaves nothing in the page', async () => {
    const { session, ask, observed, kept } = await open('/unnamed', {})
    const said = await ask('globals')
    await session.turned?.()
    expect(await ask('globals')).toBe(said)
    await session.close()
    type Found = {
      when: string
      violations: { id: string; impact: string; nodes: number; targets: string[] }[]
    }
    const found = observed('axe').map((e) => e.value as Found)
    expect(found.map(({ when }) => when)).toEqual(['open', 'conversation'])
    for (const { violations } of found)
      expect(violations).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: 'button-name', impact: 'critical', nodes: 1, targets: ['.send'] }),
          expect.objectContaining({ id: 'label', nodes: 1, targets: ['textarea'] }),
        ]),
      )
    const trees = observed('accessibility-tree').map(({ ref }) => kept.get(ref ?? '')?.data.toString())
    expect(trees).toHaveLength(2)
    expect(trees[1]).toContain('Conversation')
  })

  it('finds nothing in a chat that has names', async () => {
    const { session, observed } = await open('/good', {})
    await session.close()
    expect(observed('axe').map((e) => e.value)).toEqual([
      { when: 'open', violations: [], passed: expect.arrayContaining(['button-name', 'label']), unsure: [] },
    ])
  })
})

describe('the demo merchant', () => {
  const DEMO = {
    launcher: '.chat-launcher',
    input: '.chat textarea',
    bot: '.message.bot',
    consumer: '.message.consumer',
    human: '.message.human',
  } satisfies Omit<Browser, 'url'>
  const visit = async (faults: readonly FaultId[], assist: NonNullable<Browser['assist']>) => {
    const { pageUrl } = await merchantOf(faults)
    return on.open(`${pageUrl}?lang=en`, { ...DEMO, assist })
  }

  it('can be used by keyboard, and tells a screen reader what its bot says', async () => {
    const { session, ask, observed } = await visit([], { keyboard: true })
    await ask('When will it be dispatched?')
    await session.turned?.()
    await session.close()
    const told = observed('announced').map((e) => e.value as { announced: boolean })
    expect(told.length).toBeGreaterThan(0)
    expect(told.every((one) => one.announced)).toBe(true)
    expect(observed('keyboard').map((e) => (e.value as Told).reached)).not.toContain(false)
  })

  it('with `no-keyboard` cannot be used by keyboard', async () => {
    await expect(visit(['no-keyboard'], { keyboard: true })).rejects.toMatchObject({
      details: { whose: 'bot', code: 'keyboard-unreachable' },
    })
  })

  it('with `unannounced` tells a screen reader nothing', async () => {
    const { session, ask, observed } = await visit(['unannounced'], {})
    await ask('When will it be dispatched?')
    await session.turned?.()
    await session.close()
    const told = observed('announced').map((e) => e.value as { announced: boolean })
    expect(told.length).toBeGreaterThan(0)
    expect(told.some((one) => one.announced)).toBe(false)
  })
})
