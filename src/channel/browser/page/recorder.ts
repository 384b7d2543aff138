/** Tells what a person does in a page: presses, fills in, sends. Runs inside the page and must stand alone. */
import type { selectorOf } from '../find/selector.js'
import type { PageCommand } from './wire.js'

/** What a person did, as the page tells it. `n` counts the acts of one document. */
export type PageAct =
  | {
      k: 'click'
      n: number
      selector: string
      /** Words on it, else its accessible name. */
      label: string
      /** It shows words. */
      words: boolean
      /** Boxes that could be typed in at that moment. */
      boxes: string[]
    }
  | { k: 'input'; n: number; selector: string; name: string; value: string; secret: boolean; select: boolean }
  | { k: 'enter'; n: number; selector: string; boxes: string[] }
  /** The act before it sent what stood in this box. */
  | { k: 'sent'; n: number; of: number; selector: string; value: string }

export interface RecorderConfig {
  /** Name of the binding that takes acts, each a JSON text. */
  binding: string
  /** Name of the event by which the observer is told. */
  command: string
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function recordActs(config: RecorderConfig, tools: { selectorOf: typeof selectorOf }): void {
  const global = window as unknown as Record<string, unknown>
  const tell = global[config.binding] as ((act: string) => void) | undefined
  delete global[config.binding]
  if (!tell) return

  const LONGEST = 2000
  const BOXES = 5
  /** When it is looked whether a box was emptied, milliseconds after the act. */
  const LOOKS = [0, 100, 400, 900, 1800]
  const PRESSED =
    'button, a[href], summary, option, label, input[type="submit"], input[type="button"], [role="button"], [role="link"], [role="menuitem"], [role="option"], [role="tab"], [role="radio"], [role="checkbox"], [onclick]'
  const stringify = JSON.stringify
  const later = window.setTimeout.bind(window)
  const secrets = new WeakSet<Element>()
  let count = 0
  /** What is typed in at the moment. */
  let field: Element | undefined
  /** What stood in it before a press, which some pages send on. */
  let before = ''

  const say = (act: PageAct) => tell(stringify(act))

  function editable(node: unknown): Element | undefined {
    if (node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement) return node
    if (node instanceof HTMLInputElement)
      return /^(?:button|submit|reset|image|checkbox|radio|file|hidden|range|color)$/.test(node.type)
        ? undefined
        : node
    if (!(node instanceof HTMLElement) || !node.isContentEditable) return undefined
    let at: HTMLElement = node
    while (at.parentElement?.isContentEditable) at = at.parentElement
    return at
  }

  function contentOf(element: Element): string {
    if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text.trim() ?? ''
    const field = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
    // biome-ignore lint/performance/useDomNodeTextContent: the words as they are shown are wanted
    return (field ? element.value : (element as HTMLElement).innerText).slice(0, LONGEST)
  }

  /** What was a password once stays one, shown or not. */
  function isSecret(element: Element): boolean {
    if (!(element instanceof HTMLInputElement)) return false
    const names = `${element.name} ${element.id} ${element.autocomplete}`
    if (element.type === 'password' || /passw|pwd|密码|one-time-code|\bcc-/i.test(names)) secrets.add(element)
    return secrets.has(element)
  }

  function labelOf(element: Element): { label: string; words: boolean } {
    // biome-ignore lint/performance/useDomNodeTextContent: the words as they are shown are wanted
    const shown = (element as HTMLElement).innerText?.replace(/\s+/g, ' ').trim() ?? ''
    const names = ['aria-label', 'value', 'title', 'alt'].map((name) => element.getAttribute(name)?.trim())
    return { label: (shown || names.find(Boolean) || '').slice(0, 200), words: shown !== '' }
  }

  /** What was meant by a press: the nearest thing that is pressed, else the outermost that shows a pointer. */
  function pressed(path: readonly EventTarget[]): Element | undefined {
    const elements = path.filter((one): one is Element => one instanceof Element).slice(0, 12)
    const named = elements.find((one) => one.matches(PRESSED))
    if (named) return named
    let pointed: Element | undefined
    for (const one of elements) {
      if (getComputedStyle(one).cursor !== 'pointer') break
      pointed = one
    }
    return pointed
  }

  function boxes(): Element[] {
    const found: Element[] = []
    const search = (root: Document | ShadowRoot, depth: number): void => {
      for (const element of root.querySelectorAll('textarea, input, [contenteditable]')) {
        const box = editable(element)
        if (found.length >= BOXES || !box || isSecret(box)) continue
        if (box.checkVisibility({ visibilityProperty: true })) found.push(box)
      }
      if (depth > 8) return
      for (const element of root.querySelectorAll('*'))
        if (element.shadowRoot) search(element.shadowRoot, depth + 1)
    }
    search(document, 0)
    return found
  }

  const named = (elements: readonly Element[]) => elements.map((one) => tools.selectorOf(one)).filter(Boolean)

  function ask(command: PageCommand): void {
    document.dispatchEvent(new CustomEvent(config.command, { detail: command }))
  }

  /** An act may send what stands in the box: then the box is soon empty, and in its place. */
  function watch(of: number, box: Element, value: string): void {
    if (value.trim() === '' || isSecret(box)) return
    const selector = tools.selectorOf(box)
    ask({ do: 'sent', text: value })
    let told = false
    for (const ms of LOOKS)
      later(() => {
        const now = box.isConnected ? box : boxes().find((one) => tools.selectorOf(one) === selector)
        if (told || !now || contentOf(now).trim() !== '') return
        told = true
        say({ k: 'sent', n: ++count, of, selector, value: value.trim() })
      }, ms)
  }

  function typing(event: Event): void {
    const box = editable(event.composedPath()[0])
    if (!event.isTrusted || !box) return
    if (box !== field && !isSecret(box) && !(box instanceof HTMLSelectElement))
      ask({ do: 'box', element: box })
    field = box
    if (event.type === 'focusin') return
    const secret = isSecret(box)
    const name = box.getAttribute('name') ?? box.getAttribute('placeholder') ?? ''
    say({
      k: 'input',
      n: ++count,
      selector: tools.selectorOf(box),
      name: name.slice(0, 200),
      value: secret ? '' : contentOf(box),
      secret,
      select: box instanceof HTMLSelectElement,
    })
  }

  function key(event: KeyboardEvent): void {
    const box = editable(event.composedPath()[0])
    if (!event.isTrusted || !box || event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    const n = ++count
    say({ k: 'enter', n, selector: tools.selectorOf(box), boxes: named(boxes()) })
    watch(n, box, contentOf(box))
  }

  function down(event: Event): void {
    if (event.isTrusted) before = field?.isConnected ? contentOf(field) : ''
  }

  function click(event: Event): void {
    const path = event.composedPath()
    if (!event.isTrusted || editable(path[0])) return
    const element = pressed(path)
    if (!element) return
    const n = ++count
    say({ k: 'click', n, selector: tools.selectorOf(element), ...labelOf(element), boxes: named(boxes()) })
    if (field) watch(n, field, before)
  }

  window.addEventListener('focusin', typing, true)
  window.addEventListener('input', typing, true)
  window.addEventListener('change', typing, true)
  window.addEventListener('keydown', key, true)
  window.addEventListener('pointerdown', down, true)
  window.addEventListener('click', click, true)
}
