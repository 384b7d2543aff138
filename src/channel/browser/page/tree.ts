/** The page as it is rendered: through open and closed shadow roots and slots; runs inside the page alone. */

/** Injected as source text: no imports, nothing from outside of it. */
export function flatTree() {
  const closed = new WeakMap<Element, ShadowRoot>()
  const hosts: WeakRef<Element>[] = []

  function rootOf(element: Element): ShadowRoot | undefined {
    return element.shadowRoot ?? closed.get(element)
  }

  /** Parent as it is rendered: the slot that shows it, else out of a shadow root to its host. */
  function up(node: Node): Element | null {
    const slot = node instanceof Element || node instanceof Text ? node.assignedSlot : null
    const parent = slot ?? node.parentNode
    if (parent instanceof ShadowRoot) return parent.host
    return parent instanceof Element ? parent : null
  }

  /** Children as they are rendered. */
  function kids(element: Element): Iterable<Node> & { length: number } {
    const root = rootOf(element)
    if (root) return root.childNodes
    if (element instanceof HTMLSlotElement) {
      const assigned = element.assignedNodes()
      if (assigned.length > 0) return assigned
    }
    return element.childNodes
  }

  /** An element and what it is in, outwards. */
  function chain(start: Element | null): Element[] {
    const all: Element[] = []
    for (let at = start; at && all.length < 500; at = up(at)) all.push(at)
    return all
  }

  function within(node: Node, ancestor: Element): boolean {
    for (let at: Node | null = node; at; at = up(at)) if (at === ancestor) return true
    return false
  }

  /** The innermost element around both. */
  function meet(a: Element, b: Element): Element | undefined {
    const around = new Set(chain(a))
    return chain(b).find((element) => around.has(element))
  }

  function path(node: Node): Node[] {
    const all: Node[] = []
    for (let at: Node | null = node; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
      all.unshift(at)
    return all
  }

  /** Order in the composed tree: nodes of different shadow roots are compared where their ancestors part. */
  function before(a: Node, b: Node): boolean {
    if (a.getRootNode() === b.getRootNode())
      return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
    const [left, right] = [path(a), path(b)]
    let i = 0
    while (i < left.length && left[i] === right[i]) i++
    const [x, y] = [left[i], right[i]]
    if (!x || !y) return !x
    if (x instanceof ShadowRoot || y instanceof ShadowRoot) return x instanceof ShadowRoot
    return (x.compareDocumentPosition(y) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  }

  /** An element and the shadow roots on and below it, at any depth. */
  function rootsOf(element: Element): [Element, ...ShadowRoot[]] {
    const roots: [Element, ...ShadowRoot[]] = [element]
    const own = rootOf(element)
    if (own) roots.push(own)
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const inner = rootOf(node as Element)
        if (inner) roots.push(inner)
      }
    }
    return roots
  }

  /**
   * Watches for shadow roots from now on, the closed ones included. The page can not tell: what it may ask about
   * the function answers as before.
   */
  function patch(found: (root: ShadowRoot) => void): void {
    const native = Element.prototype.attachShadow
    const print = Function.prototype.toString
    const patched = new Proxy(native, {
      apply(target, self, args: [ShadowRootInit]) {
        const root = Reflect.apply(target, self, args) as ShadowRoot
        if (root.mode === 'closed') {
          closed.set(self as Element, root)
          hosts.push(new WeakRef(self as Element))
        }
        found(root)
        return root
      },
    })
    const printed: typeof print = new Proxy(print, {
      apply(target, self, args) {
        return Reflect.apply(target, self === patched ? native : self === printed ? print : self, args)
      },
    })
    Element.prototype.attachShadow = patched
    Function.prototype.toString = printed
  }

  /** The closed roots that are still there. */
  const closedRoots = (): ShadowRoot[] =>
    hosts.flatMap((host) => {
      const root = closed.get(host.deref() as Element)
      return root?.host.isConnected ? [root] : []
    })

  return { closedRoots, rootOf, up, kids, chain, within, meet, before, rootsOf, patch }
}

export type FlatTree = ReturnType<typeof flatTree>
