/**
 * What a consumer sees of the attachments of a Bot Framework activity: pictures and files, rich cards, Adaptive Cards.
 * @see https://learn.microsoft.com/azure/bot-service/bot-service-channels-reference
 * @see https://adaptivecards.io/explorer/
 */

import type { ChannelEvent } from '../channel.js'
import { cut, isObject, list, string } from '../json/values.js'
import type { Spoken } from './activities.js'

const ADDRESS = 2000
const TEXT = 20_000
/** How deep an Adaptive Card is looked into, and how many of its elements. */
const DEPTH = 12
const ELEMENTS = 500
const CARD = 'application/vnd.microsoft.card.'
/** What opens something instead of saying it to the bot. */
const OPENS = new Set(['openUrl', 'signin', 'downloadFile', 'playAudio', 'playVideo', 'showImage', 'call'])

/** A button as it comes; for an Adaptive Card, one made from its action. */
export type CardAction = Record<string, unknown>

type Option = { label: string; kind: 'button' | 'quick-reply' | 'link'; value?: string; url?: string }

/** A choice as a consumer sees it, or nothing where it has no words. */
export function optionOf(action: unknown, kind: 'button' | 'quick-reply'): Option | undefined {
  if (!isObject(action)) return undefined
  const value = string(action, 'value')
  const label = string(action, 'title') || string(action, 'displayText') || value
  if (!label) return undefined
  const opens = OPENS.has(string(action, 'type') ?? '')
  return {
    label: cut(label),
    kind: opens ? 'link' : kind,
    ...(value === undefined ? {} : opens ? { url: cut(value, ADDRESS) } : { value }),
  }
}

/** @param offer makes the choices of a card's buttons */
export function attachmentEvents(
  attachment: unknown,
  from: Spoken,
  offer: (actions: readonly unknown[]) => ChannelEvent[],
): ChannelEvent[] {
  if (!isObject(attachment)) return []
  const { content } = attachment
  const type = string(attachment, 'contentType') ?? ''
  if (type === `${CARD}adaptive` && isObject(content)) return adaptive(content, from, offer)
  if (type.startsWith(CARD) && isObject(content)) return rich(content, from, offer)
  const url = string(attachment, 'contentUrl')
  if (url !== undefined) return media(url, string(attachment, 'name'), type, from)
  return typeof content === 'string' && content !== ''
    ? [{ ...from, kind: 'card', text: cut(content, TEXT) }]
    : []
}

function media(url: string, alt: string | undefined, mime: string, from: Spoken): ChannelEvent[] {
  if (url === '') return []
  return [
    {
      ...from,
      kind: 'media',
      // Pictures often come whole, as data: what they are is enough.
      url: cut(url, url.startsWith('data:') ? 40 : ADDRESS),
      ...(alt ? { alt: cut(alt) } : {}),
      ...(mime ? { mime: cut(mime, 200) } : {}),
    },
  ]
}

/** Hero, thumbnail, receipt, sign-in, audio, video and animation cards. */
function rich(
  content: Record<string, unknown>,
  from: Spoken,
  offer: (actions: readonly unknown[]) => ChannelEvent[],
): ChannelEvent[] {
  const words = (one: unknown, ...keys: string[]) =>
    isObject(one) ? [keys.flatMap((key) => string(one, key) ?? []).join(' ')] : []
  const text = [
    ...words(content, 'subtitle'),
    ...words(content, 'text'),
    ...list(content.facts).flatMap((fact) => words(fact, 'key', 'value')),
    ...list(content.items).flatMap((item) => words(item, 'title', 'subtitle', 'price')),
    ...words(content, 'total'),
  ].filter((line) => line !== '')
  const pictures = [...list(content.images), content.image].flatMap((image) =>
    isObject(image) ? media(string(image, 'url') ?? '', string(image, 'alt'), '', from) : [],
  )
  const clips = list(content.media).flatMap((one) =>
    isObject(one) ? media(string(one, 'url') ?? '', undefined, '', from) : [],
  )
  return [
    ...cardEvent(string(content, 'title'), text, from),
    ...pictures,
    ...clips,
    ...offer(list(content.buttons)),
  ]
}

/** An Adaptive Card: its texts in order, its pictures, its actions. */
function adaptive(
  content: Record<string, unknown>,
  from: Spoken,
  offer: (actions: readonly unknown[]) => ChannelEvent[],
): ChannelEvent[] {
  const texts: string[] = []
  const pictures: ChannelEvent[] = []
  const actions: CardAction[] = []
  let left = ELEMENTS
  const look = (element: unknown, depth: number): void => {
    if (!isObject(element) || depth > DEPTH || --left < 0 || element.isVisible === false) return
    const type = string(element, 'type') ?? ''
    if (type.startsWith('Action.')) return void actions.push(actionOf(element, type))
    if (type === 'Image')
      pictures.push(...media(string(element, 'url') ?? '', string(element, 'altText'), '', from))
    const text = string(element, 'text') ?? string(element, 'label')
    if (text) texts.push(text)
    for (const fact of list(element.facts))
      if (isObject(fact)) texts.push(`${string(fact, 'title') ?? ''} ${string(fact, 'value') ?? ''}`.trim())
    for (const key of ['body', 'items', 'columns', 'images', 'rows', 'cells', 'inlines', 'actions'])
      for (const inner of list(element[key]))
        look(typeof inner === 'string' ? { text: inner } : inner, depth + 1)
    look(element.selectAction, depth + 1)
  }
  look(content, 0)
  return [...cardEvent(undefined, texts, from), ...pictures, ...offer(actions)]
}

/** An action of an Adaptive Card as the button that says the same. */
function actionOf(element: Record<string, unknown>, type: string): CardAction {
  const { title, data, url } = element
  if (type === 'Action.OpenUrl') return { type: 'openUrl', title, value: url }
  return { type: typeof data === 'string' ? 'imBack' : 'postBack', title, value: data ?? title }
}

function cardEvent(title: string | undefined, lines: readonly string[], from: Spoken): ChannelEvent[] {
  const text = lines.join('\n')
  if (!title && text === '') return []
  return [
    {
      ...from,
      kind: 'card',
      ...(title ? { title: cut(title) } : {}),
      ...(text ? { text: cut(text, TEXT) } : {}),
    },
  ]
}
