/** Rasa's REST channel: its messages as a consumer sees them. */
import { expect, it } from 'vitest'
import { rasaChannel } from '../../src/channel/http/rasa.js'
import type { Rasa } from '../../src/documents/types/target.js'
import { type Reply, serve } from '../support/served.js'
import { readyTarget, Talk } from '../support/talk.js'

async function talk(reply: Reply, change: (url: string) => Partial<Rasa> = () => ({})) {
  const server = await serve(reply)
  const told = await Talk.open(
    rasaChannel(),
    readyTarget({ rasa: { url: server.url, ...change(server.url) } }),
  )
  const turn = async (act: () => Promise<void>) => {
    const ends = told.of('end').length
    await act()
    await told.until((event) => event.kind === 'end' && told.of('end').length > ends)
  }
  return { server, told, turn }
}

it('sends words and sender, reads texts, buttons, pictures and payloads, and chooses by payload', async () => {
  const { server, told, turn } = await talk((_, response) =>
    response.end(
      JSON.stringify([
        { recipient_id: 'x', text: '请选择' },
        {
          recipient_id: 'x',
          text: '退款还是换货？',
          buttons: [
            { title: '退款', payload: '/refund{"a":1}' },
            { title: '换货', payload: '/exchange' },
          ],
        },
        { recipient_id: 'x', image: 'https://shop.example/a.png' },
        { recipient_id: 'x', custom: { order: { id: 7 } } },
      ]),
    ),
  )
  await turn(() => told.session.send('我要退货'))
  expect(server.asked[0]).toMatchObject({ method: 'POST', url: '/webhooks/rest/webhook' })
  expect(server.asked[0]?.body).toEqual({ sender: expect.any(String), message: '我要退货' })
  expect(told.events.slice(1)).toMatchObject([
    { kind: 'text', text: '请选择', final: true },
    { kind: 'text', text: '退款还是换货？' },
    {
      kind: 'choices',
      options: [
        { label: '退款', value: '/refund{"a":1}', kind: 'button' },
        { label: '换货', value: '/exchange', kind: 'button' },
      ],
    },
    { kind: 'media', url: 'https://shop.example/a.png' },
    { kind: 'observation', name: 'custom' },
    { kind: 'end' },
  ])
  const custom = told.of('observation').find(({ name }) => name === 'custom')
  expect(JSON.parse(told.kept[Number(custom?.ref) - 1] ?? '')).toEqual({ order: { id: 7 } })
  await turn(() => told.session.choose({ label: '退款', value: '/refund{"a":1}' }))
  expect(server.asked[1]?.body).toEqual({ sender: server.asked[0]?.body.sender, message: '/refund{"a":1}' })
  expect(told.of('text').findLast(({ actor }) => actor === 'consumer')?.text).toBe('退款')
  expect(told.session).toMatchObject({ hears: false, about: { kind: 'rasa' } })
})

it('keeps the address of a webhook of one’s own, and sends metadata', async () => {
  const { server, told, turn } = await talk(
    (_, response) => response.end('[{"text":"ok"}]'),
    (url) => ({ url: `${url}/webhooks/myio/webhook`, metadata: { channel: 'web' } }),
  )
  await turn(() => told.session.send('hi'))
  expect(server.asked[0]).toMatchObject({
    url: '/webhooks/myio/webhook',
    body: { metadata: { channel: 'web' } },
  })
})

it('says that a reply was empty', async () => {
  const { told, turn } = await talk((_, response) => response.end('[]'))
  await turn(() => told.session.send('hi'))
  expect(told.of('observation')).toMatchObject([{ name: 'no-words' }])
  expect(told.of('error')).toEqual([])
})
