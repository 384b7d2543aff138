/** What an HTTP reply turns out to be before its messages are read: good JSON, or an error with an owner. */
import type { IncomingHttpHeaders } from 'node:http'
import { ChannelError } from '../channel.js'

const UTF8 = new TextDecoder('utf-8', { fatal: true })

export interface Reply {
  at: number
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** @throws ChannelError that says whose doing a status without a reply was */
export function checkStatus({ status, headers, body }: Reply): void {
  if (status >= 200 && status < 300) return
  if (status === 429)
    throw new ChannelError('the target asks us to slow down (HTTP 429)', {
      whose: 'network',
      code: 'rate-limited',
      status,
      retryAfter: retryAfter(headers['retry-after']),
    })
  if (status >= 500)
    throw new ChannelError(`the target answered HTTP ${status}`, {
      whose: 'bot',
      code: `http-${status}`,
      status,
      retryAfter: retryAfter(headers['retry-after']),
    })
  const where = status < 400 ? ` and points to ${headers.location ?? 'nowhere'}` : ''
  throw new ChannelError(
    `the target answered HTTP ${status}${where}: check the url, the method and the headers of the target file${excerpt(body.toString('utf8'))}`,
    { whose: 'harness', code: `http-${status}`, status },
  )
}

/** Seconds of a Retry-After header (RFC 9110, 10.2.3: seconds or a date). */
function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

/** The text of a body. @throws ChannelError where there is none, or it is not UTF-8 */
export function decode(body: Buffer): string {
  if (body.length === 0)
    throw new ChannelError('the target answered with an empty body', { whose: 'bot', code: 'empty-body' })
  try {
    return UTF8.decode(body)
  } catch (cause) {
    throw new ChannelError('the reply is not valid UTF-8', { whose: 'bot', code: 'not-utf8' }, { cause })
  }
}

/** @throws ChannelError where the text is not JSON */
export function parse(text: string, contentType: string | undefined): never {
  try {
    return JSON.parse(text) as never
  } catch (cause) {
    const kind = contentType?.split(';')[0] ?? 'no content type'
    throw new ChannelError(
      `the reply is not JSON (${kind})${excerpt(text)}`,
      { whose: 'bot', code: 'not-json' },
      { cause },
    )
  }
}

/** The beginning of what came, without a byte that could act on a terminal. */
export function excerpt(body: string): string {
  const text = body
    .slice(0, 80)
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
  return text ? `: ${text}` : ''
}

const CONNECTION: Record<string, string> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
}
/** What OpenSSL and Node call a certificate that they do not trust. */
const CERTIFICATE = /CERT|SELF_SIGNED|LEAF_SIGNATURE|HOSTNAME_MISMATCH/

/** Whether a connection could not be made or broke, so that trying again might help. */
export function isTransport(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return error instanceof Error && code !== undefined && code in CONNECTION && code !== 'ENOTFOUND'
}

/** The error of a reply that had begun. */
export function broken(cause: Error): ChannelError {
  const { message, code = '' } = cause as NodeJS.ErrnoException
  return new ChannelError(
    `the reply broke off: ${message}`,
    { whose: 'bot', code: CONNECTION[code] ?? 'unreadable' },
    { cause },
  )
}

/** What went wrong on the way, and whose doing it was. */
export function describe(error: unknown, url: URL): Pick<ChannelError, 'message' | 'details'> {
  if (error instanceof ChannelError) return error
  const { message, code } = error as NodeJS.ErrnoException
  if (error instanceof TypeError)
    return {
      message: `the request cannot be sent: ${message}: check the headers of the target file`,
      details: { whose: 'harness', code: 'input' },
    }
  if (code === undefined)
    return {
      message: `the reply cannot be read: ${message}`,
      details: { whose: 'bot', code: 'unreadable' },
    }
  if (CERTIFICATE.test(code))
    return {
      message: `the certificate of ${url.host} is not trusted: ${message}; an authority of your own is named in tls.ca`,
      details: { whose: 'bot', code: 'certificate' },
    }
  return {
    message: `no connection to ${url.host}: ${message || code}`,
    details: { whose: 'bot', code: CONNECTION[code] ?? code.toLowerCase() },
  }
}
