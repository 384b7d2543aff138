/** What the page's network tells about an answer under way: its requests, and marks that say that it is done. */
import type { CDPSession, Frame, Page, Request } from 'playwright'
import type { OpenOptions } from '../channel.js'

/** Kinds of requests that a widget's script makes; an EventSource stays open and carries many answers. */
const KINDS = new Set(['fetch', 'xhr'])
/** A mark is short, or the last event of a stream with the whole answer in it; characters. */
const LONGEST_MARK = 64_000
/** Frames that are looked at a session, and requests that are followed: a page may send without end. */
const MOST_FRAMES = 100_000
const MOST_REQUESTS = 10_000
const KEY = 300

/** Takes an event of a stream of the page: its data, and its name where it has one. */
type HearEvent = (data: string, event?: string) => void

/**
 * Watches the network of a page, frames and their sockets included, and tells it to `options.stream`. It reads no
 * body of a request and changes nothing; the page cannot see it.
 * @param tapped events of streams are seen elsewhere already, and given to what is returned
 */
export function watchSignals(
  page: Page,
  { clock, stream }: Pick<OpenOptions, 'clock' | 'stream'>,
  tapped = false,
): HearEvent {
  if (!stream) return () => undefined
  const ids = new WeakMap<Request, string>()
  let requests = 0
  let frames = 0
  const heard = (payload: string, event = '') => {
    if (frames++ < MOST_FRAMES && isEndMark(payload, event)) stream({ change: 'mark', at: clock.now() })
  }
  const ended = (request: Request) => {
    const id = ids.get(request)
    if (id !== undefined) stream({ change: 'end', at: clock.now(), id })
  }
  page.on('request', (request) => {
    if (!KINDS.has(request.resourceType()) || requests >= MOST_REQUESTS) return
    const id = String(++requests)
    ids.set(request, id)
    stream({ change: 'begin', at: clock.now(), id, key: keyOf(request) })
  })
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string') heard(payload)
    }),
  )
  if (!tapped) listenForEvents(page, heard)
  return heard
}

function listenForEvents(page: Page, heard: HearEvent): void {
  const listen = (session: CDPSession) => {
    session.on('Network.eventSourceMessageReceived', ({ data, eventName }) => heard(data, eventName))
    return session.send('Network.enable')
  }
  const follow = (place: Page | Frame) => {
    // A frame in its page's own process has no session of its own.
    page
      .context()
      .newCDPSession(place)
      .then(listen)
      .catch(() => undefined)
  }
  follow(page)
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) follow(frame)
  })
}

/** Where a request goes, without what differs each time: its query, and parts of the path with a number in them. */
function keyOf(request: Request): string {
  const [place = ''] = request.url().slice(0, KEY).split(/[?#]/, 1)
  const [scheme = '', , host = '', ...path] = place.split('/')
  return `${request.method()} ${scheme}//${host}/${path.map((part) => (/\d/.test(part) ? '*' : part)).join('/')}`
}

const END_WORD = /(?:^|[._\-: ])(?:end|ended|done|complete|completed|finish|finished|stop|eos)$/i
const NAMES = ['type', 'event', 'status', 'kind', 'op', 'action', 'state', 'finish_reason']
const FLAGS = ['done', 'end', 'isEnd', 'is_end', 'isFinished', 'is_finished', 'finished', 'completed', 'eos']
/** How deep a mark may lie in an event: `{"event": …, "data": {"done": true}}`, `["message", {…}]`. */
const DEEPEST = 3

/**
 * Whether a frame says that an answer is done: `[DONE]` as of OpenAI's streams, or JSON with a word such as
 * `"type": "end"` or a flag such as `"done": true`. Marks of single messages look the same: what follows after
 * them tells how much they are worth.
 * @param event name of the event where the stream gives it one
 */
export function isEndMark(payload: string, event = ''): boolean {
  if (END_WORD.test(event.slice(0, 100))) return true
  if (payload.length > LONGEST_MARK) return false
  // Engine.IO and Socket.IO put numbers before the JSON.
  const text = payload.trim().replace(/^\d{1,9}(?=[[{])/, '')
  if (text === '[DONE]') return true
  if (!/^[[{]/.test(text)) return false
  try {
    return ends(JSON.parse(text), 0)
  } catch {
    return false
  }
}

function ends(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false
  if (Array.isArray(value)) {
    const [name] = value
    if (typeof name === 'string' && END_WORD.test(name.slice(0, 100))) return true
    return value.slice(0, 10).some((one) => ends(one, depth + 1))
  }
  const event = value as Record<string, unknown>
  const said = (name: string) => {
    const word = event[name]
    return typeof word === 'string' && END_WORD.test(word.slice(0, 100))
  }
  if (NAMES.some(said) || FLAGS.some((flag) => event[flag] === true)) return true
  return ['data', 'payload', 'message', 'body', 'result', 'choices'].some((key) =>
    ends(event[key], depth + 1),
  )
}
