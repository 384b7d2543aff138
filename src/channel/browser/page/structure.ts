/** Reads a chat without selectors: which rows a list has, and which message each shows; runs inside the page alone. */
import type { AuthorBook } from './authors.js'
import type { FoundList, ListLearner } from './learn.js'
import type { Fresh, Shown } from './list.js'
import type { PieceReader } from './pieces.js'
import type { Bubble, Row, RowHints, RowReader } from './row.js'
import type { Change } from './selected.js'
import type { FlatTree } from './tree.js'
import type { overlap } from './window.js'
import type { PrintWords } from './words.js'

interface StructureParts {
  tree: FlatTree
  words: PrintWords
  pieces: PieceReader
  reader: RowReader
  authors: AuthorBook
  learner: ListLearner
  overlap: typeof overlap
  /** Takes a message of a known node that now says something else. */
  changed(message: Shown, seen: Partial<Shown>): void
  /** Who wrote it, as far as a selector of the target file tells. */
  named(element: Element): string | undefined
}

interface Found {
  row: Row
  bubble: Bubble
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function structure(parts: StructureParts) {
  const { tree, words, pieces, reader, authors, learner } = parts
  /** Rows at the end of a list that are read when it is found. */
  const HISTORY = 30
  const KEY = /^(id|key|aria-posinset|data-([\w-]*-)?(id|key|index|idx|seq|uid|uuid|mid|msgid))$/

  let list: Element | undefined
  let trail: { element: Element; path: number[] }[] = []
  let learnedHow = ''
  let newestFirst: boolean | undefined
  const groups = new WeakSet<Element>()
  /** How elements look that hold rows as the list does, each a part of it. */
  const groupLooks = new Set<string>()
  const hints: RowHints = {
    prints: new Set(),
    places: new Set(),
    names: new Set(),
    words: new Set(),
    awaited: (bare) => learner.pending().some((p) => p.bare === bare),
  }
  const nodes = new WeakMap<Element, Shown>()
  const rows = new WeakMap<Element, { shown: Shown[]; key: string }>()
  const keyed = new Map<string, WeakRef<Shown>>()
  const rowLooks = new Set<string>()
  const typists = new Set<Element>()
  const dirty = new Set<Element>()
  let lost: Shown[] = []
  /** No messages after all: their rows stay, and show them otherwise. */
  let retracted: Shown[] = []
  let visited: Row[] = []
  let edits: { message: Shown; row: Row; bubble: Bubble }[] = []

  function settle({ element, why, groups: inner }: FoundList): void {
    list = element
    learnedHow = why
    for (const group of [element, ...inner]) groups.add(group)
    trail = []
    const path: number[] = []
    for (let at = element, parent = tree.up(at); parent; at = parent, parent = tree.up(at)) {
      path.unshift(elements(parent).indexOf(at))
      trail.push({ element: parent, path: [...path] })
    }
  }

  const elements = (parent: Element): Element[] =>
    [...tree.kids(parent)].filter((n): n is Element => n instanceof Element)

  /** A page that draws itself anew has its list at the same place again. */
  function findAgain(): void {
    const from = trail.find(({ element }) => element.isConnected)
    let at: Element | undefined = from?.element
    for (const index of from?.path ?? []) at = at && elements(at)[index]
    if (!at) return
    settle({ element: at, why: learnedHow, groups: [] })
    for (const row of allRows(at).slice(-HISTORY)) dirty.add(row)
  }

  // ---- rows ------------------------------------------------------------------------------------------------
  function allRows(group: Element): Element[] {
    return elements(group).flatMap((kid) => (groups.has(kid) || joins(kid) ? allRows(kid) : [kid]))
  }

  /** A child of a group that is one, too, by its look. */
  function joins(element: Element): boolean {
    if (!groupLooks.has(pieces.looks(element))) return false
    groups.add(element)
    return true
  }

  function rowOf(node: Node): Element | undefined {
    const up = tree.chain(node instanceof Element ? node : tree.up(node))
    let at = up.findIndex((e) => groups.has(e))
    while (at > 0 && joins(up[at - 1] as Element)) at--
    return up[at - 1]
  }

  /** What was taken for the list is a part of it: beside it comes another of its kind. */
  function widen(changes: Change[]): boolean {
    const up = tree.chain(list ?? null)
    for (const { record } of changes)
      for (const node of record.addedNodes) {
        const parent = node instanceof Element && node.isConnected ? tree.up(node) : null
        const own = parent ? up[up.indexOf(parent) - 1] : undefined
        if (!parent || !own || own === node) continue
        const look = pieces.looks(node as Element)
        if (look !== pieces.looks(own) || pieces.marks(own).length === 0) continue
        groupLooks.add(look)
        settle({ element: parent, why: learnedHow, groups: up.slice(0, up.indexOf(parent)) })
        return true
      }
    return false
  }

  const keyOf = (row: Element): string =>
    [row, ...[...row.children].slice(0, 1)]
      .flatMap((e) => [...e.attributes])
      .filter(({ name }) => KEY.test(name))
      .map(({ name, value }) => `${name}=${value}`)
      .join(' ')

  /** Several people's words, or several rows, in one child of the list: its own children are the rows. */
  function splits(row: Row): Element | undefined {
    const all = row.bubbles.flatMap((b) => b.pieces)
    if (all.length < 2) return undefined
    const own = row.bubbles.filter((b) => b.pieces.length === 1 && hints.words.has(words.bare(b.text)))
    let around: Element = (all[0] as { element: Element }).element
    for (const piece of all) around = tree.meet(around, piece.element) ?? around
    if (around !== row.node && !tree.within(around, row.node)) return undefined
    const boxed = all.some((p) => p.shells.length > 0 && p.shells.every((s) => s !== row.node))
    const inside = [...tree.kids(around)].filter(
      (n): n is Element => n instanceof Element && all.some((p) => tree.within(p.element, n)),
    )
    const spoken = all.filter((p) => hints.words.has(words.bare(p.text)))
    const others = all.filter(
      (p) =>
        !spoken.includes(p) &&
        !spoken.some((s) => s.shells[0] && s.shells[0] === p.shells[0] && s.shells[0] !== row.node),
    )
    const mixed = (own.length > 0 || spoken.length > 0) && others.length > 0 && inside.length > 1
    const tags = new Set(inside.map(pieces.looks))
    const plain = inside.every((e) => /^(DIV|LI|ARTICLE|SECTION|[A-Z]+-[A-Z-]+)$/.test(e.tagName))
    const enclosed = all.every((p) => p.shells[0] && p.shells[0] === all[0]?.shells[0])
    const known = inside.length >= 2 && inside.every((e) => rowLooks.has(pieces.looks(e)))
    const repeated =
      plain &&
      !enclosed &&
      !boxed &&
      tags.size === 1 &&
      (known || (inside.length >= 4 && [...tags][0]?.includes('.')))
    return mixed || repeated || (known && plain && !enclosed) ? around : undefined
  }

  function visit(node: Element, into: Found[]): void {
    if (!node.isConnected || learner.holdsBox(node)) return
    const row = reader.read(node, hints)
    const group = splits(row)
    if (group) {
      const up = tree.chain(group)
      for (const around of up.slice(0, up.indexOf(node) + 1)) groups.add(around)
      rows.delete(node)
      for (const kid of allRows(node)) visit(kid, into)
      return
    }
    if (row.typing) typists.add(row.typing)
    const before = rows.get(node)
    const key = keyOf(node)
    const recycled = before !== undefined && before.key !== key
    const kept: Shown[] = []
    for (const [i, bubble] of row.bubbles.entries()) {
      const byPlace = before?.shown.length === row.bubbles.length ? before.shown[i] : undefined
      const other = recycled ? keyed.get(`${key} ${i}`)?.deref() : (nodes.get(bubble.node) ?? byPlace)
      if (!other || kept.includes(other)) {
        into.push({ row, bubble })
        continue
      }
      kept.push(other)
      edits.push({ message: other, row, bubble })
    }
    for (const message of before?.shown ?? [])
      if (!kept.includes(message) && (recycled || message.node.isConnected)) {
        lost.push(message)
        if (!recycled) retracted.push(message)
      }
    rows.set(node, { shown: kept, key })
    visited.push(row)
  }

  // ---- identity --------------------------------------------------------------------------------------------
  /**
   * A list that moves its messages on over the same nodes, without any key: what the nodes say now overlaps with
   * what they said before. Answers with what is new then.
   */
  function moved(found: Found[], shown: Shown[]): Found[] | undefined {
    const others = edits.filter(({ message, bubble }) => {
      const [was, is] = [words.bare(message.text), words.bare(bubble.text)]
      return !is.startsWith(was) && !was.startsWith(is)
    })
    if (others.length < 2) return undefined
    const old = shown.filter((m) => m.gone === undefined && !lost.includes(m))
    const now = [
      ...edits.map(({ row, bubble }) => ({ row, bubble, text: bubble.text, node: bubble.node })),
      ...found.map(({ row, bubble }) => ({ row, bubble, text: bubble.text, node: bubble.node })),
      ...old
        .filter((m) => !visited.some((row) => row.node === rowOf(m.node)))
        .map((m) => ({ row: undefined, bubble: undefined, text: m.text, node: m.node })),
    ].sort((a, b) => (tree.before(a.node, b.node) ? -1 : 1))
    const match = parts.overlap(
      old.map((m) => m.text),
      now.map((n) => n.text),
    )
    if (!match) return undefined
    const fresh: Found[] = []
    for (const { row } of edits) rows.set(row.node, { shown: [], key: keyOf(row.node) })
    for (const [i, entry] of now.entries()) {
      const message = old[i + match.shift]
      if (message && i + match.shift >= 0) {
        parts.changed(message, { node: entry.node })
        keep(message)
      } else if (entry.row) fresh.push({ row: entry.row, bubble: entry.bubble })
    }
    for (const [i, message] of old.entries())
      if (i < match.shift || i >= now.length + match.shift) lost.push(message)
    return fresh
  }

  /** Remembers which message a node shows. */
  function keep(message: Shown): void {
    nodes.set(message.node, message)
    const row = rowOf(message.node)
    if (!row) return
    const entry = rows.get(row) ?? { shown: [], key: keyOf(row) }
    if (!entry.shown.includes(message)) entry.shown.push(message)
    entry.shown.sort((a, b) => (tree.before(a.node, b.node) ? -1 : 1))
    rows.set(row, entry)
    if (entry.key !== '') keyed.set(`${entry.key} ${entry.shown.indexOf(message)}`, new WeakRef(message))
  }

  /** Takes what known messages say now; answers with those that are still shown. */
  function settleEdits(found: Found[]): Set<Shown> {
    const stay = new Set<Shown>()
    for (const { message, row, bubble } of edits) {
      const sent = learner.pending().some((p) => p.bare === words.bare(bubble.text))
      // A place where something else stood may now have the words that were sent.
      if (sent && message.actor !== 'consumer') {
        found.push({ row, bubble })
        lost.push(message)
        rows.set(row.node, { shown: [], key: keyOf(row.node) })
        continue
      }
      stay.add(message)
      const { node, text } = bubble
      nodes.set(node, message)
      const revised = message.text !== text
      if (revised || message.node !== node || message.gone !== undefined)
        parts.changed(message, { node, text, ...(revised && { at: bubble.changed }) })
    }
    return stay
  }

  // ---- one look --------------------------------------------------------------------------------------------
  function look(changes: Change[], everything: boolean, shown: Shown[], at: number): Fresh[] {
    lost = []
    retracted = []
    edits = []
    visited = []
    for (const typist of typists) if (!typist.isConnected) typists.delete(typist)
    const first = !list
    if (!list) {
      const learned = learner.learn(changes, everything, at)
      if (learned) settle(learned)
    } else if (!list.isConnected) findAgain()
    if (!list) return []
    const wider = !first && widen(changes)
    if (first || wider || everything) for (const row of allRows(list).slice(-HISTORY)) dirty.add(row)
    const looked = new Set<Node>()
    for (const { record } of changes) {
      for (const node of [record.target, ...record.addedNodes]) {
        if (looked.has(node)) continue
        looked.add(node)
        const row = rowOf(node)
        if (row) dirty.add(row)
      }
    }
    if (everything) for (const { node } of shown) if (node.isConnected) dirty.add(rowOf(node) ?? node)
    let found: Found[] = []
    const order = [...dirty].filter((row) => row.isConnected).sort((a, b) => (tree.before(a, b) ? -1 : 1))
    dirty.clear()
    if (first) learnFirst(order)
    for (const row of order) {
      for (const typist of typists) if (tree.within(typist, row)) typists.delete(typist)
      visit(row, found)
    }
    const shifted = moved(found, shown)
    const stay = shifted ? new Set<Shown>() : settleEdits(found)
    // What a node no longer shows may be shown by another, or come back.
    for (const message of lost) {
      if (stay.has(message)) continue
      message.gone ??= at
      message.node = document.createElement('i')
    }
    if (shifted) found = shifted
    const fresh = judge(found, shown)
    direction(fresh, shown)
    if (first) learner.forgetStanding()
    return fresh
  }

  /** Whether what was there before the consumer's first words stands below of them. */
  function direction(fresh: Fresh[], shown: Shown[]): void {
    if (newestFirst !== undefined) return
    const since = learner.firstSent() ?? 0
    const echo = fresh.find((m) => m.actor === 'consumer' && m.at >= since - 50)
    const known = new Set(shown.map((m) => m.text))
    const old =
      fresh.find((m) => m !== echo && (m.at < since - 50 || known.has(m.text))) ??
      shown.find((m) => m.node.isConnected)
    if (echo && old) newestFirst = tree.before(echo.node, old.node)
  }

  /** What stands beside the consumer's own words in their row stands beside others' as well. */
  function learnFrom({ row, bubble }: Found): void {
    // What looks as the words themselves do says nothing.
    const looks = new Set(bubble.pieces.map(pieces.signature))
    for (const piece of row.prints) {
      if (!looks.has(pieces.signature(piece))) hints.prints.add(pieces.signature(piece))
      if (piece.element === row.author) hints.places.add(reader.placeOf(piece, row.node))
    }
    rowLooks.add(pieces.looks(row.node))
  }

  /** The row of the consumer's words tells how to read those above. */
  function learnFirst(order: Element[]): void {
    for (const node of order) {
      if (learner.holdsBox(node)) continue
      const row = reader.read(node, hints)
      const [bubble, ...others] = row.bubbles
      if (bubble && others.length === 0 && hints.awaited(words.bare(bubble.text))) learnFrom({ row, bubble })
    }
  }

  const answers = (actor: string): boolean => actor !== 'consumer' && actor !== 'system'

  function judge(found: Found[], shown: Shown[]): Fresh[] {
    const area = list as Element
    const echoes = new Set<Bubble>()
    for (const sent of [...learner.pending()]) {
      const equal = found.filter(({ bubble }) => words.bare(bubble.text) === sent.bare && !echoes.has(bubble))
      const recent = equal.filter(({ bubble }) => bubble.came >= sent.at - 50)
      const own = (recent.length > 0 ? recent : equal).at(newestFirst ? 0 : -1)
      if (!own) continue
      echoes.add(own.bubble)
      learner.found(sent.bare)
      authors.echo(own.bubble, authors.traits(own.bubble, area, own.row.name))
      learnFrom(own)
    }
    const first = found[0]?.bubble.node
    let last = shown.findLast(
      (m) => m.gone === undefined && answers(m.actor) && first !== undefined && tree.before(m.node, first),
    )?.actor
    return found.map(({ row, bubble }) => {
      const spoken = echoes.has(bubble)
      const since = learner.firstSent() ?? 0
      const stood = spoken ? undefined : learner.stoodSince(words.bare(bubble.text))
      const at = stood !== undefined && stood < since ? Math.min(stood, bubble.came) : bubble.came
      const judged = spoken
        ? { actor: 'consumer' as const, evidence: 'the words that were sent', name: row.name }
        : authors.judge(bubble, row, authors.traits(bubble, area, row.name), at >= since, last)
      const role = spoken ? undefined : parts.named(bubble.node)
      if (role === 'consumer' || role === 'human' || role === 'system')
        Object.assign(judged, { actor: role, evidence: `selector ${role}` })
      if (answers(judged.actor)) last = judged.actor
      if (judged.name !== undefined) hints.names.add(judged.name)
      return { node: bubble.node, text: bubble.text, at, ...judged }
    })
  }

  return {
    look,
    keep,
    setBox: learner.setBox,
    sent(text: string, at: number): void {
      learner.sent(text, at, list !== undefined)
      if (words.bare(text) !== '') hints.words.add(words.bare(text))
    },
    /** What was shown above all that is known came from before, whenever it is shown. */
    isOld(message: Shown, shown: Shown[], known: Shown[]): boolean {
      if (known.length === 0) return false
      const at = shown.indexOf(message)
      const end = shown.indexOf((newestFirst ? known.at(-1) : known[0]) as Shown)
      const outside = newestFirst ? at > end : at < end
      if (outside && newestFirst === undefined && known.every((m) => m.actor === 'consumer')) {
        newestFirst = true
        return false
      }
      return outside
    },
    newestFirst: () => newestFirst ?? false,
    messageOf: (element: Element): Shown | undefined => rows.get(rowOf(element) as Element)?.shown.at(-1),
    typists,
    retracted: () => retracted,
    /** The rows that this look has read. */
    visited: () => visited,
    rowOf,
    list: () => list,
    box: learner.box,
    widget: learner.widget,
    how: () => learnedHow,
  }
}

export type Structure = ReturnType<typeof structure>
