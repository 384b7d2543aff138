/** The words of an element as a reader sees them; runs inside the page and must stand alone. */

import type { FlatTree } from './tree.js'

/** The usual ways of hiding text from the eye alone. Injected as source text. */
export function onlyForScreenReaders(style: CSSStyleDeclaration): boolean {
  if (style.position !== 'absolute' && style.position !== 'fixed') return false
  if (/^rect\([01]px,? [01]px,? [01]px,? [01]px\)/.test(style.clip)) return true
  if (/^inset\((50|100)%/.test(style.clipPath)) return true
  if (Number.parseFloat(style.left) < -900 || Number.parseFloat(style.top) < -900) return true
  return (
    style.overflow !== 'visible' &&
    Number.parseFloat(style.width) <= 1 &&
    Number.parseFloat(style.height) <= 1
  )
}

/**
 * Text with the line breaks that are rendered (as `innerText`), through shadow roots and slots, without
 * what is not displayed or only there for screen readers. White space at the ends is dropped.
 * Injected as source text: no imports, nothing from outside of it.
 */
export function readText(
  root: Element,
  skip: (element: Element) => boolean,
  limit: number,
  parts: { kids: FlatTree['kids']; onlyForScreenReaders(style: CSSStyleDeclaration): boolean },
): string {
  const UNREAD = 'SCRIPT STYLE TEMPLATE NOSCRIPT TEXTAREA SELECT svg AUDIO VIDEO CANVAS IFRAME OBJECT'.split(
    ' ',
  )
  const INLINE = /^(inline|contents|ruby|none)/
  let budget = 20_000
  let out = ''
  let breaks = 0
  let space = false
  // A message inside a closed widget is hidden as a whole; only what differs from it is hidden in it.
  const baseline = getComputedStyle(root).visibility

  const breakLine = (count: number): void => {
    breaks = Math.max(breaks, count)
  }
  const write = (text: string): void => {
    if (breaks > 0 && out !== '') out += '\n'.repeat(breaks)
    else if (space && out !== '' && !out.endsWith('\n')) out += ' '
    breaks = 0
    space = false
    out += text
  }
  const writeCollapsed = (raw: string): void => {
    const text = raw.replace(/[ \t\n\r\f]+/g, ' ')
    const words = text.replace(/^ | $/g, '')
    if (text.startsWith(' ')) space = true
    if (words === '') return
    write(words)
    if (text.endsWith(' ')) space = true
  }
  const visit = (node: Node, parent: CSSStyleDeclaration): void => {
    if (budget-- <= 0 || out.length >= limit) return
    if (node.nodeType === 3) {
      if (parent.visibility !== 'visible' && parent.visibility !== baseline) return
      const raw = (node.nodeValue ?? '').slice(0, limit)
      const kept = parent.whiteSpace
      if (kept === 'pre' || kept === 'pre-wrap' || kept === 'break-spaces') {
        if (raw !== '') write(raw)
      } else if (kept === 'pre-line') {
        for (const [i, line] of raw.split('\n').entries()) {
          if (i > 0) write('\n')
          writeCollapsed(line)
        }
      } else writeCollapsed(raw)
      return
    }
    if (!(node instanceof Element) || UNREAD.includes(node.tagName)) return
    if (node.tagName === 'BR') {
      space = false
      write('\n')
      return
    }
    if (node !== root && skip(node)) return
    if (node instanceof HTMLImageElement) {
      // Many widgets draw emoji as pictures.
      if (/\p{Extended_Pictographic}/u.test(node.alt) && node.alt.length <= 16) write(node.alt)
      return
    }
    const style = getComputedStyle(node)
    if (node !== root && (style.display === 'none' || parts.onlyForScreenReaders(style))) return
    const block = !INLINE.test(style.display) && style.display !== 'table-cell'
    const count = node.tagName === 'P' ? 2 : 1
    if (block) breakLine(count)
    for (const child of parts.kids(node)) visit(child, style)
    if (block) breakLine(count)
    else if (style.display === 'table-cell') space = true
  }

  visit(root, getComputedStyle(root))
  return out
    .slice(0, limit)
    .replace(/[ \t]+\n/g, '\n')
    .trim()
}
