/** The training text: topics with their questions and answers, bot messages with their acts, requests for a person. */
import { readdirSync, readFileSync } from 'node:fs'
import { ACTS, type ActName } from '../../documents/acts.js'
import { InputError } from '../../documents/input-error.js'

/** One need, as consumers ask for it and as bots answer it. */
export interface Topic {
  id: string
  lang: 'zh' | 'en'
  questions: string[]
  answers: string[]
}

/** A text and what it is: acts of a bot message, or whether a consumer asks for a person. */
export interface Labelled<L extends string> {
  text: string
  labels: L[]
}

// The same path from src and from dist: text is not compiled.
const FOLDER = new URL('../../../src/understanding/training/text/', import.meta.url)
const LANGUAGES = ['zh', 'en'] as const
const INDUSTRY = /^(?!acts|requests|contrasts)[\w-]+\.(zh|en)\.txt$/
const MESSAGES = /^acts[\w-]*\.(zh|en)\.txt$/
const CONTRASTS = /^contrasts[\w-]*\.(zh|en)\.txt$/

function linesOf(file: string): { line: string; at: string }[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .map((line, i) => ({ line: line.trim(), at: `${file}:${i + 1}` }))
    .filter(({ line }) => line !== '' && !line.startsWith('//'))
}

/** Every topic of every industry in both languages. @throws InputError with file and line where one is malformed */
export function topics(): Topic[] {
  return filesLike(INDUSTRY).flatMap(({ file, lang }) => topicsIn(linesOf(file), lang))
}

function filesLike(name: RegExp): { file: string; lang: Topic['lang'] }[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file) => {
      const lang = name.exec(file)?.[1] as Topic['lang'] | undefined
      return lang === undefined ? [] : [{ file, lang }]
    })
}

function topicsIn(lines: readonly { line: string; at: string }[], lang: Topic['lang']): Topic[] {
  const found: Topic[] = []
  for (const { line, at } of lines) {
    const title = /^##\s*(\S+)$/.exec(line)
    const text = /^([qa]):\s*(.+)$/.exec(line)
    const last = found.at(-1)
    if (title?.[1]) found.push({ id: title[1], lang, questions: [], answers: [] })
    else if (text?.[2] && last) (text[1] === 'q' ? last.questions : last.answers).push(text[2])
    else throw new InputError(`${at}: neither "## topic" nor "q: …" nor "a: …"`)
  }
  return found
}

/** A question with answers that are about it, and others that are not: some share its words, some its industry. */
export interface Contrast {
  topic: string
  lang: Topic['lang']
  before: string[]
  question: string
  on: string[]
  off: string[]
}

/** Questions with right and wrong answers. @throws InputError with file and line where one is malformed */
export function contrasts(): Contrast[] {
  return filesLike(CONTRASTS).flatMap(({ file, lang }) => contrastsIn(linesOf(file), lang))
}

function contrastsIn(lines: readonly { line: string; at: string }[], lang: Topic['lang']): Contrast[] {
  const found: Contrast[] = []
  for (const { line, at } of lines) {
    const title = /^##\s*(\S+)$/.exec(line)
    const [, kind, text] = /^(before|q|on|off):\s*(.+)$/.exec(line) ?? []
    const last = found.at(-1)
    if (title?.[1]) found.push({ topic: title[1], lang, before: [], question: '', on: [], off: [] })
    else if (!last || kind === undefined || text === undefined)
      throw new InputError(`${at}: neither "## topic" nor before, q, on or off with a text`)
    else if (kind === 'q') last.question = text
    else last[kind as 'before' | 'on' | 'off'].push(text)
  }
  return found
}

/** Bot messages with their acts. @throws InputError with file and line where one is malformed */
export function actTexts(): Labelled<ActName>[] {
  const known = new Set<string>(ACTS)
  return filesLike(MESSAGES)
    .flatMap(({ file }) => labelled(file, (name) => name === 'none' || known.has(name)))
    .map(({ text, labels }) => ({ text, labels: labels.filter((name): name is ActName => known.has(name)) }))
}

/** What consumers say, and whether it asks for a person. @throws InputError as `actTexts` */
export function requestTexts(): Labelled<'yes' | 'no'>[] {
  return LANGUAGES.flatMap((lang) =>
    labelled(`requests.${lang}.txt`, (name) => name === 'yes' || name === 'no'),
  ) as Labelled<'yes' | 'no'>[]
}

function labelled(file: string, isLabel: (name: string) => boolean): Labelled<string>[] {
  return linesOf(file).map(({ line, at }) => {
    const bar = line.indexOf('|')
    const labels = line
      .slice(0, Math.max(0, bar))
      .split(',')
      .map((name) => name.trim())
    const wrong = labels.find((name) => !isLabel(name))
    if (bar < 0 || wrong !== undefined) throw new InputError(`${at}: "${wrong ?? line}" is no label`)
    return {
      labels,
      text: line
        .slice(bar + 1)
        .trim()
        .replaceAll('\\n', '\n'),
    }
  })
}
