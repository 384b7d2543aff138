/** Watches a page: messages, typing, choices and the consumer's own acts, each stamped where it happened. */
import type { aroundMessages } from './around.js'
import type { authorBook } from './authors.js'
import type { listLearner } from './learn.js'
import type { learnedBook } from './learned.js'
import type { messageList } from './list.js'
import type { offerBook } from './offers.js'
import type { outbox } from './outbox.js'
import type { paintClock } from './paint.js'
import type { pieceReader } from './pieces.js'
import type { rowReader } from './row.js'
import type { Change, selectedReader } from './selected.js'
import type { deepSelectors } from './selector.js'
import type { stampBook } from './stamps.js'
import type { structure } from './structure.js'
import type { messageTeller } from './teller.js'
import type { onlyForScreenReaders, readText } from './text.js'
import type { flatTree } from './tree.js'
import type { overlap } from './window.js'
import type { PageCommand, PageConfig } from './wire.js'
import type { printWords } from './words.js'

interface Tools {
  aroundMessages: typeof aroundMessages
  authorBook: typeof authorBook
  deepSelectors: typeof deepSelectors
  flatTree: typeof flatTree
  learnedBook: typeof learnedBook
  listLearner: typeof listLearner
  messageList: typeof messageList
  messageTeller: typeof messageTeller
  offerBook: typeof offerBook
  onlyForScreenReaders: typeof onlyForScreenReaders
  outbox: typeof outbox
  overlap: typeof overlap
  paintClock: typeof paintClock
  pieceReader: typeof pieceReader
  printWords: typeof printWords
  readText: typeof readText
  rowReader: typeof rowReader
  selectedReader: typeof selectedReader
  stampBook: typeof stampBook
  structure: typeof structure
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function observe(config: PageConfig, tools: Tools): void {
  const global = window as unknown as Record<string, unknown>
  const deliver = global[config.binding] as ((batch: string) => void) | undefined
  delete global[config.binding]
  hideBindings()
  if (!deliver) return

  // The page's scripts may replace these later.
  const { timeOrigin } = performance
  const elapsed = performance.now.bind(performance)
  const later = window.setTimeout.bind(window)
  const stringify = JSON.stringify
  const now = (): number => timeOrigin + elapsed()

  /** How long a node may be away before it counts as deleted. */
  const AWAY = 1000
  /** Share of the main thread that looking may take, and the longest debt, milliseconds. */
  const SHARE = 0.12
  const CREDIT = 30

  const tree = tools.flatTree()
  const stamps = tools.stampBook()
  const words = tools.printWords()
  const paint = tools.paintClock(now, later)
  const { onlyForScreenReaders } = tools
  const read = (element: Element, skip: (element: Element) => boolean, limit: number): string =>
    tools.readText(element, skip, limit, { kids: tree.kids, onlyForScreenReaders })
  const { compile, parentOf } = tools.deepSelectors()
  const { list, sweep, place, expire } = tools.messageList(tree.before)

  const { push, post, count } = tools.outbox({
    limit: config.limits.batch,
    document: timeOrigin,
    now,
    later,
    paint,
    deliver: (batch) => deliver(stringify(batch)),
  })

  const { tell, revise, changed } = tools.messageTeller({ now, later, paint, push })
  const offers = tools.offerBook({
    selectors: {
      choices: compile(config.selectors.choices),
      humanEntry: compile(config.selectors.humanEntry),
    },
    before: tree.before,
    visible,
    words: (element) => read(element, () => false, 200),
    messageOf: (element) => {
      const message = selected.messageOf(element) ?? units?.messageOf(element)
      if (message) return { id: message.id }
      return selected.inMessage(element) ? { id: undefined } : undefined
    },
    tell: push,
    offered: (element) => learned?.saw('choices', element),
  })
  const selected = tools.selectedReader({
    selectors: config.selectors,
    compile,
    parentOf,
    tree,
    list,
    readText: read,
    limit: config.limits.text,
    watch,
    scan: offers.add,
    others: offers.selectors,
    changed,
  })
  const pieces = tools.pieceReader({ tree, stamps, words, onlyForScreenReaders, box: () => units?.box() })
  let firstSent: number | undefined
  const around = tools.aroundMessages({
    tree,
    stamps,
    words,
    reader: pieces,
    offers,
    tell: push,
    structure: () => units as NonNullable<typeof units>,
    firstSent: () => firstSent,
  })
  /** Messages are read by the structure of the page where no selector tells them. */
  const units =
    config.find && !selected.tells
      ? tools.structure({
          tree,
          words,
          pieces,
          reader: tools.rowReader({ tree, words, pieces, readText: read, limit: config.limits.text }),
          authors: tools.authorBook(tree, pieces, words),
          learner: tools.listLearner({ tree, stamps, words, onlyForScreenReaders, looks: pieces.looks }),
          overlap: tools.overlap,
          changed,
          named: selected.roleOf,
        })
      : undefined

  const learned =
    units &&
    tools.learnedBook({
      tree,
      reader: pieces,
      compile,
      list: units.list,
      how: units.how,
      rowOf: units.rowOf,
      messages: list,
      read: (element) => read(element, () => false, 5_000),
      bare: words.bare,
    })

  // ---- messages ------------------------------------------------------------------------------------------
  let forgetting = false

  function take(fresh: Parameters<typeof place>[0]): void {
    const over = list.length + fresh.length - config.limits.messages
    if (over > 0) {
      // What was said before gives way to what is said now.
      const old = new Set([...list, ...fresh].sort((a, b) => a.at - b.at).slice(0, over))
      fresh = fresh.filter((message) => !old.has(message))
      for (const message of list.splice(0)) old.has(message) ? selected.forget(message) : list.push(message)
      push({ k: 'dropped', at: now(), what: 'messages', count: over })
    }
    const known = [...list]
    const placed = place(fresh, units?.newestFirst() ?? false)
    for (const message of placed) {
      selected.placed(message)
      units?.keep(message)
    }
    const old = placed.filter((m) => m.told === undefined && units?.isOld(m, list, known))
    for (const message of old) message.stale = false
    if (old.length > 0) push({ k: 'note', at: now(), name: 'history', value: String(old.length) })
    const order = units ? [...placed].sort((a, b) => a.at - b.at) : placed
    for (const message of order) if (message.stale) revise(message)
  }

  function forget(): void {
    forgetting = list.some((message) => message.gone !== undefined && message.gone > now() - AWAY)
    if (forgetting) later(forget, AWAY)
    for (const message of expire(now() - AWAY, units && (units.newestFirst() ? 'last' : 'first'))) {
      selected.forget(message)
      tell({ ...message, at: message.gone ?? now() }, true)
    }
  }

  // ---- typing and choices --------------------------------------------------------------------------------
  function visible(element: Element): boolean {
    return element.isConnected && element.checkVisibility({ visibilityProperty: true })
  }

  function shows(element: Element): boolean {
    if (!visible(element)) return false
    const { width, height } = element.getBoundingClientRect()
    return width > 2 && height > 2
  }

  let isTyping = false

  /** Whether typing began (true) or ended (false) since the last look. */
  function typingChange(): boolean | undefined {
    const on = [...selected.typing(), ...(units?.typists ?? [])].some(shows)
    if (on === isTyping) return undefined
    isTyping = on
    return on
  }

  let offersAt: number | undefined

  function lookForOffers(): void {
    offers.look(offersAt ?? now())
    offersAt = undefined
  }

  // ---- mutations -----------------------------------------------------------------------------------------
  const attributes = new Set(['class', 'id', 'hidden', 'style', 'open', 'disabled', 'aria-hidden'])
  for (const source of Object.values(config.selectors))
    for (const [, name] of source.matchAll(/\[\s*([\w-]+)/g)) attributes.add(name as string)
  const watched = new WeakSet<Node>()
  const observer = new MutationObserver((records) => hear(records, now()))

  function watch(root: Node): void {
    if (watched.has(root)) return
    watched.add(root)
    observer.observe(root, {
      childList: true,
      characterData: true,
      characterDataOldValue: true,
      subtree: true,
      attributes: true,
      attributeFilter: [...attributes],
    })
  }

  let waiting: Change[] = []
  let everything: number | undefined
  let credit = CREDIT
  let creditAt = elapsed()
  let due = false

  function hear(records: MutationRecord[], at: number): void {
    for (const record of records) {
      stamps.take(record, at)
      waiting.push({ record, at })
    }
    if (waiting.length > 5000) {
      // Too many to look at one by one: look at the whole page once instead.
      everything ??= waiting[0]?.at
      waiting = []
    }
    // Each paint after a change is noted, whenever what changed is looked at.
    paint.after(() => undefined)
    if (due) return
    credit = Math.min(CREDIT, credit + (elapsed() - creditAt) * SHARE)
    creditAt = elapsed()
    due = true
    if (credit <= 0) later(lookSoon, Math.min(500, -credit / SHARE))
    else lookSoon()
  }

  /** Structure is looked at right after a paint, when asking for styles and places costs the page nothing. */
  function lookSoon(): void {
    if (units) paint.after(look)
    else look()
  }

  function look(): void {
    if (!due) return
    due = false
    const start = elapsed()
    const changes = waiting
    waiting = []
    const all = everything
    everything = undefined
    const last = changes.at(-1)?.at ?? all ?? start + timeOrigin
    const fresh = selected.look(changes, all, start + timeOrigin)
    if (all !== undefined || changes.some(({ record }) => record.removedNodes.length > 0)) sweep(last)
    if (units) {
      fresh.push(...units.look(changes, all !== undefined, list, last))
      around.look(changes)
    }
    if (!forgetting && list.some((message) => message.gone !== undefined)) {
      later(forget, AWAY + 10)
      forgetting = true
    }
    // Typing ends before the message it announced, and begins after the one before.
    const change = typingChange()
    if (change === true && learned) for (const typist of units?.typists ?? []) learned.saw('typing', typist)
    if (change === false) push({ k: 'typing', at: last, on: false })
    take(fresh)
    for (const message of units?.retracted() ?? []) {
      const index = list.indexOf(message)
      if (message.gone === undefined || index < 0) continue
      list.splice(index, 1)
      if (message.told !== undefined) tell({ ...message, at: message.gone }, true)
    }
    for (const row of units?.visited() ?? []) {
      around.row(row, last)
      if (row.author) learned?.saw('author', row.author)
    }
    if (change === true) push({ k: 'typing', at: last, on: true })
    if (all !== undefined || changes.some(({ record }) => record.type !== 'characterData')) {
      if (offersAt === undefined) later(lookForOffers, 16)
      offersAt = last
    }
    credit -= elapsed() - start
  }

  // ---- the consumer's own acts, and the driver's questions -----------------------------------------------
  const act = (name: 'enter' | 'click') => (event: Event) => {
    const at = now()
    if (!event.isTrusted) return
    if (event instanceof KeyboardEvent && (event.key !== 'Enter' || event.shiftKey || event.isComposing))
      return
    push({ k: 'act', at, act: name })
    const label = name === 'click' ? offers.pressed(event.composedPath()) : undefined
    if (label) expect(label, at)
  }

  /** The consumer's words are on their way: what follows is read by where they appear. */
  function expect(text: string, at: number): void {
    firstSent ??= at
    stamps.settle()
    units?.sent(text, at)
    // A page that does not show them may not change any more either.
    if (units && !units.list()) later(lookAgain, 1300)
  }

  /** What a chat offers that has nothing to type in can be pressed at once. */
  function lookAround(): void {
    around.look([])
    lookForOffers()
  }

  function lookAgain(): void {
    if (units?.list()) return
    due = true
    look()
  }

  window.addEventListener('keydown', act('enter'), true)
  window.addEventListener('click', act('click'), true)
  window.addEventListener('pagehide', post, true)
  document.addEventListener(config.command, (event) => {
    const command = (event as CustomEvent<PageCommand>).detail
    if (command.do === 'choice') command.element = offers.find(command.id, command.label)
    if (command.do === 'learned') command.learned = learned?.describe() ?? {}
    if (command.do === 'roots') command.roots = tree.closedRoots()
    if (command.do === 'box' && command.element) {
      units?.setBox(command.element)
      if (units?.widget()) lookAround()
    }
    if (command.do === 'sent') expect(command.text ?? '', now())
    if (command.do === 'box' || command.do === 'sent' || command.do === 'roots') return
    hear(observer.takeRecords(), now())
    due = true
    look()
    lookForOffers()
    for (const message of list) if (message.stale) tell(message)
    post()
    command.number = count()
  })

  tree.patch((root) => {
    watch(root)
    if (root.mode === 'closed' && !noted) {
      noted = true
      push({ k: 'note', at: now(), name: 'closed-shadow-root' })
    }
  })
  let noted = false
  watch(document)

  /** Playwright's own globals would tell the page that it is driven; the bindings work without them. */
  function hideBindings(): void {
    const name = '__playwright__binding__'
    const controller = global[`${name}controller__`] as { _global?: unknown } | undefined
    if (!controller?._global) return
    controller._global = { [name]: global[name] }
    delete global[name]
    delete global[`${name}controller__`]
  }
}
