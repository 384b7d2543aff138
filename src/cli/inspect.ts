/** `ombud inspect`: finds the chat of a page, says one sentence if asked to, and prints the target file for it. */
import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import { browserChannel } from '../channel/browser/browser.js'
import { ChannelError, type ChannelEvent } from '../channel/channel.js'
import { isLoopback } from '../channel/open.js'
import { InputError } from '../documents/input-error.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import { pageLang, targetsOf } from '../library/url.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'

interface InspectFlags {
  say?: string
  out?: string
  screenshot?: string
  lang?: Lang
  headed?: boolean
  /** commander's --no-sandbox; true unless it was given. */
  sandbox: boolean
}

/** A reply is over when nothing came for this long; it is waited for at most this long, milliseconds. */
const QUIET = 2_000
const CAP = 30_000

type Session = Awaited<ReturnType<ReturnType<typeof browserChannel>['open']>>

export async function inspectCommand(url: string, flags: InspectFlags): Promise<number> {
  const english = languageOf(flags.lang) === 'en'
  const [target] = targetsOf([{ url }]) as [ReadyTarget]
  for (const file of [flags.out, flags.screenshot])
    if (file !== undefined && existsSync(file))
      throw new InputError(`${file} is already there`, 'name another file')
  const lang = flags.lang ?? (await pageLang(url))
  const { signal } = onInterrupt((message) => console.error(message))
  const channel = browserChannel({
    headed: flags.headed ?? false,
    loopbackOnly: isLoopback(url),
    announce: (message) => console.error(message),
    ...(flags.sandbox ? {} : { sandbox: false }),
  })
  const started = performance.now()
  const zero = performance.timeOrigin + started
  const heard: Heard = { events: [], at: started }
  try {
    const session = await channel.open({
      target,
      lang: lang ?? languageOf(undefined),
      clock: { zero, now: () => performance.timeOrigin + performance.now() - zero },
      emit: (event) => {
        if (event.kind !== 'end') heard.events.push(event)
        heard.at = performance.now()
      },
      keep: () => '',
      signal,
    })
    try {
      if (flags.say !== undefined) await say(session, flags.say, heard)
      const file = await targetFile(session, target, lang)
      if (flags.screenshot !== undefined) writeFileSync(flags.screenshot, await session.outlined())
      if (flags.out === undefined) console.log(file.trimEnd())
      else writeFileSync(flags.out, file)
    } finally {
      await session.close()
    }
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    const { hint, code } = error.details
    console.error(plain(`${error.message}${hint === undefined ? '' : `\n  ${hint}`}`))
    return signal.aborted || code === 'cancelled' ? EXIT.interrupted : EXIT.harness
  } finally {
    await channel.close()
  }
  for (const line of conversation(heard.events)) console.error(plain(line))
  if (flags.say === undefined)
    console.error(
      english
        ? 'Nothing was said. How messages are read is learnt from one: add --say TEXT.'
        : '没有发送任何话。消息怎么读，要说一句才知道：加上 --say 文字。',
    )
  for (const written of [flags.out, flags.screenshot]) if (written !== undefined) console.error(written)
  return EXIT.ok
}

interface Heard {
  events: ChannelEvent[]
  /** When something was last heard. */
  at: number
}

async function say(session: Session, text: string, heard: Heard): Promise<void> {
  await session.send(text)
  const sent = performance.now()
  const spoken = heard.events.length
  for (;;) {
    await sleep(100)
    const now = performance.now()
    const replied = heard.events.slice(spoken).some((e) => e.kind === 'text' && e.actor !== 'consumer')
    if (now - sent > CAP || (replied && now - heard.at > QUIET)) return
  }
}

async function targetFile(session: Session, target: ReadyTarget, lang: Lang | undefined): Promise<string> {
  const { id, merchant, title, channel } = target
  const file = { id, merchant, title, ...(lang && { lang }), channel, recipe: await session.recipe() }
  return `# Found by ombud inspect. What no longer fits is reported as drift and found anew.\n${stringify(file, { lineWidth: 110 })}`
}

/** What was done on the way, and what was said, each message as it stood last. */
function conversation(events: readonly ChannelEvent[]): string[] {
  const lines = new Map<string, string>()
  for (const [i, event] of events.entries()) {
    if (event.kind === 'text') lines.set(event.id, `${event.name ?? event.actor}: ${event.text}`)
    if (event.kind === 'choices') lines.set(`${i}`, `  [${event.options.map((o) => o.label).join('] [')}]`)
    if (event.kind === 'observation' && /^(gate|form|recipe-drift|dialog|popup)$/.test(event.name))
      lines.set(`${i}`, `${event.name}: ${JSON.stringify(event.value)}`)
  }
  return [...lines.values()].map((line) => line.slice(0, 500))
}
