/** The parts of one JSON message beside its words: choices, cards, pictures, and how values are found and bounded. */
import { compile, type JSONPathQuery } from 'json-p3'
import type { ChannelEvent } from '../channel.js'
import type { Origin } from './messages.js'

/** Messages in one reply, and choices, cards or pictures in one message, that are read. */
export const MOST = 100
/** Longest name of somebody or something, title, and address, in UTF-16 units. */
export const NAME = 200
const TITLE = 1000
const ADDRESS = 2000

/** Where a part came from, and who offers it. */
type From = Origin & { actor: 'bot' | 'human' | 'system' }

/** @param paths where a choice that is an object has its parts; by default under the usual keys */
export function choices(
  offered: readonly unknown[],
  paths: Readonly<Record<'label' | 'value' | 'url', JSONPathQuery | undefined>>,
  from: From & { message: string },
): ChannelEvent[] {
  const options = offered.flatMap((choice) => {
    const words =
      typeof choice === 'string' ? choice : part(choice, paths.label, ['label', 'title', 'text', 'name'])
    if (words === undefined || words === '') return []
    const value = part(choice, paths.value, ['value', 'payload', 'postback'])
    const url = part(choice, paths.url, ['url', 'link', 'href'])
    const plain = typeof choice === 'string' ? ('quick-reply' as const) : ('button' as const)
    return {
      label: words.toWellFormed(),
      kind: url === undefined ? plain : ('link' as const),
      ...(value === undefined ? {} : { value }),
      ...(url === undefined ? {} : { url: cut(url, ADDRESS) }),
    }
  })
  return options.length > 0 ? [{ ...from, kind: 'choices', options }] : []
}

export function card(item: unknown, from: From): ChannelEvent[] {
  const title = part(item, undefined, ['title', 'name', 'header'])
  const text = part(item, undefined, ['text', 'subtitle', 'description', 'body'])
  const url = part(item, undefined, ['url', 'link', 'href'])
  if (title === undefined && text === undefined) return []
  return [
    {
      ...from,
      kind: 'card',
      ...(title === undefined ? {} : { title: cut(title, TITLE) }),
      ...(text === undefined ? {} : { text: text.toWellFormed() }),
      ...(url === undefined ? {} : { url: cut(url, ADDRESS) }),
    },
  ]
}

export function media(item: unknown, from: From): ChannelEvent[] {
  const url = typeof item === 'string' ? item : part(item, undefined, ['url', 'src', 'link', 'href'])
  const alt = part(item, undefined, ['alt', 'title', 'name', 'caption'])
  const mime = part(item, undefined, ['mime', 'mimeType', 'contentType', 'type'])
  if (url === undefined || url === '') return []
  return [
    {
      ...from,
      kind: 'media',
      url: cut(url, ADDRESS),
      ...(alt === undefined ? {} : { alt: cut(alt, TITLE) }),
      ...(mime === undefined ? {} : { mime: cut(mime, NAME) }),
    },
  ]
}

/** A text within an object: at the path, else under the first of the usual keys. */
function part(item: unknown, at: JSONPathQuery | undefined, keys: readonly string[]): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  if (at) return scalar(first(at, item))
  const known = item as Record<string, unknown>
  const key = keys.find((k) => Object.hasOwn(known, k) && typeof known[k] === 'string')
  return key === undefined ? undefined : scalar(known[key])
}

export const path = (text: string | undefined) => (text === undefined ? undefined : compile(text))

export const cut = (text: string, length: number) => text.slice(0, length).toWellFormed()

export const scalar = (value: unknown) =>
  typeof value === 'string' ? value.toWellFormed() : typeof value === 'number' ? String(value) : undefined

export function each(at: JSONPathQuery | undefined, json: unknown): unknown[] {
  if (!at || json === null || typeof json !== 'object') return []
  return at
    .query(json as never)
    .values()
    .slice(0, MOST)
}

/** The first value at a path. */
export function first(at: JSONPathQuery | undefined, json: unknown): unknown {
  return at && json !== null && typeof json === 'object' ? at.query(json as never).values()[0] : undefined
}
