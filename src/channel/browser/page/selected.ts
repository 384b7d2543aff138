/** Reads the messages that selectors of a target file tell; runs inside the page alone. */
import type { Fresh, Shown } from './list.js'
import type { DeepSelector } from './selector.js'
import type { FlatTree } from './tree.js'
import type { PageConfig } from './wire.js'

/** One mutation and when it was heard of. */
export interface Change {
  record: MutationRecord
  at: number
}

interface SelectedParts {
  selectors: PageConfig['selectors']
  compile(source: string | undefined): DeepSelector | undefined
  parentOf(node: Node): Element | null
  tree: FlatTree
  list: Shown[]
  readText(element: Element, skip: (element: Element) => boolean, limit: number): string
  limit: number
  /** Told as soon as a shadow root is met. */
  watch(root: ShadowRoot): void
  /** What else is looked for in new elements. */
  scan(search: (selector: DeepSelector) => Element[]): void
  others: DeepSelector[]
  changed(message: Shown, seen: Partial<Shown>): void
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function selectedReader(parts: SelectedParts) {
  const { compile, parentOf, tree, list } = parts
  const roles = (['human', 'system', 'consumer', 'bot', 'messages'] as const).flatMap((key) => {
    const selector = compile(parts.selectors[key])
    return selector ? [{ actor: key === 'messages' ? 'unknown' : key, key, selector }] : []
  })
  const typing = compile(parts.selectors.typing)
  const author = compile(parts.selectors.author)
  const all = [...roles.map((r) => r.selector), typing, ...parts.others].filter(
    (s): s is DeepSelector => s !== undefined,
  )
  const contextual = all.some((s) => s.contextual)
  const shown = new WeakMap<Element, Shown>()
  const typists = new Set<Element>()

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

  function search(element: Element, selector: DeepSelector, roots = tree.rootsOf(element)): Element[] {
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
      const name = at === node ? names[0] : names.filter((n) => tree.before(n, node)).at(-1)
      const text = name && parts.readText(name, () => false, 200)
      if (text) return text
    }
    return undefined
  }

  const notWords = (element: Element): boolean =>
    [author, typing, ...parts.others].some((selector) => selector?.matches(element))

  function read(dirty: Map<Element, { first: number; last: number }>): Fresh[] {
    const fresh: Fresh[] = []
    for (const [node, { first, last }] of dirty) {
      const unit = node.isConnected ? unitOf(node) : undefined
      if (unit?.node !== node || wraps(node)) continue
      const text = parts.readText(node, notWords, parts.limit)
      const known = shown.get(node)
      const { actor, key } = unit.role
      const seen = { node, actor, evidence: `selector ${key}`, text, name: nameOf(node) }
      if (!known) {
        if (text !== '') fresh.push({ ...seen, at: first })
      } else if (known.text !== text || known.actor !== actor)
        parts.changed(known, { ...seen, at: last, name: seen.name ?? known.name })
    }
    return fresh
  }

  return {
    /** Looks at what changed, at everything where that was too much, and answers with the new messages. */
    look(changes: Change[], everything: number | undefined, now: number): Fresh[] {
      const dirty = new Map<Element, { first: number; last: number }>()
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
        const roots = tree.rootsOf(element)
        for (const root of roots) if (root instanceof ShadowRoot) parts.watch(root)
        if (all.length === 0) return
        for (const role of roles) for (const e of search(element, role.selector, roots)) touch(e, at, onlyNew)
        if (typing) for (const e of search(element, typing, roots)) typists.add(e)
        parts.scan((selector) => search(element, selector, roots))
      }
      let last = everything ?? now
      for (const { record, at } of changes) {
        last = at
        const { type, target } = record
        if (type === 'childList') {
          for (const node of record.addedNodes)
            if (node instanceof Element && node.isConnected) scan(node, at)
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
      return read(dirty)
    },
    /** Whether a selector tells messages at all. */
    tells: roles.some((role) => role.key === 'bot' || role.key === 'messages'),
    /** Who wrote it, as far as a selector tells. */
    roleOf: (element: Element) => unitOf(element)?.role.key,
    placed: (message: Shown): void => void shown.set(message.node, message),
    forget: (message: Shown): void => void shown.delete(message.node),
    messageOf: (element: Element): Shown | undefined => shown.get(unitOf(element)?.node as Element),
    inMessage: (element: Element): boolean => unitOf(element) !== undefined,
    /** Elements that show that somebody types. */
    typing(): Element[] {
      for (const element of typists)
        if (!element.isConnected || !typing?.matches(element)) typists.delete(element)
      return [...typists]
    },
    nameOf,
  }
}
