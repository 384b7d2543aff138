/**
 * The parts of Botium's text files: sections, the lines in them that are no text, and what other files lend.
 * @see https://github.com/codeforequity-at/botium-core/wiki/Botium-Convo-Files, whose parser this follows
 */
import type { Source } from '../../documents/source.js'

const TAG = /^#(me|bot|begin|end|include)(?:\s|$)/

export interface Line {
  text: string
  number: number
}

export interface Section {
  sender: string
  line: number
  lines: Line[]
  source: Source
}

export interface Convo {
  name: string | undefined
  description: string | undefined
  sections: Section[]
  source: Source
}

/** A line that is no text: an asserter, a user input or a hook, with its arguments. */
export interface Order {
  name: string
  args: string[]
  not: boolean
  optional: boolean
  line: number
  text: string
}

/** What partial conversations and lists of utterances are at hand. */
export interface BotiumHelp {
  partials: ReadonlyMap<string, Convo>
  utterances: ReadonlyMap<string, string[]>
}

const INPUTS = new Set(['BUTTON', 'MEDIA', 'FORM'])
export const HOOKS = new Set([
  'PAUSE',
  'WAITFORBOT',
  'INCLUDE',
  'SET_SCRIPTING_MEMORY',
  'CLEAR_SCRIPTING_MEMORY',
  'ASSIGN_SCRIPTING_MEMORY',
  'UPDATE_CUSTOM',
  'SKIP_BOT_UNCONSUMED',
  'CONVO_STEP_PARAMETERS',
  'ORDERED_LIST_TO_BUTTON',
])
export const ASSERTER =
  /^(?:BUTTONS|MEDIA|CARDS|FORMS|ENTITIES|ENTITY_VALUES|ENTITY_CONTENT|INTENT|INTENT_UNIQUE|INTENT_CONFIDENCE|PAUSE_ASSERTER|JSON_PATH|JSON_PATH_COUNT|RESPONSE_LENGTH|BOT_CONSUMED|BOT_UNCONSUMED_COUNT|(?:BUTTONS|MEDIA|CARDS)_COUNT(?:_REC)?|TEXT(?:_[A-Z_]+)?)$/
/** As lists of utterances are mostly named. */
export const LIST_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/

/** Sorts what is at hand beside the conversations. */
export function botiumHelp(sources: readonly Source[]): BotiumHelp {
  const partials = new Map<string, Convo>()
  const utterances = new Map<string, string[]>()
  for (const source of sources) {
    if (isUtterances(source)) {
      const [name = '', ...texts] = source.text.split(/\r\n|\r|\n/).map((text) => text.trim())
      const known = utterances.get(name) ?? []
      utterances.set(name, [...known, ...texts.filter((text) => text !== '')])
    } else if (isPartial(source)) {
      const convo = parse(source)
      if (convo.name !== undefined && !partials.has(convo.name)) partials.set(convo.name, convo)
    }
  }
  return { partials, utterances }
}

export const isUtterances = ({ path }: Pick<Source, 'path'>) => /\.utterances\.txt$/i.test(path)
export const isPartial = ({ path }: Pick<Source, 'path'>) => /\.pconvo\.txt$/i.test(path)

/** A conversation, whole or partial. */
export function parse(source: Source): Convo {
  const sections: Section[] = []
  const head: string[] = []
  for (const [index, text] of source.text.split(/\r\n|\r|\n/).entries()) {
    const [, sender] = TAG.exec(text) ?? []
    if (sender !== undefined) sections.push({ sender, line: index + 1, lines: [], source })
    else if (sections.length === 0) head.push(text)
    else sections.at(-1)?.lines.push({ text, number: index + 1 })
  }
  const [name = '', ...rest] = head
  const description = rest.join('\n').trim()
  return {
    name: name.trim() || undefined,
    description: description || undefined,
    sections,
    source,
  }
}

/** Text and what is none, as Botium tells them apart. */
export function split(section: Section): { orders: Order[]; words: Line[] } {
  const orders: Order[] = []
  const words: Line[] = []
  for (const { text, number } of section.lines) {
    const optional = /^\?(?!\?)/.test(text)
    const rest = text.replace(/^\?/, '')
    const not = /^!(?!!)/.test(rest)
    const line = rest.replace(/^!/, '')
    const name = line.split(' ', 1)[0] ?? ''
    const known =
      HOOKS.has(name) ||
      /^CONDITIONAL_STEP_/.test(name) ||
      (section.sender === 'me' ? INPUTS.has(name) : ASSERTER.test(name))
    if (!known) {
      words.push({ text, number })
      continue
    }
    const args = line
      .slice(name.length + 1)
      .replace(/\\\|/g, '\u0000')
      .split('|')
      .map((arg) => arg.replaceAll('\u0000', '|').trim())
      .filter((arg) => arg !== '')
    orders.push({ name, args, not, optional, line: number, text })
  }
  return { orders, words: trimmed(words) }
}

/** Without empty lines before and after. */
function trimmed(lines: Line[]): Line[] {
  const filled = lines.map(({ text }) => text.trim() !== '')
  return lines.slice(Math.max(0, filled.indexOf(true)), filled.lastIndexOf(true) + 1)
}
