/** Uses a page without a mouse: Tab to what is wanted, Enter or Space to press it, or as a screen reader tells of it. */
import type { ElementHandle, Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'
import { attempt } from './fate.js'
import { drawn, isFocusSeen } from './focus.js'
import { isTold } from './screen-reader.js'

/** How often Tab is pressed on the way to one thing, and how long that may take, milliseconds. */
const MOST = 250
const PATIENCE = 25_000
const ANSWER = 1_500
const TOLD = 60

/** What somebody wanted to use. */
export type Part = 'button' | 'field' | 'box' | 'choice'

interface KeyboardTold {
  part: Part
  /** What it says. */
  name: string
  reached: boolean
  /** How often Tab was pressed. */
  tabs: number
  /** The focus on it is to be seen; absent where it came there by itself. */
  visible?: boolean
}

type Means = Pick<NonNullable<BrowserTarget['assist']>, 'keyboard' | 'screenReader'>

const boards = new WeakMap<Page, Keyboard>()

/** The keyboard of an element's page, where it is used by nothing else. */
export async function keyboardOf(element: ElementHandle<Element>): Promise<Keyboard | undefined> {
  const frame = await attempt(element.ownerFrame(), ANSWER)
  return frame ? boards.get(frame.page()) : undefined
}

export class Keyboard {
  readonly #page: Page
  readonly #means: Means
  readonly #observe: (told: KeyboardTold) => void
  readonly #unreached = new Set<string>()
  #told = 0

  constructor(page: Page, means: Means, observe: (told: KeyboardTold) => void) {
    this.#page = page
    this.#means = means
    this.#observe = observe
    boards.set(page, this)
  }

  /** What could not be reached, by its words. */
  get unreached(): readonly string[] {
    return [...this.#unreached]
  }

  /** Why the chat, or a part of it, cannot be used. */
  unreachable(what: string, names = ''): ChannelError {
    return this.#means.screenReader
      ? new ChannelError(
          `${what} cannot be used with a screen reader${names && `: it is told no role and name of ${names}`}`,
          { whose: 'bot', code: 'screen-reader-unreachable' },
        )
      : new ChannelError(
          `${what} cannot be ${names ? `used by keyboard: Tab does not reach ${names}` : 'reached by keyboard'}`,
          { whose: 'bot', code: 'keyboard-unreachable' },
        )
  }

  /** Brings the focus to an element; false where Tab never gets there, or a screen reader tells nothing of it. */
  async reach(element: ElementHandle<Element>, part: Part): Promise<boolean> {
    const name = (await attempt(element.evaluate(wordsOf), ANSWER)) ?? ''
    const { keyboard, screenReader } = this.#means
    if (screenReader && !(await isTold(element, part))) return this.#tell(name, part, false, 0)
    if (keyboard) return this.#tab(element, name, part)
    await attempt(element.focus(), ANSWER)
    return this.#tell(name, part, true, 0)
  }

  async #tab(element: ElementHandle<Element>, name: string, part: Part): Promise<boolean> {
    const deadline = performance.now() + PATIENCE
    const before = (await this.#isAt(element)) ? undefined : await drawn(element)
    let rounds = (await attempt(this.#page.evaluate(isNowhere), ANSWER)) ? 1 : 0
    let tabs = 0
    for (; tabs < MOST && rounds < 2 && performance.now() < deadline; tabs++) {
      if (await this.#isAt(element)) break
      await attempt(this.#page.keyboard.press('Tab'), ANSWER)
      // Past the last thing of the page the focus is nowhere; then all that lies behind it was walked through.
      if (await attempt(this.#page.evaluate(isNowhere), ANSWER)) rounds++
    }
    const reached = await this.#isAt(element)
    const visible = reached && before !== undefined ? await isFocusSeen(element, before) : undefined
    return this.#tell(name, part, reached, tabs, visible)
  }

  #tell(name: string, part: Part, reached: boolean, tabs: number, visible?: boolean): boolean {
    if (reached) this.#unreached.delete(name)
    else this.#unreached.add(name || part)
    if (this.#told++ < TOLD)
      this.#observe({ part, name, reached, tabs, ...(visible !== undefined && { visible }) })
    return reached
  }

  /** Presses a thing as a keyboard does; false where the focus cannot get there. */
  async press(element: ElementHandle<Element>, part: Part = 'button'): Promise<boolean> {
    if (!(await this.reach(element, part))) return false
    // What a screen reader does when it is asked to press something comes to the page as a click.
    if (!this.#means.keyboard)
      return (
        (await attempt(
          element.click({ timeout: ANSWER }).then(() => true),
          ANSWER,
        )) ?? false
      )
    const key = (await attempt(element.evaluate(isTicked), ANSWER)) ? 'Space' : 'Enter'
    await attempt(this.#page.keyboard.press(key), ANSWER)
    return true
  }

  async #isAt(element: ElementHandle<Element>): Promise<boolean> {
    if (!(await attempt(element.evaluate(hasFocus), ANSWER))) return false
    let frame: Frame | null = (await attempt(element.ownerFrame(), ANSWER)) ?? null
    for (; frame?.parentFrame(); frame = frame.parentFrame()) {
      const outer = await attempt(frame.frameElement(), ANSWER)
      if (!outer || !(await attempt((outer as ElementHandle<Element>).evaluate(hasFocus), ANSWER)))
        return false
    }
    return true
  }
}

function wordsOf(element: Element): string {
  const words =
    element.getAttribute('aria-label') || element.textContent || element.getAttribute('placeholder')
  return (words ?? '').trim().replace(/\s+/g, ' ').slice(0, 60)
}

/** The focus is on the element, in it, or on the control that it is a part of. */
function hasFocus(element: Element): boolean {
  const { activeElement: active } = element.getRootNode() as Document | ShadowRoot
  if (!active || active === document.body || active === document.documentElement) return false
  if (active === element || element.contains(active)) return true
  return active.contains(element) && active.matches('button, a, summary, label, [role], [tabindex]')
}

function isNowhere(): boolean {
  const { activeElement, body, documentElement } = document
  return !activeElement || activeElement === body || activeElement === documentElement
}

function isTicked(element: Element): boolean {
  return element.matches(
    'input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]',
  )
}
