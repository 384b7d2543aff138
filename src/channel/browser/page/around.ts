/** What stands beside the messages: typing lines, quick replies, pictures, forms; runs inside the page alone. */
import type { offerBook } from './offers.js'
import type { PieceReader } from './pieces.js'
import type { Row } from './row.js'
import type { Change } from './selected.js'
import type { StampBook } from './stamps.js'
import type { Structure } from './structure.js'
import type { FlatTree } from './tree.js'
import type { PageItem } from './wire.js'
import type { PrintWords } from './words.js'

interface AroundParts {
  tree: FlatTree
  stamps: StampBook
  words: PrintWords
  reader: PieceReader
  offers: ReturnType<typeof offerBook>
  tell(item: PageItem): void
  structure(): Structure
  firstSent(): number | undefined
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function aroundMessages(parts: AroundParts) {
  const { tree, stamps, words, reader, offers } = parts
  const LARGE = 300
  const told = new WeakSet<Element>()
  const receipts = new WeakMap<Element, string>()
  let looked: Element | undefined

  const offered = (elements: Element[]): Element[] =>
    elements.filter((element) => {
      const label = offers.labelOf(element)
      return label !== '' && label.length <= 100 && !words.isChrome(label)
    })

  /** The widget: the innermost element around the list and the box. */
  function widget(): Element | undefined {
    const { list, box, widget } = parts.structure()
    const [rows, input, whole] = [list(), box(), widget()]
    if (whole) return whole
    if (!rows) return undefined
    return (input?.isConnected ? tree.meet(rows, input) : tree.up(rows)) ?? undefined
  }

  function lookAt(element: Element): void {
    const { controls, pieces } = reader.walk(element)
    const since = parts.firstSent() ?? 0
    const all = offered([...controls, ...reader.pointed(pieces)])
    const boxed = offered(reader.boxed(pieces)).filter(
      (e) => !all.some((other) => tree.within(other, e) || tree.within(e, other)),
    )
    offers.put(
      [...all, ...boxed].filter((control) => stamps.came(control) >= since),
      false,
    )
    offers.put(
      all.filter((control) => stamps.came(control) < since),
      // Where there is nothing to type in, what can be pressed is what the bot offers.
      parts.structure().widget() === undefined,
    )
  }

  const isTypist = (element: Element): boolean => {
    const { box, list } = { box: parts.structure().box(), list: parts.structure().list() }
    if ((box && tree.within(box, element)) || (list && tree.within(list, element))) return false
    const text = (element.textContent ?? '').trim()
    if (words.isTyping(text)) return true
    return (
      text === '' && /typing/i.test(element.getAttribute('class') ?? '') && element.childElementCount <= 5
    )
  }

  return {
    /** Looks at what changed in the widget outside of its list. */
    look(changes: Change[]): void {
      const root = widget()
      const { list, box, typists } = {
        list: parts.structure().list(),
        box: parts.structure().box(),
        typists: parts.structure().typists,
      }
      if (!root) return
      const seen = new Set<Element>()
      if (looked !== root) {
        looked = root
        for (const kid of tree.kids(root))
          if (kid instanceof Element && !(list && tree.within(list, kid))) seen.add(kid)
        for (const kid of seen) lookAt(kid)
        seen.clear()
      }
      const outside = (element: Element | null): element is Element => {
        if (!element?.isConnected || seen.has(element) || element === box) return false
        if (box && tree.within(element, box)) return false
        if (list && (tree.within(element, list) || tree.within(list, element))) return false
        return tree.within(element, root)
      }
      for (const { record } of changes) {
        const target = record.target instanceof Element ? record.target : tree.up(record.target)
        if (outside(target)) seen.add(target)
        for (const node of record.addedNodes) if (node instanceof Element && outside(node)) seen.add(node)
      }
      for (const element of seen) {
        const inside = [...element.querySelectorAll('*')]
        // Something this large was there before, and only its own look has changed.
        if (inside.length > LARGE) continue
        typists.delete(element)
        for (const one of [element, ...inside]) if (isTypist(one)) typists.add(one)
        if (!(box && tree.within(box, element))) lookAt(element)
      }
    },

    /** Tells what a row holds beside its words. */
    row(row: Row, at: number): void {
      const once = (element: Element): boolean => {
        if (told.has(element)) return false
        told.add(element)
        return true
      }
      offers.put(offered([...row.controls, ...row.links]), false)
      if (row.caption && once(row.caption.element))
        parts.tell({ k: 'card', at: row.caption.came, title: row.caption.text.slice(0, 500) })
      for (const image of row.images) {
        const { width, height } = image.getBoundingClientRect()
        if (width < 48 || height < 48 || /avatar/i.test(image.className) || !once(image)) continue
        const url = (image as HTMLImageElement).currentSrc.slice(0, 2000)
        const alt = image.getAttribute('alt')?.slice(0, 500)
        parts.tell({
          k: 'media',
          at: stamps.came(image),
          mime: 'image/*',
          ...(alt && { alt }),
          ...(url && { url }),
        })
      }
      const fields = row.fields.filter(once)
      if (fields.length > 0) {
        const labels = fields.map(
          (f) => offers.labelOf(f) || f.getAttribute('placeholder') || f.getAttribute('name') || f.localName,
        )
        parts.tell({
          k: 'form',
          at: Math.min(...fields.map((f) => stamps.came(f))),
          fields: labels.slice(0, 50),
        })
      }
      for (const print of row.prints) {
        const status = words.receipt(words.withoutTime(print.text))
        if (!status || receipts.get(row.node) === status) continue
        receipts.set(row.node, status)
        parts.tell({ k: 'receipt', at: print.changed || at, status })
      }
    },
  }
}
