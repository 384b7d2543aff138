/** Where the focus goes: whether it is to be seen, and whether it comes out of a chat again. */
import type { ElementHandle, Page } from 'playwright'
import { attempt } from './fate.js'

const ANSWER = 1_500
/** Tabs through one chat at most, and names that are told. */
const MOST = { tabs: 120, stops: 20 }
/** How often a look is taken for a focus that is drawn with a transition, and how far apart, milliseconds. */
const LOOKS = 5
const BETWEEN = 60
const CLOSES = /^\W*[×✕✖✗xX]\W*$|关闭|收起|最小化|结束|退出|close|minimi[sz]e|\bend\b|\bexit\b/i

/** How the focus left a chat, if it did. */
export interface Exit {
  by: 'tab' | 'escape' | 'close' | 'none'
  /** How often Tab was pressed. */
  tabs: number
  /** What had the focus on the way, by its words. */
  stops: string[]
}

/** How an element is drawn, to compare with how it is drawn later; undefined where the page does not answer. */
export function drawn(element: ElementHandle<Element>): Promise<string | undefined> {
  return attempt(element.evaluate(styleOf), ANSWER)
}

/** Whether an element that has the focus is drawn otherwise than before, or has a cursor to write at (WCAG 2.2, 2.4.7). */
export async function isFocusSeen(
  element: ElementHandle<Element>,
  before: string,
): Promise<boolean | undefined> {
  if (await attempt(element.evaluate(hasCursor), ANSWER)) return true
  for (let looks = 0; looks < LOOKS; looks++) {
    const now = await drawn(element)
    if (now === undefined) return undefined
    if (now !== before) return true
    await new Promise((done) => setTimeout(done, BETWEEN))
  }
  return false
}

/**
 * Presses Tab from the box on until the focus is out of the chat; where it goes round, presses Escape, and then what
 * closes the chat (WCAG 2.2, 2.1.2: a usual way out will do). Undefined where the page does not answer.
 */
export async function leave(
  page: Page,
  root: ElementHandle<Element>,
  box: ElementHandle<Element>,
): Promise<Exit | undefined> {
  const stops: string[] = []
  const where = () => attempt(root.evaluate(focusIn, box), ANSWER)
  const press = (key: string) => attempt(page.keyboard.press(key), ANSWER)
  await attempt(box.focus(), ANSWER)
  const begin = await where()
  if (!begin) return undefined
  if (begin.at === 'outside') return { by: 'none', tabs: 0, stops }
  let tabs = 0
  let closes = false
  for (; tabs < MOST.tabs; tabs++) {
    await press('Tab')
    const now = await where()
    if (!now) return undefined
    if (now.at === 'outside') return { by: 'tab', tabs: tabs + 1, stops }
    if (now.at === 'box') break
    if (stops.length < MOST.stops) stops.push(now.name)
    closes ||= CLOSES.test(now.name)
  }
  await press('Escape')
  if ((await where())?.at === 'outside') return { by: 'escape', tabs, stops }
  for (let again = 0; closes && again <= tabs; again++) {
    const now = await where()
    if (now && CLOSES.test(now.name)) {
      await press('Enter')
      closes = false
      if ((await where())?.at === 'outside') return { by: 'close', tabs, stops }
    } else await press('Tab')
  }
  return { by: 'none', tabs, stops }
}

/** Runs in the page. */
function focusIn(root: Element, box: Element): { at: 'box' | 'inside' | 'outside'; name: string } {
  let active: Element | null = document.hasFocus() ? document.activeElement : null
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  const name = (active?.getAttribute('aria-label') || active?.textContent || '')
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, 60)
  if (!active || active === document.body || active === document.documentElement || !root.checkVisibility())
    return { at: 'outside', name: '' }
  if (active === box) return { at: 'box', name }
  for (let at: Node | null = active; at; at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : null))
    if (at === root) return { at: 'inside', name }
  return { at: 'outside', name }
}

/** Runs in the page. */
function styleOf(element: Element): string {
  const around: Element[] = [...element.querySelectorAll('*')].slice(0, 5)
  for (let at: Element | null = element, i = 0; at && i < 4; at = at.parentElement, i++) around.push(at)
  return around
    .flatMap((one) => [null, '::before', '::after'].map((part) => getComputedStyle(one, part)))
    .map((style) => {
      const line = /none|hidden/.test(style.outlineStyle)
        ? ''
        : [style.outlineStyle, style.outlineWidth, style.outlineColor].join(' ')
      const { boxShadow, borderColor, borderWidth, backgroundColor, backgroundImage, color } = style
      const { textDecorationLine, transform, opacity, filter, content } = style
      return [
        line,
        boxShadow,
        borderColor,
        borderWidth,
        backgroundColor,
        backgroundImage,
        color,
        textDecorationLine,
        transform,
        opacity,
        filter,
        content,
      ].join(';')
    })
    .join('|')
}

/** Runs in the page. */
function hasCursor(element: Element): boolean {
  const writes =
    element instanceof HTMLTextAreaElement ||
    (element as HTMLElement).isContentEditable ||
    (element instanceof HTMLInputElement &&
      !/^(button|submit|checkbox|radio|range|color)$/.test(element.type))
  return writes && !/transparent|, 0\)/.test(getComputedStyle(element).caretColor)
}
