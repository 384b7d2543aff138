/** The parts of a chat that the target file or a recipe names: found by their selectors, pressed in order. */
import type { ElementHandle, Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../../documents/types/target.js'
import { badSelector, tooMany } from '../diagnosis.js'
import { attempt } from '../fate.js'
import { frameAt } from '../frames.js'
import { type Part, part, type Recipe } from '../recipe.js'
import { click } from './press.js'

type Element_ = ElementHandle<Element>

export class Known {
  readonly #page: Page
  readonly #target: BrowserTarget
  readonly #recipe: Recipe
  readonly #passed = new Set<string>()

  constructor(page: Page, target: BrowserTarget, recipe: Recipe = {}) {
    this.#page = page
    this.#target = target
    this.#recipe = recipe
  }

  /** The launcher that is named, with the words of who names it. */
  get launcher(): Part | undefined {
    const { launcher } = this.#target
    return launcher ? part(launcher, 1, 'target file') : this.#recipe.launcher
  }

  /**
   * The box, once it is to be seen and the chat is ready.
   * @throws ChannelError `selector-many` where several fit what the target file says
   */
  async box(): Promise<{ element: Element_; input: Part; frame?: Recipe['frame'] } | undefined> {
    const { input: given, frame: path } = this.#target
    const recipe = this.#recipe
    const input = given ? part(given, 1, 'target file') : recipe.input
    if (!input?.selector) return undefined
    const named = path
      ? { selector: path, confidence: 1, why: 'target file' }
      : given
        ? undefined
        : recipe.frame
    const frames = given && !named ? this.#page.frames() : [await frameAt(this.#page, named?.selector)]
    for (const frame of frames) {
      const count = frame ? await visible(frame, input.selector) : 0
      if (count > 1 && given) throw tooMany(this.#target, count)
      if (count !== 1 || !frame || !(await this.ready(frame))) continue
      const element = await shown(frame, input.selector)
      if (element) return { element, input, ...(named && { frame: named }) }
    }
    return undefined
  }

  /** What the target file waits for before anything is typed is there. */
  async ready(frame: Frame): Promise<boolean> {
    const { ready } = this.#target
    if (!ready) return true
    return (await visible(frame, ready)) > 0 || (await visible(this.#page.mainFrame(), ready)) > 0
  }

  /** Presses the gates of the recipe that are to be seen, each once; those that were passed. */
  async pass(): Promise<NonNullable<Recipe['gates']>> {
    const passed: NonNullable<Recipe['gates']> = []
    for (const gate of this.#recipe.gates ?? []) {
      // A form is filled in anew.
      if (gate.kind === 'form' || this.#passed.has(gate.selector)) continue
      if (!(await this.press(gate.selector))) continue
      this.#passed.add(gate.selector)
      passed.push(gate)
    }
    return passed
  }

  /** Clicks what is named: in the page itself even where the chat is in a frame, or in a frame. */
  async press(selector: string): Promise<boolean> {
    for (const frame of selector ? this.#page.frames() : []) {
      if ((await visible(frame, selector)) === 0) continue
      const element = await shown(frame, selector)
      if (element && (await click(element))) return true
    }
    return false
  }
}

/** The first that can be seen. */
async function shown(frame: Frame, selector: string): Promise<Element_ | undefined> {
  const first = frame.locator(selector).filter({ visible: true }).first()
  return (await attempt(first.elementHandle({ timeout: 1_000 }), 1_500)) as Element_ | undefined
}

/**
 * How many can be seen; none while a frame is on its way.
 * @throws ChannelError `selector-invalid`
 */
async function visible(frame: Frame, selector: string): Promise<number> {
  const count = frame.locator(selector).filter({ visible: true }).count()
  const seen = await attempt(
    count.catch((error: Error) =>
      /is not a valid selector|Unexpected token|while parsing|Unknown engine/.test(error.message) ? error : 0,
    ),
    5_000,
  )
  if (seen instanceof Error) throw badSelector(selector, seen)
  return seen ?? 0
}
