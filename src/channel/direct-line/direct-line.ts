/**
 * Bot Framework Direct Line 3.0, over a WebSocket or by asking again and again, through Microsoft's client library.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-concepts
 */
import { randomUUID } from 'node:crypto'
import type { DirectLine } from 'botframework-directlinejs'
import { channelOf } from '../../documents/channel-of.js'
import { milliseconds } from '../../documents/duration.js'
import { VERSION } from '../../documents/version.js'
import { type AttachedFile, type Channel, ChannelError, type OpenOptions, type Session } from '../channel.js'
import { Sockets } from '../http/connection.js'
import { excerpt } from '../http/http-reply.js'
import { Requests } from '../http/request.js'
import type { Origin } from '../json/messages.js'
import { isObject, string } from '../json/values.js'
import { socketOptions } from '../socket/socket-options.js'
import { Activities, type Activity } from './activities.js'
import { AT, dataUrl, directLineClient, REF } from './direct-line-client.js'

const POLL_EVERY = '500ms'
const OPEN_MS = 30_000
const MAX_ACTIVITIES = 20_000
/** Times that the socket may break before the connection counts as lost. */
const MAX_DROPS = 5
/** The library's names for its states. */
const ONLINE = 2
const EXPIRED = 3
const FAILED = 4
const ENDED = 5

export function directLineChannel(): Channel {
  const sockets = new Sockets()
  return {
    async open(options) {
      const session = new DirectLineSession(options, sockets)
      await session.start()
      return session
    },
    close: () => sockets.close(),
  }
}

class DirectLineSession implements Session {
  readonly about
  readonly hears = true
  readonly #options: OpenOptions
  readonly #config
  readonly #requests: Requests
  readonly #user: { id: string; name?: string; role: 'user' }
  readonly #activities: Activities
  /** Activity ids of the consumer's messages, and the exchange that each began. */
  readonly #exchanges = new Map<string, string>()
  #client: DirectLine | undefined
  #subscription: { unsubscribe(): void } | undefined
  #sent = 0
  #heard = 0
  #drops = 0
  #over = false

  constructor(options: OpenOptions, sockets: Sockets) {
    const { target } = options
    const config = target.channel.directLine
    if (!config) throw new TypeError(`target ${target.id} has no directLine channel`)
    const { url } = channelOf(target)
    const { secret, token, headers, proxy, tls, user } = config
    this.#config = config
    this.#requests = new Requests(
      { url, timeout: '60s', ...defined({ headers, proxy, tls }) },
      'directLine',
      options,
      sockets,
      { secret, token },
    )
    this.#options = this.#requests.options
    this.#user = { id: user?.id ?? `u-${randomUUID()}`, ...defined({ name: user?.name }), role: 'user' }
    this.#activities = new Activities(this.#user.id, config)
    this.about = { kind: 'directLine', url, ...this.#requests.connection.about }
    options.signal.addEventListener('abort', () => void this.close(), { once: true })
  }

  /** Begins the conversation. @throws ChannelError where it does not come about */
  async start(): Promise<void> {
    const { connection = 'websocket', pollEvery = POLL_EVERY, greet } = this.#config
    const { values } = this.#requests.connection
    const client = await directLineClient(
      {
        domain: this.about.url.replace(/\/$/, ''),
        webSocket: connection === 'websocket',
        pollingInterval: Math.max(200, milliseconds(pollEvery)),
        conversationStartProperties: { locale: this.#options.lang },
        ...defined({ secret: values.secret, token: values.token }),
        ...(this.#options.target.identify === 'open' ? { botAgent: `ombud/${VERSION} (audit)` } : {}),
      },
      {
        requests: this.#requests,
        socket: (url) => socketOptions(this.#requests.connection, url),
        heard: (set, text, at) => this.#stamp(set, text, at),
        failed: (error) => this.#fail(error),
        dropped: (why) => this.#dropped(why),
      },
    )
    this.#client = client
    await this.#online(client)
    if (greet !== undefined) this.#post({ type: 'event', name: greet, value: {} })
  }

  send(text: string): Promise<void> {
    return this.#say(text, { text })
  }

  /** Presses a button as Web Chat does: what it says is sent, or what it carries. */
  choose({ label, id, value }: { label: string; id?: string; value?: string }): Promise<void> {
    const action = this.#activities.action(id)
    const carried = action?.value ?? value ?? label
    const type = action === undefined ? 'imBack' : string(action, 'type')
    if (type === 'messageBack') {
      const text = action && string(action, 'text')
      const displayText = action && string(action, 'displayText')
      return this.#say(label, {
        ...defined({ text }),
        value: carried,
        channelData: { messageBack: { displayText } },
      })
    }
    const words = typeof carried === 'string' ? { text: carried } : { value: carried }
    return this.#say(label, type === 'postBack' ? { ...words, channelData: { postBack: true } } : words)
  }

  upload({ name, type, bytes }: AttachedFile, begins: () => void): Promise<void> {
    begins()
    const attachments = [{ contentType: type, contentUrl: dataUrl(type, bytes), name }]
    return this.#say({ kind: 'media', mime: type, alt: name }, { attachments })
  }

  close(): Promise<void> {
    this.#over = true
    this.#subscription?.unsubscribe()
    this.#requests.close()
    this.#client?.end()
    this.#client = undefined
    return Promise.resolve()
  }

  #online(client: DirectLine): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => refuse({ message: 'no conversation within 30 s', details: { whose: 'bot', code: 'timeout' } }),
        OPEN_MS,
      )
      const refuse = ({ message, details }: Pick<ChannelError, 'message' | 'details'>) => {
        clearTimeout(timer)
        void this.close()
        reject(new ChannelError(message, details))
      }
      this.#refuse = refuse
      client.connectionStatus$.subscribe((status) => {
        if (status === ONLINE) {
          clearTimeout(timer)
          this.#refuse = undefined
          resolve()
        } else this.#changed(status)
      })
      this.#subscription = client.activity$.subscribe(
        (activity) => this.#take(activity),
        () => this.#changed(ENDED),
      )
    })
  }

  /** Says while the conversation is opened that it does not come about. */
  #refuse: ((error: Pick<ChannelError, 'message' | 'details'>) => void) | undefined

  #changed(status: number): void {
    if (status === ENDED) this.#ended('the conversation is over')
    else if (status === EXPIRED || status === FAILED)
      this.#fail({
        message: status === EXPIRED ? 'the token has expired' : 'the conversation cannot be begun',
        details: { whose: 'harness', code: 'token' },
      })
  }

  #say(
    shown: string | { kind: 'media'; mime: string; alt: string },
    words: Record<string, unknown>,
  ): Promise<void> {
    const { clock, emit } = this.#options
    const correlation = `dl-${++this.#sent}`
    const from = { at: clock.now(), actor: 'consumer', source: 'api', correlation } as const
    if (typeof shown === 'object') emit({ ...from, ...shown })
    else emit({ ...from, kind: 'text', id: `${correlation}-c`, text: shown, revision: 0, final: true })
    // Nothing will say that the bot has said everything.
    emit({ kind: 'end', at: clock.now(), correlation, open: true })
    const { channelData = {}, ...rest } = words as { channelData?: object }
    this.#post(
      { type: 'message', ...rest, channelData: { ...channelData, clientActivityID: correlation } },
      correlation,
    )
    return Promise.resolve()
  }

  #post(activity: Record<string, unknown>, correlation?: string): void {
    const whole = { ...activity, from: this.#user, locale: this.#options.lang, localTimestamp: undefined }
    this.#client?.postActivity(whole as never).subscribe(
      (id) => {
        if (correlation !== undefined && id !== 'retry') this.#exchanges.set(id, correlation)
      },
      // Said where the request failed.
      () => undefined,
    )
  }

  #stamp(set: unknown, text: string, at: number): void {
    if (this.#over) return
    if (!isObject(set) || !Array.isArray(set.activities)) {
      // The conversation itself: its token is none of anybody's business.
      if (set === undefined) this.#noWords(text, at)
      return
    }
    const ref = set.activities.length > 0 ? this.#options.keep(text) : ''
    set.activities = set.activities
      .filter(isObject)
      .map((activity) => ({ ...activity, [AT]: at, [REF]: ref }))
  }

  #take(stamped: unknown): void {
    if (this.#over || !isObject(stamped)) return
    const { [AT]: at, [REF]: ref, ...activity } = stamped
    if (++this.#heard > MAX_ACTIVITIES)
      return this.#fail({
        message: `more than ${MAX_ACTIVITIES} activities in one conversation`,
        details: { whose: 'bot', code: 'flood' },
      })
    this.#drops = 0
    if (this.#activities.isOwn(activity)) return this.#echo(activity)
    const correlation = this.#exchanges.get(string(activity, 'replyToId') ?? '')
    const from: Origin = {
      at: typeof at === 'number' ? at : this.#options.clock.now(),
      source: 'api',
      ...(typeof ref === 'string' && ref !== '' ? { ref } : {}),
      ...(correlation === undefined ? {} : { correlation }),
    }
    for (const event of this.#activities.of(activity, this.#heard, from)) {
      this.#options.emit(event)
      if (event.kind === 'session') this.#over = true
    }
  }

  /** The consumer's own message comes back with the id that answers refer to. */
  #echo(activity: Activity): void {
    const id = string(activity, 'id')
    const { channelData } = activity
    const exchange = isObject(channelData) && string(channelData, 'clientActivityID')
    if (id !== undefined && exchange) this.#exchanges.set(id, exchange)
  }

  #dropped(why: string): void {
    if (this.#over) return
    if (++this.#drops > MAX_DROPS)
      return this.#fail({
        message: `the socket broke ${MAX_DROPS} times in a row: ${why}`,
        details: { whose: 'network', code: 'reset' },
      })
    const { clock, emit } = this.#options
    const value = { attempt: this.#drops, why }
    emit({ kind: 'observation', at: clock.now(), actor: 'harness', source: 'api', name: 'retry', value })
  }

  #noWords(text: string, at: number): void {
    const value = `a frame holds no activities${excerpt(text)}`
    const ref = this.#options.keep(text)
    this.#options.emit({
      kind: 'observation',
      at,
      actor: 'harness',
      source: 'api',
      name: 'no-words',
      value,
      ref,
    })
  }

  #ended(detail: string): void {
    if (this.#over) return
    if (this.#refuse) return this.#refuse({ message: detail, details: { whose: 'bot', code: 'closed' } })
    this.#over = true
    const { clock, emit } = this.#options
    emit({ kind: 'session', at: clock.now(), actor: 'bot', source: 'api', change: 'closed', detail })
  }

  #fail(error: Pick<ChannelError, 'message' | 'details'>): void {
    if (this.#over) return
    if (this.#refuse) return this.#refuse(error)
    void this.close()
    const { whose, code, status, retryAfter } = error.details
    this.#options.emit({
      kind: 'error',
      at: this.#options.clock.now(),
      actor: whose === 'bot' ? 'bot' : 'harness',
      source: 'api',
      whose,
      code,
      message: error.message,
      ...defined({ status, retryAfter }),
    })
  }
}

/** The object without what is undefined in it. */
function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never
}
