/** Buttons and quick replies that the page offers; runs inside the page and must stand alone. */
import type { DeepSelector } from './selector.js'
import type { PageItem, PageOption } from './wire.js'

interface OfferParts {
  selectors: { choices: DeepSelector | undefined; humanEntry: DeepSelector | undefined }
  before(a: Node, b: Node): boolean
  visible(element: Element): boolean
  words(element: Element): string
  /** The message that an element is in, with its id once it has one. */
  messageOf(element: Element): { id: number | undefined } | undefined
  tell(item: PageItem): void
  /** Told of each element that is offered as part of an answer. */
  offered(element: Element): void
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function offerBook(parts: OfferParts) {
  const { choices, humanEntry } = parts.selectors
  const source = (standing: boolean, selector?: DeepSelector) => ({
    selector,
    standing,
    live: new Set<Element>(),
    labels: '',
  })
  const found = { answer: source(false), page: source(true) }
  const offers = [
    ...(choices ? [source(false, choices)] : []),
    ...(humanEntry ? [source(true, humanEntry)] : []),
    found.answer,
    found.page,
  ]
  const described = new WeakMap<Element, PageOption>()
  const elements = new Map<string, WeakRef<Element>>()
  let count = 0

  function labelOf(element: Element): string {
    const names = ['aria-label', 'value', 'title', 'alt'].map((name) => element.getAttribute(name))
    return parts.words(element) || names.find(Boolean)?.slice(0, 200) || ''
  }

  function describe(element: Element): PageOption {
    const label = labelOf(element)
    const old = described.get(element)
    if (old?.label === label) return old
    const id = `c${++count}`
    const option: PageOption =
      element instanceof HTMLAnchorElement && element.href
        ? { id, label, kind: 'link', url: element.href.slice(0, 2000) }
        : { id, label, kind: parts.messageOf(element) ? 'button' : 'quick-reply' }
    described.set(element, option)
    elements.set(id, new WeakRef(element))
    return option
  }

  return {
    selectors: [choices, humanEntry].filter((selector) => selector !== undefined),

    /** Takes in what a search for each selector finds. */
    add(search: (selector: DeepSelector) => Element[]): void {
      for (const { selector, live } of offers)
        if (selector) for (const element of search(selector)) live.add(element)
    },

    /** Takes in what was found without a selector: of an answer, or of the page itself. */
    put(elements: Element[], standing: boolean): void {
      for (const element of elements) (standing ? found.page : found.answer).live.add(element)
    },
    labelOf,

    /** Tells what is offered now and was not before. */
    look(at: number): void {
      for (const offer of offers) {
        for (const element of offer.live)
          if (!element.isConnected || offer.selector?.matches(element) === false) offer.live.delete(element)
        const open = [...offer.live]
          .filter((e) => parts.visible(e) && !e.matches(':disabled, [aria-disabled="true"]'))
          .sort((a, b) => (parts.before(a, b) ? -1 : 1))
          .slice(0, 100)
        const labels = open.map(labelOf).join('\n')
        if (labels === offer.labels) continue
        const reopened = offer.labels === ''
        offer.labels = labels
        // Old buttons that stay, or fewer of them, are no new offer.
        const offered = open.filter((e) => reopened || described.get(e)?.label !== labelOf(e))
        if (!offered[0]) continue
        const message = parts.messageOf(offered[0])?.id
        const options = offered.map(describe)
        if (!offer.standing) for (const element of offered) parts.offered(element)
        parts.tell({
          k: 'choices',
          at,
          options,
          standing: offer.standing,
          ...(message !== undefined && { message }),
        })
      }
    },

    /** The label of what was pressed, where it is offered. */
    pressed(path: EventTarget[]): string | undefined {
      const element = path.find((e) => e instanceof Element && offers.some(({ live }) => live.has(e)))
      return element && labelOf(element as Element)
    },

    /** The element of an option, by its id, else the last one with its label. */
    find(id: string | undefined, label: string | undefined): Element | null {
      const named = id === undefined ? undefined : elements.get(id)?.deref()
      if (named && parts.visible(named) && described.get(named)?.id === id) return named
      const live = offers.flatMap((offer) => [...offer.live]).filter(parts.visible)
      return live.reverse().find((element) => labelOf(element) === label) ?? null
    },
  }
}
