/** One conversation in one page: types, clicks, and lets the observer tell what happened. */
import type { ElementHandle, Frame, Locator, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { ChannelError, type OpenOptions, type Session } from '../channel.js'
import { scopeOf } from './arrive.js'
import { attempt, type Fate } from './fate.js'
import { Inspector } from './inspector.js'
import type { Intake, Sending } from './intake.js'
import type { PageCommand } from './page/wire.js'

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

export interface SessionParts {
  about: Session['about']
  options: OpenOptions
  target: BrowserTarget
  page: Page
  /** Where the chat is; may change when a frame is replaced. */
  frame(): Promise<Frame>
  box: Locator
  intake: Intake
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
  #inspector: Inspector | undefined
  #closed: Promise<void> | undefined

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.about = parts.about
  }

  async send(text: string): Promise<void> {
    const { intake, target, page } = this.#parts
    const sending = intake.expect(text)
    try {
      await this.#type(sending)
      const button = target.send && target.send !== 'Enter' ? target.send : undefined
      intake.arm(sending, button ? 'click' : 'enter')
      if (button) {
        const first = scopeOf(page, target).locator(button).filter({ visible: true }).first()
        await this.#step(first.click({ timeout: STEP }), `the send button "${button}" cannot be clicked`)
      } else await this.#step(this.#parts.box.press('Enter', { timeout: STEP }), 'the box takes no Enter')
      await this.#accepted(sending)
    } catch (error) {
      intake.withdraw(sending)
      throw error
    }
    if (!sending.told) await this.settle()
    intake.commit(sending)
  }

  async choose(option: { label: string; id?: string }): Promise<void> {
    const { intake } = this.#parts
    const element = await this.#choice(option)
    const sending = intake.expect(option.label)
    intake.arm(sending, 'click')
    try {
      await this.#step(
        element.scrollIntoViewIfNeeded({ timeout: STEP }).then(() => element.click({ timeout: STEP })),
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
        return { document: performance.timeOrigin, number: detail.number ?? 0 }
      }, command),
    )
    await attempt(
      last.then(({ document, number }) => intake.reached(document, number)),
      1_000,
    )
  }

  close(): Promise<void> {
    this.#closed ??= this.#end()
    return this.#closed
  }

  async #end(): Promise<void> {
    const { page, intake, options, fate } = this.#parts
    const dead = fate.error !== undefined && fate.error.details.code !== 'cancelled'
    if (!dead) {
      await this.settle()
      const picture = await attempt(page.screenshot({ type: 'jpeg', quality: 60, timeout: STEP }), STEP)
      if (picture) intake.observe('screenshot', undefined, options.keep(picture))
      else intake.observe('screenshot', 'could not be taken')
    }
    intake.close()
    this.#parts.done()
    await attempt(page.context().close(), STEP)
  }

  /** Puts the words into the box, without sending them: a line break is Shift+Enter. */
  async #type(sending: Sending): Promise<void> {
    const { box, page, intake, fate } = this.#parts
    await this.#editable()
    await this.#step(
      box.click({ timeout: 2_000 }).catch(() => box.focus({ timeout: 2_000 })),
      'the box cannot be focused',
    )
    const before = await this.#content()
    if (before !== undefined && before.value !== '')
      await this.#step(box.fill('', { timeout: STEP }), 'the box cannot be emptied')
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
      const keys = box.pressSequentially(lines.join(' '), { timeout: BOX })
      await fate.within(keys, BOX + 1000, () => failed('the box takes no text'))
      typed = await this.#content()
    }
    if (typed && bare(typed.text) !== bare(sending.text)) {
      if (!bare(typed.text)) throw failed('the box takes no text')
      intake.observe('typed', typed.text.slice(0, 10_000))
      if (bare(sending.text).startsWith(bare(typed.text))) sending.text = typed.text
    }
  }

  /** Waits until the box is there and can be written in. */
  async #editable(): Promise<void> {
    const { box, fate } = this.#parts
    const gone = () =>
      new ChannelError(`the text box is gone for ${BOX / 1000} s`, { whose: 'bot', code: 'input-gone' })
    const deadline = performance.now() + BOX
    while (performance.now() < deadline) {
      const ready = box.isEditable({ timeout: 500 }).catch(() => false)
      if (await fate.within(ready, 2_000, gone)) return
      await new Promise((done) => setTimeout(done, LOOK_EVERY))
    }
    throw gone()
  }

  /** What the box holds; undefined where there is no box at the moment. */
  #content(): Promise<{ text: string; value: string; multiline: boolean } | undefined> {
    const read = this.#parts.box.evaluate(
      (element: Element) => {
        const field = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        // biome-ignore lint/performance/useDomNodeTextContent: the words as they are shown are wanted
        const text = field ? element.value : (element as HTMLElement).innerText
        // An editable element may show its placeholder as text, so only a field can be called full.
        return { text, value: field ? text : '', multiline: !(element instanceof HTMLInputElement) }
      },
      undefined,
      { timeout: 500 },
    )
    return this.#parts.fate.within(
      read.catch(() => undefined),
      1_500,
      () => failed('the page does not answer'),
    )
  }

  /** Waits for the proof that the words left: the page echoes them, or the box no longer holds them. */
  async #accepted(sending: Sending): Promise<void> {
    const start = performance.now()
    // Asking the page costs it time just when it is busy sending; an echo tells by itself.
    const ask = start + (this.#parts.target.consumer ? ECHO : 0)
    for (;;) {
      await new Promise((done) => setTimeout(done, LOOK_EVERY))
      if (sending.echoed || sending.told) return
      if (performance.now() < ask) continue
      const content = await this.#content()
      if (content ? !bare(content.text).includes(bare(sending.text)) : await this.#boxIsGone()) return
      if (performance.now() >= start + ACCEPT)
        throw failed(
          `"${sending.text.slice(0, 60)}" stayed in the box and no echo appeared within ${ACCEPT / 1000} s`,
        )
    }
  }

  /** Many widgets take the box away while the bot answers; a page that is too busy to tell has not. */
  #boxIsGone(): Promise<boolean> {
    const { box } = this.#parts
    return box.count().then(
      (n) => n === 0,
      () => false,
    )
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
        if (/Target|crash|closed/.test(cause.message)) throw cause
        throw failed(message, cause)
      }),
      BOX,
      () => failed(message),
    )
  }
}

function failed(message: string, cause?: unknown): ChannelError {
  return new ChannelError(message, { whose: 'bot', code: 'send-failed' }, { cause })
}

function bare(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, '')
}
