/** The scripted person of the demo shop: at a console like any other, it accepts chats, listens, and ends them. */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Lang } from '../documents/ready.js'
import type { Told } from './desk.js'
import { type Asked, DESK_PATH } from './desk-socket.js'
import type { Delays } from './merchants.js'
import { TEXTS } from './texts.js'

const FAREWELL = [
  '再见',
  '拜拜',
  '测试',
  '没有了',
  '没有问题了',
  '不用了',
  'goodbye',
  'bye',
  'a test',
  'service test',
  'that is all',
]

/**
 * Takes a seat at the desk of a server and stays until the signal. It accepts nobody while a person is on duty.
 * Resolves when it has been let in; rejects when it is not.
 */
export async function takeSeat(url: string, delays: Delays, signal: AbortSignal): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${DESK_PATH}`)
  signal.addEventListener('abort', () => socket.terminate())
  const ask = (asked: Asked) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(asked))
  }
  const agent = new ScriptedAgent(ask, delays, signal)
  await once(socket, 'open')
  socket.on('error', () => socket.terminate())
  socket.on('message', (data) => agent.hear(JSON.parse(String(data)) as Told))
  ask({ type: 'hello', scripted: true })
  await once(socket, 'message')
}

class ScriptedAgent {
  /** Chats that it means to accept. */
  readonly #meant = new Set<string>()
  /** Messages that it has answered, in each chat that it serves. */
  readonly #answered = new Map<string, number>()
  #desk: Extract<Told, { type: 'desk' }> | undefined

  constructor(
    private readonly ask: (asked: Asked) => void,
    private readonly delays: Delays,
    private readonly signal: AbortSignal,
  ) {}

  hear(told: Told): void {
    if (told.type === 'desk') {
      this.#desk = told
      for (const { chat, lang } of told.waiting) this.#accept(chat, lang)
    } else if (told.type === 'chat') {
      this.#answered.set(told.chat, 0)
      this.#write(told.chat, { type: 'say', chat: told.chat, text: TEXTS[told.lang].agent.first(told.topic) })
    } else if (told.type === 'said') this.#answer(told)
    else if (told.type === 'closed') this.#answered.delete(told.chat)
  }

  #accept(chat: string, lang: Lang): void {
    if (this.#meant.has(chat)) return
    this.#meant.add(chat)
    this.#after(this.delays.agent, () => {
      this.#meant.delete(chat)
      if (this.#desk?.people !== 0 || !this.#desk.waiting.some((one) => one.chat === chat)) return
      this.ask({ type: 'accept', chat, name: TEXTS[lang].agent.name })
    })
  }

  /** Answers a message; a courtesy line ends the chat. */
  #answer({ chat, lang, text }: Extract<Told, { type: 'said' }>): void {
    const { agent } = TEXTS[lang]
    const said = text.slice(0, 2000).toLowerCase()
    if (FAREWELL.some((word) => said.includes(word)))
      return this.#write(chat, { type: 'close', chat, text: agent.goodbye })
    const answered = (this.#answered.get(chat) ?? 0) + 1
    this.#answered.set(chat, answered)
    this.#write(chat, { type: 'say', chat, text: answered === 1 ? agent.noted : agent.more })
  }

  #write(chat: string, asked: Asked): void {
    this.ask({ type: 'typing', chat })
    this.#after(this.delays.think, () => this.ask(asked))
  }

  #after(ms: number, act: () => void): void {
    sleep(ms, undefined, { signal: this.signal }).then(act, () => undefined)
  }
}
