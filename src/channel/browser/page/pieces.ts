/** The runs of text in an element as they are drawn, and what else it holds; runs inside the page alone. */
import type { StampBook } from './stamps.js'
import type { FlatTree } from './tree.js'
import type { PrintWords } from './words.js'

/** A run of text in one block, as it stands in the row. */
export interface Piece {
  element: Element
  text: string
  /** Drawn boxes around it inside the row, outermost first. */
  shells: Element[]
  size: number
  color: string
  came: number
  changed: number
  /** Elements inside it that are small print. */
  prints: Element[]
  /** Outermost element around it that shows a pointer, where it is no button by its markup. */
  pointer: Element | undefined
}

interface PieceParts {
  tree: FlatTree
  stamps: StampBook
  words: PrintWords
  onlyForScreenReaders(style: CSSStyleDeclaration): boolean
  /** What the consumer types in is no part of what is said. */
  box(): Element | undefined
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function pieceReader({ tree, stamps, words, onlyForScreenReaders, box }: PieceParts) {
  const UNREAD = new Set(
    'SCRIPT STYLE TEMPLATE NOSCRIPT svg SVG AUDIO VIDEO CANVAS OBJECT IFRAME HEAD LINK META'.split(' '),
  )
  const NO_SHELL = new Set('TD TH TR TBODY THEAD TABLE PRE CODE BLOCKQUOTE KBD MARK HR IMG'.split(' '))
  const ELEMENTS = 3000
  const LEADS_NOWHERE = /^\s*(javascript:|#?$)/i

  /** Words of an element's own markup, without those that a build tool makes up. */
  function marks(element: Element): string[] {
    const made = /^(css|jss|jsx|emotion|svelte)-|__[\w-]{5,}$|\d{2}|^[a-z]{1,2}[A-Z\d]\w*$|--css-/
    const passing =
      /-(enter|leave|appear|exit)(-(active|to|from|done))?$|^(is-)?(new|first|last|active|hover|focus\w*)$/
    return [...element.classList].filter((name) => !made.test(name) && !passing.test(name))
  }

  /** By which elements of one kind are known. */
  const looks = (element: Element): string => `${element.localName}.${marks(element).sort().join('.')}`

  /** By which small print is known again: its markup, else where and how it stands. */
  function signature(piece: Piece): string {
    const own = marks(piece.element)
    if (own.length > 0) return `${piece.element.localName}.${own.sort().join('.')}`
    const parent = tree.up(piece.element)
    const around = parent ? marks(parent) : []
    return `${around.sort().join('.')}>${piece.element.localName}|${piece.size}|${piece.color}`
  }

  const alpha = (color: string): number => {
    const parts = /rgba?\(([^)]*)\)/.exec(color)?.[1]?.split(/[\s,/]+/)
    return parts?.[3] === undefined ? (color === 'transparent' ? 0 : 1) : Number.parseFloat(parts[3])
  }

  function drawn(style: CSSStyleDeclaration, behind: string): boolean {
    if (alpha(style.backgroundColor) > 0.02 && style.backgroundColor !== behind) return true
    if (/gradient/.test(style.backgroundImage)) return true
    if (style.boxShadow !== 'none') return true
    const sides = [
      style.borderTopWidth,
      style.borderRightWidth,
      style.borderBottomWidth,
      style.borderLeftWidth,
    ]
    const lined = sides.filter((width) => Number.parseFloat(width) > 0).length
    return lined >= 3 && alpha(style.borderTopColor) > 0.02 && style.borderTopStyle !== 'none'
  }

  const isControl = (element: Element): boolean =>
    element.matches(
      'button, [role=button], [role=option], [role=menuitem], input[type=button], input[type=submit]',
    ) && !element.matches('[contenteditable=true]')
  function walk(node: Element) {
    const pieces: Piece[] = []
    const found = {
      pieces,
      controls: [] as Element[],
      images: [] as Element[],
      fields: [] as Element[],
      links: [] as Element[],
    }
    let budget = ELEMENTS
    const own = box()
    // A message in a closed widget is hidden as a whole; only what differs from it is hidden in it.
    const baseline = getComputedStyle(node).visibility

    interface Block {
      /** What it stands in. */
      outer: Block | undefined
      element: Element
      style: CSSStyleDeclaration
      text: string
      came: number
      changed: number
      prints: Element[]
      shells: Element[]
      pointer: Element | undefined
      /** Elements that hold its words directly. */
      holders: Set<Element>
    }

    const close = (block: Block): void => {
      const text = block.text.replace(/\s+/g, ' ').trim()
      if (text === '') return
      // Words that stand before a block come before its own.
      if (block.outer) close(block.outer)
      const { came, changed, prints, shells, pointer, holders } = block
      // One element around all of the words says more of them than the block that it stands in.
      const [holder] = holders
      const sole = holders.size === 1 && holder && holder !== block.element ? holder : undefined
      const { fontSize, color } = sole ? getComputedStyle(sole) : block.style
      const element = sole ?? block.element
      const size = Number.parseFloat(fontSize)
      pieces.push({ element, text, shells, size, color, came, changed, prints, pointer })
      Object.assign(block, { text: '', came: 0, changed: 0, prints: [], holders: new Set() })
    }
    const visit = (element: Element, block: Block, behind: string, cursor: string): void => {
      if (budget-- <= 0 || UNREAD.has(element.tagName)) return
      if (element === own) return
      const style = getComputedStyle(element)
      if (style.display === 'none' || onlyForScreenReaders(style)) return
      if (element !== node) {
        if (isControl(element)) {
          if (style.visibility === baseline) found.controls.push(element)
          return
        }
        if (element instanceof HTMLImageElement) {
          if (/\p{Extended_Pictographic}/u.test(element.alt) && element.alt.length <= 16)
            block.text += element.alt
          else found.images.push(element)
          return
        }
        if (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)) {
          if (!element.matches('[type=hidden]')) found.fields.push(element)
          return
        }
      }
      // A link that leads nowhere is pressed as a button is.
      const linked =
        element instanceof HTMLAnchorElement &&
        element.href !== '' &&
        !LEADS_NOWHERE.test(element.getAttribute('href') ?? '')
      const points = style.cursor === 'pointer' && cursor !== 'pointer' && !linked && element !== node
      const inline = /^(inline|contents|ruby)$/.test(style.display) && element !== node && !points
      let shells = block.shells
      let back = behind
      if (!inline) {
        if (!NO_SHELL.has(element.tagName) && drawn(style, behind)) shells = [...shells, element]
        if (alpha(style.backgroundColor) > 0.02) back = style.backgroundColor
      }
      if (linked && !inline && shells !== block.shells) return void found.controls.push(element)
      if (linked) found.links.push(element)
      const pointer = block.pointer ?? (points ? element : undefined)
      const inner: Block = inline
        ? block
        : {
            outer: block,
            element,
            style,
            text: '',
            came: 0,
            changed: 0,
            prints: [],
            shells,
            pointer,
            holders: new Set(),
          }
      const from = inner.text.length
      const shown = style.visibility === 'visible' || style.visibility === baseline
      for (const child of tree.kids(element)) {
        if (child instanceof Text) {
          const text = shown ? child.data : ''
          if (text.trim() === '') {
            if (text !== '') inner.text += ' '
            continue
          }
          inner.text += text
          inner.holders.add(element)
          const came = stamps.came(child)
          inner.came = inner.came === 0 ? came : Math.min(inner.came, came)
          inner.changed = Math.max(inner.changed, came, stamps.changed(child))
        } else if (child instanceof Element) {
          if (child.tagName === 'BR') inner.text += ' '
          visit(child, inner, back, style.cursor)
        }
      }
      inner.changed = Math.max(inner.changed, inner.text === '' ? 0 : stamps.changed(element))
      if (inline) {
        const text = inner.text.slice(from).trim()
        if (text !== '' && text.length < 40 && (words.withoutTime(text) === '' || words.isReceipt(text)))
          inner.prints.push(element)
      } else close(inner)
    }
    const style = getComputedStyle(node)
    const outer: Block = {
      outer: undefined,
      element: node,
      style,
      text: '',
      came: 0,
      changed: 0,
      prints: [],
      shells: [],
      pointer: undefined,
      holders: new Set(),
    }
    let behind = 'rgba(0, 0, 0, 0)'
    for (let at = tree.up(node); at && alpha(behind) <= 0.02; at = tree.up(at))
      behind = getComputedStyle(at).backgroundColor
    visit(node, outer, behind, tree.up(node) ? getComputedStyle(tree.up(node) as Element).cursor : '')
    return found
  }

  /** Things side by side that show a pointer are choices; one alone is text. */
  function pointed(pieces: Piece[]): Element[] {
    const roots = [...new Set(pieces.flatMap((p) => (p.pointer && p.text.length <= 60 ? [p.pointer] : [])))]
    return roots.filter((root) =>
      roots.some((other) => {
        if (other === root || other.localName !== root.localName) return false
        const [a, b] = [tree.up(root), tree.up(other)]
        return a === b || (a !== null && b !== null && tree.up(a) === tree.up(b))
      }),
    )
  }

  /** Short words in boxes of one kind side by side: such are offered, although no pointer shows before it is there. */
  function boxed(pieces: Piece[]): Element[] {
    const roots = [...new Set(pieces.flatMap((p) => (p.text.length <= 40 ? p.shells.slice(-1) : [])))]
    const single = roots.filter((root) => pieces.filter((p) => p.shells.includes(root)).length === 1)
    return single.filter((root) =>
      single.some((e) => e !== root && looks(e) === looks(root) && tree.up(e) === tree.up(root)),
    )
  }

  return { walk, pointed, boxed, marks, looks, signature }
}

export type PieceReader = ReturnType<typeof pieceReader>
