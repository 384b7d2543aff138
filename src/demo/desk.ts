/** The service desk of the demo shop: who waits for a person, and which console serves whom. */
import type { Lang } from '../documents/ready.js'

/** A person at a console, as consumers see them. */
export interface Agent {
  name: string
  /** Staff number. */
  number: string
}

/** One thing that was said in a chat. */
export interface Said {
  from: 'consumer' | 'bot' | 'agent' | 'system'
  name?: string
  text: string
}

/** A consumer who asks for a person: what the desk may know, and what it is told. */
export interface Caller {
  readonly lang: Lang
  /** What the chat was about, in the caller's language. */
  readonly topic: string | undefined
  readonly said: readonly Said[]
  /** How many are before the caller, itself counted, and for how many seconds the shop says it will wait. */
  placed(position: number, wait: number): void
  joined(agent: Agent): void
  typing(): void
  heard(agent: Agent, text: string): void
  /** The agent ended the chat; with last words, if any. */
  closed(agent: Agent, text?: string): void
  /** The agent went away in the middle of it; the caller waits again, before all others. */
  dropped(agent: Agent): void
}

interface Waiting {
  chat: string
  lang: Lang
  topic?: string
  /** Milliseconds that it has waited. */
  waited: number
}

/** What a console is told. */
export type Told =
  | { type: 'desk'; number: string; people: number; waiting: Waiting[] }
  | { type: 'chat'; chat: string; lang: Lang; name: string; topic?: string; said: readonly Said[] }
  | { type: 'said'; chat: string; lang: Lang; text: string }
  | { type: 'closed'; chat: string }
  | { type: 'refused'; reason: string }

/** A connected console. */
export interface Console {
  readonly number: string
  /** A program; people come first. */
  readonly scripted: boolean
  tell(told: Told): void
}

interface Chat {
  id: string
  caller: Caller
  since: number
  position?: number
  serving?: { console: Console; agent: Agent }
}

/** Seconds that the shop reckons with for each caller. */
const PER_CALLER = 60

export class Desk {
  readonly #consoles = new Set<Console>()
  /** In the order in which they are served. */
  #chats: Chat[] = []
  #opened = 0

  /** @param now milliseconds of any monotonic clock */
  constructor(private readonly now: () => number) {}

  /** Whether anybody could answer. */
  get staffed(): boolean {
    return this.#consoles.size > 0
  }

  /** Whether this caller waits or is served. */
  has(caller: Caller): boolean {
    return this.#of(caller) !== undefined
  }

  /** How many are before this caller, who may not have called yet. */
  ahead(caller: Caller): number {
    const waiting = this.#waiting()
    const place = waiting.findIndex((chat) => chat.caller === caller)
    return place < 0 ? waiting.length : place
  }

  /** Puts a caller at the end of the queue; one who is there already keeps the place. */
  call(caller: Caller): void {
    if (!this.has(caller)) this.#chats.push({ id: `c${++this.#opened}`, caller, since: this.now() })
    this.#changed()
  }

  /** The caller went away. */
  leave(caller: Caller): void {
    const chat = this.#of(caller)
    if (chat) this.#remove(chat)
  }

  /** The caller said something to the agent who serves it. */
  say(caller: Caller, text: string): void {
    const chat = this.#of(caller)
    chat?.serving?.console.tell({ type: 'said', chat: chat.id, lang: caller.lang, text })
  }

  /** A console comes on duty. */
  open(console: Console): void {
    this.#consoles.add(console)
    this.#changed()
  }

  /** A console is gone; who was served by it waits again, first of all. */
  gone(console: Console): void {
    this.#consoles.delete(console)
    const left = this.#chats.filter((chat) => chat.serving?.console === console)
    this.#chats = [...left, ...this.#chats.filter((chat) => !left.includes(chat))]
    for (const chat of left) {
      const { agent } = chat.serving as NonNullable<Chat['serving']>
      delete chat.serving
      delete chat.position
      chat.caller.dropped(agent)
    }
    this.#changed()
  }

  /** A console takes a waiting chat under a name. False where somebody was faster, or the caller has gone. */
  accept(console: Console, id: string, name: string): boolean {
    const chat = this.#waiting().find((one) => one.id === id)
    if (!chat) return false
    const agent = { name, number: console.number }
    chat.serving = { console, agent }
    const { lang, topic, said } = chat.caller
    console.tell({ type: 'chat', chat: id, lang, name, ...(topic ? { topic } : {}), said })
    chat.caller.joined(agent)
    this.#changed()
    return true
  }

  /** What a console does in a chat that it serves: it types, says something, or ends it. False where it serves no such chat. */
  act(console: Console, id: string, act: 'typing' | 'say' | 'close', text?: string): boolean {
    const chat = this.#chats.find((one) => one.id === id && one.serving?.console === console)
    if (!chat?.serving) return false
    const { agent } = chat.serving
    if (act === 'typing') chat.caller.typing()
    else if (act === 'say' && text !== undefined) chat.caller.heard(agent, text)
    else if (act === 'close') {
      chat.caller.closed(agent, text)
      this.#remove(chat)
    }
    return true
  }

  #of(caller: Caller): Chat | undefined {
    return this.#chats.find((chat) => chat.caller === caller)
  }

  #waiting(): Chat[] {
    return this.#chats.filter((chat) => chat.serving === undefined)
  }

  #remove(chat: Chat): void {
    this.#chats = this.#chats.filter((one) => one !== chat)
    chat.serving?.console.tell({ type: 'closed', chat: chat.id })
    this.#changed()
  }

  /** Tells the callers whose place has changed, and every console who waits. */
  #changed(): void {
    const chats = this.#waiting()
    for (const [before, chat] of chats.entries()) {
      if (chat.position === before + 1) continue
      chat.position = before + 1
      chat.caller.placed(before + 1, (before + 1) * PER_CALLER)
    }
    const people = [...this.#consoles].filter((console) => !console.scripted).length
    const waiting = chats.map(({ id, since, caller: { lang, topic } }) => ({
      chat: id,
      lang,
      ...(topic ? { topic } : {}),
      waited: this.now() - since,
    }))
    for (const console of this.#consoles)
      console.tell({ type: 'desk', number: console.number, people, waiting })
  }
}
