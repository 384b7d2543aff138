/** `ombud import`: writes tests of other tools as scenarios, and says what could not be carried over; or takes logs in. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { type Format, type Imported, importTests } from '../library/import/import.js'
import type { Loss } from '../library/import/story.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { type ImportLogsFlags, importLogsCommand } from './import-logs.js'
import { languageOf } from './language.js'

interface ImportFlags extends ImportLogsFlags {
  /** Conversations of the merchant's own logs, and no tests. */
  logs?: boolean
  format?: Format
  force?: boolean
  lang?: Lang
}

/** Where scenarios go unless it is said; logs have a folder of their own. */
const HERE = '.'

export function importCommand(paths: readonly string[], flags: ImportFlags): number {
  const { out = HERE, format, force, lang } = flags
  if (flags.logs) return importLogsCommand(paths, { ...flags, out: out === HERE ? undefined : out })
  const en = languageOf(lang) === 'en'
  const imported = importTests(paths, format)
  const files = imported.flatMap(({ name, text }) =>
    name === undefined || text === undefined ? [] : [{ path: join(out, name), text }],
  )
  const there = files.filter(({ path }) => existsSync(path)).map(({ path }) => path)
  if (there.length > 0 && !force)
    throw new InputError(
      `already there, so nothing was written: ${there.slice(0, 10).join(', ')}`,
      'name another folder with --out, or write over them with --force',
    )
  mkdirSync(out, { recursive: true })
  // Without --force a file that comes into being meanwhile is not written over either.
  for (const { path, text } of files) writeFileSync(path, text, { flag: force ? 'w' : 'wx' })
  console.log(plain(imported.flatMap((one) => linesOf(one, out, en)).join('\n')))
  const lost = imported.reduce((sum, one) => sum + one.losses.length, 0)
  if (lost > 0)
    console.log(
      en
        ? `\n${lost} could not be carried over as they were: look at the lines above`
        : `\n有 ${lost} 处没能原样带过来，见上面各行`,
    )
  return EXIT.ok
}

function linesOf(one: Imported, out: string, en: boolean): string[] {
  const { from, name, conversations, messages, expectations, losses } = one
  const head =
    name === undefined
      ? `${from}: ${losses.length > 0 ? (en ? 'nothing' : '没有') : en ? 'read for the others' : '供其他文件引用'}`
      : `${from} -> ${join(out, name)}: ${
          en
            ? `${count(conversations, 'conversation')}, ${count(messages, 'message')}, ${count(expectations, 'expectation')}`
            : `${conversations} 场对话，${messages} 句话，${expectations} 项期望`
        }`
  return [
    head,
    ...grouped(losses).map(
      ({ file, lines, what, why }) =>
        `  ${file}:${lines}: ${what}\n    ${en ? 'not carried over' : '没能带过来'}: ${why}`,
    ),
  ]
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`

const MOST_LINES = 10

/** The same thing is said once, with all its lines. */
function grouped(losses: readonly Loss[]): { file: string; lines: string; what: string; why: string }[] {
  const groups = new Map<string, Loss[]>()
  for (const one of losses) {
    const key = JSON.stringify([one.file, one.what, one.why])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const lines = group.slice(0, MOST_LINES).map(({ line }) => line)
    return first ? { ...first, lines: `${lines.join(',')}${group.length > MOST_LINES ? ',…' : ''}` } : []
  })
}
