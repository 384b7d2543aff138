/** Uses a chat as somebody who has other means than a mouse and a large screen, and looks at what that shows. */
import type { BrowserContextOptions, ElementHandle, Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { ChannelError, type ChannelEvent } from '../channel.js'
import { axe } from './axe.js'
import { attempt } from './fate.js'
import { fieldsOf } from './fields.js'
import { selectorOf } from './find/selector.js'
import { leave } from './focus.js'
import { KeepingLook } from './keeping.js'
import { Keyboard } from './keyboard.js'
import { layoutOf } from './layout.js'
import { announced, drain, type Heard, listen } from './live.js'
import { type Place, placeOf } from './root.js'
import { World } from './world.js'

/** The window of a desktop, CSS pixels. */
const DESKTOP = { width: 1280, height: 800 }
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const ANSWER = 2_000
const AXE = 20_000
/** The width at which WCAG 2.2, 1.4.10 looks, CSS pixels. */
const NARROW = 320
/** Bound of the way out by keyboard. */
const LEAVE = 15_000
const TREE = { wait: 5_000, length: 20_000 }
const MOST_MESSAGES = 200

export interface AssistParts {
  /** Undefined where the target file does not ask for it. */
  wanted: BrowserTarget['assist']
  observe(name: string, value: unknown, ref?: string): void
  keep(text: string): string
  /** Milliseconds on the session's clock. */
  now(): number
}

interface Chat {
  frame(): Promise<Frame>
  box(): Promise<ElementHandle<Element> | undefined>
}

interface Listening {
  frame: Frame
  world: World
}

type Text = Extract<ChannelEvent, { kind: 'text' }>

export class Assist {
  readonly #parts: AssistParts
  /** What the bot said since it was looked last, by id. */
  readonly #said = new Map<string, Text>()
  readonly #keeping: KeepingLook
  #page: Page | undefined
  #keyboard: Keyboard | undefined
  #chat: Chat | undefined
  #worlds: Listening[] = []
  #answered = false
  /** When the listening began, session clock. */
  #since = Number.POSITIVE_INFINITY

  constructor(parts: AssistParts) {
    this.#parts = parts
    this.#keeping = new KeepingLook((value) => parts.observe('keeping', value))
  }

  /** What a context must be opened with. */
  contextOptions(agent: string): BrowserContextOptions {
    const { zoom = 100, viewport } = this.#parts.wanted ?? {}
    const factor = zoom / 100
    if (viewport === 'phone') {
      // As Chromium on Android names itself.
      const userAgent = agent
        .replace(/\([^)]*\)/, '(Linux; Android 10; K)')
        .replace(/ Safari\//, ' Mobile Safari/')
      return { ...PHONE, ...scaled(PHONE.viewport, factor, PHONE.deviceScaleFactor), userAgent }
    }
    const [width, height] = (viewport ?? '').split('x').map(Number)
    return scaled(width && height ? { width, height } : DESKTOP, factor, 1)
  }

  /** The page is there, and nothing was done in it. */
  page(page: Page): void {
    const { wanted, observe } = this.#parts
    if (!wanted) return
    observe('assist', wanted)
    this.#page = page
    if (wanted.keyboard || wanted.screenReader)
      this.#keyboard = new Keyboard(page, wanted, (told) => observe('keyboard', told))
  }

  /** Takes note of what the channel tells. */
  hears(event: ChannelEvent): void {
    this.#keeping.hears(event)
    if (!this.#parts.wanted || event.kind !== 'text' || event.actor === 'consumer') return
    if (this.#said.has(event.id) || this.#said.size < MOST_MESSAGES) this.#said.set(event.id, event)
  }

  /** The chat is open, and the consumer has said nothing. */
  async opened(chat: Chat): Promise<void> {
    this.#chat = chat
    if (!this.#parts.wanted) return
    await this.#listen()
    this.#since = this.#parts.now()
    await this.#look('open')
  }

  /** A turn has been closed. */
  async turned(): Promise<void> {
    if (!this.#chat) return
    await this.#keeping.turned(this.#chat)
    if (!this.#parts.wanted) return
    // Whether the welcome was announced is not known: it was there before anybody listened.
    const said = [...this.#said.values()].filter(
      ({ at, deleted, text }) => at >= this.#since && !deleted && text.trim() !== '',
    )
    this.#said.clear()
    const heard: Heard[] = []
    for (const { world } of this.#worlds) heard.push(...((await attempt(world.call(drain), ANSWER)) ?? []))
    heard.sort((a, b) => a.at - b.at)
    if (this.#worlds.length > 0)
      for (const { id, text } of said) {
        const how = announced(text, heard)?.how
        this.#parts.observe('announced', { message: id, announced: how !== undefined, ...(how && { how }) })
      }
    if (said.length > 0 && !this.#answered) {
      this.#answered = true
      await this.#look('conversation')
    }
    await this.#listen()
  }

  /** The conversation is over; the page may be used up. */
  async ended(): Promise<void> {
    const { wanted, observe } = this.#parts
    const [page, chat] = [this.#page, this.#chat]
    if (!wanted || !page || !chat) return
    const size = page.viewportSize()
    if (this.#isSmall && size) {
      const height = Math.max(size.height, NARROW)
      await attempt(page.setViewportSize({ width: NARROW, height }), ANSWER)
      await attempt(page.evaluate(painted), ANSWER)
      await this.#measure('narrow', await this.#place())
    }
    if (!wanted.keyboard) return
    const [place, box] = [await this.#place(), await attempt(chat.box(), ANSWER)]
    const exit = place && box && (await attempt(leave(page, place.root, box), LEAVE))
    observe('keyboard-exit', exit ?? { failed: 'the chat is not there' })
  }

  /** What kept the chat from being used: where means other than a mouse got nowhere, that was it. */
  explain(error: unknown): unknown {
    const unreached = this.#keyboard?.unreached ?? []
    const isBots =
      error instanceof ChannelError && /^(widget-absent|chat-not-found|send-failed)$/.test(error.details.code)
    if (!this.#keyboard || unreached.length === 0 || !isBots) return error
    const names = unreached.slice(0, 5).map((name) => `"${name}"`)
    const explained = this.#keyboard.unreachable('the chat', names.join(', '))
    explained.cause = error
    return explained
  }

  /** Live regions are listened to in the chat's frame, and in the page around it, where announcers stand too. */
  async #listen(): Promise<void> {
    const frame = await attempt(this.#chat?.frame() ?? Promise.reject(), ANSWER)
    if (!frame) return
    const frames = [...new Set([frame, frame.page().mainFrame()])]
    const worlds: Listening[] = []
    for (const one of frames) {
      const known = this.#worlds.find((w) => w.frame === one)?.world
      const listening =
        known &&
        (await attempt(
          known.call(listen).then(() => true),
          ANSWER,
        ))
      const world = listening ? known : await attempt(this.#enter(one), ANSWER)
      if (world) worlds.push({ frame: one, world })
    }
    this.#worlds = worlds
  }

  async #enter(frame: Frame): Promise<World> {
    const world = await World.in(frame)
    await world.call(listen)
    return world
  }

  /** Whether it is used enlarged, or in a window of its own size. */
  get #isSmall(): boolean {
    const { zoom = 100, viewport } = this.#parts.wanted ?? {}
    return zoom > 100 || viewport !== undefined
  }

  async #place(): Promise<Place | undefined> {
    const box = await attempt(this.#chat?.box() ?? Promise.reject(), ANSWER)
    return box && placeOf(box)
  }

  /** What a checker finds in the chat, what is left of it in a small window, and what assistive technology is given of it. */
  async #look(when: 'open' | 'conversation'): Promise<void> {
    const { observe, keep } = this.#parts
    const frame = await attempt(this.#chat?.frame() ?? Promise.reject(), ANSWER)
    const world = frame && this.#worlds.find((w) => w.frame === frame)?.world
    if (!frame || !world) return observe('axe', { when, failed: 'the chat is not there' })
    const place = await this.#place()
    const checked = await attempt(axe(world, place?.rootPath ?? []), AXE)
    observe('axe', checked ? { when, ...checked } : { when, failed: 'it came to no end' })
    const fields = place && (await attempt(world.on(place.boxPath, fieldsOf, place.levels), ANSWER))
    observe('fields', fields ? { when, fields } : { when, failed: 'the fields could not be read' })
    if (this.#isSmall) await this.#measure(when, place)
    const selector = place && (await attempt(place.root.evaluate(selectorOf), ANSWER))
    const tree = await attempt(
      frame
        .locator(selector || 'body')
        .first()
        .ariaSnapshot({ timeout: TREE.wait }),
      TREE.wait + 500,
    )
    if (tree) observe('accessibility-tree', { when }, keep(tree.slice(0, TREE.length)))
  }

  /** What can be seen of the chat, and used, in the room that there is. */
  async #measure(when: 'open' | 'conversation' | 'narrow', place: Place | undefined): Promise<void> {
    const { observe } = this.#parts
    const [page, chat] = [this.#page, this.#chat]
    const box = await attempt(chat?.box() ?? Promise.reject(), ANSWER)
    const frame = await attempt(chat?.frame() ?? Promise.reject(), ANSWER)
    const world = frame && this.#worlds.find((w) => w.frame === frame)?.world
    const size = page?.viewportSize()
    // Whoever wants to write scrolls there.
    await attempt(box?.scrollIntoViewIfNeeded({ timeout: ANSWER }) ?? Promise.reject(), ANSWER)
    const outer = box && (await attempt(box.boundingBox(), ANSWER))
    const inner = box && (await attempt(box.evaluate(cornerOf), ANSWER))
    if (!place || !world || !size || !outer || !inner)
      return observe('layout', { when, failed: 'the box is not there' })
    // A chat in a frame can be seen where the frame lies in the window.
    const [x, y] = [inner.x - outer.x, inner.y - outer.y]
    const pane = {
      left: Math.max(0, x),
      top: Math.max(0, y),
      right: Math.min(inner.width, x + size.width),
      bottom: Math.min(inner.height, y + size.height),
    }
    const layout = await attempt(world.on(place.boxPath, layoutOf, place.levels, pane), ANSWER)
    observe('layout', layout ? { when, ...layout } : { when, failed: 'it could not be measured' })
  }
}

/** Runs in the page: where an element is in its frame, and how large that is. */
function cornerOf(element: Element): { x: number; y: number; width: number; height: number } {
  const { x, y } = element.getBoundingClientRect()
  return { x, y, width: document.documentElement.clientWidth, height: innerHeight }
}

/** Runs in the page: until it has been drawn once more. */
function painted(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
}

/** Zoom leaves less room, drawn larger. */
function scaled(viewport: { width: number; height: number }, factor: number, scale: number) {
  const { width, height } = viewport
  return {
    viewport: { width: Math.round(width / factor), height: Math.round(height / factor) },
    ...(factor * scale === 1 ? {} : { deviceScaleFactor: factor * scale }),
  }
}
