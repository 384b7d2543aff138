/** `ombud run --debug`: one conversation in the open, one step at a time. */

import type { Session } from '../channel/channel.js'
import type { NextWords, Stepper } from '../conversation/stepper.js'
import { InputError } from '../documents/input-error.js'
import type { Lang, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Plan } from '../documents/types/plan.js'
import type { Reporter } from '../library/config.js'
import { plan, type RunOptions } from '../library/run.js'
import type { Progress } from '../run/progress.js'
import { EventLines } from './debug-lines.js'
import { failureText, MARKS, said } from './reporters/words.js'

/** The one conversation that is held. */
interface Chosen {
  trial: string
  /** How many more would have been held without --debug. */
  others: number
}

/**
 * Narrows a run to the first conversation of its plan, in a browser that can be seen.
 * @throws InputError where nobody could see it or go on with it
 */
export function oneTrial(options: RunOptions): { options: RunOptions; chosen: Chosen } {
  const { seed, trials, documents } = plan(options)
  const [first] = trials
  if (!first) throw new Error('a plan has at least one trial')
  const { channel } = documents.targets[first.target] as ReadyTarget
  if (channel.browser && !hasDisplay())
    throw new InputError(
      `--debug shows the browser, and there is no display for ${first.id} ($DISPLAY is not set)`,
      'run it on a desktop, or on a virtual one: xvfb-run -a ombud run …',
    )
  if (!channel.browser && !process.stdin.isTTY)
    throw new InputError(
      `--debug waits for Enter before each message of ${first.id}, and standard input is no terminal`,
      'run it in a terminal, without a pipe or a CI job around it',
    )
  return {
    options: { ...options, only: [first.id], seed, browser: { ...options.browser, headed: true } },
    chosen: { trial: first.id, others: trials.length - 1 },
  }
}

/** There is a screen that a browser can be shown on. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Prints what happens as it happens, and waits before each message: for Enter, or for Resume in the inspector. */
export class Debugger implements Reporter, Stepper {
  readonly #chosen: Chosen
  readonly #lang: Lang
  readonly #stop: () => void
  #plan: Plan | undefined
  #lines: EventLines | undefined
  #enter: (() => void) | undefined

  /** @param stop ends the run politely */
  constructor(chosen: Chosen, lang: Lang, stop: () => void) {
    this.#chosen = chosen
    this.#lang = lang
    this.#stop = stop
  }

  on(progress: Progress): void {
    const en = this.#lang === 'en'
    if (progress.type === 'planned') {
      this.#begin()
      this.#plan = progress.plan
      const { trial, others } = this.#chosen
      const left = en
        ? `; ${others} more left out, --filter picks another`
        : `；另有 ${others} 场不进行，可用 --filter 另选`
      this.#say(`${en ? 'one conversation' : '只进行一场对话'}: ${trial}${others > 0 ? left : ''}`)
    } else if (progress.type === 'note') this.#say(said(progress.message, 1000))
    else if (progress.type === 'begin') {
      const scenario = this.#plan?.documents.scenarios[progress.trial.scenario]
      this.#lines = new EventLines(this.#lang, (scenario as ReadyScenario | undefined)?.lang ?? this.#lang)
    } else if (progress.type === 'end')
      for (const finding of progress.judged?.flatMap(({ findings }) => findings) ?? [])
        if (finding.outcome === 'fail') this.#say(`${MARKS.fail} ${failureText(finding, this.#lang)}`)
  }

  see(event: TranscriptEvent): void {
    for (const line of this.#lines?.of(event) ?? []) this.#say(line)
  }

  async pause(next: NextWords, session: Session, signal: AbortSignal): Promise<void> {
    this.#say(this.#question(next, session))
    const gone = new AbortController()
    const over = AbortSignal.any([signal, gone.signal])
    const inspector = session.pause?.(over)
    try {
      await Promise.race([this.#entered(over), ...(inspector ? [inspector] : [])])
    } finally {
      gone.abort()
      await inspector?.catch(() => undefined)
    }
  }

  close(): void {
    process.off('newListener', keepInterrupt)
    process.stdin.off('end', this.#stop).removeAllListeners('data').pause()
  }

  #begin(): void {
    process.on('newListener', keepInterrupt)
    if (!process.stdin.isTTY) return
    // Read all the time, so that an Enter too many does not send what nobody has seen yet.
    process.stdin.on('data', () => this.#enter?.())
    process.stdin.on('end', this.#stop)
  }

  #question(next: NextWords, session: Session): string {
    const words = said(wordsOf(next), 2000)
    const en = this.#lang === 'en'
    const ways = [
      ...(process.stdin.isTTY ? [en ? 'Enter here' : '在此按 Enter'] : []),
      ...(session.pause ? [en ? "Resume in Playwright's inspector" : '在 Playwright 检查器中按 Resume'] : []),
    ]
    return en
      ? `\nnext, ${said(next.step)}: ${words}\n  ${ways.join(' or ')} sends it, Ctrl-C ends the conversation`
      : `\n下一步 ${said(next.step)}：${words}\n  ${ways.join('或')}即发送，Ctrl-C 结束对话`
  }

  #entered(signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve) => {
      this.#enter = resolve
      signal.addEventListener('abort', () => resolve(), { once: true })
    }).then(() => {
      this.#enter = undefined
    })
  }

  #say(line: string): void {
    process.stderr.write(`${line}\n`)
  }
}

/** The inspector's own handler would end the process before the conversation has said goodbye. */
function keepInterrupt(event: string | symbol, listener: () => void): void {
  if (event === 'SIGINT' || event === 'SIGTERM') setImmediate(() => process.off(event, listener))
}

function wordsOf(next: NextWords): string {
  if (next.do === 'say') return next.text
  return `[${next.do === 'choose' ? next.offer.label : next.file.name}]`
}
