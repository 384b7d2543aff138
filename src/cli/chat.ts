/** `ombud chat`: a person types to a bot in the terminal and sees what happens, how it is read, and how long it took. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { chat } from '../library/chat.js'
import { pageLang } from '../library/url.js'
import { EventLines } from './debug-lines.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'

interface ChatFlags extends ExtraFlags {
  out?: string
  scenario?: string
  account?: string
  lang?: Lang
  headed?: boolean
  sandbox: boolean
}

export async function chatCommand(target: string, flags: ChatFlags): Promise<number> {
  const { channels, commands } = await loadExtras(flags)
  const lang = languageOf(flags.lang)
  const en = lang === 'en'
  const { scenario } = flags
  if (scenario !== undefined && existsSync(scenario))
    throw new InputError(`${scenario} is already there`, 'name another file with --scenario')
  const isPage = /^https?:\/\//i.test(target)
  const spoken = flags.lang ?? (isPage ? await pageLang(target) : undefined)
  const { signal } = onInterrupt()
  const typed = new Typed()
  const lines = new EventLines(lang, spoken ?? lang)
  console.error(
    en
      ? 'Type what a consumer would say. /1 takes the first choice, /wait listens for 10 s, Ctrl-D ends.'
      : '请输入消费者要说的话。/1 选第一个选项，/wait 等 10 秒，Ctrl-D 结束。',
  )
  try {
    const chatted = await chat({
      ...(isPage ? { page: { url: target, ...(spoken && { lang: spoken }) } } : { target }),
      ...(flags.out === undefined ? {} : { out: flags.out }),
      ...(flags.account === undefined ? {} : { account: flags.account }),
      lang: spoken ?? lang,
      channels,
      commands,
      signal,
      browser: { headed: flags.headed ?? false, ...(flags.sandbox ? {} : { sandbox: false }) },
      ask: (over) => typed.line(over),
      see: (event) => {
        for (const line of lines.of(event)) console.log(line)
      },
      announce: (message) => console.error(message),
    })
    console.error(`${en ? 'transcript' : '对话记录'}: ${chatted.transcript}`)
    if (chatted.scenario === undefined)
      console.error(en ? 'nothing was said, so there is no scenario' : '什么也没说，没有场景草稿')
    else {
      const file = scenario ?? join(chatted.directory, 'chat.scenario.yaml')
      writeFileSync(file, chatted.scenario, { flag: 'wx' })
      console.error(`${en ? 'draft of a scenario' : '场景草稿'}: ${file}`)
    }
    if (signal.aborted) return EXIT.interrupted
    return chatted.stop.whose === 'harness' || chatted.stop.whose === 'network' ? EXIT.harness : EXIT.ok
  } finally {
    typed.close()
  }
}

/** Lines of standard input, one at a time; whoever types ahead is not asked again. */
class Typed {
  readonly #input = createInterface({ input: process.stdin, terminal: false })
  readonly #lines: string[] = []
  #ended = false
  #heard: (() => void) | undefined

  constructor() {
    this.#input.on('line', (line) => {
      this.#lines.push(line)
      this.#heard?.()
    })
    this.#input.on('close', () => {
      this.#ended = true
      this.#heard?.()
    })
  }

  /** The next line; undefined at the end of the input, or when `signal` is aborted. */
  async line(signal: AbortSignal): Promise<string | undefined> {
    if (process.stdin.isTTY) process.stderr.write('> ')
    while (this.#lines.length === 0 && !this.#ended && !signal.aborted)
      await new Promise<void>((resolve) => {
        this.#heard = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    return signal.aborted ? undefined : this.#lines.shift()
  }

  close(): void {
    this.#input.close()
    process.stdin.unref?.()
  }
}
