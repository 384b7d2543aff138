/** Files that the consumer attaches, in pages that take them in different ways or not at all. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CHAT, stage } from './support.js'

let on: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  on = await stage()
})
afterAll(() => on.close())

const BYTES = new Uint8Array([137, 80, 78, 71, 1, 2, 3])
const PNG = { name: '破损.png', type: 'image/png', bytes: BYTES }
const PDF = { name: 'invoice.pdf', type: 'application/pdf', bytes: BYTES }

async function upload(page: string) {
  const open = await on.open(page, CHAT)
  await open.said('您好，我是智能客服')
  const order: string[] = []
  const sent = open.session.upload?.(PNG, () => order.push('begins'))
  await sent?.then(
    () => order.push('sent'),
    (error) => order.push(error.details?.code ?? String(error)),
  )
  return { ...open, order }
}

it.each([
  ['a hidden file input', 'hidden'],
  ['a button that opens a file chooser', 'button'],
  ['a menu with such a button', 'menu'],
  ['a tray whose files go out with Enter', 'tray'],
])(
  '%s: the page gets the file, the transcript has it as the consumer’s, and the bot’s answer is told',
  async (_, how) => {
    const { order, events, truth, said, session } = await upload(`upload.html?how=${how}`)
    expect(order).toEqual(['begins', 'sent'])
    const [given] = await truth.until((t) => t.who === 'file' || t.who === 'wrong')
    expect(given).toMatchObject({ text: PNG.name, type: PNG.type, bytes: [...BYTES] })
    await said(`已收到 ${PNG.name}`)
    await session.close()
    const files = events.items.filter((e) => e.kind === 'media')
    expect(files).toEqual([expect.objectContaining({ actor: 'consumer', mime: PNG.type, alt: PNG.name })])
    const kinds = events.items.flatMap((e) => (e.kind === 'media' ? 'file' : e.kind === 'text' ? e.text : []))
    expect(kinds).toEqual(['您好，我是智能客服', 'file', `已收到 ${PNG.name}`])
  },
)

it.each([
  ['a picture of it', PNG, ''],
  ['its name and size', PDF, '&shows=name'],
])(
  'where the structure tells the messages, %s in the chat is the consumer’s and no answer',
  async (_, file, more) => {
    // Of the messages no selector is named.
    const { session, events, said } = await on.open(`upload.html?how=hidden${more}`, {})
    await session.send('东西坏了怎么退？')
    await said('您说的是：东西坏了怎么退？')
    await session.upload?.(file, () => undefined)
    await said(`已收到 ${file.name}`)
    await session.send('那什么时候退款？')
    await said('您说的是：那什么时候退款？')
    await session.close()
    const told = events.items.flatMap((e) =>
      e.kind === 'media' ? [[e.actor, e.alt]] : e.kind === 'text' ? [[e.actor, e.text]] : [],
    )
    expect(told.slice(told.findIndex(([actor]) => actor === 'consumer'))).toEqual([
      ['consumer', '东西坏了怎么退？'],
      ['bot', '您说的是：东西坏了怎么退？'],
      ['consumer', file.name],
      ['bot', `已收到 ${file.name}`],
      ['consumer', '那什么时候退款？'],
      ['bot', '您说的是：那什么时候退款？'],
    ])
  },
)

it.each([
  ['a chat without attachments, beside a form of the page that takes files', 'upload.html?how=none'],
  ['a chat that takes other files', 'upload.html?how=hidden&accept=.pdf,audio/*'],
])('%s: no upload, before anything left', async (_, page) => {
  const { order, events, session, said, truth } = await upload(page)
  expect(order).toEqual(['no-upload'])
  // The chat can still be used.
  await session.send('你好')
  await said('您说的是：你好')
  await session.close()
  expect(events.items.filter((e) => e.kind === 'media')).toEqual([])
  expect(truth.items).toEqual([])
})

it.each([PNG, PDF])(
  'deep-chat, a published widget: a menu, a tray and Enter, and $name is there',
  async (file) => {
    const { session, events, said, truth } = await on.open('deep-chat-files.html', {})
    await session.send('东西坏了怎么退？')
    await said('您说的是：东西坏了怎么退？')
    await session.upload?.(file, () => undefined)
    await said(`已收到 ${file.name}`)
    await session.send('好的')
    await said('您说的是：好的')
    await session.close()
    expect(truth.items).toEqual([
      expect.objectContaining({ who: 'file', text: file.name, type: file.type, bytes: [...file.bytes] }),
    ])
    expect(events.items.filter((e) => e.kind === 'media')).toEqual([
      expect.objectContaining({ actor: 'consumer', mime: file.type, alt: file.name }),
    ])
  },
)
