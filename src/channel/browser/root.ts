/** The chat around its box, and how an element of it is found again in a world of our own. */
import type { ElementHandle } from 'playwright'
import { attempt } from './fate.js'
import { pathTo, type Step } from './world.js'

const ANSWER = 2_000

/** Where a chat is in its frame. */
export interface Place {
  root: ElementHandle<Element>
  /** Ways from the document. */
  rootPath: readonly Step[]
  boxPath: readonly Step[]
  /** How many steps the root is above the box. */
  levels: number
}

/** Undefined where the page does not answer, or the box has gone. */
export async function placeOf(box: ElementHandle<Element>): Promise<Place | undefined> {
  const root = (await attempt(box.evaluateHandle(rootOf), ANSWER))?.asElement() as
    | ElementHandle<Element>
    | null
    | undefined
  const rootPath = root && (await attempt(root.evaluate(pathTo), ANSWER))
  const boxPath = await attempt(box.evaluate(pathTo), ANSWER)
  if (!root || !rootPath || !boxPath) return undefined
  return { root, rootPath, boxPath, levels: boxPath.length - rootPath.length }
}

/** What floats over the page, or all that is no larger than a part of it. Runs in the page. */
function rootOf(box: Element): Element {
  if (window !== window.top) return document.body
  let best = box
  for (let at: Element | null = box; at && at !== document.body; at = parentOf(at)) {
    const { width, height } = at.getBoundingClientRect()
    if (getComputedStyle(at).position === 'fixed') return at
    if (width * height > innerWidth * innerHeight * 0.6) break
    best = at
  }
  return best === box ? document.body : best

  function parentOf(element: Element): Element | null {
    const parent = element.parentNode
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null
  }
}
