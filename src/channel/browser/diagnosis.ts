/** Says what a page has instead of the chat that was looked for, so that the target file can be put right. */
import type { Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'
import { attempt } from './fate.js'
import type { Sight } from './find/look.js'
import { ASKS_OTHER, ASKS_SEARCH, IS_CAPTCHA, IS_LOGIN, LOADS, OPENS_CHAT } from './find/words.js'

const FRAMES = 6
const BOXES = 4
const WORDS = 4_000

export function badSelector(selector: string, error: Error): ChannelError {
  return new ChannelError(`"${selector}" is no locator: ${error.message.split('\n')[0]}`, {
    whose: 'harness',
    code: 'selector-invalid',
  })
}

export function tooMany(target: BrowserTarget, count: number): ChannelError {
  return new ChannelError(`${count} text boxes fit input "${target.input}" on ${target.url}`, {
    whose: 'harness',
    code: 'selector-many',
    hint: 'name an element around the chat as well, for example ".chat textarea"',
  })
}

/** The box that the target file names did not come. */
export async function absent(page: Page, target: BrowserTarget, clicked: boolean): Promise<ChannelError> {
  const found = await diagnose(page, target, clicked)
  return new ChannelError(
    `nothing found for input "${target.input}" on ${target.url} after 10 s${found && `\n${found}`}`,
    { whose: 'bot', code: 'widget-absent' },
  )
}

interface Search {
  page: Page
  target: BrowserTarget
  /** The last look. */
  sight: Sight | undefined
  /** What was done, in words. */
  tried: readonly string[]
  /** Something that looks like a chat was opened. */
  opened: boolean
  /** What was opened only takes a message for later. */
  offline: boolean
  /** The chat was found here before. */
  known: boolean
  seconds: number
}

/**
 * No chat was found by looking. Only where there is one for sure (it was opened, or found before) is that the bot's
 * doing: a challenge, a login or a page on which nothing was recognised leaves the trial unscored.
 */
export async function notFound(search: Search): Promise<ChannelError> {
  const { page, target, sight, opened, known, seconds } = search
  const words = (await Promise.all(page.frames().slice(0, FRAMES).map(wordsOf))).join('\n')
  const lines = [...search.tried, await diagnose(page, target, false), ...redirected(page, target)]
  if (sight && sight.blocked.length > 0)
    lines.push(`storage is blocked in ${sight.blocked.slice(0, 3).join(', ')}`)
  const links = chatLinks(sight)
  if (links.length > 0) lines.push(`links that may lead to a chat (give one as url): ${links.join(', ')}`)
  const found = lines.map((line) => (line.startsWith('  ') ? line : `  ${line}`)).join('\n')
  const error = (what: string, whose: 'bot' | 'harness', code: string, hint: string) =>
    new ChannelError(`${what}\n${found}`, { whose, code, hint })
  const captcha = sight?.captcha || (IS_CAPTCHA.test(words) ? 'asked for in words' : '')
  if (captcha)
    return error(
      `a captcha stands before the chat of ${target.url} (${captcha}); ombud never passes one`,
      'harness',
      'captcha',
      'ask the merchant to let the audit in, or use another channel of theirs',
    )
  if (sight?.passwords || (!opened && IS_LOGIN.test(words)))
    return error(
      `the chat of ${target.url} is behind a login`,
      'harness',
      'login',
      `write steps in the target file, for example: steps: [{ fill: "#user", value: "\${SHOP_USER}" }, { click: "text=Log in" }]`,
    )
  if (search.offline)
    return error(
      `nobody is there: the chat of ${target.url} only takes a message for later`,
      'bot',
      'offline',
      'where people are on duty at other times, write hours in the target file',
    )
  if (opened || known)
    return error(
      `the chat of ${target.url} opened, but ${LOADS.test(words) ? 'is still loading' : 'shows nothing to write in or to choose'} after ${seconds} s`,
      'bot',
      'widget-absent',
      'where it takes another step to get there, write steps, launcher or input in the target file',
    )
  return error(
    `no chat was found on ${target.url} in ${seconds} s`,
    'harness',
    'chat-not-found',
    'if there is one, name launcher and input (and frame) in the target file, or steps that lead to it',
  )
}

function chatLinks(sight: Sight | undefined): string[] {
  const links = sight?.things.flatMap((t) =>
    t.leads !== undefined && /^https?:/.test(t.leads) && OPENS_CHAT.test(`${t.text} ${t.label}`)
      ? [`"${t.text.slice(0, 40)}" ${t.leads}`]
      : [],
  )
  return [...new Set(links)].slice(0, 3)
}

function redirected(page: Page, target: BrowserTarget): string[] {
  const [asked, came] = [hostOf(target.url), hostOf(page.url())]
  return asked !== came ? [`${asked} led to ${came}`] : []
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url.slice(0, 100)
  }
}

async function wordsOf(frame: Frame): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: the words as they are shown are wanted
  const words = frame.evaluate((limit) => document.body?.innerText.slice(0, limit) ?? '', WORDS)
  return (await attempt(words, 1_500)) ?? ''
}

/** A few lines: frames and text boxes of the page, and a selector to try. */
async function diagnose(page: Page, target: BrowserTarget, clicked: boolean): Promise<string> {
  const lines: string[] = []
  if (target.launcher)
    lines.push(
      clicked
        ? `launcher "${target.launcher}" was clicked`
        : `launcher "${target.launcher}" was not found or could not be clicked`,
    )
  const frames = page.frames().slice(0, FRAMES)
  let hint: string | undefined
  const all = await Promise.all(frames.map(async (frame) => ({ frame, boxes: (await boxesOf(frame)) ?? [] })))
  const iframes = page.frames().length - 1
  lines.push(`the page has ${iframes === 1 ? '1 iframe' : `${iframes} iframes`}`)
  for (const { frame, boxes } of all) {
    const main = frame === page.mainFrame()
    const where = main ? 'the page itself' : `iframe (${frame.url().slice(0, 200)})`
    if (boxes.length === 0) {
      lines.push(`${where} has no visible text box`)
      continue
    }
    lines.push(
      `${where} has ${boxes.map((b) => `a text box ${b.name ? `named "${b.name}"` : 'without a name'}`).join(', ')}`,
    )
    const chat = boxes.filter((b) => !ASKS_SEARCH.test(b.name) && !ASKS_OTHER.test(b.name))
    const likely = chat.find((b) => b.kind !== 'input') ?? chat[0]
    if (!likely) continue
    const input = `input: "${likely.selector}"`
    hint ??= main ? input : `frame: "iframe[src*=\\"${pathOf(frame)}\\"]" and ${input}`
  }
  if (hint) lines.push(`try: ${hint}`)
  return lines.map((line) => `  ${line}`).join('\n')
}

function pathOf(frame: Frame): string {
  try {
    const { pathname, host } = new URL(frame.url())
    return pathname === '/' ? host : pathname
  } catch {
    return ''
  }
}

/** Visible text boxes of a frame, also in open shadow roots. The function runs in the page. */
function boxesOf(frame: Frame): Promise<{ name: string; kind: string; selector: string }[] | undefined> {
  const found = frame.evaluate((limit) => {
    const boxes: { name: string; kind: string; selector: string }[] = []
    collect(document, 0)
    function collect(root: ParentNode, depth: number) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot && depth < 8) collect(element.shadowRoot, depth + 1)
        const kind = element.matches('textarea')
          ? 'textarea'
          : element.matches('input:not([type]), input[type=text], input[type=search]')
            ? 'input'
            : element.matches('[contenteditable=true], [contenteditable=""]')
              ? '[contenteditable]'
              : undefined
        if (!kind || boxes.length >= limit || !element.checkVisibility({ visibilityProperty: true })) continue
        const name =
          element.getAttribute('aria-label') ??
          element.getAttribute('placeholder') ??
          (element as HTMLInputElement).labels?.[0]?.textContent ??
          ''
        const selector = /^[\w-]+$/.test(element.id) ? `#${element.id}` : kind
        boxes.push({ name: name.trim().slice(0, 60), kind, selector })
      }
    }
    return boxes
  }, BOXES)
  return attempt(found, 1_500)
}
