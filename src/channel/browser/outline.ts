/** A picture of the page in which the parts that were found are outlined and named. */
import type { Frame, Page } from 'playwright'
import { attempt } from './fate.js'
import type { Box } from './find/box.js'
import { frameAt } from './frames.js'
import type { Recipe } from './recipe.js'

/** Parts in the order in which they are drawn, with their colours. */
const COLOURS = {
  list: '#b58900',
  bot: '#6c71c4',
  human: '#cb4b16',
  system: '#657b83',
  consumer: '#859900',
  choices: '#d33682',
  launcher: '#d33682',
  send: '#2aa198',
  input: '#268bd2',
} as const
/** Elements of a part that are outlined. */
const MOST = 20
const ANSWER = 1_000

interface Outline {
  name: string
  colour: string
  x: number
  y: number
  width: number
  height: number
}

/** PNG of what is in view. */
export async function outlined(page: Page, recipe: Recipe, box: Box): Promise<Uint8Array> {
  const frame = await frameAt(page, recipe.frame?.selector)
  const found: Outline[] = []
  for (const [name, colour] of Object.entries(COLOURS)) {
    const rects =
      name === 'input'
        ? [
            await attempt(
              box.element().then((element) => element?.boundingBox()),
              ANSWER,
            ),
          ]
        : await rectsOf(page, frame, name, recipe[name as keyof typeof COLOURS]?.selector)
    for (const rect of rects) if (rect) found.push({ name, colour, ...rect })
  }
  const drawn = await page.evaluateHandle(draw, found)
  try {
    return await page.screenshot({ type: 'png', timeout: 10_000 })
  } finally {
    await attempt(
      drawn.evaluate((element) => element.remove()),
      ANSWER,
    )
  }
}

type Rect = Omit<Outline, 'name' | 'colour'>

async function rectsOf(
  page: Page,
  frame: Frame | undefined,
  name: string,
  selector: string | undefined,
): Promise<(Rect | null | undefined)[]> {
  const place = name === 'launcher' ? page.mainFrame() : frame
  if (!place || !selector || selector === 'Enter') return []
  const all = await attempt(place.locator(selector).filter({ visible: true }).all(), ANSWER)
  return Promise.all(
    (all ?? []).slice(-MOST).map((one) => attempt(one.boundingBox({ timeout: ANSWER }), ANSWER)),
  )
}

/** Runs in the page; over everything, and out of reach of its styles. */
function draw(outlines: Outline[]): HTMLElement {
  const host = document.createElement('div')
  host.popover = 'manual'
  host.style.cssText =
    'all:initial;position:fixed;inset:0;width:100vw;height:100vh;background:none;border:0;pointer-events:none;z-index:2147483647'
  const root = host.attachShadow({ mode: 'closed' })
  for (const { name, colour, x, y, width, height } of outlines) {
    const frame = document.createElement('div')
    frame.style.cssText = `position:fixed;box-sizing:border-box;border:2px solid ${colour};left:${x - 2}px;top:${y - 2}px;width:${width + 4}px;height:${height + 4}px`
    const label = document.createElement('span')
    label.textContent = name
    label.style.cssText = `position:absolute;left:-2px;bottom:100%;background:${colour};color:#fff;font:11px/14px sans-serif;padding:0 4px;white-space:nowrap`
    frame.append(label)
    root.append(frame)
  }
  document.documentElement.append(host)
  host.showPopover?.()
  return host
}
