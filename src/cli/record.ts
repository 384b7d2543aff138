/** `ombud record`: a person uses a chat in a browser with a window, and ombud writes down how to do it again. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordPerson } from '../channel/browser/record.js'
import { ChannelError } from '../channel/channel.js'
import { InputError } from '../documents/input-error.js'
import { checkDocuments } from '../documents/load.js'
import { formatProblems } from '../documents/problem.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import { draftsOf } from '../library/recorded.js'
import { pageLang, targetsOf } from '../library/url.js'
import { plain } from '../report/text.js'
import { hasDisplay } from './debug.js'
import { EXIT } from './exit.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'

interface RecordFlags {
  out: string
  lang?: Lang
  /** commander's --no-sandbox; true unless it was given. */
  sandbox: boolean
}

export async function recordCommand(url: string, flags: RecordFlags): Promise<number> {
  const en = languageOf(flags.lang) === 'en'
  const [target] = targetsOf([{ url }]) as [ReadyTarget]
  if (!hasDisplay())
    throw new InputError(
      'a recording shows the browser, and there is no display ($DISPLAY is not set)',
      'run it on a desktop, or on a virtual one: xvfb-run -a ombud record …',
    )
  const files = ['target', 'scenario'].map((kind) => join(flags.out, `${target.id}.${kind}.yaml`))
  for (const file of files)
    if (existsSync(file)) throw new InputError(`${file} is already there`, 'name another folder with --out')
  const lang = flags.lang ?? (await pageLang(url)) ?? languageOf(undefined)
  const { signal } = onInterrupt(() =>
    console.error(en ? 'ending the recording (again to throw it away)' : '结束录制（再按一次则放弃）'),
  )
  const recorded = await recordPerson(url, {
    locale: lang,
    signal,
    announce: (message) => console.error(message),
    ...(flags.sandbox ? {} : { sandbox: false }),
    opened: () =>
      console.error(
        en
          ? 'Open the chat, ask, choose. When you are done, close the window (or press Ctrl-C here).'
          : '请打开聊天、提问、点选。完成后关闭窗口（或在此按 Ctrl-C）。',
      ),
  }).catch((error: unknown) => {
    if (!(error instanceof ChannelError)) throw error
    const { hint } = error.details
    console.error(plain(`${error.message}${hint === undefined ? '' : `\n  ${hint}`}`))
    return undefined
  })
  if (!recorded) return signal.aborted ? EXIT.interrupted : EXIT.harness
  if (recorded.acts.length === 0) {
    console.error(en ? 'nothing was done in the page, so nothing was written' : '没有任何操作，未写文件')
    return EXIT.harness
  }
  const drafts = draftsOf(recorded, target, lang)
  mkdirSync(flags.out, { recursive: true })
  const written = files.flatMap((file, i) => {
    const text = i === 0 ? drafts.target : drafts.scenario
    if (text === undefined) return []
    writeFileSync(file, text, { flag: 'wx' })
    return [file]
  })
  for (const file of written) console.log(file)
  for (const name of drafts.secrets)
    console.error(en ? `a password was not written: set ${name}` : `密码未写入：请设置环境变量 ${name}`)
  const { problems } = checkDocuments(written)
  if (problems.length > 0) {
    console.error(formatProblems(problems))
    return EXIT.harness
  }
  if (!drafts.scenario)
    console.error(en ? 'nothing was said in a chat that could be told' : '没有认出在聊天中说的话')
  else
    console.error(
      en ? `sound; next: ombud run ${written.join(' ')}` : `检查通过；下一步：ombud run ${written.join(' ')}`,
    )
  return EXIT.ok
}
