/** Watches a person in a browser with a window: what they did, where, and what the observer learned meanwhile. */
import { randomBytes } from 'node:crypto'
import type { BrowserContext, Frame, Page } from 'playwright'
import { isLoopback } from '../loopback.js'
import { load } from './arrive.js'
import { LIMITS, parse } from './batch.js'
import { type BrowserOptions, launch } from './browser.js'
import { attempt, Fate } from './fate.js'
import { selectorOf } from './find/selector.js'
import { Guard } from './guard.js'
import { pageScript } from './inject.js'
import { type PageAct, recordActs } from './page/recorder.js'
import type { PageCommand } from './page/wire.js'
import { learnedParts, type Recipe } from './recipe.js'

const MOST_ACTS = 20_000
const MOST_FRAMES = 30
/** How often it is asked what the observer has learned, milliseconds. */
const LEARN_EVERY = 1_000
const ANSWER = 1_500
const STEP = 15_000

/** What a person did, and in which page and frame. */
export type Act = PageAct & { page: number; frame: number }

/** What somebody said or offered in a frame while the recording ran, after so many acts. */
interface Heard {
  frame: number
  acts: number
  text?: string
  offers?: string[]
}

export interface Recorded {
  acts: Act[]
  heard: Heard[]
  /** Addresses of the pages, in the order in which they opened. */
  pages: string[]
  /** Selectors that lead to each frame in which something was done, the outermost first. */
  frames: Map<number, string[]>
  /** What was learned of each frame. */
  learned: Map<number, Partial<Recipe>>
}

/**
 * Opens a page for a person and resolves when they have closed its window, or when `signal` is aborted.
 * @throws ChannelError where the browser does not start or the page does not come
 */
export async function recordPerson(
  url: string,
  options: Omit<BrowserOptions, 'headed' | 'loopbackOnly'> & {
    locale: string
    signal: AbortSignal
    opened?(): void
  },
): Promise<Recorded> {
  const loopbackOnly = isLoopback(url)
  const { browser, agent } = await launch({ ...options, headed: true, loopbackOnly }, () => undefined)
  const fate = new Fate(options.signal)
  const guard = await Guard.open({
    url,
    loopbackOnly,
    ...(options.wires && { wires: options.wires }),
    observe: () => undefined,
    doom: (error) => fate.fail(error),
  })
  try {
    const context = await browser.newContext({
      userAgent: agent,
      locale: options.locale,
      viewport: null,
      acceptDownloads: false,
      ...guard.contextOptions,
    })
    const recording = new Recording(context)
    await recording.prepare()
    const page = await context.newPage()
    recording.recorded.pages[0] = url
    await load(page, url, fate)
    options.opened?.()
    await recording.end(options.signal)
    return recording.recorded
  } catch (error) {
    throw guard.explain(error)
  } finally {
    await attempt(browser.close(), STEP)
    guard.close()
  }
}

class Recording {
  readonly recorded: Recorded = { acts: [], heard: [], pages: [], frames: new Map(), learned: new Map() }
  readonly #context: BrowserContext
  readonly #command = `e${randomBytes(8).toString('hex')}`
  readonly #pages: Page[] = []
  readonly #frames: Frame[] = []
  #asking = false

  constructor(context: BrowserContext) {
    this.#context = context
    context.on('page', (page) => this.#number(page))
  }

  async prepare(): Promise<void> {
    const acts = `a${randomBytes(8).toString('hex')}`
    const batches = `b${randomBytes(8).toString('hex')}`
    await this.#context.exposeBinding(acts, ({ page, frame }, act) => this.#act(page, frame, act))
    await this.#context.exposeBinding(batches, ({ frame }, batch) => this.#hear(frame, batch))
    const observer = pageScript({
      binding: batches,
      command: this.#command,
      find: true,
      selectors: {},
      limits: { text: LIMITS.text, messages: LIMITS.messages, batch: LIMITS.batch },
    })
    const config = JSON.stringify({ binding: acts, command: this.#command })
    // The recorder first: the observer hides the bindings that it finds.
    await this.#context.addInitScript({
      content: `(${recordActs})(${config}, { selectorOf: ${selectorOf} });\n${observer}`,
    })
  }

  /** Resolves when the last window is closed, the browser is gone or `signal` is aborted. */
  async end(signal: AbortSignal): Promise<void> {
    const timer = setInterval(() => void this.#learn(), LEARN_EVERY)
    try {
      await new Promise<void>((done) => {
        const look = () => {
          if (this.#pages.every((page) => page.isClosed())) done()
        }
        for (const page of this.#pages) page.on('close', look)
        this.#context.on('page', (page) => page.on('close', look))
        this.#context.on('close', () => done())
        signal.addEventListener('abort', () => done(), { once: true })
        look()
        if (signal.aborted) done()
      })
    } finally {
      clearInterval(timer)
    }
    await this.#learn()
  }

  #number(page: Page): number {
    const known = this.#pages.indexOf(page)
    if (known >= 0) return known
    this.recorded.pages.push(page.url())
    return this.#pages.push(page) - 1
  }

  #act(page: Page, frame: Frame, payload: unknown): void {
    const act = typeof payload === 'string' ? checked(payload) : undefined
    const { acts, pages, frames } = this.recorded
    if (!act || acts.length >= MOST_ACTS) return
    const number = this.#frame(frame)
    const index = this.#number(page)
    // A new window has its address only when something happens in it.
    if (index > 0 && !acts.some((one) => one.page === index)) pages[index] = page.url()
    acts.push({ ...act, page: index, frame: number })
    if (frames.has(number) || !frame.parentFrame()) return
    frames.set(number, [])
    void pathTo(frame).then((path) => frames.set(number, path))
  }

  #hear(frame: Frame, payload: unknown): void {
    const batch = typeof payload === 'string' && payload.length <= LIMITS.bytes ? parse(payload) : undefined
    const { heard, acts } = this.recorded
    for (const item of batch?.items ?? []) {
      if (heard.length >= MOST_ACTS) return
      const where = { frame: this.#frame(frame), acts: acts.length }
      if (item.k === 'choices')
        heard.push({ ...where, offers: item.options.map(({ label }) => label.trim()) })
      if (item.k === 'text' && item.actor !== 'consumer' && !item.gone)
        heard.push({ ...where, text: item.text.slice(0, 500) })
    }
  }

  #frame(frame: Frame): number {
    const known = this.#frames.indexOf(frame)
    return known >= 0 ? known : this.#frames.push(frame) - 1
  }

  /** A window that is closed answers nothing, so it is asked all the time. */
  async #learn(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    for (const frame of this.#frames.filter((one) => !one.isDetached()).slice(0, MOST_FRAMES)) {
      const ask = frame.evaluate((name) => {
        const detail: PageCommand = { do: 'learned' }
        document.dispatchEvent(new CustomEvent(name, { detail }))
        return detail.learned ?? {}
      }, this.#command)
      const parts = learnedParts(await attempt(ask, ANSWER))
      const number = this.#frame(frame)
      if (Object.keys(parts).length > 0)
        this.recorded.learned.set(number, { ...this.recorded.learned.get(number), ...parts })
    }
    this.#asking = false
  }
}

/** Selectors of the elements that hold a frame, the outermost first; empty where one of them has none. */
async function pathTo(frame: Frame): Promise<string[]> {
  const path: string[] = []
  for (let at: Frame = frame; ; ) {
    const parent = at.parentFrame()
    if (!parent) return path
    const element = await attempt(at.frameElement(), ANSWER)
    const selector = element && (await attempt(element.evaluate(selectorOf), ANSWER))
    if (!selector) return []
    path.unshift(selector)
    at = parent
  }
}

/** An act as it should be, bounded: it comes from a page. */
function checked(payload: string): PageAct | undefined {
  let value: Record<string, unknown> | null
  try {
    value = payload.length > 100_000 ? null : JSON.parse(payload)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || !Number.isInteger(value.n)) return undefined
  const n = value.n as number
  const text = (key: string) => String(value[key] ?? '').slice(0, 2000)
  const boxes = Array.isArray(value.boxes)
    ? value.boxes.slice(0, 10).map((one) => String(one).slice(0, 500))
    : []
  const selector = text('selector').slice(0, 500)
  if (value.k === 'click')
    return { k: 'click', n, selector, label: text('label'), words: value.words === true, boxes }
  if (value.k === 'enter') return { k: 'enter', n, selector, boxes }
  if (value.k === 'sent')
    return Number.isInteger(value.of)
      ? { k: 'sent', n, of: value.of as number, selector, value: text('value') }
      : undefined
  if (value.k !== 'input') return undefined
  const [secret, select] = [value.secret === true, value.select === true]
  return { k: 'input', n, selector, name: text('name'), value: text('value'), secret, select }
}
