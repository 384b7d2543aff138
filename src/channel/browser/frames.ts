/** Lets through what comes from the chat's own frame; keeps what came before it was known. */
import type { Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'
import { attempt } from './fate.js'
import type { Intake } from './intake.js'

/** Batches that are kept for each frame until it is known which is the chat's. */
const EARLY = 200
const APPEAR = 2_000

export class Frames {
  readonly #intake: Intake
  #chosen: Frame | undefined
  #early = new Map<Frame, unknown[]>()

  constructor(intake: Intake) {
    this.#intake = intake
  }

  accept(frame: Frame, batch: unknown): void {
    if (frame === this.#chosen) return this.#intake.accept(batch)
    if (this.#chosen && !this.#chosen.isDetached()) return
    const early = this.#early.get(frame) ?? []
    if (early.length < EARLY) this.#early.set(frame, [...early, batch])
  }

  /** The chat's frame, once it is known; a frame that has gone is none. */
  get chosen(): Frame | undefined {
    return this.#chosen?.isDetached() ? undefined : this.#chosen
  }

  choose(frame: Frame): void {
    if (frame === this.#chosen) return
    this.#chosen = frame
    const early = this.#early
    this.#early = new Map()
    for (const batch of early.get(frame) ?? []) this.#intake.accept(batch)
  }
}

/**
 * The frame that selectors name, the outermost first; the page itself where there is none.
 * @param wait how long it may take to come, milliseconds
 */
export async function frameAt(
  page: Page,
  selectors: BrowserTarget['frame'],
  wait = 0,
): Promise<Frame | undefined> {
  let frame: Frame | undefined = page.mainFrame()
  for (const selector of [selectors ?? []].flat()) {
    const place = frame.locator(selector)
    if (wait === 0 && !(await attempt(place.count(), 1_000))) return undefined
    const element = place.first().elementHandle({ timeout: wait || 500 })
    const inner = element.then((iframe) => iframe.contentFrame())
    frame = (await attempt(inner, wait + 1_000)) ?? undefined
    if (!frame) return undefined
  }
  return frame
}

/** @throws ChannelError where the frame that the target file names is not there */
export async function namedFrame(page: Page, { frame }: BrowserTarget): Promise<Frame> {
  const found = await frameAt(page, frame, APPEAR)
  if (found) return found
  const named = [frame ?? []].flat().join(' > ')
  throw new ChannelError(`the frame "${named}" is gone`, { whose: 'bot', code: 'widget-absent' })
}
