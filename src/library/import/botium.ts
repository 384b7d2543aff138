/** Botium's conversations as stories: what `#me` says, and what the texts and asserters of `#bot` expect. */
import { basename } from 'node:path'
import type { Problem } from '../../documents/problem.js'
import type { Source } from '../../documents/source.js'
import type { Expectation } from '../../documents/types/scenario.js'
import {
  ASSERTER,
  type BotiumHelp,
  type Convo,
  HOOKS,
  LIST_NAME,
  type Order,
  parse,
  type Section,
  split,
} from './botium-file.js'
import {
  type Found,
  has,
  LEFT_OUT,
  type Loss,
  loss,
  matches,
  problemOn,
  type Story,
  statesValue,
} from './story.js'

const DEEPEST = 10
const MOST_SECTIONS = 2_000
const LONGEST_PAUSE = 600_000

/** The conversation of a file. */
export function fromBotium(source: Source, help: BotiumHelp): Found {
  const convo = parse(source)
  if (!convo.sections.some(({ sender }) => sender === 'me' || sender === 'include'))
    return {
      stories: [],
      losses: [],
      problems: [
        problemOn(
          source,
          1,
          'no section #me: nobody says anything in this file',
          'A Botium file has a name in its first line, then sections that begin with #me and #bot.',
        ),
      ],
    }
  return new BotiumReader(convo, help).read()
}

class BotiumReader {
  readonly #convo: Convo
  readonly #help: BotiumHelp
  readonly #losses: Loss[] = []
  readonly #problems: Problem[] = []
  readonly #story: Story
  #sections = 0
  /** The consumer's last message was left out: what is expected of its answer is no answer to the one before. */
  #gap = false

  constructor(convo: Convo, help: BotiumHelp) {
    this.#convo = convo
    this.#help = help
    const base = basename(convo.source.path).replace(/\.convo\.txt$/i, '')
    this.#story = {
      title: convo.name ?? base,
      ...(convo.description === undefined ? {} : { description: convo.description }),
      line: 1,
      steps: [],
      expect: [],
    }
  }

  read(): Found {
    this.#all(this.#convo.sections, [])
    const story = this.#story
    return {
      stories: this.#problems.length > 0 || story.steps.length === 0 ? [] : [story],
      losses: this.#losses,
      problems: this.#problems,
    }
  }

  #all(sections: readonly Section[], way: readonly string[]): void {
    for (const section of sections) {
      if (++this.#sections > MOST_SECTIONS) {
        if (this.#problems.length === 0)
          this.#problems.push(problemOn(section.source, section.line, `more than ${MOST_SECTIONS} sections`))
        return
      }
      this.#section(section, way)
    }
  }

  #section(section: Section, way: readonly string[]): void {
    const { sender } = section
    const { orders, words } = split(section)
    if (sender === 'include') {
      for (const { text, number } of section.lines.filter(({ text }) => text.trim() !== ''))
        this.#include(section, text.trim().replace(/^INCLUDE\s+/, ''), number, way)
      return
    }
    const [first] = words
    const text = words
      .map(({ text }) => text)
      .join('\n')
      .trim()
    const before = orders.filter(({ name }) => name === 'PAUSE')
    for (const order of before) this.#pause(section, order)
    if (sender === 'me') {
      const before = this.#story.steps.length
      this.#me(section, text, first?.number ?? section.line, orders)
      const silent = text === '' && !orders.some(({ name }) => !HOOKS.has(name))
      this.#gap = this.#story.steps.length === before && !silent
    }
    if (sender === 'bot') this.#bot(section, text, first?.number ?? section.line, orders)
    for (const order of orders.filter(({ name }) => HOOKS.has(name) && name !== 'PAUSE')) {
      if (order.name === 'INCLUDE') this.#include(section, order.args[0] ?? '', order.line, way)
      else if (order.name !== 'WAITFORBOT')
        this.#lose(section, order.line, order.text, 'a hook of Botium, which has no counterpart')
    }
  }

  #me(section: Section, text: string, line: number, orders: readonly Order[]): void {
    for (const order of orders) {
      if (order.name === 'BUTTON' && order.args[0] !== undefined)
        this.#story.steps.push({ do: 'choose', words: [order.args[0]], expect: [] })
      else if (order.name === 'MEDIA')
        this.#lose(
          section,
          order.line,
          order.text,
          'a file is not copied: put it beside the scenario and write upload: FILE',
        )
      else if (order.name === 'FORM' || order.name === 'BUTTON')
        this.#lose(section, order.line, order.text, 'a form or button that a scenario cannot fill in')
    }
    if (text === '') return
    if (isJson(text)) return this.#lose(section, line, text, 'a message in JSON has no words')
    const words = this.#wordings(text)
    if (words === undefined)
      return this.#lose(section, line, text, 'no such list of utterances: give its *.utterances.txt as well')
    if (words.some((one) => /\$[a-zA-Z]\w*/.test(one)))
      this.#lose(
        section,
        line,
        text,
        'variables of the scripting memory are said as they stand: put words in their place',
      )
    this.#story.steps.push({ do: 'say', words, expect: [] })
  }

  #bot(section: Section, text: string, line: number, orders: readonly Order[]): void {
    const expect: Expectation[] = []
    const take = (found: Expectation | string | undefined, at: number, what: string): void => {
      if (typeof found === 'object') expect.push(found)
      else this.#lose(section, at, what, found ?? 'longer than a pattern may be')
    }
    if (text !== '') {
      const optional = /^\?(?!\?)/.test(text)
      const rest = text.replace(/^\?/, '')
      const never = /^!(?!!)/.test(rest)
      const words = rest.replace(/^!/, '')
      const list = this.#list(words)
      if (optional) this.#lose(section, line, text, 'what the bot may say or not is no expectation')
      else if (isJson(words)) this.#lose(section, line, text, 'a message in JSON has no words')
      else if (list) take(has(list, { anyCase: true, never }), line, text)
      else if (LIST_NAME.test(words))
        this.#lose(section, line, text, 'no such list of utterances: give its *.utterances.txt as well')
      else if (/\$[a-zA-Z]\w*/.test(words)) take(captured(words, never), line, text)
      else take(never ? has([words], { anyCase: true, never }) : statesValue(words), line, text)
    }
    for (const order of orders.filter(({ name }) => ASSERTER.test(name) && name !== 'PAUSE'))
      for (const found of this.#asserter(order)) take(found, order.line, order.text)
    if (expect.length === 0) return
    if (this.#gap) return this.#lose(section, line, text || 'asserters', LEFT_OUT)
    const step = this.#story.steps.findLast((one) => one.do !== 'wait')
    if (step) step.expect.push(...expect)
    else {
      this.#story.expect.push(...expect)
      this.#lose(
        section,
        line,
        text || 'asserters',
        'the greeting has no step: it is expected anywhere in the conversation',
      )
    }
  }

  #asserter({ name, args, not, optional }: Order): (Expectation | string | undefined)[] {
    if (optional) return ['what the bot may say or not is no expectation']
    if (!name.startsWith('TEXT') || name === 'TEXT_WER')
      return [`there is no expectation like the asserter ${name}`]
    const texts = args.flatMap((arg) => this.#list(arg) ?? [arg])
    if (texts.length === 0) return ['the asserter names no text']
    const anyCase = /_IC$/.test(name)
    const all = /_ALL/.test(name)
    if (/REGEXP/.test(name)) {
      if (anyCase) return ['a pattern for any case of letters: write it as [Aa] in a scenario']
      return (
        all || not ? texts : [texts.length === 1 ? (texts[0] ?? '') : `(?:${texts.join(')|(?:')})`]
      ).map((one) => matches(one, not))
    }
    if (/WILDCARD/.test(name)) return [matches(texts.map(wildcards).join('|'), not)]
    return all
      ? texts.map((one) => has([one], { anyCase, never: not }))
      : [has(texts, { anyCase, never: not })]
  }

  #pause(section: Section, order: Order): void {
    const ms = Number(order.args[0])
    if (!Number.isInteger(ms) || ms < 1 || ms > LONGEST_PAUSE)
      this.#lose(section, order.line, order.text, 'a pause is 1 to 600000 milliseconds')
    else this.#story.steps.push({ do: 'wait', words: [`${ms}ms`], expect: [] })
  }

  #include(section: Section, name: string, line: number, way: readonly string[]): void {
    const partial = this.#help.partials.get(name)
    if (!partial)
      return this.#lose(
        section,
        line,
        `INCLUDE ${name}`,
        'no such partial conversation: give its *.pconvo.txt as well',
      )
    if (way.includes(name) || way.length >= DEEPEST) {
      const message = way.includes(name)
        ? `INCLUDE goes round in circles: ${[...way, name].join(' > ')}`
        : `INCLUDE goes more than ${DEEPEST} deep`
      this.#problems.push(problemOn(section.source, line, message.slice(0, 300), 'Take one of them out.'))
      return
    }
    if (this.#problems.length === 0) this.#all(partial.sections, [...way, name])
  }

  /** The wordings of what is said; undefined for the name of a list that is not at hand. */
  #wordings(text: string): string[] | undefined {
    const list = this.#list(text)
    if (list) return list
    return LIST_NAME.test(text.split(/\s/, 1)[0] ?? '') ? undefined : [text.replace(/^([?!])\1/, '$1')]
  }

  #list(text: string): string[] | undefined {
    const list = this.#help.utterances.get(text) ?? this.#help.utterances.get(text.split(/\s/, 1)[0] ?? '')
    return list && list.length > 0 ? list : undefined
  }

  #lose(section: Section, line: number, what: string, why: string): void {
    this.#losses.push(loss(section.source, line, what, why))
  }
}

/** What stands in place of a variable may be anything short. */
function captured(words: string, never: boolean): Expectation | string {
  return matches(
    words
      .split(/\$[a-zA-Z]\w*/)
      .map(escaped)
      .join('.{1,80}'),
    never,
  )
}

const wildcards = (text: string) => text.split('*').map(escaped).join('.{0,200}')
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

function isJson(text: string): boolean {
  if (!/^[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
