/** What stands beside the messages: typing lines, quick replies, pictures, forms; runs inside the page alone. */
import type { offerBook } from './offers.js'
import type { Row, RowReader } from './row.js'
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
  reader: RowReader
  offers: ReturnType<typeof offerBook>
  tell(item: PageItem): void
  structure(): Structure
  firstSent(): number | undefined
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function aroundMessages(parts: AroundParts) {
  const { tree, stamps, words, reader, offers } = parts
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
    const [list, box] = [parts.structure().list(), parts.structure().box()]
    if (!list) return undefined
    return (box?.isConnected ? tree.meet(list, box) : tree.up(list)) ?? undefined
  }

  function lookAt(element: Element): void {
    const { controls, pieces } = reader.walk(element)
    const since = parts.firstSent() ?? 0
    const all = offered([...controls, ...reader.pointed(pieces)])
    offers.put(
      all.filter((control) => stamps.came(control) >= since),
      false,
    )
    offers.put(
      all.filter((control) => stamps.came(control) < since),
      true,
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
      if (!root || !list) return
      const seen = new Set<Element>()
      if (looked !== root) {
        looked = root
        for (const kid of tree.kids(root))
          if (kid instanceof Element && !tree.within(list, kid)) seen.add(kid)
        for (const kid of seen) lookAt(kid)
        seen.clear()
      }
      for (const { record } of changes) {
        for (const node of [record.target, ...record.addedNodes]) {
          const element = node instanceof Element ? node : tree.up(node)
          if (!element?.isConnected || seen.has(element)) continue
          if (box && (element === box || tree.within(element, box))) continue
          if (tree.within(element, list) || tree.within(list, element) || !tree.within(element, root))
            continue
          seen.add(element)
        }
      }
      for (const element of seen) {
        if (isTypist(element)) typists.add(element)
        else typists.delete(element)
        for (const inner of element.querySelectorAll('*')) if (isTypist(inner)) typists.add(inner)
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
        const status = words.receipt(print.text)
        if (!status || receipts.get(row.node) === status) continue
        receipts.set(row.node, status)
        parts.tell({ k: 'receipt', at: print.changed || at, status })
      }
    },
  }
}
