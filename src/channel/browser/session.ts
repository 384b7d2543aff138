/** One conversation in one page: types, clicks, and lets the observer tell what happened. */
import type { ElementHandle, Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { ChannelError, type OpenOptions, type Session } from '../channel.js'
import type { Assist } from './assist.js'
import { Busy } from './busy.js'
import type { Evidence } from './evidence.js'
import { attempt, type Fate } from './fate.js'
import type { Box } from './find/box.js'
import type { Finder } from './find/find.js'
import { SendButton } from './find/send.js'
import { Inspector } from './inspector.js'
import type { Intake, Sending } from './intake.js'
import { keyboardOf } from './keyboard.js'
import { outlined } from './outline.js'
import type { PageCommand } from './page/wire.js'
import { learnedParts, part, type Recipe, staleParts } from './recipe.js'

/** How long the page may take to show that words left, milliseconds. */
const ACCEPT = 3_000
/** How long the box may be away or disabled, as many widgets do while the bot answers. */
const BOX = 15_000
const STEP = 5_000
/** As long as a timer can take: whoever looks at a page takes their time. */
const FOREVER = 2 ** 31 - 1
/** How long an echo is waited for before the box is looked at, milliseconds. */
const ECHO = 300
const LOOK_EVERY = 20
/** Where neither an echo nor an emptied box shows by then that Enter sends, the button is pressed. */
const ENTER = 1_200

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
  readonly #button: SendButton
  readonly #busy = new Busy()
  #typed: boolean
  /** What was sent last, without white space. */
  #last = ''
  #inspector: Inspector | undefined
  #closed: Promise<void> | undefined

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.about = parts.about
    this.#button = new SendButton(parts)
    this.#typed = parts.recipe.input !== undefined
  }

  async send(text: string): Promise<void> {
    const { intake, options } = this.#parts
    await this.#boxIsThere()
    const sending = intake.expect(text)
    try {
      await this.#type(sending)
      await this.#tell({ do: 'sent', text: sending.text })
      this.#busy.sends(options.clock.now())
      await this.#submit(sending)
    } catch (error) {
      intake.withdraw(sending)
      throw this.#parts.assist.explain(error)
    }
    if (!sending.told) await this.settle()
    intake.commit(sending)
    this.#last = bare(sending.text)
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
    return fate.within(picture, BOX, () => failed('no picture of the page could be taken'))
  }

  /** Enter, or the button that the target file names or that was learnt; where Enter does nothing, the button. */
  async #submit(sending: Sending): Promise<void> {
    const { intake, target, recipe } = this.#parts
    const named = target.send ?? recipe.send?.selector
    if (named && named !== 'Enter') {
      intake.arm(sending, 'click')
      if (!(await this.#step(this.#button.press(named), `the send button "${named}" cannot be clicked`))) {
        if (target.send) throw failed(`the send button "${named}" cannot be clicked`)
        delete recipe.send
        return this.#submit(sending)
      }
      return this.#accepted(sending, ACCEPT)
    }
    intake.arm(sending, 'enter')
    const before = await this.#content()
    await this.#step(
      this.#box((box) => box.press('Enter', { timeout: STEP })),
      'the box takes no Enter',
    )
    if (target.send) return this.#accepted(sending, ACCEPT)
    try {
      await this.#accepted(sending, ENTER)
      recipe.send = part('Enter', 0.95, 'the box was emptied or the words appeared')
    } catch (error) {
      if (!(error instanceof ChannelError) || error.details.code !== 'send-failed') throw error
      if (named) {
        // A widget that takes nothing while the bot answers is asked again, as a person would.
        await this.#step(
          this.#box((box) => box.press('Enter', { timeout: STEP })),
          'the box takes no Enter',
        )
        return this.#accepted(sending, ACCEPT)
      }
      const selector = await this.#instead(sending, before?.text ?? '')
      if (selector === undefined) return this.#accepted(sending, ACCEPT - ENTER)
      await this.#accepted(sending, ACCEPT)
      recipe.send = part(selector, 0.9, 'Enter did not send')
    }
  }

  /** Presses the likeliest send button; its selector, or undefined where there is none. */
  async #instead(sending: Sending, before: string): Promise<string | undefined> {
    const { intake, page } = this.#parts
    const now = await this.#content()
    // Enter made a new line, which is no part of what is said.
    if (now && now.text.length > before.length && /\n\s*$/.test(now.text))
      await page.keyboard.press('Backspace')
    if (sending.echoed) return undefined
    if (!sending.told) delete sending.at
    intake.arm(sending, 'click')
    return this.#step(this.#button.find(), 'the send button cannot be clicked')
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
      await this.#step(
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
    const { page, intake, evidence, fate } = this.#parts
    const dead = fate.error !== undefined && fate.error.details.code !== 'cancelled'
    if (!dead) {
      await this.settle()
      const recipe = await this.recipe()
      for (const drift of await this.#drift(recipe)) intake.observe('recipe-drift', drift)
      intake.observe('recipe', recipe)
      await evidence.end()
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

  /** Puts the words into the box, without sending them: a line break is Shift+Enter. */
  async #type(sending: Sending): Promise<void> {
    const { page, intake, fate } = this.#parts
    await this.#editable()
    await this.#step(this.#box(focus), 'the box cannot be focused')
    const before = await this.#content()
    if (before !== undefined && before.value !== '')
      await this.#step(
        this.#box((box) => box.fill('', { timeout: STEP })),
        'the box cannot be emptied',
      )
    else if (before !== undefined && this.#last !== '' && bare(before.text) === this.#last) {
      // A box that is slow to empty still holds the words before.
      await this.#step(page.keyboard.press('ControlOrMeta+A'), 'the box cannot be emptied')
      await this.#step(page.keyboard.press('Delete'), 'the box cannot be emptied')
    }
    const lines = before?.multiline ? sending.text.split(/\r?\n/) : [sending.text.replace(/\s*\n\s*/g, ' ')]
    const type = async () => {
      for (const [i, line] of lines.entries()) {
        if (i > 0) await page.keyboard.press('Shift+Enter')
        await page.keyboard.insertText(line)
      }
    }
    await this.#step(type(), 'the box takes no text')
    let typed = await this.#content()
    if (typed && !bare(typed.text)) {
      // Some boxes only listen to single keys.
      const keys = this.#box((box) => box.type(lines.join(' '), { timeout: BOX }))
      await fate.within(keys, BOX + 1000, () => failed('the box takes no text'))
      typed = await this.#content()
    }
    if (typed && bare(typed.text) !== bare(sending.text)) {
      if (!bare(typed.text)) throw failed('the box takes no text')
      intake.observe('typed', typed.text.slice(0, 10_000))
      if (bare(sending.text).startsWith(bare(typed.text))) sending.text = typed.text
    }
  }

  /** Does something with the box as it is now. */
  async #box<T>(work: (box: ElementHandle<Element>) => Promise<T>): Promise<T> {
    const box = await this.#parts.box.element()
    if (!box) throw failed('the text box is gone')
    return work(box)
  }

  /** Waits until the box is there and can be written in. */
  async #editable(): Promise<void> {
    const { box, fate } = this.#parts
    const editable = () => box.element().then((element) => element?.isEditable())
    const gone = () =>
      new ChannelError(`the text box is gone for ${BOX / 1000} s`, { whose: 'bot', code: 'input-gone' })
    const deadline = performance.now() + BOX
    while (performance.now() < deadline) {
      if (await fate.within(attempt(editable(), 5_000), 6_000, gone)) return
      await new Promise((done) => setTimeout(done, LOOK_EVERY))
    }
    throw gone()
  }

  /** What the box holds; undefined where there is no box at the moment. */
  #content(): Promise<{ text: string; value: string; multiline: boolean } | undefined> {
    const read = this.#parts.box.element().then((box) =>
      box?.evaluate((element: Element) => {
        const field = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        // biome-ignore lint/performance/useDomNodeTextContent: the words as they are shown are wanted
        const text = field ? element.value : (element as HTMLElement).innerText
        // An editable element may show its placeholder as text, so only a field can be called full.
        return { text, value: field ? text : '', multiline: !(element instanceof HTMLInputElement) }
      }),
    )
    return this.#parts.fate.within(attempt(read, 3_000), 4_000, () => failed('the page does not answer'))
  }

  /** Waits for the proof that the words left: the page echoes them, or the box no longer holds them. */
  async #accepted(sending: Sending, within: number): Promise<void> {
    const start = performance.now()
    // Asking the page costs it time just when it is busy sending; an echo tells by itself.
    const ask = start + (this.#parts.target.consumer ? ECHO : 0)
    for (;;) {
      await new Promise((done) => setTimeout(done, LOOK_EVERY))
      // What the bot says now may answer the words before, as long as these are still in the box.
      if (sending.echoed) return
      if (performance.now() < ask && !sending.told) continue
      const content = await this.#content()
      if (content ? !bare(content.text).includes(bare(sending.text)) : await this.#boxIsGone()) return
      if (performance.now() >= start + within)
        throw failed(
          `"${sending.text.slice(0, 60)}" stayed in the box and no echo appeared within ${ACCEPT / 1000} s`,
        )
    }
  }

  /** Many widgets take the box away while the bot answers; a page that is too busy to tell has not. */
  async #boxIsGone(): Promise<boolean> {
    return !(await this.#parts.box.element())
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

  #step<T>(work: Promise<T>, message: string): Promise<T> {
    const { fate } = this.#parts
    return fate.within(
      work.catch((cause: Error) => {
        if (cause instanceof ChannelError || /Target|crash|closed/.test(cause.message)) throw cause
        throw failed(message, cause)
      }),
      BOX,
      () => failed(message),
    )
  }
}

/** Puts the cursor into the box. */
async function focus(box: ElementHandle<Element>): Promise<void> {
  const keyboard = await keyboardOf(box)
  if (!keyboard) return box.click({ timeout: 2_000 }).catch(() => box.focus())
  if (!(await keyboard.reach(box, 'box'))) throw unreachable('the box')
}

/** Chooses an offered choice. */
async function press(choice: ElementHandle<Element>): Promise<void> {
  const keyboard = await keyboardOf(choice)
  if (!keyboard) return choice.click({ timeout: STEP })
  if (!(await keyboard.press(choice, 'choice'))) throw unreachable('the choice')
}

function unreachable(what: string): ChannelError {
  return new ChannelError(`${what} cannot be reached by keyboard`, {
    whose: 'bot',
    code: 'keyboard-unreachable',
  })
}

function failed(message: string, cause?: unknown): ChannelError {
  return new ChannelError(message, { whose: 'bot', code: 'send-failed' }, { cause })
}

function bare(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, '')
}
