/** CSS that pierces open shadow roots, as Playwright reads it; runs inside the page and must stand alone. */

/** A selector that can be asked about an element, wherever in the composed tree that is. */
export interface DeepSelector {
  matches(element: Element): boolean
  /** For a native search in one root; what it finds still has to be asked with `matches`. */
  candidates: string
  /** Depends on more than an element and its ancestors, so any change nearby may change what it matches. */
  contextual: boolean
}

/** Injected as source text: no imports, nothing from outside of it. */
export function deepSelectors() {
  /** Splits at commas, or at descendant combinators, outside of brackets, parentheses and quotes. */
  function split(source: string, at: 'comma' | 'descendant'): string[] {
    const parts: string[] = []
    let depth = 0
    let quote = ''
    let part = ''
    const text = source.trim()
    for (let i = 0; i < text.length; i++) {
      const c = text.charAt(i)
      if (c === '\\') {
        part += c + text.charAt(++i)
        continue
      }
      if (quote) {
        if (c === quote) quote = ''
      } else if (c === '"' || c === "'") quote = c
      else if (c === '(' || c === '[') depth++
      else if (c === ')' || c === ']') depth--
      else if (depth === 0 && at === 'comma' && c === ',') {
        parts.push(part.trim())
        part = ''
        continue
      } else if (depth === 0 && at === 'descendant' && /\s/.test(c)) {
        const next = text.slice(i).trimStart().charAt(0)
        if (!'>+~'.includes(next) && !/[>+~]\s*$/.test(part)) {
          parts.push(part)
          part = ''
          i += text.slice(i).length - text.slice(i).trimStart().length - 1
          continue
        }
      }
      part += c
    }
    return [...parts, part.trim()].filter((p) => p !== '')
  }

  /** Parent in the tree as it is rendered: out of a shadow root to its host. */
  function parentOf(node: Node): Element | null {
    const parent = node.parentNode
    if (parent instanceof ShadowRoot) return parent.host
    return parent instanceof Element ? parent : null
  }

  function compile(source: string | undefined): DeepSelector | undefined {
    if (!source) return undefined
    const chains = split(source, 'comma').map((complex) => split(complex, 'descendant').reverse())
    return {
      candidates: chains.map((chain) => chain[0]).join(','),
      contextual: /:has\(|:empty|:first|:last|:only|:nth|[+~](?!=)/.test(source),
      matches: (element) =>
        chains.some(([right, ...ancestors]) => {
          if (!element.matches(right as string)) return false
          // The nearest ancestor that fits is enough: only descendant combinators are left to satisfy.
          let at = parentOf(element)
          for (const ancestor of ancestors) {
            while (at && !at.matches(ancestor)) at = parentOf(at)
            if (!at) return false
            at = parentOf(at)
          }
          return true
        }),
    }
  }

  return { compile, parentOf }
}
