/** What is left of a chat in a small or enlarged window: whether its controls can be got at, and whether words are cut off. */

/** What can be seen of the page, in pixels of the chat's frame. */
export interface Pane {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Layout {
  /** CSS pixels that the page has. */
  width: number
  height: number
  /** The box and the controls beside it, the nearest first. */
  parts: { part: 'composer' | 'control'; name: string; seen: 'yes' | 'outside' | 'covered' }[]
  /** The chat, or what scrolls in it, must be scrolled in two directions. */
  sideways: string[]
  /** Words of which a part is cut off and cannot be scrolled to. */
  cut: string[]
}

/**
 * Looks at a chat from its box. Stands alone.
 * @param levels how many steps the chat is above its box
 * @see https://www.w3.org/TR/WCAG22/#reflow: no scrolling in two dimensions at 320 CSS pixels, but for tables, maps and the like
 */
export function layoutOf(box: Element, levels: number, pane: Pane): Layout {
  const MOST = { parts: 12, cut: 5, nodes: 5_000, name: 60 }
  /** Rounding of zoomed boxes, pixels. */
  const SLACK = 2
  const up = (node: Node): Node | null => node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
  let root: Node = box
  for (let i = 0; i < levels; i++) root = up(root) ?? root
  const elements = all(root)
  const sideways: string[] = []
  const chat = root instanceof Element ? root : document.documentElement
  const { left, right } = chat.getBoundingClientRect()
  const isPage = chat === document.body || chat === document.documentElement
  const { scrollWidth, clientWidth } = document.documentElement
  if (left < pane.left - SLACK || right > pane.right + SLACK || (isPage && scrollWidth > clientWidth + SLACK))
    sideways.push(wordsOf(chat))
  for (const element of elements) {
    const { overflowX, overflowY } = getComputedStyle(element)
    const wide = element.scrollWidth > element.clientWidth + SLACK && /auto|scroll/.test(overflowX)
    const high = element.scrollHeight > element.clientHeight + SLACK && /auto|scroll/.test(overflowY)
    if (wide && high && sideways.length < MOST.cut && isShown(element) && element !== box)
      sideways.push(wordsOf(element))
  }
  return {
    width: innerWidth,
    height: innerHeight,
    parts: [
      { part: 'composer', name: wordsOf(box), seen: seen(box) },
      ...beside().map((one) => ({ part: 'control' as const, name: wordsOf(one), seen: seen(one) })),
    ],
    sideways,
    cut: cutWords(),
  }

  function all(from: Node): Element[] {
    const found: Element[] = []
    const stack: Node[] = [from]
    while (stack.length > 0 && found.length < MOST.nodes) {
      const node = stack.pop() as Node
      if (node instanceof Element) {
        found.push(node)
        if (node.shadowRoot) stack.push(node.shadowRoot)
      }
      stack.push(...(node as ParentNode).children)
    }
    return found
  }
  function isShown(element: Element): boolean {
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  }
  function wordsOf(element: Element): string {
    const words =
      element.getAttribute('aria-label') || element.textContent || element.getAttribute('placeholder')
    return (words ?? '').trim().replace(/\s+/g, ' ').slice(0, MOST.name)
  }
  /** The controls in the nearest part of the chat that holds any besides the box. */
  function beside(): Element[] {
    for (let at = up(box); at; at = up(at)) {
      const controls =
        at instanceof Element || at instanceof ShadowRoot
          ? [...at.querySelectorAll('button, [role=button], input[type=submit]')].filter(isShown)
          : []
      if (controls.length > 0) return controls.slice(0, MOST.parts)
      if (at === root) return []
    }
    return []
  }
  function seen(element: Element): 'yes' | 'outside' | 'covered' {
    const rect = element.getBoundingClientRect()
    if (
      rect.width < 1 ||
      rect.height < 1 ||
      rect.left < pane.left - SLACK ||
      rect.right > pane.right + SLACK ||
      rect.top < pane.top - SLACK ||
      rect.bottom > pane.bottom + SLACK
    )
      return 'outside'
    const home = element.getRootNode() as Document | ShadowRoot
    const over = home.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2)
    const mine = over && (over === element || element.contains(over) || over.contains(element))
    return mine ? 'yes' : 'covered'
  }
  function cutWords(): string[] {
    const cut: string[] = []
    for (const element of elements) {
      if (cut.length >= MOST.cut) break
      const words = [...element.childNodes].find((n) => n instanceof Text && n.data.trim() !== '')
      if (!words || element === box || /^(SCRIPT|STYLE|OPTION)$/.test(element.tagName) || !isShown(element))
        continue
      const range = document.createRange()
      range.selectNodeContents(words)
      const rect = range.getBoundingClientRect()
      if (rect.width > 0 && isCut(element, rect)) cut.push(wordsOf(element))
    }
    return cut
  }
  function isCut(from: Element, rect: DOMRect): boolean {
    let [x, y] = [true, true]
    for (let at: Node | null = from; at && (x || y); at = at === root ? null : up(at)) {
      if (!(at instanceof Element)) continue
      const style = getComputedStyle(at)
      const frame = at.getBoundingClientRect()
      // Words for screen readers alone are made as small as this on purpose.
      if (frame.width <= 2 || frame.height <= 2 || style.clip !== 'auto' || style.clipPath !== 'none')
        return false
      if (/inline|contents/.test(style.display) && style.display !== 'inline-block') continue
      if (/auto|scroll/.test(style.overflowX)) x = false
      if (/auto|scroll/.test(style.overflowY)) y = false
      const past = (low: number, high: number, from: number, to: number) =>
        low < from - SLACK || high > to + SLACK
      if (x && /hidden|clip/.test(style.overflowX) && past(rect.left, rect.right, frame.left, frame.right))
        return true
      // The line box may be higher than a frame that holds every letter.
      if (y && /hidden|clip/.test(style.overflowY)) {
        const spare = Math.min(8, rect.height / 4)
        if (past(rect.top + spare, rect.bottom - spare, frame.top, frame.bottom)) return true
      }
    }
    return false
  }
}
