/** Where the chat takes a file: its file input, which is mostly hidden, or a button that opens a file chooser. */
import type { ElementHandle, FileChooser, Frame, Page } from 'playwright'
import { attempt } from '../fate.js'
import { keyboardOf } from '../keyboard.js'
import { click } from './press.js'
import * as W from './words.js'

const ANSWER = 1_500
/** How long a file chooser may take to open, milliseconds. */
const OPENS = 1_200
/** How far up from the box the chat's own parts are looked for, in elements. */
const FAR = 14
const MOST_INPUTS = 20
const MOST_BUTTONS = 400
const MOST_PRESSES = 4
const BUTTONS =
  'button, [role=button], [role=menuitem], label, a, summary, [onclick], [tabindex="0"], [class*=upload i], [class*=attach i]'

/** Takes the file; resolves when the page has it. */
export type Taker = (file: { name: string; mimeType: string; buffer: Buffer }) => Promise<void>

interface AttachParts {
  page: Page
  /** Where the chat is. */
  frame: Frame
  box: ElementHandle<Element> | undefined
  type: string
  name: string
}

interface Button {
  element: ElementHandle<Element>
  words: string
}

/** A way to hand a file of this type to the chat, or undefined where there is none. Presses what opens one. */
export async function fileTaker(parts: AttachParts): Promise<Taker | undefined> {
  const byKeys = parts.box !== undefined && (await keyboardOf(parts.box)) !== undefined
  // By keyboard only what can be reached is there.
  const direct = byKeys ? undefined : await input(parts)
  if (direct) return taker(direct)
  const pressed = new Set<string>()
  for (let i = 0; i < MOST_PRESSES; i++) {
    const button = (await buttons(parts)).find(({ words }) => !pressed.has(words))
    if (!button) return undefined
    pressed.add(button.words)
    const chooser = await opened(parts.page, button.element)
    if (chooser && (await takes(chooser.element() as ElementHandle<Element>, parts)))
      return (file) => chooser.setFiles(file, { timeout: OPENS * 4 })
    const appeared = byKeys ? undefined : await input(parts)
    if (appeared) return taker(appeared)
  }
  return undefined
}

const taker =
  (element: ElementHandle<Element>): Taker =>
  (file) =>
    (element as ElementHandle<HTMLInputElement>).setInputFiles(file, { timeout: OPENS * 4 })

/** The file input of the chat that is nearest to the box and takes this type. */
async function input(parts: AttachParts): Promise<ElementHandle<Element> | undefined> {
  const all = (await attempt(parts.frame.locator('input[type=file]').elementHandles(), ANSWER)) ?? []
  const near: { element: ElementHandle<Element>; far: number }[] = []
  for (const element of all.slice(0, MOST_INPUTS)) {
    const far = await distance(element as ElementHandle<Element>, parts)
    if (far !== undefined && (await takes(element as ElementHandle<Element>, parts)))
      near.push({ element: element as ElementHandle<Element>, far })
  }
  return near.sort((a, b) => a.far - b.far)[0]?.element
}

/** Buttons near the box that say that they attach something, then those that may open a menu with one. */
async function buttons(parts: AttachParts): Promise<Button[]> {
  const all = (await attempt(parts.frame.locator(BUTTONS).elementHandles(), ANSWER * 2)) ?? []
  const found: (Button & { rank: number })[] = []
  for (const element of (all as ElementHandle<Element>[]).slice(-MOST_BUTTONS)) {
    const words = await attempt(element.evaluate(wordsOf), ANSWER)
    if (!words || W.NEVER.test(words.read)) continue
    const says = W.ATTACHES.test(words.read) || W.ATTACH_NAME.test(words.name)
    const more = W.OFFERS_MORE.test(words.read) || W.MORE_NAME.test(words.name)
    if (!says && !more) continue
    const pictures = W.ATTACHES_PICTURE.test(words.read) && !W.ATTACHES_FILE.test(words.read)
    if (pictures && !parts.type.startsWith('image/')) continue
    const far = await distance(element, parts)
    if (far === undefined) continue
    found.push({
      element,
      words: `${words.read} ${words.name}`,
      rank: far + (says ? 0 : 100) - (pictures ? 50 : 0),
    })
  }
  return found.sort((a, b) => a.rank - b.rank)
}

/** The file chooser that a press opens. */
async function opened(page: Page, button: ElementHandle<Element>): Promise<FileChooser | undefined> {
  const chooser = page.waitForEvent('filechooser', { timeout: OPENS + 2_500 }).catch(() => undefined)
  if (!(await click(button))) return undefined
  return attempt(
    chooser.then((found) => found ?? Promise.reject()),
    OPENS,
  )
}

/** Elements up from the box to the first that holds both; undefined where only the page itself does. */
async function distance(element: ElementHandle<Element>, parts: AttachParts): Promise<number | undefined> {
  const own = parts.frame.parentFrame() !== null
  // A frame is the chat's own; in the page itself it is what is around the box.
  if (!parts.box) return own ? 0 : undefined
  const far = await attempt(element.evaluate(upFrom, parts.box), ANSWER)
  if (far === undefined) return undefined
  if (far.page) return own ? FAR : undefined
  return far.up <= FAR ? far.up : own ? FAR : undefined
}

/** Stands alone: runs in the page. */
function upFrom(element: Element, box: Element): { up: number; page: boolean } {
  const parentOf = (at: Node): Node | null =>
    at.parentNode instanceof ShadowRoot ? at.parentNode.host : at.parentNode
  const holders = new Set<Node>()
  for (let at: Node | null = element; at; at = parentOf(at)) holders.add(at)
  let up = 0
  for (let at: Node | null = box; at; at = parentOf(at), up++)
    if (holders.has(at))
      return { up, page: at === document.body || at === document.documentElement || at === document }
  return { up, page: true }
}

/** Stands alone: runs in the page. */
function wordsOf(element: Element): { read: string; name: string } | undefined {
  if (!element.checkVisibility({ visibilityProperty: true })) return undefined
  if (element.matches(':disabled, [aria-disabled=true]')) return undefined
  const told = (at: Element) =>
    ['aria-label', 'title', 'alt', 'data-tooltip'].map((key) => at.getAttribute(key) ?? '').join(' ')
  const named = (at: Element) =>
    ['class', 'id', 'data-testid', 'name', 'icon', 'href']
      .map((key) => (key === 'href' && at.tagName === 'A' ? '' : (at.getAttribute(key) ?? '')))
      .join(' ')
  const inner = [...element.querySelectorAll('*')].slice(0, 8)
  const text = (element.textContent ?? '').trim()
  // What holds more than a label is a part of the page, not a button.
  if (text.length > 30) return undefined
  const parts = (words: string) => words.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_/]+/g, ' ')
  return {
    read: [text, told(element), ...inner.map(told)].join(' ').trim().slice(0, 300),
    name: parts([named(element), ...inner.map(named)].join(' ')).slice(0, 600),
  }
}

/** Whether an input is there for files of this type. */
async function takes(element: ElementHandle<Element>, { type, name }: AttachParts): Promise<boolean> {
  const accept = await attempt(
    element.evaluate((input) =>
      input.matches(':disabled, [webkitdirectory]') ? 'none' : (input.getAttribute('accept') ?? ''),
    ),
    ANSWER,
  )
  if (accept === undefined || accept === 'none') return false
  const kinds = accept
    .slice(0, 2_000)
    .toLowerCase()
    .split(',')
    .map((kind) => kind.trim())
    .filter(Boolean)
  return (
    kinds.length === 0 ||
    kinds.some(
      (kind) =>
        kind === '*/*' ||
        kind === '*' ||
        kind === type ||
        (kind.endsWith('/*') && type.startsWith(kind.slice(0, -1))) ||
        (kind.startsWith('.') && name.toLowerCase().endsWith(kind)) ||
        // Two names of one type.
        (kind === 'image/jpg' && type === 'image/jpeg'),
    )
  )
}
