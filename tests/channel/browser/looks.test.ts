/** What is looked at in a chat: focus, room, fields, and whether what was said can be kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../../src/documents/types/target.js'
import { street, visits } from './streets.js'

interface Chat {
  style?: string
  /** Before the list of messages. */
  above?: string
  /** Beside an answer. */
  beside?: string
  box?: string
  send?: string
  script?: string
}

/** A shop with a chat that floats over it. */
const shop = ({ style = '', above = '', beside = '', box, send, script = '' }: Chat) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>shop</title>
<style>.chat{position:fixed;right:0;bottom:0;width:300px;height:300px;background:#fff}.list{height:180px;overflow:auto}${style}</style>
<a href="#x">A link</a>
<button type="button" class="open">Chat with us</button>
<section class="chat" hidden role="dialog" aria-label="Chat">${above}
<div class="list" role="log" tabindex="0"></div>
${box ?? '<textarea class="box" aria-label="Your question"></textarea>'}
${send ?? '<button type="button" class="send">Send</button>'}
</section><a href="#y">Another link</a>
<script>
const $ = (s) => document.querySelector(s)
const add = (who, text) => {
  const row = document.createElement('div')
  row.innerHTML = '<p class="' + who + '"></p>' + (who === 'bot' ? ${JSON.stringify(beside)} : '')
  row.firstChild.textContent = text
  $('.list').append(row)
}
const send = () => { const text = $('.box').value; $('.box').value = ''; add('me', text); setTimeout(() => add('bot', 'You said ' + text), 20) }
$('.open').onclick = () => { $('.chat').hidden = false; $('.open').hidden = true; add('bot', 'Hello') }
$('.send').onclick = send
$('.box').onkeydown = (e) => { if (e.key === 'Enter') { e.preventDefault(); send() } }
${script}
</script></html>`

const TRAP = `$('.chat').addEventListener('keydown', (e) => {
  if (e.key !== 'Tab') return
  e.preventDefault()
  const stops = [...$('.chat').querySelectorAll('textarea, button')]
  stops[(stops.indexOf(document.activeElement) + 1) % stops.length].focus()
})`
const CLOSES = `const close = () => { $('.chat').hidden = true; $('.open').hidden = false; $('.open').focus() }`
const PAGES: Record<string, string> = {
  '/good': shop({ beside: '<time>10:02</time>' }),
  '/trap': shop({ script: TRAP, style: 'button{outline:none !important;border:0}' }),
  '/escape': shop({
    box: '<textarea class="box" placeholder="Ask"></textarea>',
    style:
      'button{outline:none;transition:background 100ms}button:focus{background:#ff0} .list{user-select:none}',
    beside: '<i title="10:02">·</i>',
    script: `${TRAP}; ${CLOSES}; $('.chat').addEventListener('keydown', (e) => e.key === 'Escape' && close())`,
  }),
  '/close': shop({
    above: '<button type="button" class="close">×</button>Open 9:00-18:00',
    box: '<textarea class="box"></textarea>',
    script: `${TRAP}; ${CLOSES}; $('.close').onclick = close; addEventListener('copy', (e) => e.preventDefault())`,
  }),
  '/wide': shop({ style: '.chat{width:500px}.send{position:absolute;left:440px;bottom:2px}' }),
  '/covered': shop({
    above:
      '<div style="position:absolute;inset:180px 0 0 0;background:#eee"></div><p style="width:60px;overflow:hidden;white-space:nowrap">Opening hours: nine to six</p>',
    beside: '<small>Today</small>',
    script:
      "addEventListener('copy', (e) => { e.clipboardData.setData('text/plain', 'You said it. From the shop'); e.preventDefault() })",
  }),
  '/two-ways': shop({
    above: `<div style="width:100px;height:40px;overflow:auto"><p style="width:400px;height:90px">Wide</p></div>
<p style="position:absolute;width:1px;height:1px;overflow:hidden;white-space:nowrap">For screen readers</p>
<button type="button">Download transcript</button>
<form><label>Phone <input aria-invalid="true"></label><label>Name <input aria-invalid="true" aria-describedby="why"></label><span id="why">Please write your name</span></form>`,
    style: '.chat{height:380px}',
  }),
}
const PARTS = { launcher: '.open', input: '.box', bot: '.bot', consumer: '.me' } satisfies Omit<
  Browser,
  'url'
>

let served: Awaited<ReturnType<typeof street>>
const on = visits({ loopbackOnly: true, evidence: ['none'] })
beforeAll(async () => {
  served = await street((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(PAGES[request.url ?? ''] ?? '')
  })
})
afterAll(async () => {
  await on.close()
  served.close()
})

/** Asks one thing on a page, and gives what was observed. */
async function seen(path: string, assist?: NonNullable<Browser['assist']>) {
  const { session, ask, observed } = await on.open(`http://127.0.0.1:${served.port}${path}`, {
    ...PARTS,
    ...(assist && { assist }),
  })
  await ask('When?')
  await session.turned?.()
  await session.close()
  const of = (name: string) => observed(name).map((event) => event.value as Record<string, unknown>)
  return {
    exit: of('keyboard-exit')[0],
    launcher: of('keyboard').find(({ part }) => part === 'button'),
    keyboard: of('keyboard'),
    layouts: of('layout'),
    fields: of('fields').at(-1)?.fields,
    keeping: of('keeping'),
  }
}
const ALL = { keyboard: true, zoom: 200 }
const COMPOSER = { name: 'Your question', by: 'label', composer: true }
const parts = (box: string, send: string) => [
  { part: 'composer', name: expect.any(String), seen: box },
  { part: 'control', name: 'Send', seen: send },
]

it('finds nothing to blame in a good one', async () => {
  const { exit, keyboard, layouts, fields, keeping } = await seen('/good', ALL)
  expect(exit).toEqual({ by: 'tab', tabs: expect.any(Number), stops: expect.arrayContaining(['Send']) })
  // Where words go in, a cursor is enough.
  expect(keyboard.map(({ part, reached, visible }) => [part, reached, visible])).toEqual([
    ['button', true, true],
    ['box', true, true],
  ])
  expect(layouts).toEqual(
    [
      ['open', 640],
      ['conversation', 640],
      ['narrow', 320],
    ].map(([when, width]) => ({
      when,
      width,
      height: 400,
      parts: parts('yes', 'yes'),
      sideways: [],
      cut: [],
    })),
  )
  expect(fields).toEqual([COMPOSER])
  expect(keeping).toEqual([{ selectable: true, copyable: true, stamps: 'shown' }])
})

describe('the focus', () => {
  it.each([
    ['/trap', 'none', false],
    ['/escape', 'escape', true],
    ['/close', 'close', true],
  ])('on %s comes out by %s, and is seen: %s', async (path, by, visible) => {
    const { exit, launcher } = await seen(path, { keyboard: true })
    expect(exit).toMatchObject({ by, stops: expect.arrayContaining(['Send']) })
    expect(launcher).toMatchObject({ reached: true, visible })
  })
})

it('tells of a chat that a narrow window does not hold', async () => {
  const { layouts } = await seen('/wide', { zoom: 200 })
  expect(layouts[0]).toMatchObject({ parts: parts('yes', 'yes'), sideways: [] })
  expect(layouts[2]?.parts).toContainEqual({ part: 'composer', name: 'Your question', seen: 'outside' })
  expect(layouts[2]?.sideways).not.toEqual([])
})

it('tells what is covered and cut off; a page may add words to what is copied', async () => {
  const { layouts, keeping } = await seen('/covered', { zoom: 200 })
  expect(layouts[0]).toMatchObject({
    parts: expect.arrayContaining([expect.objectContaining({ seen: 'covered' })]),
    cut: ['Opening hours: nine to six'],
    sideways: [],
  })
  expect(keeping).toEqual([{ selectable: true, copyable: true, stamps: 'shown' }])
})

it('tells what scrolls both ways, and of fields what is wrong and what is said of it', async () => {
  const { layouts, fields, keeping } = await seen('/two-ways', { zoom: 200 })
  expect(layouts[0]).toMatchObject({ sideways: ['Wide'], cut: [] })
  expect(fields).toEqual([
    COMPOSER,
    { name: 'Phone', by: 'label', invalid: true },
    { name: 'Name', by: 'label', invalid: true, error: 'Please write your name' },
  ])
  expect(keeping).toMatchObject([{ transcript: 'Download transcript' }])
})

it.each([
  ['/escape', 'placeholder', { selectable: false, copyable: false, stamps: 'hover' }],
  ['/close', 'none', { selectable: true, copyable: false, stamps: 'none' }],
])('tells how the box of %s is labelled, and what can be kept without any assist', async (path, by, kept) => {
  const { fields } = await seen(path, {})
  expect(fields).toMatchObject([{ by, composer: true }])
  const { keeping, ...rest } = await seen(path)
  expect(keeping).toEqual([kept])
  expect(rest).toMatchObject({ layouts: [], keyboard: [] })
})
