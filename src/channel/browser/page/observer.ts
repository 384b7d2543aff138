/** Watches a page: messages, typing, choices and the consumer's own acts, each stamped where it happened. */
import type { messageList, Shown } from './list.js'
import type { offerBook } from './offers.js'
import type { outbox } from './outbox.js'
import type { DeepSelector, deepSelectors } from './selector.js'
import type { readText } from './text.js'
import type { PageCommand, PageConfig } from './wire.js'

interface Tools {
  deepSelectors: typeof deepSelectors
  readText: typeof readText
  messageList: typeof messageList
  offerBook: typeof offerBook
  outbox: typeof outbox
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function observe(config: PageConfig, tools: Tools): void {
  const global = window as unknown as Record<string, unknown>
  const tell = global[config.binding] as ((batch: string) => void) | undefined
  delete global[config.binding]
  hideBindings()
  if (!tell || (window === window.top) === config.framed) return

  // The page's scripts may replace these later.
  const { timeOrigin } = performance
  const elapsed = performance.now.bind(performance)
  const later = window.setTimeout.bind(window)
  const stringify = JSON.stringify
  const now = (): number => timeOrigin + elapsed()

  /** Revisions of one message are told at most this often, milliseconds. */
  const EVERY = 50
  /** How long a node may be away before it counts as deleted. */
  const AWAY = 1000
  /** Share of the main thread that looking may take, and the longest debt, milliseconds. */
  const SHARE = 0.12
  const CREDIT = 30

  const { compile, parentOf } = tools.deepSelectors()
  const { list, before, sweep, place, expire } = tools.messageList()
  const roles = (['human', 'system', 'consumer', 'bot', 'messages'] as const).flatMap((key) => {
    const selector = compile(config.selectors[key])
    return selector ? [{ actor: key === 'messages' ? 'unknown' : key, key, selector }] : []
  })
  const typing = compile(config.selectors.typing)
  const author = compile(config.selectors.author)
  const offers = tools.offerBook({
    selectors: {
      choices: compile(config.selectors.choices),
      humanEntry: compile(config.selectors.humanEntry),
    },
    before,
    visible,
    words: (element) => tools.readText(element, () => false, 200),
    messageOf: (element) => {
      const unit = unitOf(element)?.node
      return unit && { id: shown.get(unit)?.id }
    },
    tell: (item) => push(item),
  })
  const all = [...roles.map((r) => r.selector), typing, ...offers.selectors].filter(
    (s): s is DeepSelector => s !== undefined,
  )
  const contextual = all.some((s) => s.contextual)
  const attributes = new Set(['class', 'id', 'hidden', 'style', 'open', 'disabled', 'aria-hidden'])
  for (const source of Object.values(config.selectors))
    for (const [, name] of source.matchAll(/\[\s*([\w-]+)/g)) attributes.add(name as string)

  const shown = new WeakMap<Element, Shown>()
  const typists = new Set<Element>()
  let isTyping = false
  // ---- telling -------------------------------------------------------------------------------------------
  const { push, post, count } = tools.outbox({
    limit: config.limits.batch,
    document: timeOrigin,
    now,
    later,
    deliver: (batch) => tell(stringify(batch)),
  })

  function tellMessage(message: Shown, gone?: true): void {
    message.told = now()
    message.stale = false
    const { id, at, actor, evidence, text, name } = message
    push({ k: 'text', id, at, actor, evidence, text, ...(name && { name }), ...(gone && { gone }) })
  }

  // ---- messages ------------------------------------------------------------------------------------------
  /** The message that an element belongs to: the innermost of what the roles' selectors match around it. */
  function unitOf(start: Element | null): { node: Element; role: (typeof roles)[number] } | undefined {
    const outermost = new Map<(typeof roles)[number], Element>()
    for (let at = start; at; at = parentOf(at)) {
      if (typing?.matches(at)) return undefined
      for (const role of roles) if (role.selector.matches(at)) outermost.set(role, at)
    }
    // Iteration is in order of discovery, so the first is the innermost; the first role in `roles` names the actor.
    const node = outermost.values().next().value
    const role = roles.find((r) => outermost.has(r))
    return node && role ? { node, role } : undefined
  }

  /** A node around another role's message only tells who wrote that one. */
  function wraps(node: Element): boolean {
    return roles.some((role) =>
      search(node, role.selector).some((inner) => inner !== node && unitOf(inner)?.node === inner),
    )
  }

  /** An element and the shadow roots on and below it, at any depth. */
  function rootsOf(element: Element): [Element, ...ShadowRoot[]] {
    const roots: [Element, ...ShadowRoot[]] = [element]
    if (element.shadowRoot) roots.push(element.shadowRoot)
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const inner = (node as Element).shadowRoot
        if (inner) roots.push(inner)
      }
    }
    return roots
  }

  function search(element: Element, selector: DeepSelector, roots = rootsOf(element)): Element[] {
    const inside = roots.flatMap((root) => [...root.querySelectorAll(selector.candidates)])
    return [element, ...inside].filter((e) => selector.matches(e))
  }

  function nameOf(node: Element): string | undefined {
    if (!author) return undefined
    const actor = unitOf(node)?.role.actor
    for (let at: Element | null = node, level = 0; at && level < 5; at = parentOf(at), level++) {
      // A group of one author's messages may show the name once; further out is someone else's.
      if (list.some((m) => m.gone === undefined && m.actor !== actor && at?.contains(m.node)))
        return undefined
      const names = search(at, author)
      const name = at === node ? names[0] : names.filter((n) => before(n, node)).at(-1)
      const text = name && tools.readText(name, () => false, 200)
      if (text) return text
    }
    return undefined
  }

  const notWords = (element: Element): boolean =>
    [author, typing, ...offers.selectors].some((selector) => selector?.matches(element))

  type Dirty = Map<Element, { first: number; last: number }>

  function readMessages(dirty: Dirty): void {
    const fresh: Parameters<typeof place>[0] = []
    for (const [node, { first, last }] of dirty) {
      const unit = node.isConnected ? unitOf(node) : undefined
      if (unit?.node !== node || wraps(node)) continue
      const text = tools.readText(node, notWords, config.limits.text)
      const known = shown.get(node)
      const seen = {
        node,
        actor: unit.role.actor,
        evidence: `selector ${unit.role.key}`,
        text,
        name: nameOf(node),
      }
      if (!known) {
        if (text !== '') fresh.push({ ...seen, at: first })
      } else if (known.text !== text || known.actor !== seen.actor) {
        Object.assign(known, seen, { at: last, name: seen.name ?? known.name, stale: true })
        revise(known)
      }
    }
    if (list.length + fresh.length > config.limits.messages) {
      const over = fresh.splice(Math.max(0, config.limits.messages - list.length))
      push({ k: 'dropped', at: now(), what: 'messages', count: over.length })
    }
    for (const message of place(fresh)) {
      shown.set(message.node, message)
      if (message.stale) revise(message)
    }
  }

  /** Tells the newest words now, or as soon as the last ones are old enough. */
  function revise(message: Shown): void {
    const wait = message.told === undefined ? 0 : message.told + EVERY - now()
    if (wait <= 0) tellMessage(message)
    else if (!revising.has(message)) {
      revising.add(message)
      later(() => {
        revising.delete(message)
        if (message.stale) tellMessage(message)
      }, wait)
    }
  }

  const revising = new Set<Shown>()
  let forgetting = false

  function forget(): void {
    forgetting = false
    for (const message of expire(now() - AWAY)) {
      shown.delete(message.node)
      tellMessage({ ...message, at: message.gone ?? now() }, true)
    }
  }

  // ---- typing and choices --------------------------------------------------------------------------------
  function visible(element: Element): boolean {
    return element.isConnected && element.checkVisibility({ visibilityProperty: true })
  }

  /** Whether typing began (true) or ended (false) since the last look. */
  function typingChange(): boolean | undefined {
    for (const element of typists)
      if (!element.isConnected || !typing?.matches(element)) typists.delete(element)
    const on = [...typists].some(visible)
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
  const watched = new WeakSet<Node>()
  const observer = new MutationObserver((records) => take(records, now()))

  function watch(root: Node): void {
    if (watched.has(root)) return
    watched.add(root)
    observer.observe(root, {
      childList: true,
      characterData: true,
      subtree: true,
      attributes: true,
      attributeFilter: [...attributes],
    })
  }

  let waiting: { record: MutationRecord; at: number }[] = []
  let everything: number | undefined
  let credit = CREDIT
  let creditAt = elapsed()
  let due = false

  function take(records: MutationRecord[], at: number): void {
    for (const record of records) waiting.push({ record, at })
    if (waiting.length > 5000) {
      // Too many to look at one by one: look at the whole page once instead.
      everything ??= waiting[0]?.at
      waiting = []
    }
    if (due) return
    credit = Math.min(CREDIT, credit + (elapsed() - creditAt) * SHARE)
    creditAt = elapsed()
    due = credit <= 0
    if (due) later(look, Math.min(500, -credit / SHARE))
    else look()
  }

  function look(): void {
    due = false
    const start = elapsed()
    const records = waiting
    waiting = []
    const dirty: Dirty = new Map()
    const looked = new Set<Element>()
    const touch = (node: Node | null, at: number, onlyNew = false): void => {
      const unit = unitOf(
        node instanceof ShadowRoot ? node.host : node instanceof Element ? node : null,
      )?.node
      if (!unit || (onlyNew && shown.has(unit))) return
      const times = dirty.get(unit)
      if (times) times.last = at
      else dirty.set(unit, { first: at, last: at })
    }
    const scan = (element: Element, at: number, onlyNew = false): void => {
      const roots = rootsOf(element)
      for (const root of roots) if (root instanceof ShadowRoot) watch(root)
      for (const role of roles) for (const e of search(element, role.selector, roots)) touch(e, at, onlyNew)
      if (typing) for (const e of search(element, typing, roots)) typists.add(e)
      offers.add((selector) => search(element, selector, roots))
    }

    let last = everything ?? start + timeOrigin
    let removed = false
    for (const { record, at } of records) {
      last = at
      const { type, target } = record
      if (type === 'childList') {
        removed ||= record.removedNodes.length > 0
        for (const node of record.addedNodes) if (node instanceof Element && node.isConnected) scan(node, at)
        touch(target, at)
      } else if (type === 'characterData') touch(target.parentNode, at)
      else if (target instanceof Element && !looked.has(target)) {
        looked.add(target)
        touch(target, at)
        if (record.attributeName !== 'style') scan(target, at, true)
      }
    }
    if (everything !== undefined) scan(document.documentElement, everything)
    else if (contextual) scan(document.documentElement, last, true)
    const structure = everything !== undefined || records.some((r) => r.record.type !== 'characterData')
    if (removed || everything !== undefined) {
      sweep(last)
      if (!forgetting) later(forget, AWAY + 10)
      forgetting = true
    }
    everything = undefined
    // Typing ends before the message it announced, and begins after the one before.
    const change = typing && typingChange()
    if (change === false) push({ k: 'typing', at: last, on: false })
    readMessages(dirty)
    if (change === true) push({ k: 'typing', at: last, on: true })
    if (offers.selectors.length > 0 && structure) {
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
  }
  window.addEventListener('keydown', act('enter'), true)
  window.addEventListener('click', act('click'), true)
  window.addEventListener('pagehide', post, true)
  document.addEventListener(config.command, (event) => {
    const command = (event as CustomEvent<PageCommand>).detail
    if (command.do === 'choice') command.element = offers.find(command.id, command.label)
    take(observer.takeRecords(), now())
    look()
    lookForOffers()
    for (const message of list) if (message.stale) tellMessage(message)
    post()
    command.number = count()
  })

  const attach = Element.prototype.attachShadow
  // A proxy, since it still calls itself native.
  Element.prototype.attachShadow = new Proxy(attach, {
    apply(target, self, args: [ShadowRootInit]) {
      const root = Reflect.apply(target, self, args) as ShadowRoot
      if (root.mode === 'open') watch(root)
      return root
    },
  })
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
