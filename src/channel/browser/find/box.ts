/** The box to type in, wherever the page puts it: an element that is found again when the page replaces it. */
import type { ElementHandle, Frame } from 'playwright'
import { attempt } from '../fate.js'
import type { Frames } from '../frames.js'
import type { PageCommand } from '../page/wire.js'

const ANSWER = 1_000

export class Box {
  #element: ElementHandle<Element> | undefined
  readonly #frames: Frames
  readonly #command: string
  readonly #locate: () => Promise<ElementHandle<Element> | undefined>

  /** @param locate looks for the box in the page as it is now */
  constructor(parts: {
    frames: Frames
    /** Name of the event by which the observer is told. */
    command: string
    locate(): Promise<ElementHandle<Element> | undefined>
  }) {
    this.#frames = parts.frames
    this.#command = parts.command
    this.#locate = parts.locate
  }

  /** The element now; undefined while the page has none. */
  async element(): Promise<ElementHandle<Element> | undefined> {
    const here = this.#element && (await attempt(this.#element.evaluate(isShown), ANSWER))
    if (here) return this.#element
    const found = await this.#locate().catch(() => undefined)
    if (found) await this.is(found)
    else this.#element = undefined
    return found
  }

  /** Says which element it is, and tells the observer. */
  async is(element: ElementHandle<Element>): Promise<void> {
    this.#element = element
    await this.#tell(element)
  }

  /** There is no box: the chat is what floats around this element, else the page that it is in. */
  async within(element: ElementHandle<Element>): Promise<void> {
    const around = await attempt(element.evaluateHandle(floating), ANSWER)
    await this.#tell(around?.asElement() ?? element)
  }

  async #tell(element: ElementHandle<Element>): Promise<void> {
    const frame: Frame | null | undefined = await attempt(element.ownerFrame(), ANSWER)
    if (frame) this.#frames.choose(frame)
    const told = element.evaluate((box, name) => {
      const detail: PageCommand = { do: 'box', element: box }
      document.dispatchEvent(new CustomEvent(name, { detail }))
    }, this.#command)
    await attempt(told, ANSWER)
  }
}

function floating(element: Element): Element {
  let chat = document.body as Element
  for (let at: Element | null = element; at; ) {
    if (/fixed|sticky/.test(getComputedStyle(at).position)) chat = at
    const parent: ParentNode | null = at.parentNode
    at = parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null
  }
  return chat
}

function isShown(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true })
}
