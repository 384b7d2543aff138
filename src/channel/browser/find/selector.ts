/** Writes a readable selector for an element; runs inside the page and must stand alone. */

/**
 * A selector that fits only this element of what can be seen, as Playwright reads it (CSS that pierces open shadow
 * roots; a path of places where no name tells); empty where a closed root hides the element from selectors.
 * Injected as source text: no imports, nothing from outside of it.
 */
export function selectorOf(element: Element): string {
  const roots: (Document | ShadowRoot)[] = []
  let budget = 20_000
  collect(document)
  if (!roots.includes(element.getRootNode() as Document | ShadowRoot)) return ''

  const own = tokensOf(element)
  for (const token of own) if (only(token)) return token
  const outer: string[] = []
  for (let at = parentOf(element), level = 0; at && level < 12; at = parentOf(at), level++)
    outer.push(...tokensOf(at).slice(0, 3))
  for (const ancestor of outer)
    for (const token of [...own.slice(0, 4), element.tagName.toLowerCase()])
      if (only(token, ancestor)) return `${ancestor} ${token}`
  return pathTo(element)

  /** From the nearest element with a name of its own, or the root, down by places. */
  function pathTo(target: Element): string {
    const path: string[] = []
    for (let at: Element = target; ; ) {
      const name = at === target ? undefined : tokensOf(at).find((token) => only(token, undefined, at))
      if (name) return [name, ...path].join(' > ')
      const tag = at.tagName.toLowerCase()
      const alike = [...(at.parentNode?.children ?? [])].filter((e) => e.tagName === at.tagName)
      path.unshift(
        /-|^body$/.test(tag) && alike.length === 1 ? tag : `${tag}:nth-of-type(${alike.indexOf(at) + 1})`,
      )
      if (at.parentNode instanceof ShadowRoot) return `${pathTo(at.parentNode.host)} ${path.join(' > ')}`
      if (!at.parentElement || tag === 'body') return path.join(' > ')
      at = at.parentElement
    }
  }

  function collect(root: Document | ShadowRoot): void {
    roots.push(root)
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node && budget-- > 0; node = walker.nextNode())
      if ((node as Element).shadowRoot) collect((node as Element).shadowRoot as ShadowRoot)
  }
  function parentOf(node: Node): Element | null {
    const parent = node.parentNode
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null
  }
  /** Names that look made by a machine change with the next build. */
  function stable(name: string): boolean {
    return (
      /^[A-Za-z_-][\w-]{1,50}$/.test(name) &&
      !/\d{3,}|^(css|sc|jss|jsx|svelte|_ng|ng-|v-)|[a-z]\d[a-z]\d|__[a-zA-Z0-9]{5,}$|(^|[-_])(?=[a-zA-Z0-9]*\d)(?=[a-zA-Z0-9]*[a-zA-Z])[a-zA-Z0-9]{6,}$/.test(
        name,
      ) &&
      !/^(is-|has-|active$|open$|focus|hover|disabled$|visible$|show$|hide$|hidden$)/.test(name)
    )
  }
  function tokensOf(at: Element): string[] {
    const tag = at.tagName.toLowerCase()
    if (tag === 'html' || tag === 'body') return []
    const quoted = (key: string): string[] => {
      const value = at.getAttribute(key)
      return value && value.length <= 60 && !/["\\\n]/.test(value) ? [`${tag}[${key}="${value}"]`] : []
    }
    const classes = [...at.classList].filter(stable)
    return [
      ...(stable(at.id) ? [`#${at.id}`] : []),
      ...quoted('data-testid'),
      ...quoted('data-test'),
      ...classes.map((name) => `${tag}.${name}`),
      ...(classes.length > 1 ? [`${tag}.${classes.slice(0, 3).join('.')}`] : []),
      ...quoted('name'),
      ...quoted('part'),
      ...quoted('aria-label'),
      ...quoted('placeholder'),
      ...quoted('title'),
      ...(tag === 'iframe' ? addressed(at.getAttribute('src') ?? '') : []),
      ...quoted('role'),
      ...(at.hasAttribute('contenteditable') ? [`${tag}[contenteditable]`] : []),
      ...quoted('type'),
      ...(/-|^(textarea|iframe|input|main|dialog)$/.test(tag) ? [tag] : []),
    ]
  }
  /** What follows the path of an address is often of one visit only. */
  function addressed(src: string): string[] {
    const [path = ''] = src.split(/[?#]/)
    return path.length > 1 && path.length <= 80 && !/["\\\n]/.test(path) ? [`iframe[src*="${path}"]`] : []
  }
  function all(token: string, ancestor?: string): Element[] {
    const found = roots.flatMap((root) => [...root.querySelectorAll(token)])
    if (!ancestor) return found
    return found.filter((e) => {
      for (let at = parentOf(e); at; at = parentOf(at)) if (at.matches(ancestor)) return true
      return false
    })
  }
  function only(token: string, ancestor?: string, wanted = element): boolean {
    const shown = (e: Element): boolean => e === wanted || e.checkVisibility({ visibilityProperty: true })
    const found = all(token, ancestor).filter(shown)
    return found.length === 1 && found[0] === wanted
  }
}
