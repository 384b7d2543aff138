/** Attaches a file in the chat of a page, and sends it where the chat wants that said. */
import type { Frame, Page } from 'playwright'
import type { Browser as BrowserTarget } from '../../documents/types/target.js'
import { type AttachedFile, ChannelError, type OpenOptions } from '../channel.js'
import { attempt, type Fate } from './fate.js'
import { fileTaker } from './find/attach.js'
import type { Box } from './find/box.js'
import { SendButton } from './find/send.js'
import type { Intake, Sending } from './intake.js'
import type { Recipe } from './recipe.js'
import { failed, step } from './step.js'

/** How long the chat may take to show the file before the next way of sending is tried, milliseconds. */
const SHOWS = 1_500
const LOOK_EVERY = 20
const SEARCH = 30_000

interface UploadParts {
  page: Page
  target: BrowserTarget
  box: Box
  recipe: Recipe
  intake: Intake
  fate: Fate
  command: string
  options: Pick<OpenOptions, 'clock'>
  /** Where the chat is. */
  frame(): Promise<Frame>
}

export class Uploads {
  readonly #parts: UploadParts
  readonly #button: SendButton
  /** What the page sent that may hold a file. */
  #outgoing = 0

  constructor(parts: UploadParts) {
    this.#parts = parts
    this.#button = new SendButton(parts)
    parts.page.on('request', (request) => {
      if (/^(?:POST|PUT|PATCH)$/.test(request.method())) this.#outgoing++
    })
  }

  /**
   * Attaches and sends.
   * @param begins called before the file is handed over
   * @param sending the file's own, from the intake
   * @throws ChannelError `no-upload` where the chat takes no such file, `upload-failed` where it stays unsent
   */
  async send(file: AttachedFile, sending: Sending, begins: () => Promise<void>): Promise<void> {
    const { page, box, fate, intake, options } = this.#parts
    const find = async () => {
      const [frame, element] = [await this.#parts.frame(), await box.element()]
      return fileTaker({ page, frame, box: element, type: file.type, name: file.name })
    }
    const take = await fate.within(find(), SEARCH, () => failed('the page does not answer'))
    if (!take) throw new ChannelError(`the chat takes no ${file.type}`, { whose: 'bot', code: 'no-upload' })
    await begins()
    const before = this.#outgoing
    sending.at = options.clock.now()
    const buffer = Buffer.from(file.bytes)
    await step(fate, take({ name: file.name, mimeType: file.type, buffer }), 'the chat takes no file')
    if (await this.#shown(sending)) return
    // Many chats show what was picked beside the box first, and send it with the words.
    const element = await box.element()
    if (element) {
      this.#again(sending, 'enter')
      await attempt(element.press('Enter', { timeout: SHOWS }), SHOWS)
      if (await this.#shown(sending)) return
    }
    this.#again(sending, 'click')
    if ((await this.#press()) && (await this.#shown(sending))) return
    if (this.#outgoing > before) return intake.observe('upload', 'nothing shows the file')
    throw new ChannelError(`the chat took ${file.name} and did not send it`, {
      whose: 'harness',
      code: 'upload-failed',
    })
  }

  /** Another act sends it, unless it went before. */
  #again(sending: Sending, act: 'enter' | 'click'): void {
    if (sending.told) return
    delete sending.at
    this.#parts.intake.arm(sending, act)
  }

  async #press(): Promise<boolean> {
    const { target, recipe } = this.#parts
    const named = target.send ?? recipe.send?.selector
    if (named && named !== 'Enter') return this.#button.press(named)
    return (await this.#button.find()) !== undefined
  }

  /** Whether the page shows the file as sent, or the bot answers. */
  async #shown(sending: Sending): Promise<boolean> {
    const until = performance.now() + SHOWS
    while (!sending.told && performance.now() < until)
      await new Promise((done) => setTimeout(done, LOOK_EVERY))
    return sending.told
  }
}
