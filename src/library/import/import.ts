/** From tests of other tools to scenario files: which format a file has, and what became of it. */
import { lstatSync, readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { DocumentError, type Problem } from '../../documents/problem.js'
import { readSource, type Source, shownPath } from '../../documents/source.js'
import { fromBotium } from './botium.js'
import { botiumHelp, isPartial, isUtterances } from './botium-file.js'
import { fromCsv } from './csv.js'
import { fromPromptfoo } from './promptfoo.js'
import { fromRasa, isRasaTest, rasaHelp } from './rasa.js'
import { type Found, type Loss, loss, type Story } from './story.js'
import { Ids, partsBraces, scenarioFile } from './write.js'
import { list, object, type YamlFile, yamlWithLines } from './yaml-lines.js'

const FORMATS = ['botium', 'promptfoo', 'rasa', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** What became of one file. */
export interface Imported {
  /** As it is shown. */
  from: string
  format: Format
  /** Name of the file to write; absent where the file only helps to read others. */
  name?: string
  text?: string
  conversations: number
  messages: number
  expectations: number
  losses: Loss[]
}

const TOOLS: Record<Format, string> = {
  botium: 'Botium',
  promptfoo: 'promptfoo',
  rasa: 'Rasa',
  csv: 'a table',
}
const BOTIUM = /\.(?:convo|pconvo|utterances|scriptingmemory)\.txt$/i
const TABLE = /\.(?:csv|tsv)$/i
const YAML = /\.(?:ya?ml|json)$/i
/** By name, where a folder is given. */
const TESTS =
  /\.(?:convo|pconvo|utterances)\.txt$|^promptfooconfig.*\.(?:ya?ml|json)$|^test_.*\.ya?ml$|e2e.*\.ya?ml$|^(?:domain|nlu)\.ya?ml$|\.(?:csv|tsv)$/i
const DEEPEST = 8
const MOST_FILES = 5_000

interface Readable {
  source: Source
  format: Format
  yaml: YamlFile[]
}

/**
 * Reads files and folders; nothing is written and no program of theirs is run.
 * @param format of all of them; default: found out of name and content
 * @throws DocumentError with everything that cannot be read
 */
export function importTests(paths: readonly string[], format?: Format): Imported[] {
  const problems: Problem[] = []
  const files = paths.flatMap((path) => filesAt(resolve(path), problems, 0))
  if (files.length > MOST_FILES)
    throw new DocumentError([{ file: shownPath(files[0] ?? ''), message: `more than ${MOST_FILES} files` }])
  const readable = [...new Set(files)].flatMap((path): Readable[] => {
    const found = readableAt(path, format)
    if (!('message' in found)) return [found]
    problems.push(found)
    return []
  })
  const sources = (wanted: Format) => readable.filter((one) => one.format === wanted)
  const botium = botiumHelp([...sources('botium').map(({ source }) => source), ...beside(sources('botium'))])
  const rasa = rasaHelp(sources('rasa').flatMap(({ yaml }) => yaml))
  const ids = new Ids()
  const names = new Ids()
  const done = readable.map(({ source, format, yaml }): Imported => {
    const found: Found[] =
      format === 'botium'
        ? isPartial(source) || isUtterances(source)
          ? []
          : [/\.scriptingmemory\.txt$/i.test(source.path) ? memory(source) : fromBotium(source, botium)]
        : format === 'csv'
          ? [fromCsv(source)]
          : format === 'rasa'
            ? yaml.filter(({ value }) => isRasaTest(value)).map((file) => fromRasa(file, rasa))
            : yaml.map(fromPromptfoo)
    problems.push(...found.flatMap((one) => one.problems))
    const from = shownPath(source.path)
    const stories = found.flatMap((one) => one.stories)
    const steps = stories.flatMap((story) => story.steps)
    const expected = [...stories, ...steps].reduce((sum, one) => sum + one.expect.length, 0)
    const base = basename(source.path).replace(/(?:\.convo)?\.[^.]*$/i, '')
    const name = stories.length === 0 ? undefined : names.of(base, format)
    return {
      from,
      format,
      ...(name === undefined
        ? {}
        : {
            name: `${name}.scenario.yaml`,
            text: scenarioFile(stories, { from: basename(source.path), tool: TOOLS[format], ids, name }),
          }),
      conversations: stories.length,
      messages: steps.filter((step) => step.do !== 'wait').length,
      expectations: expected,
      losses: [...found.flatMap((one) => one.losses), ...stories.flatMap((story) => bracesOf(story, source))],
    }
  })
  if (problems.length === 0 && !done.some((one) => one.text !== undefined)) {
    const [first] = done.flatMap((one) => one.losses)
    problems.push({
      file: first?.file ?? done[0]?.from ?? paths.join(' '),
      message: 'nothing in it can be carried over: a test has somebody who says something',
      ...(first ? { hint: `line ${first.line}, ${first.what}: ${first.why}` } : {}),
    })
  }
  if (problems.length > 0) throw new DocumentError(problems)
  return done
}

function filesAt(path: string, problems: Problem[], depth: number): string[] {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (!stat) problems.push({ file: shownPath(path), message: 'does not exist' })
  if (!stat?.isDirectory()) return stat ? [path] : []
  if (depth > DEEPEST) return []
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  const found = entries.flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return []
    if (entry.isDirectory()) return filesAt(join(path, entry.name), problems, depth + 1)
    return entry.isFile() && TESTS.test(entry.name) ? [join(path, entry.name)] : []
  })
  if (depth === 0 && found.length === 0)
    problems.push({
      file: shownPath(path),
      message: 'holds no tests by their names',
      hint: 'Name the files themselves.',
    })
  return found
}

function readableAt(path: string, asked: Format | undefined): Readable | Problem {
  const file = shownPath(path)
  if (/\.(?:[cm]?[jt]s|py)$/i.test(path))
    return { file, message: 'is a program, and none is run here', hint: 'Write its tests as YAML or JSON.' }
  if (/\.xlsx?$/i.test(path)) return { file, message: 'is a spreadsheet', hint: 'Save it as CSV (UTF-8).' }
  const source = readSource(path)
  if ('message' in source) return source
  const named = asked ?? (BOTIUM.test(path) ? 'botium' : TABLE.test(path) ? 'csv' : undefined)
  if (named === 'botium' || named === 'csv') return { source, format: named, yaml: [] }
  if (named === undefined && !YAML.test(path))
    return { file, message: 'is of no known format by its name', hint: WAYS }
  const yaml = yamlWithLines(source)
  if ('message' in yaml) return yaml
  const format = named ?? formatOf(yaml[0]?.value)
  return format
    ? { source, format, yaml }
    : { file, message: 'is of no known format by what it holds', hint: WAYS }
}

const WAYS = `Say which it is: --format ${FORMATS.join('|')}`

function formatOf(value: unknown): Format | undefined {
  const root = object(value)
  if (
    root &&
    ['stories', 'test_cases', 'nlu', 'responses', 'intents'].some((key) => Object.hasOwn(root, key))
  )
    return 'rasa'
  if (root && ['tests', 'prompts', 'providers', 'defaultTest'].some((key) => Object.hasOwn(root, key)))
    return 'promptfoo'
  const isTest = (one: unknown) => ['vars', 'assert'].some((key) => Object.hasOwn(object(one) ?? {}, key))
  return Array.isArray(value) && list(value).some(isTest) ? 'promptfoo' : undefined
}

/** Partial conversations and utterances that lie beside the conversations. */
function beside(files: readonly Readable[]): Source[] {
  const given = new Set(files.map(({ source }) => source.path))
  const folders = new Set(files.map(({ source }) => dirname(source.path)))
  return [...folders].flatMap((folder) => {
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
    return names
      .filter(({ name }) => isPartial({ path: name }) || isUtterances({ path: name }))
      .map(({ name }) => join(folder, name))
      .filter((path) => !given.has(path))
      .slice(0, MOST_FILES)
      .flatMap((path) => {
        const source = readSource(path)
        return 'message' in source ? [] : [source]
      })
  })
}

/** Words that are said a little otherwise, since they would be read as a template. */
function bracesOf({ line, steps }: Story, source: Source): Loss[] {
  return steps
    .flatMap(({ words }) => words)
    .filter(partsBraces)
    .map((words) => loss(source, line, words, 'double braces are said with a space between them'))
}

/** Values for variables: a scenario has facts and tables instead. */
function memory(source: Source): Found {
  const why = 'values for variables are not carried over: write them as facts, or as a table'
  return { stories: [], problems: [], losses: [loss(source, 1, basename(source.path), why)] }
}
