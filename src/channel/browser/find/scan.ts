/** Lists what a frame shows that can be typed in or pressed; runs inside the page and must stand alone. */
import type { Scan, Thing } from './thing.js'

interface ScanOptions {
  /** Name of the event by which the observer tells which shadow roots are closed. */
  command: string
  /** When each element was first seen, by the number of the look; kept from look to look. */
  seen: WeakMap<Element, number> | null
  look: number
  since: number
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function scan(options: ScanOptions): {
  report: Scan
  elements: Element[]
  seen: WeakMap<Element, number>
} {
  const LIMITS = { elements: 15_000, things: 160, panels: 12 }
  const seen = options.seen ?? new WeakMap<Element, number>()
  const detail: { do: string; roots?: ShadowRoot[] } = { do: 'roots' }
  document.dispatchEvent(new CustomEvent(options.command, { detail }))
  const closed = new Map((detail.roots ?? []).map((root) => [root.host, root]))
  const rootOf = (element: Element): ShadowRoot | undefined => element.shadowRoot ?? closed.get(element)
  const parentOf = (node: Node): Element | null => {
    const parent = node instanceof Element && node.assignedSlot ? node.assignedSlot : node.parentNode
    if (parent instanceof ShadowRoot) return parent.host
    return parent instanceof Element ? parent : null
  }
  const cut = (text: string | null | undefined, length: number): string =>
    (text ?? '').replace(/\s+/g, ' ').trim().slice(0, length)
  const shownText = (element: Element | null): string =>
    // biome-ignore lint/performance/useDomNodeTextContent: the words as they are shown are wanted
    (element as HTMLElement | null)?.innerText ?? ''
  const words = (name: string): string =>
    name
      .slice(0, 200)
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .toLowerCase()
      .trim()

  const nameOf = (element: Element): string => {
    const own = ['id', 'class', 'data-testid', 'data-test', 'name', 'part', 'title', 'aria-label', 'src']
    const names = own.map((key) => element.getAttribute(key) ?? '')
    const tag = element.tagName.includes('-') ? element.tagName.toLowerCase() : ''
    return words([tag, ...names].filter(Boolean).join(' '))
  }

  interface Around {
    around: string
    fixed: boolean
    landmark: string
    panel: Element | undefined
    pointer: boolean
  }
  const known = new Map<Element, Around>()
  const chatName = /chat|messag|kefu|\bbot\b|客服|conversation|assistant|webim/
  /** What an element inherits; the page itself tells nothing about its parts. */
  function aroundOf(element: Element | null): Around {
    if (!element || element === document.documentElement || element === document.body)
      return { around: '', fixed: false, landmark: '', panel: undefined, pointer: false }
    const old = known.get(element)
    if (old) return old
    const outer = aroundOf(parentOf(element))
    const style = getComputedStyle(element)
    const name = nameOf(element)
    const role = element.getAttribute('role') ?? ''
    const tag = element.tagName.toLowerCase()
    const dialog = /dialog$/.test(role) || tag === 'dialog'
    const floats = style.position === 'fixed' || style.position === 'sticky'
    const landmark =
      role === 'search' || tag === 'search' || /\bsearch\b/.test(name)
        ? 'search'
        : dialog
          ? 'dialog'
          : /^(header|nav|footer)$/.test(tag)
            ? tag
            : { banner: 'header', navigation: 'nav', contentinfo: 'footer' }[role]
    const around: Around = {
      around: `${name} ${outer.around}`.trim().slice(0, 400),
      fixed: outer.fixed || floats,
      landmark: landmark ?? outer.landmark,
      panel: outer.panel ?? (floats || dialog || chatName.test(name) ? element : undefined),
      pointer: style.cursor === 'pointer',
    }
    known.set(element, around)
    return around
  }

  const visible = (element: Element): DOMRect | undefined => {
    const ticked = element.matches('input[type=checkbox], input[type=radio]')
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: !ticked })) return undefined
    const rect = element.getBoundingClientRect()
    if (rect.width < 4 || rect.height < 4) return ticked && rect.width > 0 ? rect : undefined
    if (rect.right <= 2 || rect.left >= innerWidth - 2) return undefined
    if (aroundOf(element).fixed && (rect.bottom <= 2 || rect.top >= innerHeight - 2)) return undefined
    return getComputedStyle(element).pointerEvents === 'none' && !ticked ? undefined : rect
  }

  const inside = (element: Element, outer: Element): boolean => {
    for (let at: Element | null = element; at; at = parentOf(at)) if (at === outer) return true
    return false
  }
  function covered(element: Element, rect: DOMRect): boolean {
    const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2]
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false
    let hit = document.elementFromPoint(x, y)
    for (let root = hit && rootOf(hit); hit && root; root = rootOf(hit)) {
      const inner = root.elementFromPoint(x, y)
      if (!inner || inner === hit) break
      hit = inner
    }
    if (!hit || inside(hit, element)) return !hit
    // Overlaid hints and icons have a near ancestor in common with what they belong to.
    let near: Element | null = element
    for (let level = 0; level < 3 && near; level++) near = parentOf(near)
    return !(near && near !== document.body && inside(hit, near) && hit !== near)
  }

  const TYPED = 'input:not([type]), input[type=text], input[type=search], textarea, [role=textbox]'
  const BOX = `${TYPED}, [contenteditable=""], [contenteditable=true], [contenteditable=plaintext-only]`
  const FIELD =
    'input[type=email], input[type=tel], input[type=number], input[type=password], input[type=url], input[type=date], input[type=checkbox], input[type=radio], select, [role=checkbox]'
  const PRESS =
    'button, a[href], summary, input[type=button], input[type=submit], input[type=image], [role=button], [role=link], [role=menuitem], [role=option], [role=tab], [onclick], [aria-haspopup], [tabindex="0"]'

  const found: { element: Element; kind: Thing['kind']; rect: DOMRect }[] = []
  let budget = LIMITS.elements
  let passwords = false
  function walk(root: Document | ShadowRoot): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node && budget-- > 0; node = walker.nextNode()) {
      const element = node as Element
      if (element instanceof SVGElement && element.tagName !== 'svg') continue
      const inner = rootOf(element)
      const editable = element.matches(BOX) && !element.matches('[contenteditable] [contenteditable]')
      const native = element.matches(PRESS)
      const kind = editable
        ? 'box'
        : element.matches(FIELD)
          ? 'field'
          : element.matches('iframe')
            ? 'frame'
            : native
              ? 'press'
              : undefined
      const clickable = kind ?? (clicks(element) ? 'press' : undefined)
      if (clickable && found.length < LIMITS.things) {
        const rect = visible(element)
        if (rect) found.push({ element, kind: clickable, rect })
        if (rect && element.matches('input[type=password]')) passwords = true
      }
      if (inner) walk(inner)
    }
  }
  /** Something without a role that shows a hand, or a small thing that floats at the lower right. */
  function clicks(element: Element): boolean {
    if (element === document.body || element === document.documentElement) return false
    const own = aroundOf(element)
    const parent = parentOf(element)
    if (own.pointer) return !aroundOf(parent).pointer
    if (!own.fixed || aroundOf(parent).fixed) return false
    const rect = element.getBoundingClientRect()
    const small = rect.width >= 24 && rect.height >= 24 && rect.width <= 160 && rect.height <= 160
    return small && rect.left > innerWidth * 0.6 && rect.top > innerHeight * 0.4
  }
  walk(document)

  // Of nested things to press the inner ones that are real, else the outer one.
  const presses = found.filter((f) => f.kind === 'press')
  const real = (element: Element): boolean => element.matches(PRESS) || aroundOf(element).pointer
  const nested = new Set<Element>()
  for (const { element } of presses)
    for (let at = parentOf(element); at; at = parentOf(at)) {
      if (!presses.some((p) => p.element === at)) continue
      const inner = element.matches(PRESS) ? !at.matches(PRESS) : real(element) && !real(at)
      nested.add(inner ? at : element)
    }

  const panels: Element[] = []
  const groups: Element[] = []
  const fields = found.filter((f) => f.kind === 'box' || f.kind === 'field')
  function groupOf(element: Element): number {
    const form = element.closest('form')
    let group: Element | null = form
    if (!group) {
      let at = parentOf(element)
      for (let level = 0; at && level < 7 && at !== document.body; level++, at = parentOf(at)) {
        const here = at
        if (fields.filter((f) => inside(f.element, here)).length < 2) continue
        group = at
        break
      }
    }
    if (!group) return 0
    if (!groups.includes(group)) groups.push(group)
    return groups.indexOf(group) + 1
  }
  function labelOf(element: Element): string {
    const labels = [...((element as HTMLInputElement).labels ?? [])].map(shownText)
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean)
    const root = element.getRootNode() as Document | ShadowRoot
    const named = ids.map((id) => root.getElementById(id)?.textContent ?? '')
    const attributes = ['aria-label', 'placeholder', 'data-placeholder', 'aria-placeholder', 'title', 'alt']
    const inner = element.querySelector('img[alt], svg[aria-label], [title], [aria-label]')
    const hint = element.querySelector('[data-placeholder], [placeholder]')
    return cut(
      [
        ...labels,
        ...named,
        ...attributes.map((key) => element.getAttribute(key) ?? ''),
        inner?.getAttribute('alt') ?? inner?.getAttribute('aria-label') ?? inner?.getAttribute('title') ?? '',
        element.querySelector('svg title')?.textContent ?? '',
        hint?.getAttribute('data-placeholder') ?? hint?.getAttribute('placeholder') ?? '',
      ].join(' '),
      160,
    )
  }
  function near(element: Element, own: string): string {
    let at = parentOf(element)
    for (let level = 0; at && level < 6 && at !== document.body; level++, at = parentOf(at)) {
      const length = (at.textContent ?? '').length
      if (length > 4000) return ''
      if (length < own.length + 12) continue
      const text = cut(shownText(at), 300)
      if (text.length >= own.length + 8) return text
    }
    return ''
  }

  const kept = found.filter((f) => !nested.has(f.element))
  const things = kept.map(({ element, kind, rect }): Thing => {
    if (!seen.has(element)) seen.set(element, options.look)
    const own = aroundOf(element)
    if (own.panel && !panels.includes(own.panel) && panels.length < LIMITS.panels) panels.push(own.panel)
    const input = element as HTMLInputElement
    const tag = element.tagName.toLowerCase()
    const typed = kind === 'box' || (kind === 'field' && tag !== 'select')
    const shown =
      tag === 'input' && !typed ? input.value : kind === 'frame' || typed ? '' : shownText(element)
    const text = cut(shown, 120)
    const href = element instanceof HTMLAnchorElement ? element.getAttribute('href') : null
    const leads =
      element instanceof HTMLAnchorElement &&
      href &&
      !/^(#|javascript:)/i.test(href.trim()) &&
      element.href.split('#')[0] !== location.href.split('#')[0]
        ? element.href.slice(0, 300)
        : undefined
    const ticked = /^(checkbox|radio)$/.test(input.type ?? '')
    return {
      kind,
      tag,
      type: tag === 'input' ? input.type : (element.getAttribute('role') ?? ''),
      text,
      label: labelOf(element),
      name: nameOf(element),
      around: aroundOf(parentOf(element)).around,
      near: kind === 'frame' ? '' : near(element, text),
      x: rect.left,
      y: rect.top,
      width: rect.width,
      height: rect.height,
      fixed: own.fixed,
      landmark: own.landmark,
      ...(leads !== undefined && { leads }),
      submits: input.type === 'submit' && element.closest('form') !== null,
      disabled:
        element.matches(':disabled, [aria-disabled=true], [readonly], [contenteditable=false]') ||
        input.inert,
      required:
        input.required === true ||
        element.getAttribute('aria-required') === 'true' ||
        /[*＊]|必填|required/.test(labelOf(element) || near(element, text).slice(0, 40)),
      filled: ticked
        ? input.checked
        : element.getAttribute('role') === 'checkbox'
          ? element.getAttribute('aria-checked') === 'true'
          : tag === 'select' || tag === 'input' || tag === 'textarea'
            ? input.value !== ''
            : false,
      covered: covered(element, rect),
      fresh: (seen.get(element) ?? 0) > options.since,
      group: kind === 'box' || kind === 'field' ? groupOf(element) : 0,
      panel: own.panel ? panels.indexOf(own.panel) + 1 : 0,
      ...(element instanceof HTMLSelectElement && {
        options: [...element.options]
          .slice(0, 30)
          .map((o) => (o.disabled || o.value === '' ? '' : cut(o.text, 60))),
      }),
    }
  })
  const report: Scan = {
    things,
    panels: panels.map((element) => {
      const rect = element.getBoundingClientRect()
      const own = aroundOf(element)
      return {
        name: nameOf(element),
        text: textOf(element),
        dialog: own.landmark === 'dialog',
        fixed: own.fixed,
        x: rect.left,
        y: rect.top,
        width: rect.width,
        height: rect.height,
      }
    }),
    width: innerWidth,
    height: innerHeight,
    lang: cut(document.documentElement.lang, 20),
    stores: stores(),
    captcha: challenge(),
    passwords,
    text: window === window.top ? '' : textOf(document.body),
  }
  return { report, elements: kept.map((f) => f.element), seen }

  function textOf(element: Element | null): string {
    const long = (element?.textContent ?? '').length > 20_000
    return long ? '' : cut(shownText(element), 600)
  }
  function stores(): boolean {
    try {
      return localStorage.length >= 0
    } catch {
      return false
    }
  }
  /** Challenges are named by what they are; a badge in the corner is none. */
  function challenge(): string {
    const named = [
      'captcha',
      'geetest',
      'turnstile',
      'slide-verify',
      'nc_wrapper',
      'cf-challenge',
      'challenge-form',
    ]
    const selector = named.map((n) => `[class*="${n}" i], [id*="${n}" i], iframe[src*="${n}" i]`).join(', ')
    for (const element of document.querySelectorAll(selector)) {
      const rect = visible(element)
      if (!rect || rect.width < 100 || rect.height < 36 || element.matches('input, script, style')) continue
      if (rect.right > innerWidth + 20 || /badge/.test(element.className)) continue
      return cut(nameOf(element), 80)
    }
    return ''
  }
}
