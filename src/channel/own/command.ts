/**
 * A command on this machine: a line of JSON in for each message of the consumer, lines of JSON out. It runs only
 * where its user named it, on the command line or in ombud.config.*; a target file can but pick it by its name.
 */
import { randomUUID } from 'node:crypto'
import { milliseconds } from '../../documents/duration.js'
import { type Channel, ChannelError, type OpenOptions, type Session } from '../channel.js'
import { excerpt } from '../http/http-reply.js'
import { Dialogue, type DialogueShape } from '../socket/dialogue.js'
import { type Command, commandOf, UNNAMED } from './own.js'
import { type Ended, Process } from './process.js'

const GRACE = '1s'
/** What a shell says of a command that it cannot find or run. */
const NOT_RUN: readonly unknown[] = [126, 127]

/** Where a line holds what a consumer sees. */
const SHAPE: DialogueShape = {
  reply: {
    id: '$.id',
    author: '$.author',
    name: '$.name',
    choices: '$.choices[*]',
    media: '$.media[*]',
    cards: '$.cards[*]',
    handoff: '$.handoff',
    typing: '$.typing',
    closed: '$.closed',
    custom: '$.custom',
  },
  delta: '$.delta',
  done: '$.done',
}

/** A channel to commands that were given by name. */
export function commandChannel(commands: Readonly<Record<string, Command>>): Channel {
  const sessions = new Set<CommandSession>()
  return {
    async open(options) {
      const session = new CommandSession(options, commandOf(options.target, commands), () =>
        sessions.delete(session),
      )
      sessions.add(session)
      await session.started()
      return session
    },
    async close() {
      await Promise.all([...sessions].map((session) => session.close()))
    },
  }
}

class CommandSession implements Session {
  readonly about
  readonly hears = true
  readonly #options: OpenOptions
  readonly #dialogue: Dialogue
  readonly #process: Process
  readonly #grace: number
  readonly #gone: () => void
  readonly #id = randomUUID()
  #closing: Promise<void> | undefined

  constructor(options: OpenOptions, command: Command, gone: () => void) {
    const { name = UNNAMED, ends, handoffs, grace = GRACE } = options.target.channel.command ?? {}
    this.about = { kind: 'command', url: `command:${name}` }
    this.#options = options
    this.#grace = milliseconds(grace)
    this.#gone = gone
    const shape = { ...SHAPE, ...(handoffs ? { handoffs } : {}), ...(ends ? { end: '$.end' } : {}) }
    this.#dialogue = new Dialogue(options, 'api', shape)
    this.#process = new Process(command, {
      line: (line) => {
        if (!this.#dialogue.heard(line)) this.#process.kill()
      },
      broken: (code) =>
        this.#dialogue.fail({
          message: 'the command wrote a line that is larger than 4 MB',
          details: { whose: 'bot', code },
        }),
      ended: (how) => this.#ended(how),
    })
    options.signal.addEventListener('abort', () => void this.close(), { once: true })
  }

  async started(): Promise<void> {
    await this.#process.started().catch((cause: Error) => {
      throw new ChannelError(
        `the command cannot be started: ${cause.message}`,
        { whose: 'harness', code: 'input' },
        { cause },
      )
    })
  }

  send(text: string): Promise<void> {
    return this.#write(text, { text })
  }

  choose({ label, value }: { label: string; value?: string }): Promise<void> {
    return this.#write(label, { text: label, ...(value === undefined ? {} : { value }) })
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#dialogue.close()
    await this.#process.stop(this.#grace)
    this.#keepErrors()
    this.#gone()
  }

  #write(shown: string, words: { text: string; value?: string }): Promise<void> {
    this.#dialogue.said(shown)
    this.#process.write(JSON.stringify({ ...words, session: this.#id, lang: this.#options.lang }))
    return Promise.resolve()
  }

  #ended({ code, signal, error }: Ended): void {
    const last = this.#process.stderr.trimEnd().split('\n').at(-1) ?? ''
    this.#keepErrors()
    if (code === 0) return this.#dialogue.closed('the command ended')
    const how = error?.message ?? (code === null ? `by ${signal}` : `with code ${code}`)
    this.#dialogue.fail({
      message: `the command ended ${how}${excerpt(last)}`,
      details:
        error || NOT_RUN.includes(code)
          ? { whose: 'harness', code: 'input' }
          : { whose: 'bot', code: 'exit' },
    })
  }

  /** What it wrote to standard error helps whoever wrote the bot. */
  #keepErrors(): void {
    const { stderr } = this.#process
    if (stderr === '') return
    this.#process.stderr = ''
    const { emit, keep, clock } = this.#options
    const at = clock.now()
    emit({ kind: 'observation', at, actor: 'harness', source: 'api', name: 'stderr', ref: keep(stderr) })
  }
}
