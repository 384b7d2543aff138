/** The button that sends what is in the box: as named, or the likeliest one beside it. */
import type { ElementHandle, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../../documents/types/target.js'
import { attempt } from '../fate.js'
import { frameAt } from '../frames.js'
import type { Recipe } from '../recipe.js'
import type { Box } from './box.js'
import { Looker, type Seen } from './look.js'
import { click, named } from './press.js'
import { sendButtons } from './score.js'

interface SendParts {
  page: Page
  target: BrowserTarget
  recipe: Recipe
  box: Box
  command: string
}

export class SendButton {
  readonly #parts: SendParts

  constructor(parts: SendParts) {
    this.#parts = parts
  }

  /** Clicks what the selector names, in the chat's frame; false where it is not to be seen or clicked. */
  async press(selector: string): Promise<boolean> {
    const { page, target, recipe } = this.#parts
    const frame = await frameAt(page, target.frame ?? recipe.frame?.selector)
    const first = frame?.locator(selector).filter({ visible: true }).first()
    const element = await attempt(first?.elementHandle({ timeout: 2_000 }) ?? Promise.reject(), 2_500)
    return element ? click(element as ElementHandle<Element>) : false
  }

  /** Clicks the likeliest button beside the box; its selector, or undefined where there is none. */
  async find(): Promise<string | undefined> {
    const { page, box, command } = this.#parts
    const element = await box.element()
    if (!element) return undefined
    const sight = await new Looker(page, command).look()
    const seen = await isThis(
      sight.things.filter((t) => t.kind === 'box'),
      element,
    )
    for (const { thing } of seen ? sendButtons(sight, seen).slice(0, 2) : []) {
      const found = await named(thing)
      if (found && (await click(found.element))) return found.selector
    }
    return undefined
  }
}

/** Which of the boxes the element is. */
async function isThis(boxes: readonly Seen[], element: ElementHandle<Element>): Promise<Seen | undefined> {
  for (const box of boxes) {
    const handle = await box.element()
    const same =
      handle &&
      (await attempt(
        handle.evaluate((a, b) => a === b, element),
        1_000,
      ).catch(() => false))
    if (same) return box
  }
  return undefined
}
