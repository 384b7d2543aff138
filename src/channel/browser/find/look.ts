/** Looks at every visible frame of a page once and brings what they show together. */
import type { ElementHandle, Frame, JSHandle, Page } from 'playwright'
import { attempt } from '../fate.js'
import { scan } from './scan.js'
import type { Scan, Thing } from './thing.js'
import { CHAT_NAME } from './words.js'

/** A thing together with where it is. */
export interface Seen extends Thing {
  frame: Frame
  /** Position on the page itself, CSS pixels. */
  left: number
  top: number
  /** It is in a frame whose name or address speaks of a chat. */
  inChatFrame: boolean
  /** It is in the page itself, in no frame. */
  main: boolean
  /** It floats over its own frame. */
  floats: boolean
  /** Its whole frame came after `since`. */
  newFrame: boolean
  /** Text of the panel around it. */
  panelText: string
  /** Tells apart panels of all frames. */
  panelKey: string
  element(): Promise<ElementHandle<Element> | undefined>
}

export interface Sight {
  things: Seen[]
  /** Of the page. */
  width: number
  height: number
  lang: string
  /** Addresses of frames that may not store anything. */
  blocked: string[]
  captcha: string
  passwords: boolean
}

const FRAMES = 12
const ANSWER = 2_500
const DEPTH = 4

type Found = ReturnType<typeof scan>

interface Place {
  left: number
  top: number
  fixed: boolean
  chat: boolean
  fresh: boolean
  depth: number
}

export class Looker {
  readonly #page: Page
  readonly #command: string
  readonly #seen = new Map<Frame, JSHandle<WeakMap<Element, number>>>()
  #found: JSHandle<Found>[] = []
  #looks = 0
  /** What comes after this look is fresh. */
  #since = Number.MAX_SAFE_INTEGER

  constructor(page: Page, command: string) {
    this.#page = page
    this.#command = command
  }

  /** From now on only what was not seen yet counts as fresh. */
  mark(): void {
    this.#since = this.#looks
  }

  /** What the page shows now. Handles of the look before are let go. */
  async look(): Promise<Sight> {
    for (const handle of this.#found.splice(0)) handle.dispose().catch(() => undefined)
    this.#looks++
    const sight: Sight = {
      things: [],
      width: 0,
      height: 0,
      lang: '',
      blocked: [],
      captcha: '',
      passwords: false,
    }
    const whole = { left: 0, top: 0, fixed: false, chat: false, fresh: false, depth: 0 }
    await this.#frame(this.#page.mainFrame(), whole, sight, { left: FRAMES })
    return sight
  }

  async #frame(frame: Frame, place: Place, sight: Sight, budget: { left: number }): Promise<void> {
    const found = await attempt(this.#scan(frame), ANSWER)
    if (!found) return
    const { report, handle } = found
    const main = place.depth === 0
    if (main) Object.assign(sight, { width: report.width, height: report.height, lang: report.lang })
    if (!report.stores && /^https?:/.test(frame.url())) sight.blocked.push(frame.url().slice(0, 300))
    sight.captcha ||= report.captcha
    sight.passwords ||= report.passwords
    for (const [index, thing] of report.things.entries()) {
      const seen = this.#seenAs(thing, { report, handle, index, frame, place })
      sight.things.push(seen)
      if (thing.kind !== 'frame' || place.depth >= DEPTH || thing.covered === undefined) continue
      if (budget.left-- <= 0) continue
      const element = await seen.element()
      const inner = await attempt(element?.contentFrame() ?? Promise.resolve(null), ANSWER)
      if (!inner) continue
      const chat =
        place.chat || CHAT_NAME.test(`${thing.name} ${thing.label} ${thing.around} ${addressOf(inner)}`)
      await this.#frame(
        inner,
        {
          left: seen.left,
          top: seen.top,
          fixed: place.fixed || thing.fixed,
          chat,
          fresh: place.fresh || thing.fresh,
          depth: place.depth + 1,
        },
        sight,
        budget,
      )
    }
  }

  #seenAs(
    thing: Thing,
    from: { report: Scan; handle: JSHandle<Found>; index: number; frame: Frame; place: Place },
  ): Seen {
    const { report, handle, index, frame, place } = from
    const panel = report.panels[thing.panel - 1]
    return {
      ...thing,
      fixed: thing.fixed || place.fixed,
      fresh: thing.fresh || place.fresh,
      frame,
      left: place.left + thing.x,
      top: place.top + thing.y,
      inChatFrame: place.chat,
      main: place.depth === 0,
      floats: thing.fixed,
      newFrame: place.fresh,
      panelText: panel?.text ?? report.text,
      panelKey: `${frame.url()} ${place.left},${place.top} ${thing.panel}`,
      element: async () => {
        const one = await attempt(
          handle.evaluateHandle(({ elements }, i) => elements[i] ?? null, index),
          ANSWER,
        )
        return (one?.asElement() as ElementHandle<Element> | null | undefined) ?? undefined
      },
    }
  }

  async #scan(frame: Frame): Promise<{ report: Scan; handle: JSHandle<Found> }> {
    const options = { command: this.#command, look: this.#looks, since: this.#since }
    const old = this.#seen.get(frame)
    const handle = await frame
      .evaluateHandle(scan, { ...options, seen: old ?? null } as Parameters<typeof scan>[0])
      // Another document has come into the frame.
      .catch(() => frame.evaluateHandle(scan, { ...options, seen: null }))
    this.#found.push(handle)
    const report = await handle.evaluate(({ report }) => report)
    this.#seen.set(frame, (await handle.getProperty('seen')) as JSHandle<WeakMap<Element, number>>)
    return { report, handle }
  }
}

/** What is read on a thing, or what it is called, cut. */
export function readOf(t: Thing): string {
  return (`${t.text} ${t.label}`.trim() || t.name || t.tag).replace(/\s+/g, ' ').slice(0, 80)
}

/** What the address of a frame says, in words; where it came from says nothing about what it is. */
function addressOf(frame: Frame): string {
  try {
    const { hostname, pathname } = new URL(frame.url())
    return `${hostname} ${pathname}`.replace(/[^\p{L}\p{N}]+/gu, ' ').slice(0, 200)
  } catch {
    return ''
  }
}
