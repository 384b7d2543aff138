/** What a consumer sees of one JSON message, found by JSONPath: words, author, choices, cards, pictures, signals. */
import { compile, type JSONPathQuery } from 'json-p3'
import type { Handoffs, Authors as NamedAuthors, Reply as ReplyPaths } from '../../documents/types/target.js'
import type { ChannelEvent } from '../channel.js'
import { card, choices, cut, each, first, MOST, media, NAME, path, scalar } from './message-parts.js'

type Author = 'bot' | 'human' | 'system' | 'consumer'
const KNOWN_AUTHORS = new Map<string, Author>([
  ['bot', 'bot'],
  ['assistant', 'bot'],
  ['ai', 'bot'],
  ['agent', 'human'],
  ['human', 'human'],
  ['operator', 'human'],
  ['system', 'system'],
  ['user', 'consumer'],
])

/** Where a message came from; every event that is read from it says so. */
export interface Origin {
  /** Milliseconds on the session's clock. */
  at: number
  source: 'http' | 'sse' | 'ws' | 'api' | 'webhook'
  correlation?: string
  ref?: string
}

export interface MessageShape {
  reply: ReplyPaths
  authors?: NamedAuthors
  handoffs?: Handoffs
}

/** Text that a message has so far, where the channel itself puts it together from pieces. */
export interface Words {
  text: string
  final: boolean
}

/** Reads the messages of one session; it remembers their ids, so that one that comes again is edited, not new. */
export class Messages {
  /** Where messages are looked for. */
  readonly where: string
  readonly #paths
  readonly #messages: JSONPathQuery
  readonly #keep: (data: string) => string
  // Maps: an author called `constructor` must not find what every object has.
  readonly #authors: ReadonlyMap<string, Author>
  readonly #levels: ReadonlyMap<string, Handoffs[string]>
  readonly #known = new Map<string, { revision: number; seen: string }>()

  /** @param keep stores a payload that is no message by content and returns its sha256 */
  constructor({ reply, authors = {}, handoffs = {} }: MessageShape, keep: (data: string) => string) {
    this.#keep = keep
    this.#authors = new Map(Object.entries(authors))
    this.#levels = new Map(Object.entries(handoffs))
    this.#messages = compile(reply.messages ?? '$')
    this.where = `${this.#messages}`
    this.#paths = {
      text: compile(reply.text ?? '$.text'),
      id: path(reply.id),
      author: path(reply.author),
      name: path(reply.name),
      choices: path(reply.choices),
      label: path(reply.choice?.label),
      value: path(reply.choice?.value),
      url: path(reply.choice?.url),
      media: path(reply.media),
      cards: path(reply.cards),
      handoff: path(reply.handoff),
      typing: path(reply.typing),
      closed: path(reply.closed),
      custom: path(reply.custom),
      session: path(reply.session),
    }
  }

  /** The messages in a reply, each a JSON value; 100 at most. @param messages where, if not at `reply.messages` */
  in(json: unknown, messages: JSONPathQuery = this.#messages): unknown[] {
    return messages
      .query(json as never)
      .values()
      .slice(0, MOST)
  }

  /** The session id that a reply gives. */
  session(json: unknown): string | undefined {
    return scalar(first(this.#paths.session, json))
  }

  /** The id that a message gives itself. */
  id(item: unknown): string | undefined {
    return scalar(first(this.#paths.id, item))?.slice(0, NAME)
  }

  /** The whole text of a message. */
  text(item: unknown): string | undefined {
    const text = typeof item === 'string' ? item : first(this.#paths.text, item)
    return typeof text === 'string' && text !== '' ? text : undefined
  }

  /**
   * The events of one message; none where there is nothing in it that a consumer could see.
   * @param id its id where it gives itself none
   * @param words its text, where the channel puts it together from pieces; else it is read from the message
   */
  of(item: unknown, id: string, from: Origin, words?: Words): ChannelEvent[] {
    const author = this.#author(item)
    if (author.actor === 'consumer') return []
    const { actor } = author
    const own = this.id(item)
    const message = own === undefined ? id : `m-${own}`
    const events: ChannelEvent[] = []
    const text = words ? words.text : this.text(item)
    if (text !== undefined && text !== '') {
      const final = words?.final ?? true
      const revision = this.#revision(message, `${final} ${text}`, words !== undefined || own !== undefined)
      if (revision !== undefined)
        events.push({
          ...from,
          kind: 'text',
          ...author,
          actor,
          id: message,
          text: text.toWellFormed(),
          revision,
          final,
        })
    }
    const parts = [
      ...choices(each(this.#paths.choices, item), this.#paths, { ...from, actor, message }),
      ...each(this.#paths.media, item).flatMap((m) => media(m, { ...from, actor })),
      ...each(this.#paths.cards, item).flatMap((c) => card(c, { ...from, actor })),
      ...this.#signals(item, actor, from),
    ]
    if (parts.length === 0 || (own !== undefined && this.#shown(message, parts))) return events
    return [...events, ...parts]
  }

  /** Whether a message that is asked for again and again has shown its buttons before. */
  #shown(message: string, parts: readonly ChannelEvent[]): boolean {
    const seen = JSON.stringify(parts, (key, value) => (key === 'at' || key === 'ref' ? undefined : value))
    return this.#revision(`${message} parts`, seen, true) === undefined
  }

  /** The next revision of a message, or nothing where it is as it was. */
  #revision(id: string, seen: string, remembered: boolean): number | undefined {
    if (!remembered) return 0
    const known = this.#known.get(id)
    if (known?.seen === seen) return undefined
    const revision = known === undefined ? 0 : known.revision + 1
    this.#known.set(id, { revision, seen })
    return revision
  }

  #author(item: unknown): { actor: Author; name?: string; evidence?: string } {
    const value = first(this.#paths.author, item)
    const shown = first(this.#paths.name, item)
    const label = typeof shown === 'string' ? { name: cut(shown, NAME) } : {}
    if (typeof value !== 'string') return { actor: 'bot', ...label }
    const actor = this.#authors.get(value) ?? KNOWN_AUTHORS.get(value.toLowerCase()) ?? 'bot'
    return { actor, ...label, evidence: `author ${cut(value, 80)}` }
  }

  #signals(item: unknown, actor: Exclude<Author, 'consumer'>, from: Origin): ChannelEvent[] {
    const events: ChannelEvent[] = []
    const typing = first(this.#paths.typing, item)
    if (typeof typing === 'boolean') events.push({ ...from, kind: 'typing', actor, on: typing })
    const handoff = first(this.#paths.handoff, item)
    if (handoff !== undefined && handoff !== null && handoff !== false && handoff !== '') {
      const name = typeof handoff === 'object' ? 'handoff' : String(handoff)
      const level = this.#levels.get(name) ?? 'E1'
      events.push({
        ...from,
        kind: 'handoff',
        actor,
        name: cut(name, NAME),
        level,
        evidence: `${this.#paths.handoff}`,
      })
    }
    for (const payload of each(this.#paths.custom, item)) {
      const ref = this.#keep(JSON.stringify(payload))
      events.push({ ...from, kind: 'observation', actor: 'harness', name: 'custom', ref })
    }
    if (first(this.#paths.closed, item) === true)
      events.push({ ...from, kind: 'session', actor, change: 'closed' })
    return events
  }
}
