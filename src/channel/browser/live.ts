/** Hears what a screen reader is told of: text that comes into live regions. Runs in a world of our own. */

/** What was put into a live region. */
export interface Heard {
  /** Milliseconds since 1970. */
  at: number
  text: string
  /** `log`, `status`, `alert`, or the value of `aria-live`. */
  how: string
}

/**
 * Begins to hear, also in open shadow roots; called again, in roots that came since. Stands alone.
 * @see https://www.w3.org/TR/wai-aria-1.2/#live_region_roles: the nearest ancestor decides; a region that comes
 * together with its words is not announced, but for an alert
 */
export function listen(): void {
  const here = globalThis as unknown as { heard?: Heard[]; roots?: WeakSet<Node>; watch?: MutationObserver }
  const heard = here.heard ?? []
  const roots = here.roots ?? new WeakSet<Node>()
  here.heard = heard
  here.roots = roots
  here.watch ??= new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records.slice(0, 500)) {
      if (type === 'characterData') take(target, target.parentElement)
      for (const node of [...addedNodes].slice(0, 100)) {
        take(node, parentOf(node))
        if (node instanceof Element)
          for (const alert of [node, ...node.querySelectorAll('[role=alert]')].slice(0, 5))
            if (alert.getAttribute('role') === 'alert') take(alert, alert)
      }
    }
  })
  const all = [document, ...shadows(document, 0)]
  for (const root of all) {
    if (roots.has(root)) continue
    roots.add(root)
    here.watch.observe(root, { childList: true, characterData: true, subtree: true })
  }

  function take(node: Node, from: Element | null): void {
    const how = from && regionOf(from)
    const text = (node instanceof Element ? node.textContent : (from?.textContent ?? '')) ?? ''
    if (!how || text.trim() === '' || heard.length >= 2_000) return
    heard.push({ at: performance.timeOrigin + performance.now(), text: text.slice(0, 20_000), how })
  }
  function regionOf(from: Element): string | undefined {
    for (let at: Element | null = from; at; at = parentOf(at)) {
      const role = at.getAttribute('role') ?? ''
      const live = at.getAttribute('aria-live') || undefined
      const implied = /^(log|status|alert)$/.test(role)
        ? role
        : at.tagName === 'OUTPUT'
          ? 'status'
          : undefined
      if (live === undefined && implied === undefined) continue
      if (live === 'off') return undefined
      return isHidden(from) ? undefined : (implied ?? live)
    }
    return undefined
  }
  function isHidden(from: Element): boolean {
    if (!from.checkVisibility({ visibilityProperty: true })) return true
    for (let at: Element | null = from; at; at = parentOf(at))
      if (at.getAttribute('aria-hidden') === 'true') return true
    return false
  }
  function parentOf(node: Node): Element | null {
    const parent = node.parentNode
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null
  }
  function shadows(root: ParentNode, depth: number): ShadowRoot[] {
    if (depth > 6) return []
    return [...root.querySelectorAll('*')]
      .slice(0, 20_000)
      .flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot, ...shadows(shadowRoot, depth + 1)] : []))
  }
}

/** What was heard since it was asked last. Stands alone. */
export function drain(): Heard[] {
  return (globalThis as unknown as { heard?: Heard[] }).heard?.splice(0) ?? []
}

/** How a message was announced, if it was: in whole, or in the pieces in which it came. */
export function announced(message: string, heard: readonly Heard[]): Heard | undefined {
  const wanted = bare(message)
  if (wanted === '') return undefined
  const whole = heard.find(({ text }) => bare(text).includes(wanted))
  if (whole) return whole
  const pieces = heard.map(({ text }) => bare(text)).join('')
  return pieces.includes(wanted) ? heard.at(-1) : undefined
}

function bare(text: string): string {
  return text.replace(/\s+/g, '')
}
