/** `ombud map`: walks the menus of one bot and draws which paths reach a person. */
import { writeFileSync } from 'node:fs'
import type { Lang } from '../documents/ready.js'
import { map } from '../library/map.js'
import { pageLang } from '../library/url.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'
import { endOf, mermaidOf, summaryOf, treeOf } from './map-lines.js'
import { said } from './reporters/words.js'

interface MapFlags extends ExtraFlags {
  depth?: number
  paths?: number
  /** Milliseconds. */
  time?: number
  say?: string
  out?: string
  json?: string
  mermaid?: string
  lang?: Lang
  headed?: boolean
  sandbox: boolean
  quiet?: boolean
}

export async function mapCommand(target: string, flags: MapFlags): Promise<number> {
  const { channels, commands } = await loadExtras(flags)
  const lang = languageOf(flags.lang)
  const isPage = /^https?:\/\//i.test(target)
  const spoken = flags.lang ?? (isPage ? await pageLang(target) : undefined)
  const { signal } = onInterrupt()
  const { depth, paths, time, say, out } = flags
  const drawn = await map({
    ...(isPage ? { page: { url: target, ...(spoken && { lang: spoken }) } } : { target }),
    ...(depth === undefined ? {} : { depth }),
    ...(paths === undefined ? {} : { paths }),
    ...(time === undefined ? {} : { time }),
    ...(say === undefined ? {} : { say }),
    ...(out === undefined ? {} : { out }),
    lang: spoken ?? lang,
    channels,
    commands,
    signal,
    browser: { headed: flags.headed ?? false, ...(flags.sandbox ? {} : { sandbox: false }) },
    announce: (message) => console.error(message),
    listen: (node) => {
      if (!flags.quiet) console.error(`#${node.id} [${said(node.label, 60)}]  ${endOf(node, lang)}`)
    },
  })
  if (flags.json) writeFileSync(flags.json, `${JSON.stringify(drawn, null, 2)}\n`)
  if (flags.mermaid) writeFileSync(flags.mermaid, mermaidOf(drawn, lang))
  console.log([...treeOf(drawn, lang), '', ...summaryOf(drawn, lang)].join('\n'))
  console.log(`\n${lang === 'en' ? 'conversations' : '对话记录'}: ${drawn.directory}`)
  if (signal.aborted) return EXIT.interrupted
  return drawn.root.children.some(({ end }) => end !== 'untaken') ? EXIT.ok : EXIT.harness
}
