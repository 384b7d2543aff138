/** Small pure looks into payloads that anybody may have written: none throws, each is bounded. */
import type { Frame, Signal } from './platform.js'

type Key = string | number

/** Items of a list that are looked at: a history longer than this is cut. */
const LONGEST_LIST = 200
/** Characters of a name or an id that are kept. */
const LONGEST_NAME = 200
/** Names and ids that a mapper remembers of one conversation. */
const REMEMBERED = 500
/** Characters of JSON within JSON, where the protocol puts it there. */
const LONGEST_INNER = 256_000

/** What lies at this path; undefined where it does not. Inherited properties do not count. */
export function at(value: unknown, ...path: readonly Key[]): unknown {
  let here = value
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<Key, unknown>)[key]
  }
  return here
}

/** The text at this path, cut to what a name or id needs; undefined where it is no text or empty. */
export function textAt(value: unknown, ...path: readonly Key[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' && found !== '' ? found.slice(0, LONGEST_NAME) : undefined
}

/** The finite number at this path that is not below zero. */
export function numberAt(value: unknown, ...path: readonly Key[]): number | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : undefined
}

/** The first items of the list at this path; none where it is no list. */
export function listAt(value: unknown, ...path: readonly Key[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found.slice(0, LONGEST_LIST) : []
}

/** JSON in a text that the protocol itself puts there: never a message's words. */
export function innerJson(value: unknown, ...path: readonly Key[]): unknown {
  const found = at(value, ...path)
  if (typeof found !== 'string' || found.length > LONGEST_INNER || !/^\s*[[{]/.test(found)) return undefined
  try {
    return JSON.parse(found)
  } catch {
    return undefined
  }
}

/** Host of a frame's address, in small letters; empty where there is none. */
export function hostOf({ url }: Frame): string {
  return /^(?:wss?|https?):\/\/([^/?#:@\s]{1,253})(?=[:/?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? ''
}

/** Whether the host of a frame is one of these domains or lies under one. */
export function hostedBy(frame: Frame, ...domains: readonly string[]): boolean {
  const host = hostOf(frame)
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}

/** Path of a frame's address, without query and fragment. */
export function pathOf({ url }: Frame): string {
  return /^\w{1,10}:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? ''
}

/** Whether this is the body of an answer, to the page or to a channel without one. */
export const isAnswer = ({ source }: Frame) => source === 'http' || source === 'api'

/** A set with one more, which forgets its oldest when it is full. */
export function remember(known: ReadonlySet<string>, one: string): ReadonlySet<string> {
  if (known.has(one)) return known
  const kept = known.size < REMEMBERED ? known : [...known].slice(1)
  return new Set(kept).add(one)
}

/** What a frame says where it says nothing. */
export const NOTHING: readonly Signal[] = []
