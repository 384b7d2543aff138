/** One conversation in one page: types, clicks, and lets the observer tell what happened. */
import type { ElementHandle, Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { type AttachedFile, ChannelError, type OpenOptions, type Session } from '../channel.js'
import type { Assist } from './assist.js'
import { Busy } from './busy.js'
import { Composer } from './compose.js'
import type { Evidence } from './evidence.js'
import { attempt, type Fate } from './fate.js'
import type { Box } from './find/box.js'
import type { Finder } from './find/find.js'
import { Inspector } from './inspector.js'
import type { Intake } from './intake.js'
import { keyboardOf } from './keyboard.js'
import { outlined } from './outline.js'
import type { PageCommand } from './page/wire.js'
import { learnedParts, type Recipe, staleParts } from './recipe.js'
import { failed, step } from './step.js'
import { Uploads } from './upload.js'

const STEP = 5_000
const PICTURE = 15_000
/** As long as a timer can take: whoever looks at a page takes their time. */
const FOREVER = 2 ** 31 - 1

export interface SessionParts {
  about: Session['about']
  options: OpenOptions
  target: BrowserTarget
  page: Page
  /** Where the chat is; may change when a frame is replaced. */
  frame(): Promise<Frame>
  box: Box
  finder: Finder
  /** What was found; what is learnt on the way is added. */
  recipe: Recipe
  intake: Intake
  evidence: Evidence
  assist: Assist
  fate: Fate
  /** Name of the event by which the observer is asked. */
  command: string
  /** Called when the session begins to close: what happens to the browser from then on is no news. */
  done(): void
}

export class BrowserSession implements Session {
  readonly about: Session['about']
  readonly hears = true
  readonly #parts: SessionParts
  readonly #composer: Composer
  readonly #uploads: Uploads
  readonly #busy = new Busy()
  #typed: boolean
  #inspector: Inspector | undefined
  #closed: Promise<void> | undefined

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.about = parts.about
    this.#composer = new Composer(parts)
    this.#uploads = new Uploads(parts)
    this.#typed = parts.recipe.input !== undefined
  }

  async send(text: string): Promise<void> {
    const { intake, options } = this.#parts
    await this.#boxIsThere()
    const sending = intake.expect(text)
    try {
      await this.#composer.type(sending)
      await this.#tell({ do: 'sent', text: sending.text })
      this.#busy.sends(options.clock.now())
      await this.#composer.submit(sending)
    } catch (error) {
      intake.withdraw(sending)
      throw this.#parts.assist.explain(error)
    }
    if (!sending.told) await this.settle()
    intake.commit(sending)
  }

  /** What was found and learnt so far. */
  async recipe(): Promise<Recipe> {
    const learned = await this.#tell({ do: 'learned' })
    return { ...this.#parts.recipe, ...learnedParts(learned?.learned) }
  }

  /** PNG of the page in which what was found is outlined. */
  async outlined(): Promise<Uint8Array> {
    const { page, box, fate } = this.#parts
    const picture = outlined(page, await this.recipe(), box)
    return fate.within(picture, PICTURE, () => failed('no picture of the page could be taken'))
  }

  async #boxIsThere(): Promise<void> {
    const { box, finder, fate, page } = this.#parts
    const look = () => fate.within(box.element(), 5_000, () => failed('the page does not answer'))
    if (this.#typed || (await look())) {
      this.#typed = true
      return
    }
    if (await finder.passTopics()) {
      this.#typed = true
      return
    }
    throw new ChannelError(
      `the chat on ${page.url().slice(0, 200)} offers only buttons: there is no box to type in`,
      {
        whose: 'bot',
        code: 'no-input',
      },
    )
  }

  /** Tells the observer something, or asks it; undefined where it does not answer. */
  async #tell(command: PageCommand): Promise<PageCommand | undefined> {
    const { command: name } = this.#parts
    const answer = this.#parts.frame().then((frame) =>
      frame.evaluate(
        ({ name, detail }) => {
          document.dispatchEvent(new CustomEvent(name, { detail }))
          return detail
        },
        { name, detail: command as { do: PageCommand['do']; text?: string; learned?: unknown } },
      ),
    )
    return attempt(answer as Promise<PageCommand>, 1_000)
  }

  async choose(option: { label: string; id?: string }): Promise<void> {
    const { intake } = this.#parts
    const element = await this.#choice(option)
    const sending = intake.expect(option.label)
    intake.arm(sending, 'click')
    try {
      await step(
        this.#parts.fate,
        element.scrollIntoViewIfNeeded({ timeout: STEP }).then(() => press(element)),
        `the choice "${option.label}" cannot be clicked`,
      )
    } catch (error) {
      intake.withdraw(sending)
      throw error
    }
    await this.settle()
    intake.commit(sending, 'clicked')
  }

  async upload(file: AttachedFile, begins: () => void): Promise<void> {
    const { intake, options } = this.#parts
    const sending = intake.expect(file.name, file.type)
    try {
      await this.#uploads.send(file, sending, async () => {
        begins()
        await this.#tell({ do: 'sent', text: file.name })
        this.#busy.sends(options.clock.now())
      })
    } catch (error) {
      intake.withdraw(sending)
      throw this.#parts.assist.explain(error)
    }
    if (!sending.told) await this.settle()
    intake.commit(sending)
  }

  pause(signal: AbortSignal): Promise<void> {
    const { fate, page } = this.#parts
    this.#inspector ??= new Inspector(page)
    return fate.within(this.#inspector.hold(signal), FOREVER, () => failed('nobody went on'))
  }

  /** Lets the observer look once more and tell all it has; never throws. */
  async settle(): Promise<void> {
    const { intake, command } = this.#parts
    const last = this.#parts.frame().then((frame) =>
      frame.evaluate((name) => {
        const detail: PageCommand = { do: 'flush' }
        document.dispatchEvent(new CustomEvent(name, { detail }))
        return { document: performance.timeOrigin, number: detail.number ?? 0, late: detail.late ?? [] }
      }, command),
    )
    await attempt(
      last.then(({ document, number, late }) => {
        this.#busy.take(late.map(({ from, to }) => ({ from: intake.at(from), to: intake.at(to) })))
        return intake.reached(document, number)
      }),
      1_000,
    )
  }

  unreliable(from: number): string | undefined {
    return this.#busy.why(from)
  }

  async turned(): Promise<void> {
    const { assist, evidence, fate } = this.#parts
    if (fate.error) return
    await evidence.turned()
    await assist.turned()
  }

  close(): Promise<void> {
    this.#closed ??= this.#end()
    return this.#closed
  }

  async #end(): Promise<void> {
    const { page, intake, evidence, assist, fate } = this.#parts
    const dead = fate.error !== undefined && fate.error.details.code !== 'cancelled'
    if (!dead) {
      await this.settle()
      const recipe = await this.recipe()
      for (const drift of await this.#drift(recipe)) intake.observe('recipe-drift', drift)
      intake.observe('recipe', recipe)
      await evidence.end()
      // What is tried now changes the page, and is no part of the conversation.
      intake.deaf = true
      await assist.ended()
    }
    this.#parts.done()
    await attempt(page.context().close(), STEP)
    await evidence.closed()
    intake.close()
  }

  /** What the target file pins of the messages and is read otherwise now. */
  async #drift(now: Recipe): Promise<object[]> {
    const pinned = this.#parts.options.target.recipe
    const frame = pinned && (await attempt(this.#parts.frame(), 1_000))
    return frame ? staleParts(frame, pinned, now) : []
  }

  async #choice(option: { label: string; id?: string }): Promise<ElementHandle<Element>> {
    const { command, fate } = this.#parts
    const find = this.#parts.frame().then(async (frame) => {
      const handle = await frame.evaluateHandle(
        ({ name, id, label }) => {
          const detail: PageCommand = { do: 'choice', label, ...(id !== undefined && { id }) }
          document.dispatchEvent(new CustomEvent(name, { detail }))
          return detail.element ?? null
        },
        { name: command, id: option.id, label: option.label },
      )
      return handle.asElement()
    })
    const element = await fate.within(find, STEP, () => failed('the page does not answer'))
    if (element) return element
    throw new ChannelError(`the choice "${option.label}" is no longer offered`, {
      whose: 'bot',
      code: 'choice-gone',
    })
  }
}

/** Chooses an offered choice. */
async function press(choice: ElementHandle<Element>): Promise<void> {
  const keyboard = await keyboardOf(choice)
  if (!keyboard) return choice.click({ timeout: STEP })
  if (!(await keyboard.press(choice, 'choice'))) throw keyboard.unreachable('the choice')
}
