/** Loads the page of a target, and says whose doing it was where it did not come. */
import type { Page, Response } from 'playwright'
import { ChannelError } from '../channel.js'
import type { Fate } from './fate.js'

const LOAD = 30_000

/**
 * Loads the page of a target.
 * @throws ChannelError that says whose doing it was when the page did not come
 */
export async function load(page: Page, url: string, fate: Fate): Promise<void> {
  const late = () =>
    new ChannelError(`${url} did not load within ${LOAD / 1000} s`, { whose: 'bot', code: 'timeout' })
  const navigation = page.goto(url, { waitUntil: 'domcontentloaded', timeout: LOAD + 1000 })
  const response = await fate.within(
    navigation.catch((cause: Error) => {
      throw fate.error ?? unreachable(url, cause)
    }),
    LOAD,
    late,
  )
  if (response) checkStatus(url, response)
}

/** Chromium's network errors (net/base/net_error_list.h) by whose doing they are. */
const FAILURES: [RegExp, 'bot' | 'network' | 'harness', string][] = [
  [/ERR_CONNECTION_REFUSED/, 'bot', 'refused'],
  [/ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|HTTP2)/, 'bot', 'reset'],
  [/ERR_(CERT|SSL)/, 'bot', 'certificate'],
  [/ERR_(CONNECTION_|)TIMED_OUT|Timeout \d+ms exceeded/, 'bot', 'timeout'],
  [/ERR_(INVALID_RESPONSE|INVALID_HTTP|TOO_MANY_REDIRECTS|RESPONSE_HEADERS)/, 'bot', 'bad-response'],
  [/ERR_NAME_(NOT_RESOLVED|RESOLUTION_FAILED)/, 'network', 'not-found'],
  [/ERR_(ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK|PROXY|TUNNEL)/, 'network', 'unreachable'],
]

function unreachable(url: string, cause: Error): ChannelError {
  const reason = /net::(\w+)/.exec(cause.message)?.[1] ?? cause.message.split('\n')[0] ?? ''
  const [, whose, code] = FAILURES.find(([pattern]) => pattern.test(cause.message)) ?? [
    /$/,
    'harness',
    'navigation',
  ]
  return new ChannelError(`${url} could not be opened: ${reason}`, { whose, code }, { cause })
}

function checkStatus(url: string, response: Response): void {
  const status = response.status()
  if (status < 400) return
  const header = response.headers()['retry-after']
  const seconds = header === undefined || !/^\d{1,9}$/.test(header) ? undefined : Number(header)
  const retryAfter = seconds === undefined ? {} : { retryAfter: seconds }
  if (status === 429)
    throw new ChannelError('the target asks us to slow down (HTTP 429)', {
      whose: 'network',
      code: 'rate-limited',
      status,
      ...retryAfter,
    })
  throw new ChannelError(`${url} answered HTTP ${status}`, {
    whose: status >= 500 ? 'bot' : 'harness',
    code: `http-${status}`,
    status,
    ...retryAfter,
  })
}
