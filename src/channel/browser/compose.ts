/** Puts the consumer's words into the box and sends them, as a person would. */
import type { ElementHandle, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'
import { attempt, type Fate } from './fate.js'
import type { Box } from './find/box.js'
import { SendButton } from './find/send.js'
import type { Intake, Sending } from './intake.js'
import { keyboardOf } from './keyboard.js'
import { part, type Recipe } from './recipe.js'
import { bare, failed, step } from './step.js'

/** How long the page may take to show that words left, milliseconds. */
const ACCEPT = 3_000
/** How long the box may be away or disabled, as many widgets do while the bot answers. */
const BOX = 15_000
const STEP = 5_000
/** How long an echo is waited for before the box is looked at, milliseconds. */
const ECHO = 300
const LOOK_EVERY = 20
/** Where neither an echo nor an emptied box shows by then that Enter sends, the button is pressed. */
const ENTER = 1_200

export interface ComposerParts {
  target: BrowserTarget
  page: Page
  box: Box
  /** What was found; how to send is added. */
  recipe: Recipe
  intake: Intake
  fate: Fate
  /** Name of the event by which the observer is asked. */
  command: string
}

export class Composer {
  readonly #parts: ComposerParts
  readonly #button: SendButton
  /** What was sent last, without white space. */
  #last = ''

  constructor(parts: ComposerParts) {
    this.#parts = parts
    this.#button = new SendButton(parts)
  }

  /** Puts the words into the box, without sending them: a line break is Shift+Enter. */
  async type(sending: Sending): Promise<void> {
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

  /**
   * Sends what was typed.
   * @throws ChannelError `send-failed` where it stays in the box and no echo appears
   */
  async submit(sending: Sending): Promise<void> {
    await this.#press(sending)
    this.#last = bare(sending.text)
  }

  /** Enter, or the button that the target file names or that was learnt; where Enter does nothing, the button. */
  async #press(sending: Sending): Promise<void> {
    const { intake, target, recipe } = this.#parts
    const named = target.send ?? recipe.send?.selector
    if (named && named !== 'Enter') {
      intake.arm(sending, 'click')
      if (!(await this.#step(this.#button.press(named), `the send button "${named}" cannot be clicked`))) {
        if (target.send) throw failed(`the send button "${named}" cannot be clicked`)
        delete recipe.send
        return this.#press(sending)
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

  #step<T>(work: Promise<T>, message: string): Promise<T> {
    return step(this.#parts.fate, work, message)
  }
}

/** Puts the cursor into the box. */
async function focus(box: ElementHandle<Element>): Promise<void> {
  const keyboard = await keyboardOf(box)
  if (!keyboard) return box.click({ timeout: 2_000 }).catch(() => box.focus())
  if (!(await keyboard.reach(box, 'box'))) throw keyboard.unreachable('the box')
}
