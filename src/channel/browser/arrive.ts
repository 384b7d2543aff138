/** Gets from a URL to an open chat: loads the page, opens the widget, finds the box to type in. */
import type { FrameLocator, Locator, Page, Response } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'
import { diagnose } from './diagnosis.js'
import type { Fate } from './fate.js'

const LOAD = 30_000
const APPEAR = 10_000
const LOOK_EVERY = 100
/** A person who sees nothing happen clicks again after about this long, milliseconds. */
const CLICK_AGAIN = 3_000
const CLICKS = 3

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

/** Where the chat is: the page itself, or the frame that the target file names. */
export function scopeOf(page: Page, target: BrowserTarget): Page | FrameLocator {
  return target.frame ? page.locator(target.frame).first().contentFrame() : page
}

/**
 * Opens the widget and waits for the box to type in.
 * @throws ChannelError `widget-absent` with what the page has instead, `selector-many` where several fit
 */
export async function findBox(page: Page, target: BrowserTarget, fate: Fate): Promise<Locator> {
  const scope = scopeOf(page, target)
  const boxes = scope.locator(target.input).filter({ visible: true })
  const deadline = performance.now() + APPEAR
  let clicks = 0
  let clickedAt = Number.NEGATIVE_INFINITY
  for (;;) {
    const ready = !target.ready || (await visibleCount(scope.locator(target.ready), fate)) > 0
    const count = await visibleCount(scope.locator(target.input), fate)
    if (count > 1) throw tooMany(target, count)
    if (count === 1 && ready) return boxes.first()
    const now = performance.now()
    if (now >= deadline) break
    if (count === 0 && target.launcher && clicks < CLICKS && now - clickedAt >= CLICK_AGAIN) {
      if (await clickLauncher(page, scope, target.launcher, fate)) {
        clicks++
        clickedAt = performance.now()
      }
    }
    await fate.within(new Promise((done) => setTimeout(done, LOOK_EVERY)), 1000, () => absent(target, ''))
  }
  throw absent(target, await diagnose(page, target, clicks > 0))
}

/** How many can be seen; none while a frame is on its way. */
async function visibleCount(locator: Locator, fate: Fate): Promise<number> {
  const seen = locator.filter({ visible: true }).count()
  return fate.within(
    seen.catch((error: Error) => {
      if (/is not a valid selector|Unexpected token|while parsing/.test(error.message))
        throw badSelector(error)
      return 0
    }),
    5_000,
    () => new ChannelError('the page does not answer', { whose: 'bot', code: 'timeout' }),
  )
}

/** The launcher is in the host page even where the chat is in a frame, or in the frame. */
async function clickLauncher(
  page: Page,
  scope: Page | FrameLocator,
  launcher: string,
  fate: Fate,
): Promise<boolean> {
  for (const place of new Set([page, scope])) {
    const button = place.locator(launcher).filter({ visible: true }).first()
    if ((await visibleCount(button, fate)) === 0) continue
    const clicked = button.click({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
    if (
      await fate.within(
        clicked,
        3_000,
        () => new ChannelError('the launcher cannot be clicked', { whose: 'bot', code: 'widget-absent' }),
      )
    )
      return true
  }
  return false
}

function badSelector(error: Error): ChannelError {
  return new ChannelError(`a selector of the target file is not valid CSS: ${error.message.split('\n')[0]}`, {
    whose: 'harness',
    code: 'selector-invalid',
  })
}

function tooMany(target: BrowserTarget, count: number): ChannelError {
  return new ChannelError(`${count} text boxes fit input "${target.input}" on ${target.url}`, {
    whose: 'harness',
    code: 'selector-many',
    hint: 'name an element around the chat as well, for example ".chat textarea"',
  })
}

function absent(target: BrowserTarget, found: string): ChannelError {
  return new ChannelError(
    `nothing found for input "${target.input}" on ${target.url} after ${APPEAR / 1000} s${found && `\n${found}`}`,
    { whose: 'bot', code: 'widget-absent' },
  )
}
