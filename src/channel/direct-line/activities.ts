/**
 * What a consumer sees of Bot Framework activities: messages, typing, streams, suggested actions, cards, hand-over.
 * @see https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md
 */
import type { Authors, Handoffs } from '../../documents/types/target.js'
import type { ChannelEvent } from '../channel.js'
import type { Origin } from '../json/messages.js'
import { cut, isObject, list, string } from '../json/values.js'
import { attachmentEvents, type CardAction, optionOf } from './attachments.js'

const NAME = 200
/** Roles that are not the bot's. */
const ROLES: Authors = { agent: 'human', human: 'human', channel: 'system', user: 'consumer' }
/** States of `handoff.status`, and the event that begins a hand-over. */
const LEVELS: Handoffs = { 'handoff.initiate': 'E1', accepted: 'E2', completed: 'E5' }

interface Stream {
  type: 'streaming' | 'informative' | 'final'
  id?: string
  sequence?: number
}

/** An activity as it comes: nothing in it is sure. */
export type Activity = Record<string, unknown>

export interface ActivityShape {
  authors?: Authors
  handoffs?: Handoffs
}

/** Reads the activities of one conversation. */
export class Activities {
  readonly #user: string
  readonly #authors: ReadonlyMap<string, Authors[string]>
  readonly #levels: ReadonlyMap<string, Handoffs[string]>
  readonly #revisions = new Map<string, number>()
  /** Last piece of each stream; a piece that was overtaken is not shown. */
  readonly #sequences = new Map<string, number>()
  /** Activities that came, by type and id: after a new connection some come again. */
  readonly #seen = new Set<string>()
  /** Choices that were offered, by the id under which they are chosen. */
  readonly #actions = new Map<string, CardAction>()

  /** @param user the id under which the consumer speaks */
  constructor(user: string, { authors = {}, handoffs = {} }: ActivityShape) {
    this.#user = user
    this.#authors = new Map(Object.entries({ ...ROLES, ...authors }))
    this.#levels = new Map(Object.entries({ ...LEVELS, ...handoffs }))
  }

  /** The action behind an offered choice. */
  action(id: string | undefined): CardAction | undefined {
    return id === undefined ? undefined : this.#actions.get(id)
  }

  /** True where the consumer's own activity comes back. */
  isOwn(activity: Activity): boolean {
    return part(activity, 'from', 'id') === this.#user || this.#author(activity).actor === 'consumer'
  }

  /** @param number of the activity, for one without an id */
  of(activity: Activity, number: number, from: Origin): ChannelEvent[] {
    if (this.isOwn(activity)) return []
    const own = string(activity, 'id') ?? `a-${number}`
    const { actor, ...author } = this.#author(activity)
    const key = `${activity.type} ${own}`
    if (actor === 'consumer' || (this.#seen.has(key) && activity.type !== 'messageUpdate')) return []
    this.#seen.add(key)
    switch (activity.type) {
      case 'message':
        return this.#message(activity, own, { ...from, actor }, author)
      case 'typing':
        return this.#typing(activity, own, { ...from, actor }, author)
      case 'messageUpdate':
        return this.#text(activity, own, true, { ...from, actor }, author)
      case 'messageDelete':
        return [this.#revised(own, { ...from, actor }, author, { text: '', final: true, deleted: true })]
      case 'event':
        return this.#event(activity, { ...from, actor })
      case 'handoff':
        return [this.#handoff('handoff.initiate', 'handoff.initiate', { ...from, actor })]
      case 'endOfConversation':
        return [
          {
            ...from,
            kind: 'session',
            actor,
            change: 'closed',
            detail: `endOfConversation ${cut(string(activity, 'code') ?? '', NAME)}`.trim(),
          },
        ]
      default:
        return []
    }
  }

  #message(activity: Activity, own: string, from: Spoken, author: Author): ChannelEvent[] {
    const stream = streamOf(activity)
    const id = stream?.id ?? own
    const suggested = list(part(activity, 'suggestedActions', 'actions'))
    return [
      ...this.#text(activity, id, true, from, author),
      ...list(activity.attachments).flatMap((attachment, i) =>
        attachmentEvents(attachment, from, (actions) =>
          this.#offer(actions, `${id}/${i}`, 'button', id, from),
        ),
      ),
      ...this.#offer(suggested, `${id}/s`, 'quick-reply', id, from),
    ]
  }

  /** A stream comes as typing activities with text. @see streamOf */
  #typing(activity: Activity, own: string, from: Spoken, author: Author): ChannelEvent[] {
    const stream = streamOf(activity)
    if (stream?.type !== 'streaming') return [{ ...from, kind: 'typing', on: true }]
    const id = stream.id ?? own
    const { sequence = 0 } = stream
    if (sequence < (this.#sequences.get(id) ?? 0)) return []
    this.#sequences.set(id, sequence)
    return this.#text(activity, id, false, from, author)
  }

  #text(activity: Activity, id: string, final: boolean, from: Spoken, author: Author): ChannelEvent[] {
    const text = string(activity, 'text')
    return text ? [this.#revised(id, from, author, { text: text.toWellFormed(), final })] : []
  }

  #revised(
    id: string,
    from: Spoken,
    author: Author,
    words: { text: string; final: boolean; deleted?: boolean },
  ): ChannelEvent {
    const revision = this.#revisions.get(id) ?? 0
    this.#revisions.set(id, revision + 1)
    return { ...from, kind: 'text', ...author, id, revision, ...words }
  }

  #offer(
    actions: readonly unknown[],
    key: string,
    kind: 'button' | 'quick-reply',
    message: string,
    from: Spoken,
  ): ChannelEvent[] {
    const options = actions.flatMap((action, i) => {
      const option = optionOf(action, kind)
      if (!option) return []
      const id = `${key}/${i}`
      this.#actions.set(id, action as CardAction)
      return { ...option, id }
    })
    return options.length > 0 ? [{ ...from, kind: 'choices', options, message }] : []
  }

  #event(activity: Activity, from: Spoken): ChannelEvent[] {
    const name = string(activity, 'name') ?? ''
    if (name === 'handoff.status') {
      const value = activity.value
      const state =
        typeof value === 'string' ? value : (string((value ?? {}) as Activity, 'state') ?? 'unknown')
      return [this.#handoff(`handoff.status ${cut(state, NAME)}`, state, from)]
    }
    return this.#levels.has(name) ? [this.#handoff(cut(name, NAME), name, from)] : []
  }

  #handoff(name: string, key: string, from: Spoken): ChannelEvent {
    const level = this.#levels.get(key)
    return { ...from, kind: 'handoff', name, ...(level ? { level } : {}), evidence: `event ${name}` }
  }

  #author(activity: Activity): { actor: Authors[string] } & Author {
    const role = part(activity, 'from', 'role')
    const id = part(activity, 'from', 'id')
    const name = part(activity, 'from', 'name')
    const label = typeof name === 'string' && name !== '' ? { name: cut(name, NAME) } : {}
    for (const [key, value] of Object.entries({ id, name, role })) {
      const actor = typeof value === 'string' ? this.#authors.get(value) : undefined
      if (actor) return { actor, ...label, evidence: `from.${key} ${cut(String(value), 80)}` }
    }
    return { actor: 'bot', ...label }
  }
}

/** Origin and speaker. */
export type Spoken = Origin & { actor: Exclude<Authors[string], 'consumer'> }
type Author = { name?: string; evidence?: string }

/**
 * What an activity says of the stream it is a part of, in channelData or in an entity `streaminfo`. The first
 * piece has no stream id: its own id becomes the stream's.
 */
function streamOf(activity: Activity): Stream | undefined {
  const entity = list(activity.entities).find((one) => isObject(one) && one.type === 'streaminfo')
  for (const data of [activity.channelData, entity]) {
    if (!isObject(data)) continue
    const { streamType: type, streamId, streamSequence } = data
    if (type !== 'streaming' && type !== 'informative' && type !== 'final') continue
    return {
      type,
      ...(typeof streamId === 'string' && streamId !== '' ? { id: cut(streamId, NAME) } : {}),
      ...(typeof streamSequence === 'number' ? { sequence: streamSequence } : {}),
    }
  }
  return undefined
}

function part(activity: Activity, key: string, inner: string): unknown {
  const value = activity[key]
  return isObject(value) ? value[inner] : undefined
}
