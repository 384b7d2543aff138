/**
 * The REST channel of Rasa: JSON over HTTP whose parts have names of their own.
 *
 * @see https://rasa.com/docs/rasa/connectors/your-own-website/#rest-channels
 */
import type { Http, Rasa } from '../../documents/types/target.js'
import type { Channel } from '../channel.js'
import { jsonChannel } from './http.js'

const WEBHOOK = '/webhooks/rest/webhook'

/** A channel that speaks to `target.channel.rasa`. @see schemas/target.schema.json */
export function rasaChannel(): Channel {
  return jsonChannel('rasa', ({ target }) => {
    if (!target.channel.rasa) throw new TypeError(`target ${target.id} has no rasa channel`)
    return asHttp(target.channel.rasa)
  })
}

function asHttp({ url, metadata, ...connection }: Rasa): Http {
  const address = new URL(url)
  if (!address.pathname.includes('/webhooks/')) address.pathname = address.pathname.replace(/\/*$/, WEBHOOK)
  return {
    ...connection,
    url: address.href,
    request: {
      text: '$.message',
      session: '$.sender',
      ...(metadata === undefined ? {} : { body: { metadata } }),
    },
    reply: {
      messages: '$[*]',
      choices: '$.buttons[*]',
      choice: { label: '$.title', value: '$.payload', url: '$.url' },
      media: "$['image','attachment']",
      custom: '$.custom',
    },
  }
}
