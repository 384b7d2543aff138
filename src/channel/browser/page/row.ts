/** Splits what one row of a list shows into bubbles, small print and things to click; runs inside the page alone. */
import type { Piece, PieceReader } from './pieces.js'
import type { FlatTree } from './tree.js'
import type { PrintWords } from './words.js'

export interface Bubble {
  node: Element
  pieces: Piece[]
  text: string
  came: number
  changed: number
  /** The drawn box around it. */
  shell: Element | undefined
}

export interface Row {
  node: Element
  bubbles: Bubble[]
  name: string | undefined
  /** What shows the name. */
  author: Element | undefined
  /** The words by which nobody speaks: times, receipts, lines between messages. */
  prints: Piece[]
  controls: Element[]
  images: Element[]
  fields: Element[]
  /** Links inside of its words. */
  links: Element[]
  /** What in it shows that somebody writes. */
  typing: Element | undefined
  /** Words that head its buttons. */
  caption: Piece | undefined
}

/** What was learned of the list so far and helps to read a row. */
export interface RowHints {
  /** Signatures of small print beside the consumer's own words. */
  prints: Set<string>
  /** Where names stood before the consumer's own words. */
  places: Set<string>
  /** Names that authors had. */
  names: Set<string>
  /** The consumer's words, which are no small print whatever they say. */
  words: Set<string>
  /** Whether words were sent and not seen in the page yet. */
  awaited(bare: string): boolean
}

interface RowParts {
  tree: FlatTree
  words: PrintWords
  pieces: PieceReader
  readText(element: Element, skip: (element: Element) => boolean, limit: number): string
  limit: number
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function rowReader({ tree, words, pieces: reader, readText, limit }: RowParts) {
  const { walk, pointed, signature } = reader
  const NO_NAME = /^(H[1-6]|LI|TD|TH|PRE|CODE|B|STRONG|A)$/

  /** Small and round or square, as pictures of people are; squeezed beside words, it need not be square. */
  function isAvatar(element: Element, text: string, alone: boolean): boolean {
    if ([...text].length > 2) return false
    for (let at: Element | null = element, i = 0; at && i < 3; at = tree.up(at), i++) {
      if (/avatar/i.test(at.getAttribute('class') ?? '')) return true
      const { width, height } = at.getBoundingClientRect()
      if (width > 64 || height > 64) return false
      const round = Number.parseFloat(getComputedStyle(at).borderTopLeftRadius)
      const [small, large] = [Math.min(width, height), Math.max(width, height)]
      if (alone ? large - small > 1.5 : large > small * 2) continue
      if (small >= 12 && large >= 16 && round >= large * (alone ? 0.2 : 0.35)) return true
    }
    return false
  }

  const isPrint = (text: string): boolean => {
    const rest = words.withoutTime(text)
    return rest === '' || words.isReceipt(rest) || words.isSeparator(rest)
  }

  /** A name with a time, which stands there before the words. */
  function isLabel(piece: Piece): boolean {
    const rest = words.withoutTime(piece.text)
    return rest !== '' && rest.length <= 24 && rest !== piece.text
  }

  /** What moves without end, or says by its markup that an answer is on its way. */
  function loader(node: Element): Element | undefined {
    const inside = [
      node,
      ...tree.rootsOf(node).flatMap((root) => [...root.querySelectorAll('*')].slice(0, 60)),
    ]
    const told = inside.find((at) => {
      const { width, height } = at.getBoundingClientRect()
      if (width < 3 || height < 3) return false
      const marks = ['class', 'data-type', 'data-testid'].map((name) => at.getAttribute(name) ?? '').join(' ')
      if (/typing|load(ing|er)|thinking|processing|\bdots?\b/i.test(marks)) return true
      return words.isTyping(at.getAttribute('aria-label') ?? '')
    })
    if (told) return told
    const endless = node
      .getAnimations({ subtree: true })
      .find((a) => a.effect?.getTiming().iterations === Number.POSITIVE_INFINITY)
    return endless && ((endless.effect as KeyframeEffect).target ?? node)
  }

  /** Code and tables stand in boxes of their own inside of a message. */
  const isQuoted = (piece: Piece): boolean => piece.element.closest('code, pre, table, blockquote') !== null

  /** Where a piece stands in its row, by the way from there. */
  function placeOf(piece: Piece, row: Element): string {
    const up = tree.chain(piece.element)
    const end = up.indexOf(row)
    return up
      .slice(0, Math.max(1, end))
      .map((e) => e.localName)
      .join('<')
  }

  /** The name before the words: small, of another look, or told by its markup. */
  function isName(piece: Piece, body: Piece[], hints: RowHints, row: Element): boolean {
    const text = words.withoutTime(piece.text)
    if (text === '' || text.length > 40 || /[。！？!?:：；;…]$|[，,。]/.test(text)) return false
    if (hints.prints.has(signature(piece)) || hints.names.has(text)) return true
    if (body.length > 1 && body[0] === piece && text.length <= 24) {
      if (isLabel(piece) || hints.places.has(placeOf(piece, row))) return true
    }
    const around = tree
      .chain(piece.element)
      .slice(0, 3)
      .map((e) => e.getAttribute('class') ?? '')
      .join(' ')
    if (words.isNamed(around)) return true
    if (NO_NAME.test(piece.element.tagName)) return false
    const next = body.find((p) => p !== piece)
    if (!next) return false
    if (next.shells.length > piece.shells.length && text.length <= 24 && !isQuoted(next)) return true
    return text.length <= 24 && piece.size < next.size - 0.5
  }

  const around = (elements: Element[]): Element | undefined =>
    elements.reduce<Element | undefined>((all, e) => all && tree.meet(all, e), elements[0])

  function bubbleOf(pieces: Piece[], node: Element): Bubble {
    const shell =
      pieces[0]?.shells.find((s) => pieces.every((p) => p.shells.includes(s)) && s !== node) ??
      (pieces[0]?.shells.includes(node) ? node : undefined)
    const first = pieces[0] as Piece
    let inner: Element = first.element
    for (const piece of pieces) inner = tree.meet(inner, piece.element) ?? node
    const whole = shell ?? inner
    return {
      node: whole,
      shell,
      pieces,
      text: '',
      came: Math.min(...pieces.map((p) => p.came)),
      changed: Math.max(...pieces.map((p) => p.changed)),
    }
  }

  function read(node: Element, hints: RowHints): Row {
    const { pieces, controls, images, fields, links } = walk(node)
    const choices = pointed(pieces)
    controls.push(...choices)
    const row: Row = {
      node,
      bubbles: [],
      name: undefined,
      author: undefined,
      prints: [],
      controls,
      images,
      fields,
      links,
      typing: undefined,
      caption: undefined,
    }
    let body = pieces.filter((p) => !choices.includes(p.pointer as Element))
    const drop = (piece: Piece): void => {
      row.prints.push(piece)
      body = body.filter((p) => p !== piece)
    }
    const spoken = (p: Piece): boolean => hints.words.has(words.bare(p.text))
    // In a form of several fields and a button nobody speaks.
    const form = fields.length >= 2 && controls.length > 0 ? around([...fields, ...controls]) : undefined
    for (const piece of form ? body.filter((p) => tree.within(p.element, form)) : []) {
      if (!piece.element.closest('label')) row.caption ??= piece
      drop(piece)
    }
    for (const piece of [...body]) {
      if (spoken(piece)) continue
      const alone = body.length === 1
      if (words.isTyping(piece.text)) {
        row.typing = piece.element
        drop(piece)
      } else if (words.isChrome(piece.text) && piece.pointer) drop(piece)
      else if (alone && piece.shells.length === 0 && isLabel(piece)) {
        row.name = words.withoutTime(piece.text)
        drop(piece)
      } else if (isPrint(piece.text) && !(alone && piece.shells.length > 0 && !words.isSeparator(piece.text)))
        drop(piece)
      else if (isAvatar(piece.element, piece.text, alone)) drop(piece)
    }
    // What stands before the consumer's own words in their row is no part of them, however it looks.
    const echo = body.findIndex((p) => hints.awaited(words.bare(p.text)))
    for (const piece of body.slice(0, Math.max(0, echo)))
      if (piece.text.length <= 40 && !spoken(piece)) {
        row.name ??= words.withoutTime(piece.text)
        row.author ??= piece.element
        drop(piece)
      }
    // Who speaks: before the words, or after them where the same print stood beside the consumer's.
    for (const [i, piece] of [...body].entries()) {
      if (spoken(piece) || (i > 0 && !hints.prints.has(signature(piece)))) continue
      if (!isName(piece, body, hints, node)) continue
      if (body.length === 1 && piece.shells.length > 0 && !hints.prints.has(signature(piece))) continue
      if (
        body.length === 1 &&
        !hints.prints.has(signature(piece)) &&
        !hints.names.has(words.withoutTime(piece.text)) &&
        !words.isNamed(piece.element.getAttribute('class') ?? '')
      )
        continue
      row.name ??= words.withoutTime(piece.text)
      row.author ??= piece.element
      drop(piece)
    }
    // Where messages stand in drawn boxes, what is short and outside of them is no message.
    let whole = body.some((p) => p.shells[0] === node && p.shells.length === 1)
    const key = (p: Piece): Element | undefined => (whole ? node : p.shells.find((s) => s !== node))
    if (!whole && body.some((p) => key(p)))
      for (const p of body) {
        const boxed = body.find((other) => key(other)) ?? p
        const other = !isQuoted(boxed) && (p.size < boxed.size - 0.5 || p.color !== boxed.color)
        if (!key(p) && p.text.length <= 40 && other && !spoken(p)) drop(p)
      }
    // Words outside of any box are the row's own, and then the boxes in it are parts of its one message.
    whole ||= body.some((p) => !key(p))
    if (controls.length >= 2)
      for (const p of body) {
        const up = tree.chain(p.element)
        const told = up
          .slice(0, Math.min(8, up.indexOf(node) + 1))
          .map((e) => e.getAttribute('class') ?? '')
          .join(' ')
        if (body.length === 1 && p.text.length <= 30 && /title|caption|heading|prompt|legend/i.test(told)) {
          row.caption = p
          drop(p)
        }
      }
    const groups: Piece[][] = []
    for (const piece of body) {
      const last = groups.at(-1)
      if (last?.[0] && key(last[0]) === key(piece)) last.push(piece)
      else groups.push([piece])
    }
    const unread = new Set<Element>([...row.prints.map((p) => p.element), ...row.controls])
    for (const group of groups) {
      const bubble = bubbleOf(group, node)
      const mine = new Set(group.flatMap((p) => p.prints))
      const others = new Set(groups.flatMap((g) => (g === group ? [] : g.map((p) => p.element))))
      const all =
        group.length === 1 &&
        group[0]?.prints.some((e) => words.bare(e.textContent ?? '') === words.bare(group[0]?.text ?? ''))
      bubble.text = readText(
        bubble.node,
        (e) => unread.has(e) || others.has(e) || (!all && mine.has(e)),
        limit,
      )
      if (bubble.text !== '') row.bubbles.push(bubble)
    }
    if (row.bubbles.length === 0 && controls.every((c) => !c.textContent?.trim())) row.typing ??= loader(node)
    return row
  }

  return { read, placeOf }
}

export type RowReader = ReturnType<typeof rowReader>
