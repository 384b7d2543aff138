/** The requests and responses of an HTTP archive (HAR 1.2), as HTTP messages. It may come from a stranger. */
import { oneLine, type WarcEntry } from './file.js'

type Message = Required<Pick<WarcEntry, 'body' | 'http'>> & Pick<WarcEntry, 'truncated'>

export interface Exchange {
  url: string
  /** ISO 8601, UTC; undefined where it is none. */
  date?: string
  request: Message
  /** Absent where none came. */
  response?: Message
}

/** Characters of a body that the archive keeps at most. */
const LONGEST = 64_000
/** These tell how the body was sent; it was kept as what it says. */
const OF_TRANSFER = /^(content-encoding|transfer-encoding|content-length)$/i
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** What a page exchanged over HTTP, in order; frames of sockets are none of it. */
export function exchangesOf(har: unknown): Exchange[] {
  return listOf(member(member(har, 'log'), 'entries')).flatMap((entry): Exchange[] => {
    const request = member(entry, 'request')
    const url = urlOf(text(member(request, 'url')))
    const method = text(member(request, 'method'))
    if (url === undefined || !TOKEN.test(method)) return []
    const at = Date.parse(text(member(entry, 'startedDateTime')))
    const response = responseOf(member(entry, 'response'))
    return [
      {
        url: url.href,
        ...(Number.isNaN(at) ? {} : { date: new Date(at).toISOString() }),
        request: requestOf(request, method, url),
        ...(response === undefined ? {} : { response }),
      },
    ]
  })
}

function requestOf(request: unknown, method: string, url: URL): Message {
  const headers = headersOf(request)
  const body = text(member(member(request, 'postData'), 'text'))
  const host: [string, string][] = headers.some(([name]) => /^host$/i.test(name)) ? [] : [['Host', url.host]]
  const size = Number(member(request, 'bodySize'))
  return messageOf(`${method} ${url.pathname}${url.search} HTTP/1.1`, [...host, ...headers], {
    body,
    truncated: size > body.length ? (body.length === 0 ? 'unspecified' : 'length') : undefined,
  })
}

function responseOf(response: unknown): Message | undefined {
  const status = Number(member(response, 'status'))
  if (!Number.isInteger(status) || status < 100 || status > 999) return undefined
  const content = member(member(response, 'content'), 'text')
  const body = text(content)
  const line = oneLine(`HTTP/1.1 ${status} ${text(member(response, 'statusText'))}`)
  return messageOf(line, headersOf(response), {
    body,
    truncated: content === undefined ? 'unspecified' : body.length >= LONGEST ? 'length' : undefined,
  })
}

function messageOf(
  line: string,
  headers: readonly [string, string][],
  { body, truncated }: { body: string; truncated: WarcEntry['truncated'] | undefined },
): Message {
  const bytes = Buffer.from(body)
  const kept = headers.map(([name, value]): [string, string] =>
    OF_TRANSFER.test(name) ? [`X-Orig-${name}`, value] : [name, value],
  )
  return {
    http: { line, headers: [...kept, ['Content-Length', String(bytes.length)]] },
    body: bytes,
    ...(truncated === undefined ? {} : { truncated }),
  }
}

/** Those of HTTP/2 that begin with a colon are in the first line. */
function headersOf(message: unknown): [string, string][] {
  return listOf(member(message, 'headers')).flatMap((header): [string, string][] => {
    const name = text(member(header, 'name'))
    return TOKEN.test(name) ? [[name, oneLine(text(member(header, 'value')))]] : []
  })
}

function urlOf(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined
  url.hash = ''
  return url
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
