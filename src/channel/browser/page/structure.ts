/** Reads a chat without selectors: learns the list from the consumer's own words; runs inside the page alone. */
import type { AuthorBook } from './authors.js'
import type { Fresh, Shown } from './list.js'
import type { Bubble, Row, RowHints, RowReader } from './row.js'
import type { Change } from './selected.js'
import type { StampBook } from './stamps.js'
import type { FlatTree } from './tree.js'
import type { PrintWords } from './words.js'

interface StructureParts {
  tree: FlatTree
  stamps: StampBook
  words: PrintWords
  reader: RowReader
  authors: AuthorBook
  onlyForScreenReaders(style: CSSStyleDeclaration): boolean
  /** Takes a message of a known node that now says something else. */
  changed(message: Shown, seen: Partial<Shown>): void
  /** Who wrote it, as far as a selector of the target file tells. */
  named(element: Element): string | undefined
  /** A row's other contents. */
  beside(row: Row): void
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function structure(parts: StructureParts) {
  const { tree, stamps, words, reader, authors } = parts
  /** Rows around the first echo that are read as history. */
  const HISTORY = 60
  const KEY = /^(id|key|aria-posinset|data-([\w-]*-)?(id|key|index|idx|seq|uid|uuid|mid|msgid))$/

  let box: Element | undefined
  let boxChain: Element[] = []
  let pending: { bare: string; at: number }[] = []
  let firstSent: number | undefined
  let list: Element | undefined
  let trail: { element: Element; path: number[] }[] = []
  let learnedHow = ''
  const groups = new WeakSet<Element>()
  const hints: RowHints = { prints: new Set(), shells: false, names: new Set(), words: new Set() }
  const nodes = new WeakMap<Element, Shown>()
  const rows = new WeakMap<Element, { shown: Shown[]; key: string }>()
  const typists = new Set<Element>()

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
      if (parts.onlyForScreenReaders(getComputedStyle(around))) return false
    }
    return !box || (!tree.within(element, box) && !tree.within(box, element))
  }

  const scrolls = (element: Element): boolean => {
    const { overflowY } = getComputedStyle(element)
    if (overflowY !== 'auto' && overflowY !== 'scroll' && overflowY !== 'hidden') return false
    if (overflowY === 'hidden' && element.scrollHeight <= element.clientHeight + 4) return false
    return element.clientHeight >= 80
  }
  const listed = (element: Element): boolean =>
    element.matches('[role=log], [role=feed], [role=list], ol, ul, [aria-live]')

  /** The outermost element around the words that holds neither the box nor what is beyond the chat. */
  function zoneOf(echo: Element): Element[] {
    const up = tree.chain(echo)
    const around = new Set(box?.isConnected ? tree.chain(box) : boxChain)
    const end = up.findIndex((e) => around.has(e) || e === document.body || e === document.documentElement)
    return end < 0 ? up : up.slice(0, end)
  }

  function listOf(echo: Element, since: number): { element: Element; why: string } | undefined {
    const zone = zoneOf(echo)
    const [height, inside] = [echo.getBoundingClientRect().height, zone.slice(1)]
    const scroller = inside.find((e) => scrolls(e) && e.clientHeight > height * 1.5)
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

  function learn(changes: Change[]): void {
    const wanted = pending.at(-1)
    if (!wanted) return
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
        for (const e of saying(element, wanted.bare)) found.add(e)
      }
    }
    const echoes = [...found].filter(seen)
    if (echoes.length === 0) return
    const rate = (element: Element): number => {
      const zone = zoneOf(element)
      return (zone.some(scrolls) ? 4 : 0) + (zone.some(listed) ? 2 : 0)
    }
    const sorted = echoes.sort((a, b) => rate(a) - rate(b) || (tree.before(a, b) ? -1 : 1))
    const echo = sorted.at(-1)
    const where = echo && listOf(echo, wanted.at)
    if (!echo || !where) return
    settle(where.element, where.why)
    openGroups(echo)
  }

  function settle(element: Element, why: string): void {
    list = element
    learnedHow = why
    groups.add(element)
    trail = []
    const path: number[] = []
    for (let at = element; ; ) {
      const parent = tree.up(at)
      if (!parent) break
      path.unshift([...tree.kids(parent)].filter((n) => n instanceof Element).indexOf(at))
      trail.push({ element: parent, path: [...path] })
      at = parent
    }
  }

  const worded = (node: Node): node is Element =>
    node instanceof Element &&
    node !== box &&
    !boxChain.includes(node) &&
    (node.textContent?.trim() !== '' || tree.rootsOf(node).length > 1)

  /** Elements between the list and the echo that hold older rows, or very many, are no rows themselves. */
  function openGroups(echo: Element): void {
    const up = tree.chain(echo)
    const between = up.slice(1, Math.max(1, up.indexOf(list as Element)))
    const came = stamps.came(echo)
    function isGroup(element: Element): boolean {
      const inside = [...tree.kids(element)].filter((n): n is Element => n instanceof Element)
      if (inside.length >= 8) return inside.slice(-20).filter(worded).length >= 8
      return inside.some(
        (kid) =>
          !up.includes(kid) &&
          worded(kid) &&
          Math.abs(stamps.came(kid) - came) > 100 &&
          stamps.came(kid) < came,
      )
    }
    const lowest = between.findIndex(isGroup)
    if (lowest >= 0) for (const element of between.slice(lowest)) groups.add(element)
  }

  /** A page that draws itself anew has its list at the same place again. */
  function findAgain(): void {
    const from = trail.find(({ element }) => element.isConnected)
    let at: Element | undefined = from?.element
    for (const index of from?.path ?? [])
      at = at && ([...tree.kids(at)].filter((n) => n instanceof Element)[index] as Element | undefined)
    if (!at) return
    settle(at, learnedHow)
    for (const row of allRows(at).slice(-HISTORY)) dirty.add(row)
  }

  // ---- rows ------------------------------------------------------------------------------------------------
  function allRows(group: Element): Element[] {
    return [...tree.kids(group)].flatMap((kid) => {
      if (!(kid instanceof Element)) return []
      return groups.has(kid) ? allRows(kid) : [kid]
    })
  }

  function rowOf(node: Node): Element | undefined {
    let at: Element | null = node instanceof Element ? node : tree.up(node)
    if (at && groups.has(at)) return undefined
    for (; at; ) {
      const parent = tree.up(at)
      if (parent && groups.has(parent)) return at
      at = parent
    }
    return undefined
  }

  const dirty = new Set<Element>()

  const keyOf = (row: Element): string =>
    [row, ...tree.chain(row).slice(1, 1), ...[...row.children].slice(0, 1)]
      .flatMap((e) => [...e.attributes])
      .filter(({ name }) => KEY.test(name))
      .map(({ name, value }) => `${name}=${value}`)
      .join(' ')

  /** Several people's words, or several rows, in one child of the list: its own children are the rows. */
  function splits(row: Row): Element | undefined {
    const pieces = row.bubbles.flatMap((b) => b.pieces)
    if (pieces.length < 2) return undefined
    const own = row.bubbles.filter((b) => b.pieces.length === 1 && hints.words.has(words.bare(b.text)))
    let around: Element = (pieces[0] as { element: Element }).element
    for (const piece of pieces) around = tree.meet(around, piece.element) ?? around
    if (around !== row.node && !tree.within(around, row.node)) return undefined
    const boxed = pieces.some((p) => p.shells.length > 0 && p.shells.every((s) => s !== row.node))
    const inside = [...tree.kids(around)].filter(
      (n): n is Element => n instanceof Element && pieces.some((p) => tree.within(p.element, n)),
    )
    const spoken = pieces.filter((p) => hints.words.has(words.bare(p.text)))
    const others = pieces.filter(
      (p) =>
        !spoken.includes(p) &&
        !spoken.some((s) => s.shells[0] && s.shells[0] === p.shells[0] && s.shells[0] !== row.node),
    )
    const mixed = (own.length > 0 || spoken.length > 0) && others.length > 0 && inside.length > 1
    const like = (e: Element): string => `${e.localName}.${reader.marks(e).sort().join('.')}`
    const tags = new Set(inside.map(like))
    const plain = inside.every((e) => /^(DIV|LI|ARTICLE|SECTION|[A-Z]+-[A-Z-]+)$/.test(e.tagName))
    const enclosed = pieces.every((p) => p.shells[0] && p.shells[0] === pieces[0]?.shells[0])
    const known = inside.length >= 2 && inside.every((e) => rowLooks.has(like(e)))
    const repeated =
      plain &&
      !enclosed &&
      !boxed &&
      tags.size === 1 &&
      (known || (inside.length >= 4 && [...tags][0]?.includes('.')))
    return mixed || repeated || (known && plain && !enclosed) ? around : undefined
  }

  const rowLooks = new Set<string>()

  function visit(node: Element, into: { row: Row; bubble: Bubble; fresh: boolean }[]): void {
    if (!node.isConnected || node === box || boxChain.includes(node)) return
    const row = reader.read(node, hints)
    const group = splits(row)
    if (group) {
      for (const around of tree.chain(group)) {
        groups.add(around)
        if (around === node) break
      }
      rows.delete(node)
      for (const kid of allRows(node)) visit(kid, into)
      return
    }
    if (row.typing) typists.add(row.typing)
    const before = rows.get(node)
    const key = keyOf(node)
    const kept: Shown[] = []
    const recycled = before !== undefined && before.key !== key
    for (const [i, bubble] of row.bubbles.entries()) {
      const byPlace = before && before.shown.length === row.bubbles.length ? before.shown[i] : undefined
      const other = recycled ? undefined : (nodes.get(bubble.node) ?? byPlace)
      // A place where something else stood may now have the words that were sent.
      const spoken = other?.actor !== 'consumer' && pending.some((p) => p.bare === words.bare(bubble.text))
      const known = spoken ? undefined : other
      if (!known || kept.includes(known)) {
        into.push({ row, bubble, fresh: true })
        continue
      }
      kept.push(known)
      nodes.set(bubble.node, known)
      if (known.text !== bubble.text || known.node !== bubble.node)
        parts.changed(known, {
          node: bubble.node,
          text: bubble.text,
          ...(known.text !== bubble.text && { at: bubble.changed }),
        })
    }
    for (const message of before?.shown ?? [])
      if (!kept.includes(message) && (recycled || message.node.isConnected)) lost.push(message)
    rows.set(node, { shown: kept, key })
    parts.beside(row)
  }

  const lost: Shown[] = []

  // ---- one look --------------------------------------------------------------------------------------------
  function look(changes: Change[], everything: boolean, shown: Shown[], at: number): Fresh[] {
    lost.length = 0
    for (const typist of typists) if (!typist.isConnected) typists.delete(typist)
    if (!list && firstSent !== undefined) {
      learn(changes)
      if (list) {
        const all = allRows(list)
        for (const row of all.slice(-HISTORY)) dirty.add(row)
      }
    } else if (list && !list.isConnected) findAgain()
    if (!list) return []
    const looked = new Set<Node>()
    for (const { record } of changes) {
      for (const node of [record.target, ...record.addedNodes]) {
        if (looked.has(node)) continue
        looked.add(node)
        const row = rowOf(node)
        if (row) dirty.add(row)
      }
    }
    if (everything)
      for (const message of shown)
        if (message.node.isConnected) dirty.add(rowOf(message.node) ?? message.node)
    const found: { row: Row; bubble: Bubble; fresh: boolean }[] = []
    const order = [...dirty].filter((row) => row.isConnected).sort((a, b) => (tree.before(a, b) ? -1 : 1))
    dirty.clear()
    for (const row of order) {
      for (const typist of typists) if (tree.within(typist, row)) typists.delete(typist)
      visit(row, found)
    }
    // What a node no longer shows may be shown by another, or come back.
    for (const message of lost) {
      message.gone ??= at
      message.node = document.createElement('i')
    }
    return judge(found)
  }

  function judge(found: { row: Row; bubble: Bubble }[]): Fresh[] {
    const area = list as Element
    const echoes = new Map<Bubble, string>()
    for (const sent of [...pending]) {
      const equal = found.filter(({ bubble }) => words.bare(bubble.text) === sent.bare && !echoes.has(bubble))
      const own = equal.filter(({ bubble }) => bubble.came >= sent.at - 50).at(-1) ?? equal.at(-1)
      if (!own) continue
      echoes.set(own.bubble, sent.bare)
      pending = pending.filter((p) => p !== sent)
      authors.echo(own.bubble, authors.traits(own.bubble, area))
      hints.shells = own.bubble.shell !== undefined
      for (const piece of own.row.prints) hints.prints.add(reader.signature(piece))
      rowLooks.add(`${own.row.node.localName}.${reader.marks(own.row.node).sort().join('.')}`)
    }
    return found.map(({ row, bubble }) => {
      const spoken = echoes.has(bubble)
      const fresh = bubble.came >= (firstSent ?? 0)
      const judged = spoken
        ? { actor: 'consumer' as const, evidence: 'the words that were sent', name: row.name }
        : authors.judge(bubble, row, authors.traits(bubble, area), fresh)
      if (judged.name !== undefined) hints.names.add(judged.name)
      return { node: bubble.node, text: bubble.text, at: bubble.came, ...judged }
    })
  }

  return {
    look,
    /** Remembers which message a node shows. */
    placed(message: Shown): void {
      nodes.set(message.node, message)
      const row = rowOf(message.node)
      if (!row) return
      const entry = rows.get(row) ?? { shown: [], key: keyOf(row) }
      if (!entry.shown.includes(message)) entry.shown.push(message)
      entry.shown.sort((a, b) => (tree.before(a.node, b.node) ? -1 : 1))
      rows.set(row, entry)
    },
    setBox(element: Element): void {
      box = element
      boxChain = tree.chain(element)
    },
    sent(text: string, at: number): void {
      const bare = words.bare(text)
      if (bare === '') return
      firstSent ??= at
      pending = [...pending, { bare, at }].slice(-10)
      hints.words.add(bare)
    },
    messageOf: (element: Element): Shown | undefined => rows.get(rowOf(element) as Element)?.shown.at(-1),
    typists,
    list: () => list,
    box: () => box,
    how: () => learnedHow,
  }
}

export type Structure = ReturnType<typeof structure>
