/** Whether a channel keeps to the interface: checks that it is put through with a bot behind it. */
import type { Lang, ReadyTarget } from '../../documents/ready.js'
import { type Channel, ChannelError, type ChannelEvent, type ExchangeEnd, type Session } from '../channel.js'
import { eventProblem } from './guard.js'
import { type ChannelPlugin, pluginProblems } from './own.js'
import { pluginChannel } from './plugin.js'

export interface ChannelTestOptions {
  /** `channel` of a target file; left out for a channel of one's own. */
  channel?: ReadyTarget['channel']
  /** What a target file would write as `options` of a channel of one's own. */
  options?: Record<string, unknown>
  /** Words that the bot answers. Default 你好. */
  say?: string
  /** The words in answer to which the bot repeats `text`. With it, what arrives is compared with what was said. */
  echo?(text: string): string
  /** Words in answer to which the bot offers choices. */
  choices?: string
  /** The same for a bot that cannot be reached: the error has to say whose doing that is. */
  unreachable?: {
    channel?: ReadyTarget['channel']
    options?: Record<string, unknown>
    whose?: 'bot' | 'network' | 'harness'
  }
  /** Languages of the session. Default zh-CN. */
  lang?: Lang
  /** Longest wait for an answer, milliseconds. Default 10 s. */
  timeout?: number
}

export interface ChannelCheck {
  name: string
  /** @throws Error that says what is wrong */
  run(): Promise<void>
}

type Emitted = ChannelEvent | ExchangeEnd
type Text = Extract<ChannelEvent, { kind: 'text' }>

/** What people and strangers write, on one line; nothing of it may be changed, read as code or lost. */
const HOSTILE = [
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it looks like code, and may not be read as such
  '{{7*7}} ${7*7} %s %00 ../../etc/passwd',
  `'; DROP TABLE orders; -- "quoted" \\ back\\slash`,
  '\u202egnirts \u200b😀👩‍👩‍👧 ﷽ \ud83d\udc4d🏽',
]
const TIMEOUT = 10_000
/** For what must not come: nothing is waited for longer than this. */
const SILENCE_MS = 200

/** The checks of one channel, in order; each opens sessions of its own. */
export function channelChecks(
  channel: Channel | ChannelPlugin,
  given: ChannelTestOptions = {},
): ChannelCheck[] {
  const own = 'name' in channel ? channel : undefined
  const room = new Room(own ? pluginChannel([own]) : (channel as Channel), own?.name, given)
  const { say = '你好', echo, choices, unreachable } = given
  const checks: ChannelCheck[] = [
    {
      name: 'is complete',
      async run() {
        const [problem] = own ? pluginProblems(own) : []
        assert(problem === undefined, problem ?? '')
      },
    },
    {
      name: 'opens a session that says what it is',
      run: () =>
        room.with(async ({ session }) => {
          assert(typeof session.about.kind === 'string' && session.about.kind !== '', 'about.kind is missing')
          assert(typeof session.about.url === 'string', 'about.url is missing')
          assert(typeof session.hears === 'boolean', 'hears is neither true nor false')
        }),
    },
    {
      name: 'tells what the consumer said, then what the bot answers, on the clock of the session',
      run: () =>
        room.with(async (talk) => {
          const answer = await talk.ask(say)
          const said = talk.consumer()
          assert(
            said.length === 1,
            `the consumer spoke once, and ${said.length} texts of theirs were emitted`,
          )
          const [first] = said as [Text]
          same(first.text, say, 'the text event of the consumer')
          assert(first.revision === 0 && first.final, 'the text of the consumer is revision 0 and final')
          assert(answer.actor !== 'harness', 'an answer is the bot’s, a person’s or the system’s')
        }),
    },
    {
      name: 'counts the revisions of each message from 0, and says the end of each exchange after its events',
      run: () =>
        room.with(async (talk) => {
          await talk.ask(say)
          await talk.ask(say)
          await talk.ends()
          const revisions = new Map<string, number>()
          for (const event of talk.events) {
            if (event.kind !== 'text') continue
            const next = (revisions.get(event.id) ?? -1) + 1
            assert(event.revision === next, `message ${event.id} has revision ${event.revision}, not ${next}`)
            revisions.set(event.id, next)
          }
          const ids = talk.consumer().map((event) => event.id)
          assert(new Set(ids).size === ids.length, 'two messages of the consumer have one id')
          for (const [i, event] of talk.events.entries())
            if (event.kind === 'end' && !event.open)
              assert(
                !talk.events
                  .slice(i + 1)
                  .some((e) => e.kind === 'text' && e.correlation === event.correlation),
                `a text of exchange ${event.correlation} came after its end`,
              )
        }),
    },
    {
      name: 'leaves hostile text as it is',
      run: () =>
        room.with(async (talk) => {
          for (const text of HOSTILE) {
            const words = echo?.(text) ?? text
            const answer = await talk.ask(words)
            same(talk.consumer().at(-1)?.text ?? '', words, 'the text event of the consumer')
            if (echo) same(answer.text, text, 'what the bot repeats')
          }
        }),
    },
    {
      name: 'holds two sessions at once without mixing them',
      run: () =>
        room.with((a) =>
          room.with(async (b) => {
            const words = [a, b].map((_, i) => echo?.(`session ${i}`) ?? say) as [string, string]
            const answers = await Promise.all([a.ask(words[0]), b.ask(words[1])])
            for (const [i, talk] of [a, b].entries()) {
              same(talk.consumer()[0]?.text ?? '', words[i] ?? '', `what the consumer of session ${i} said`)
              assert(talk.consumer().length === 1, `session ${i} tells words of another`)
              if (echo) same(answers[i]?.text ?? '', `session ${i}`, `the answer of session ${i}`)
            }
          }),
        ),
    },
    {
      name: 'closes once, also when it is asked twice, and is silent from then on',
      run: () =>
        room.with(async (talk) => {
          await talk.session.send(say)
          await talk.within(talk.session.close(), 'close')
          const { length } = talk.events
          await talk.within(talk.session.close(), 'the second close')
          await silence()
          const late = talk.events.slice(length).flatMap(({ kind }) => (kind === 'end' ? [] : kind))
          assert(late.length === 0, `after close came ${late.join(' ')}`)
          assert(!talk.events.some(isError), 'closing in the middle of an answer counts as an error')
        }),
    },
    {
      name: 'stops when it is told to, and calls that nobody’s fault',
      run: () =>
        room.with(async (talk) => {
          await talk.session.send(say)
          talk.abort.abort()
          await talk.within(talk.session.close(), 'close after an abort')
          const error = talk.events.find(isError)
          assert(error === undefined, `an abort counts as an error: ${JSON.stringify(error)}`)
        }),
    },
  ]
  if (choices !== undefined)
    checks.push({
      name: 'offers choices and chooses one',
      run: () =>
        room.with(async (talk) => {
          await talk.session.send(choices)
          const offer = await talk.until((e) => e.kind === 'choices' && !e.standing, 'choices')
          const [option] = offer.kind === 'choices' ? offer.options : []
          assert(option !== undefined && option.label !== '', 'a choice has a label')
          await talk.answerTo(
            () => talk.session.choose(option as { label: string }),
            `the choice ${option?.label}`,
          )
          same(talk.consumer().at(-1)?.text ?? '', option?.label ?? '', 'what the consumer chose')
        }),
    })
  if (unreachable)
    checks.push({
      name: 'says whose doing it is that nobody can be reached',
      async run() {
        const details = await room.failure(unreachable, say)
        assert(
          ['bot', 'network', 'harness'].includes(details.whose) && details.code !== '',
          `an error has an owner and a code: ${JSON.stringify(details)}`,
        )
        const { whose = details.whose } = unreachable
        same(details.whose, whose, 'the owner of the error')
      },
    })
  checks.push({
    name: 'frees what its sessions share, also when it is asked twice',
    async run() {
      await room.close()
      await room.close()
    },
  })
  return checks
}

/** Sessions of the channel under test. */
class Room {
  readonly #channel: Channel
  readonly #plugin: string | undefined
  readonly #given: ChannelTestOptions

  constructor(channel: Channel, plugin: string | undefined, given: ChannelTestOptions) {
    this.#channel = channel
    this.#plugin = plugin
    this.#given = given
  }

  /** Opens a session, and closes it whatever happens in it. */
  async with(work: (talk: Talk) => Promise<void>): Promise<void> {
    const talk = await this.#open(this.#given)
    try {
      await work(talk)
      talk.check()
    } finally {
      await talk.session.close().catch(() => undefined)
    }
  }

  /** What went wrong with a session that cannot come about. */
  async failure(
    where: Pick<ChannelTestOptions, 'channel' | 'options'>,
    say: string,
  ): Promise<{ whose: string; code: string }> {
    let talk: Talk
    try {
      talk = await this.#open({ ...this.#given, ...where })
    } catch (error) {
      if (error instanceof ChannelError) return error.details
      throw new Error(`open throws ${String(error)}, which is no ChannelError`)
    }
    try {
      await talk.session.send(say)
      const error = await talk.until(isError, 'an error event')
      return error as { whose: string; code: string } & Emitted
    } catch (error) {
      if (error instanceof ChannelError) return error.details
      throw error
    } finally {
      await talk.session.close().catch(() => undefined)
    }
  }

  close(): Promise<void> {
    return this.#channel.close()
  }

  async #open({ channel, options, lang = 'zh-CN', timeout = TIMEOUT }: ChannelTestOptions): Promise<Talk> {
    const named = { plugin: { name: this.#plugin ?? '', ...(options === undefined ? {} : { options }) } }
    const id = 'conformance'
    const target: ReadyTarget = { id, merchant: id, title: id, channel: channel ?? named }
    const talk = new Talk(timeout)
    talk.session = await talk.within(
      this.#channel.open({
        target,
        lang,
        clock: talk.clock,
        emit: (event) => talk.take(event),
        keep: () => '0'.repeat(64),
        signal: talk.abort.signal,
      }),
      'open',
    )
    return talk
  }
}

/** One session and what it emitted. */
class Talk {
  readonly events: Emitted[] = []
  readonly abort = new AbortController()
  readonly clock
  session!: Session
  readonly #timeout: number
  #problem: string | undefined
  #waiting: (() => void)[] = []

  constructor(timeout: number) {
    const start = performance.now()
    this.#timeout = timeout
    this.clock = { zero: performance.timeOrigin + start, now: () => performance.now() - start }
  }

  take(event: Emitted): void {
    this.#problem ??= eventProblem(event, this.clock)
    this.events.push(event)
    for (const look of this.#waiting.splice(0)) look()
  }

  /** @throws Error where an event was malformed */
  check(): void {
    assert(this.#problem === undefined, this.#problem ?? '')
  }

  consumer(): Text[] {
    const revised = new Map<string, Text>()
    for (const e of this.events) if (e.kind === 'text' && e.actor === 'consumer') revised.set(e.id, e)
    return [...revised.values()]
  }

  /** Messages of others, each as it is now, in order of their first words. */
  answers(): Text[] {
    const revised = new Map<string, Text>()
    for (const e of this.events) if (e.kind === 'text' && e.actor !== 'consumer') revised.set(e.id, e)
    return [...revised.values()]
  }

  /** Does something that the bot answers, and waits for the first answer to be whole. */
  async answerTo(act: () => Promise<void>, what: string): Promise<Text> {
    const said = this.consumer().length
    const known = new Set(this.answers().map(({ id }) => id))
    await this.within(act(), what)
    await this.until(() => this.consumer().length > said, `the words of the consumer after ${what}`)
    const from = this.consumer()[said]?.at ?? 0
    const fresh = () => this.answers().find(({ id, at }) => !known.has(id) && at >= from)
    await this.until(() => fresh() !== undefined, `an answer to ${what}`)
    // Where nothing says that a message is whole, it is when it rests.
    for (let seen = -1; fresh()?.final === false && seen !== this.events.length; await silence())
      seen = this.events.length
    return fresh() as Text
  }

  ask(text: string): Promise<Text> {
    return this.answerTo(() => this.session.send(text), JSON.stringify(text))
  }

  /** Waits for the end of every exchange that was begun. */
  async ends(): Promise<void> {
    for (const { correlation } of this.consumer())
      if (correlation !== undefined)
        await this.until(
          (e) => e.kind === 'end' && e.correlation === correlation,
          `the end of ${correlation}`,
        )
  }

  async until(wanted: (event: Emitted) => boolean, what: string): Promise<Emitted> {
    const search = async () => {
      for (let seen = 0; ; ) {
        for (; seen < this.events.length; seen++) {
          const event = this.events[seen] as Emitted
          if (wanted(event)) return event
          if (event.kind === 'error') throw new Error(`${event.whose}/${event.code}: ${event.message}`)
        }
        await new Promise<void>((resolve) => this.#waiting.push(resolve))
      }
    }
    return this.within(search(), what)
  }

  async within<T>(work: Promise<T>, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`${what} did not come within ${this.#timeout} ms`)),
        this.#timeout,
      )
    })
    return Promise.race([work, late]).finally(() => clearTimeout(timer))
  }
}

const isError = (event: Emitted) => event.kind === 'error'

const silence = () => new Promise((resolve) => setTimeout(resolve, SILENCE_MS))

function assert(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem)
}

function same(found: string, wanted: string, what: string): void {
  assert(found === wanted, `${what} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`)
}
