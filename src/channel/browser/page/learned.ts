/** Writes what was learned of a chat as selectors that a person can read and pin; runs inside the page alone. */
import type { Shown } from './list.js'
import type { PieceReader } from './pieces.js'
import type { DeepSelector } from './selector.js'
import type { FlatTree } from './tree.js'
import type { Learned, LearnedPart } from './wire.js'

interface LearnedParts {
  tree: FlatTree
  reader: PieceReader
  compile(source: string | undefined): DeepSelector | undefined
  list(): Element | undefined
  how(): string
  rowOf(element: Element): Element | undefined
  messages: Shown[]
  read(element: Element): string
  bare(text: string): string
}

/** Injected as source text: no imports at run time, nothing from outside of it. */
export function learnedBook({ tree, reader, compile, list, how, rowOf, messages, read, bare }: LearnedParts) {
  const STABLE = /^(data-testid|data-test-id|data-test|data-qa|data-cy)$/
  const KIND = /^(role|part|slot|data-(type|role|from|author|sender|kind|direction|position))$/
  /** Marks of what comes and goes, with how often each was seen. */
  const passing = {
    author: new Map<string, number>(),
    typing: new Map<string, number>(),
    choices: new Map<string, number>(),
  }

  const quote = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`

  /** Simple selectors that fit an element, the steadiest first. */
  function marksOf(element: Element): string[] {
    const attributes = (keys: RegExp): string[] =>
      [...element.attributes]
        .filter(
          ({ name, value }) => keys.test(name) && value !== '' && value.length <= 40 && !/\d{2}/.test(value),
        )
        .map(({ name, value }) => `[${name}=${quote(value)}]`)
    const id = element.id !== '' && !/\d|[:.]/.test(element.id) ? [`#${CSS.escape(element.id)}`] : []
    const classes = reader.marks(element).map((name) => `.${CSS.escape(name)}`)
    const custom = element.localName.includes('-') ? [element.localName] : []
    return [...attributes(STABLE), ...id, ...attributes(KIND), ...classes, ...custom]
  }

  function find(selector: string, root: Element = document.documentElement): Element[] {
    const deep = compile(selector)
    if (!deep) return []
    const all = tree.rootsOf(root).flatMap((r) => [...r.querySelectorAll(deep.candidates)])
    return [...new Set(all)].filter((e) => deep.matches(e))
  }

  /** The shortest selector that fits this element alone. */
  function unique(element: Element): string | undefined {
    const own = [...marksOf(element), element.localName]
    for (const mark of own) if (find(mark).length === 1) return mark
    for (const around of tree.chain(element).slice(1, 8))
      for (const outer of marksOf(around))
        for (const mark of own) if (find(`${outer} ${mark}`).length === 1) return `${outer} ${mark}`
    return undefined
  }

  /** The elements that hold a message's words and nothing else, the innermost first. */
  function contents(message: Shown): Element[] {
    const up = tree.chain(message.node)
    const row = rowOf(message.node)
    const around = row ? up.slice(0, up.indexOf(row) + 1) : [message.node]
    const inside = tree.rootsOf(message.node).flatMap((root) => [...root.querySelectorAll('*')])
    const own = bare(message.text)
    return [...inside.slice(0, 80).reverse(), ...around].filter((e) => bare(read(e)) === own)
  }

  /** Selectors that fit an element by what those around other messages have and it has not. */
  function without(element: Element, others: Set<Element>): string[] {
    const own = marksOf(element)
    return own.flatMap((mark) => {
      const alike = [...others].slice(-5).flatMap((o) => tree.chain(o).find((e) => e.matches(mark)) ?? [])
      const foreign = new Set(alike.flatMap(marksOf).filter((m) => !own.includes(m)))
      return [...foreign].map((m) => `${mark}:not(${m})`)
    })
  }

  /** A selector that fits the messages of one kind and no others. */
  function kind(wanted: Shown[], all: Shown[]): LearnedPart | undefined {
    const first = wanted.at(-1)
    const area = list()
    if (!first || !area) return undefined
    const up = tree.chain(first.node)
    const around = up.slice(0, up.indexOf(area))
    const others = new Set(all.filter((m) => !wanted.includes(m)).map((m) => m.node))
    const holders = new Map(wanted.map((m) => [m, new Set(contents(m))]))
    const persons = messages.filter((m) => m.actor === 'human' && wanted[0]?.actor === 'bot')
    let best: LearnedPart | undefined
    let tries = 0
    const places = contents(first)
    // A tag alone says little, and that of a paragraph would split a message.
    const tagged = places.filter((e) => !/^(p|li|span|b|strong|em)$/.test(e.localName))
    const simple = [
      ...places.flatMap((e) => marksOf(e).map((mark) => ({ content: e, mark }))),
      ...tagged.map((e) => ({ content: e, mark: e.localName })),
    ]
    const outers = (content: Element): string[] => {
      const outside = around.filter((e) => e !== content && tree.within(content, e))
      return ['', ...outside.flatMap(marksOf), ...outside.flatMap((e) => without(e, others))]
    }
    for (const { content, mark } of simple)
      for (const outer of outers(content)) {
        if (tries++ > 400) return best
        const selector = outer === '' ? mark : `${outer} ${mark}`
        if (outer === '' && mark === content.localName && !mark.includes('-')) continue
        const found = find(selector, area)
        const right = wanted.filter((m) => found.some((e) => holders.get(m)?.has(e))).length
        const either = found.filter((e) =>
          persons.some((m) => tree.within(e, m.node) || tree.within(m.node, e)),
        )
        const wrong = found.length - right - either.length
        const foreign = found.filter((e) =>
          [...others].some((o) => o === e || tree.within(o, e) || tree.within(e, o)),
        ).length
        const confidence = (0.95 * right) / (wanted.length + wrong + foreign)
        if (confidence <= (best?.confidence ?? 0)) continue
        const seen = wanted.length === 1 ? 0.8 : 1
        best = {
          selector,
          confidence: Math.round(confidence * seen * 100) / 100,
          why: `fits ${right} of ${wanted.length}, and ${wrong} others`,
        }
        if (right === wanted.length && wrong === 0 && foreign === 0) return best
      }
    return best && best.confidence >= 0.5 ? best : undefined
  }

  function rowsPart(area: Element): LearnedPart | undefined {
    const rows = [...new Set(messages.flatMap((m) => rowOf(m.node) ?? []))]
    const counts = new Map<string, number>()
    for (const row of rows) for (const mark of marksOf(row)) counts.set(mark, (counts.get(mark) ?? 0) + 1)
    const [mark, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
    if (!mark || !count) return undefined
    const found = find(mark, area).length
    return {
      selector: mark,
      confidence: Math.round((90 * count) / Math.max(rows.length, found)) / 100,
      why: `fits ${count} of ${rows.length} rows`,
    }
  }

  return {
    /** Takes note of an element that may not be there any more when it is asked. */
    saw(part: keyof typeof passing, element: Element): void {
      const root = element.getRootNode()
      // A button inside of a button's own element is told by that.
      const outer = root instanceof ShadowRoot && read(root.host) === read(element) ? root.host : element
      for (const mark of marksOf(outer)) passing[part].set(mark, (passing[part].get(mark) ?? 0) + 1)
    },
    describe(): Learned {
      const area = list()
      if (!area) return {}
      const learned: Learned = {}
      const selector = unique(area)
      if (selector) learned.list = { selector, confidence: 0.9, why: how() }
      const row = rowsPart(area)
      if (row) learned.row = row
      const here = messages.filter((m) => m.node.isConnected).slice(-40)
      for (const actor of ['consumer', 'bot', 'human', 'system'] as const) {
        // A person mostly writes in the bot's place, by another name.
        const part = kind(
          here.filter((m) => m.actor === actor),
          here.filter((m) => actor !== 'bot' || m.actor !== 'human'),
        )
        if (part) learned[actor] = part
      }
      for (const part of ['author', 'typing', 'choices'] as const) {
        const wrong = (mark: string): boolean =>
          find(mark).some((e) => here.some((m) => tree.within(m.node, e)))
        const [mark, count] = [...passing[part]].sort((a, b) => b[1] - a[1]).find(([m]) => !wrong(m)) ?? []
        if (mark && count)
          learned[part] = { selector: mark, confidence: count > 1 ? 0.8 : 0.6, why: `seen ${count} times` }
      }
      return learned
    },
  }
}
