/** Says what a page has instead of the chat that was looked for, so that the target file can be put right. */
import type { Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { attempt } from './fate.js'

const FRAMES = 6
const BOXES = 4

/** A few lines: frames and text boxes of the page, and a selector to try. */
export async function diagnose(page: Page, target: BrowserTarget, clicked: boolean): Promise<string> {
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
    const likely = boxes.find((b) => b.kind !== 'input') ?? boxes[0]
    const input = `input: "${likely?.selector}"`
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
