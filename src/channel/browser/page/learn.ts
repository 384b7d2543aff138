/** Finds the list of a chat by the consumer's own words in it; runs inside the page alone. */
import type { Change } from './selected.js'
import type { StampBook } from './stamps.js'
import type { FlatTree } from './tree.js'
import type { PrintWords } from './words.js'

export interface FoundList {
  element: Element
  why: string
  /** Elements inside of it that hold rows themselves. */
  groups: Element[]
}

interface LearnParts {
  tree: FlatTree
  stamps: StampBook
  words: PrintWords
  onlyForScreenReaders(style: CSSStyleDeclaration): boolean
  /** By which elements of one kind are known. */
  looks(element: Element): string
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function listLearner({ tree, stamps, words, onlyForScreenReaders, looks }: LearnParts) {
  let box: Element | undefined
  let boxChain: Element[] = []
  /** What the chat is in, where there is nothing to type in. */
  let widget: Element | undefined
  let pending: { bare: string; at: number }[] = []
  let firstSent: number | undefined
  /** What stood in the page before the first words were sent, and since when. */
  let standing = new Map<string, number>()
  /** What came since words were sent that were not seen again yet. */
  let recent: WeakRef<Element>[] = []
  /** How long the page may take to show the words that were sent, milliseconds. */
  const ECHO = 1200

  // ---- the consumer's words --------------------------------------------------------------------------------
  /** The innermost elements below a node whose words are exactly these. */
  function saying(start: Element, bare: string): Element[] {
    const found: Element[] = []
    let budget = 5000
    const visit = (element: Element): string => {
      if (budget-- <= 0 || /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|TEXTAREA|svg|TITLE)$/.test(element.tagName))
        return ''
      let text = ''
      let inner = false
      const count = found.length
      for (const child of tree.kids(element)) {
        if (child instanceof Text) text += child.data
        else if (child instanceof Element) text += visit(child)
        if (text.length > 20_000) break
      }
      inner = found.length > count
      if (!inner && text.length < 20_000 && words.bare(text) === bare) found.push(element)
      return text
    }
    visit(start)
    return found
  }

  function seen(element: Element): boolean {
    if (!element.checkVisibility({ visibilityProperty: true })) return false
    const { width, height } = element.getBoundingClientRect()
    if (width <= 1 || height <= 1) return false
    for (const around of tree.chain(element).slice(0, 8)) {
      if (around.matches('button, [role=button], a[href], option, [contenteditable=true]')) return false
      if (onlyForScreenReaders(getComputedStyle(around))) return false
    }
    return !box || (!tree.within(element, box) && !tree.within(box, element))
  }

  const scrolls = (element: Element): boolean => {
    const { overflowY } = getComputedStyle(element)
    if (overflowY !== 'auto' && overflowY !== 'scroll' && overflowY !== 'hidden') return false
    if (overflowY === 'hidden' && element.scrollHeight <= element.clientHeight + 4) return false
    return element.clientHeight >= 80
  }
  /** It came with the words, beside others of its kind: rows that do not let their words stick out may scroll. */
  const isRow = (element: Element, since: number): boolean =>
    stamps.came(element) >= since - 50 &&
    [...(tree.up(element)?.children ?? [])].some(
      (e) => e !== element && worded(e) && looks(e) === looks(element),
    )
  const listed = (element: Element): boolean =>
    element.matches('[role=log], [role=feed], [role=list], ol, ul, [aria-live]')

  /** The outermost element around the words that holds neither the box nor what is beyond the chat. */
  function zoneOf(echo: Element): Element[] {
    const up = tree.chain(echo)
    const around = new Set(box?.isConnected ? tree.chain(box) : boxChain)
    if (widget && up.includes(widget)) return up.slice(0, up.indexOf(widget) + 1)
    const end = up.findIndex((e) => around.has(e) || e === document.body || e === document.documentElement)
    return end < 0 ? up : up.slice(0, end)
  }

  function listOf(echo: Element, since: number): { element: Element; why: string } | undefined {
    const zone = zoneOf(echo)
    const [height, inside] = [echo.getBoundingClientRect().height, zone.slice(1)]
    const scroller = inside.find((e) => scrolls(e) && e.clientHeight > height * 1.5 && !isRow(e, since))
    if (scroller) return { element: scroller, why: 'scrolls and holds the words that were sent' }
    const log = inside.find(listed)
    if (log)
      return {
        element: log,
        why: `${log.getAttribute('role') ?? log.localName} that holds the words that were sent`,
      }
    const top = zone.at(-1)
    const beyond = tree.up(top ?? echo)
    // Rows beside the box: the outermost element came with the words itself.
    if (!top || (beyond && stamps.came(top) >= since - 50))
      return beyond ? { element: beyond, why: 'the words came as a child of it' } : undefined
    return { element: top, why: 'holds the words that were sent, and not the box' }
  }

  /** @param everything too much has changed to be told one by one */
  function learn(changes: Change[], everything: boolean, now: number): FoundList | undefined {
    const wanted = pending.at(-1)
    if (!wanted) return undefined
    const tried = new Set<Element>()
    const found = new Set<Element>()
    for (const { record } of changes) {
      const starts =
        record.type === 'childList'
          ? [...record.addedNodes]
          : record.type === 'characterData'
            ? [record.target]
            : []
      for (const start of starts) {
        const element = start instanceof Element ? start : tree.up(start)
        if (!element?.isConnected || tried.has(element)) continue
        tried.add(element)
        if (recent.length < 300) recent.push(new WeakRef(element))
        for (const e of saying(element, wanted.bare)) found.add(e)
      }
    }
    if (everything) for (const e of saying(document.body, wanted.bare)) found.add(e)
    const echoes = [...found].filter(seen)
    if (echoes.length === 0) return now - wanted.at > ECHO ? withoutEcho(wanted.at) : undefined
    const rate = (element: Element): number => {
      const zone = zoneOf(element)
      return (zone.some(scrolls) ? 4 : 0) + (zone.some(listed) ? 2 : 0)
    }
    const sorted = echoes.sort((a, b) => rate(a) - rate(b) || (tree.before(a, b) ? -1 : 1))
    const echo = sorted.at(-1)
    const where = echo && listOf(echo, wanted.at)
    return echo && where && { ...where, groups: groupsBetween(where.element, echo) }
  }

  /** A chat that does not show the consumer's words: what came since, near the box, and moves not by itself. */
  function withoutEcho(since: number): FoundList | undefined {
    const around = widget ? [widget] : box?.isConnected ? tree.chain(box) : boxChain
    const still = around.filter((e) => e !== document.body && e !== document.documentElement)
    const restless = still.findIndex((e) => [...tree.kids(e)].some((kid) => stamps.restless(kid)))
    const root = (restless > 0 ? still.slice(0, restless) : still).at(-1)
    if (!root) return undefined
    const came = recent
      .flatMap((ref) => ref.deref() ?? [])
      .filter((e) => {
        const text = (e.textContent ?? '').trim()
        return (
          text.length > 1 &&
          !words.isTyping(text) &&
          tree.within(e, root) &&
          e !== root &&
          !stamps.restless(e) &&
          seen(e)
        )
      })
    for (const element of came.reverse()) {
      const where = listOf(element, since)
      if (!where || (tree.within(root, where.element) && where.element !== root)) continue
      const why = 'new words after the send; the words that were sent are not shown'
      return { element: where.element, why, groups: groupsBetween(where.element, element) }
    }
    return undefined
  }

  const worded = (node: Node): node is Element =>
    node instanceof Element &&
    node !== box &&
    !boxChain.includes(node) &&
    (node.textContent?.trim() !== '' || tree.rootsOf(node).length > 1)

  /** Elements between the list and the echo that hold older rows, or very many, are no rows themselves. */
  function groupsBetween(list: Element, echo: Element): Element[] {
    const up = tree.chain(echo)
    const between = up.slice(1, Math.max(1, up.indexOf(list)))
    const came = stamps.came(echo)
    const lowest = between.findIndex((element) => {
      const inside = [...tree.kids(element)].filter((n): n is Element => n instanceof Element)
      if (inside.length >= 8) return inside.slice(-20).filter(worded).length >= 8
      return inside.some((kid) => !up.includes(kid) && worded(kid) && came - stamps.came(kid) > 100)
    })
    return lowest < 0 ? [] : between.slice(lowest)
  }

  /** Keeps when the words came that stand in the page now: it may draw them anew with what is sent. */
  function remember(): void {
    let budget = 4000
    const visit = (element: Element): string => {
      if (budget-- <= 0 || /^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|svg)$/.test(element.tagName)) return ''
      let text = ''
      for (const child of tree.kids(element)) {
        if (child instanceof Text) text += child.data
        else if (child instanceof Element) text += visit(child)
        if (text.length > 5000) break
      }
      const bare = words.bare(text)
      if (bare !== '' && bare.length <= 2000 && !standing.has(bare)) standing.set(bare, stamps.came(element))
      return text
    }
    const around = widget ? tree.chain(widget) : box?.isConnected ? tree.chain(box) : []
    visit(around.find((e) => words.bare(e.textContent ?? '').length > 200) ?? around.at(-1) ?? document.body)
  }

  return {
    learn,
    setBox(element: Element): void {
      const writable = element.matches(
        'input, textarea, [contenteditable]:not([contenteditable=false]), [role=textbox]',
      )
      widget = writable ? undefined : element
      box = writable ? element : undefined
      boxChain = writable ? tree.chain(element) : []
    },
    widget: () => widget,
    /** @param known the list is known, so that what stands in the page has been read */
    sent(text: string, at: number, known: boolean): void {
      const bare = words.bare(text)
      if (bare === '') return
      if (!known) remember()
      firstSent ??= at
      recent = []
      pending = [...pending, { bare, at }].slice(-10)
    },
    /** Words that were sent and not seen in the page yet. */
    pending: () => pending,
    found: (bare: string): void => {
      const index = pending.findIndex((p) => p.bare === bare)
      if (index >= 0) pending.splice(index, 1)
    },
    firstSent: () => firstSent,
    /** Since when words stood in the page before any were sent. */
    stoodSince: (bare: string): number | undefined => standing.get(bare),
    forgetStanding(): void {
      standing = new Map()
    },
    box: () => box,
    holdsBox: (element: Element): boolean => element === box || boxChain.includes(element),
  }
}

export type ListLearner = ReturnType<typeof listLearner>
