/**
 * Rasa's tests: stories with the words of the user, and end-to-end test cases; with a domain what `utter_…` says.
 * @see https://rasa.com/docs/reference/testing/e2e/test-cases
 */
import type { Expectation } from '../../documents/types/scenario.js'
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
import { list, object, type Path, text, type YamlFile } from './yaml-lines.js'

const MOST_STORIES = 10_000
/** Actions that say nothing. */
const SILENT = /^action_(?:listen|session_start|restart|unlikely_intent|back|extract_slots)$/

/** What domains and training data say. */
export interface RasaHelp {
  /** Texts of responses, by name. */
  responses: ReadonlyMap<string, string[]>
  /** Examples of intents, by name. */
  examples: ReadonlyMap<string, string[]>
}

export function rasaHelp(files: readonly YamlFile[]): RasaHelp {
  const responses = new Map<string, string[]>()
  const examples = new Map<string, string[]>()
  for (const { value } of files) {
    for (const [name, variants] of Object.entries(object(object(value)?.responses) ?? {}))
      responses.set(
        name,
        list(variants).flatMap((one) => text(object(one)?.text) ?? text(one) ?? []),
      )
    for (const one of list(object(value)?.nlu)) {
      const { intent, examples: written } = object(one) ?? {}
      const name = text(intent)
      if (name !== undefined) examples.set(name, examplesOf(written))
    }
  }
  return { responses, examples }
}

/** Holds tests, and not only what tests rest on. */
export function isRasaTest(value: unknown): boolean {
  const root = object(value)
  return root !== undefined && (root.stories !== undefined || root.test_cases !== undefined)
}

/** The conversations of a file. */
export function fromRasa(file: YamlFile, help: RasaHelp): Found {
  return new RasaReader(file, help).read()
}

class RasaReader {
  readonly #file: YamlFile
  readonly #help: RasaHelp
  readonly #losses: Loss[] = []
  /** The last message of the user was left out. */
  #gap = false

  constructor(file: YamlFile, help: RasaHelp) {
    this.#file = file
    this.#help = help
  }

  read(): Found {
    const root = object(this.#file.value) ?? {}
    const found = (['stories', 'test_cases'] as const).flatMap((key) =>
      list(root[key]).map((value, index) => ({ value, path: [key, index] as Path, key })),
    )
    const { source } = this.#file
    if (found.length > MOST_STORIES)
      return { stories: [], losses: [], problems: [problemOn(source, 1, `more than ${MOST_STORIES} tests`)] }
    for (const key of ['fixtures', 'metadata', 'stub_custom_actions', 'rules'])
      if (root[key] !== undefined) this.#lose([key], key, REASONS[key] ?? 'no counterpart')
    const stories = found.flatMap(({ value, path, key }) => this.#story(object(value) ?? {}, path, key) ?? [])
    return { stories, losses: this.#losses, problems: [] }
  }

  #story(value: Record<string, unknown>, path: Path, key: 'stories' | 'test_cases'): Story | undefined {
    const title = text(value[key === 'stories' ? 'story' : 'test_case']) ?? 'test'
    const story: Story = { title, line: this.#file.line(path), steps: [], expect: [] }
    this.#gap = false
    for (const extra of ['fixtures', 'metadata'])
      if (value[extra] !== undefined)
        this.#lose([...path, extra], list(value[extra]).map(String).join(', '), REASONS[extra] ?? '')
    for (const [index, one] of list(value.steps).entries()) this.#step(one, [...path, 'steps', index], story)
    if (story.steps.length > 0) return story
    this.#lose(path, title, 'nobody says anything in this test')
    return undefined
  }

  #step(value: unknown, path: Path, story: Story): void {
    const step = object(value)
    if (!step) return this.#lose(path, String(value), 'no step')
    const known = new Set(['user', 'intent', 'entities', 'metadata'])
    const before = story.steps.length
    const speaks = ['user', 'intent', 'or'].some((key) => step[key] !== undefined)
    if (step.user !== undefined) this.#user(text(step.user) ?? '', path, story)
    else if (step.intent !== undefined) this.#intent(text(step.intent) ?? '', path, story)
    else if (Array.isArray(step.or)) this.#either(step.or, path, story)
    if (speaks) this.#gap = story.steps.length === before
    for (const [key, own] of Object.entries(step)) {
      const at = [...path, key]
      if (known.has(key) || key === 'or') continue
      if (key === 'bot') this.#take(statesValue(text(own) ?? ''), story, at, `bot: ${text(own) ?? ''}`)
      else if (key === 'utter') this.#utter(text(own) ?? '', at, story)
      else if (key === 'action' || key === 'bot_uttered') this.#action(own, at, story)
      else if (key === 'assertions') this.#assertions(own, at, story)
      else if (key !== 'assertion_order_enabled')
        this.#lose(at, key, REASONS[key] ?? 'no counterpart in a conversation')
    }
  }

  #user(words: string, path: Path, story: Story): void {
    const said = unmarked(words).trim()
    if (said === '') this.#lose(path, 'user', 'nothing is said')
    else if (/^\/\w/.test(said))
      this.#lose(path, said, 'a payload for Rasa itself, which no consumer would type')
    else story.steps.push({ do: 'say', words: [said], expect: [] })
  }

  #intent(name: string, path: Path, story: Story): void {
    const examples = this.#help.examples.get(name)
    if (examples && examples.length > 0)
      story.steps.push({ do: 'say', words: examples.slice(0, 200), expect: [] })
    else this.#lose(path, `intent: ${name}`, 'an intent has no words: give the training data (nlu) as well')
  }

  #either(values: readonly unknown[], path: Path, story: Story): void {
    const words = values.flatMap((one) => text(object(one)?.user) ?? []).map((one) => unmarked(one).trim())
    const said = words.filter((one) => one !== '')
    if (said.length > 0) story.steps.push({ do: 'say', words: said, expect: [] })
    else this.#lose(path, 'or', 'the alternatives have no words of a user')
  }

  #action(value: unknown, path: Path, story: Story): void {
    const name = text(value) ?? ''
    if (name.startsWith('utter_')) return this.#utter(name, path, story)
    if (!SILENT.test(name))
      this.#lose(path, `action: ${name}`, 'what a custom action says is not written in the test')
  }

  #utter(name: string, path: Path, story: Story): void {
    const texts = this.#help.responses.get(name)
    if (!texts || texts.length === 0)
      return this.#lose(path, name, 'what it says stands in the domain: give that file as well')
    this.#take(oneOf(texts), story, path, name)
  }

  #assertions(value: unknown, path: Path, story: Story): void {
    for (const [index, one] of list(value).entries())
      for (const [key, own] of Object.entries(object(one) ?? {})) {
        const at = [...path, index, key]
        const never = key === 'bot_did_not_utter'
        if (key === 'generative_response_is_relevant') this.#take('relevant', story, at, key)
        else if (key !== 'bot_uttered' && !never)
          this.#lose(at, key, 'looks into the bot, which a consumer cannot')
        else this.#uttered(object(own) ?? { utter_name: own }, never, at, story)
      }
  }

  #uttered(own: Record<string, unknown>, never: boolean, path: Path, story: Story): void {
    const name = text(own.utter_name)
    const wanted = text(own.text_matches)
    if (own.buttons !== undefined)
      this.#lose([...path, 'buttons'], 'buttons', 'there is no expectation about buttons')
    if (wanted !== undefined) {
      const found = matches(wanted, never)
      this.#take(found, story, [...path, 'text_matches'], wanted)
    }
    if (name === undefined || wanted !== undefined) return
    const texts = this.#help.responses.get(name)
    if (!texts || texts.length === 0)
      return this.#lose(path, name, 'what it says stands in the domain: give that file as well')
    this.#take(never ? has(texts.map(unslotted), { anyCase: true, never }) : oneOf(texts), story, path, name)
  }

  #take(found: Expectation | string | undefined, story: Story, path: Path, what: string): void {
    const own = found === 'relevant' || typeof found === 'object' ? (found as Expectation) : undefined
    if (own === undefined)
      return this.#lose(
        path,
        what,
        typeof found === 'string' ? found : 'no words, or longer than a pattern may be',
      )
    if (this.#gap) return this.#lose(path, what, LEFT_OUT)
    const step = story.steps.at(-1)
    if (step) return void step.expect.push(own)
    story.expect.push(own)
    this.#lose(path, what, 'the greeting has no step: it is expected anywhere in the conversation')
  }

  #lose(path: Path, what: string, why: string): void {
    this.#losses.push(loss(this.#file.source, this.#file.line(path), what, why))
  }
}

const SLOTS = 'what a bot keeps in its slots cannot be seen from outside'
const REASONS: Readonly<Record<string, string>> = {
  fixtures: 'what the bot knows beforehand is set by an account of the target file',
  metadata: 'metadata of a channel is set in the target file',
  stub_custom_actions: 'the bot that is audited does what it does',
  rules: 'rules are no tests',
  slot_was_set: SLOTS,
  slot_was_not_set: SLOTS,
  active_loop: SLOTS,
  checkpoint: 'checkpoints join stories of training data',
}

/** One of the variants of a response; a slot in it may be anything short. */
function oneOf(texts: readonly string[]): Expectation | string | undefined {
  const [only = '', ...others] = texts
  if (others.length === 0 && !SLOT.test(only)) return statesValue(only)
  if (!texts.some((one) => SLOT.test(one))) return has(texts, { anyCase: true })
  const parts = texts.map((one) =>
    one
      .trim()
      .split(/\{[a-zA-Z_]\w*\}/)
      .map(escaped)
      .join('.{1,80}'),
  )
  return matches(parts.join('|'))
}

const SLOT = /\{[a-zA-Z_]\w*\}/
const unslotted = (words: string) => words.split(SLOT)[0] ?? words
const escaped = (words: string) => words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Words without the marks of entities: `[Paris](city)`, `[Paris]{"entity": "city"}`. */
function unmarked(words: string): string {
  return words.replace(/\[([^[\]]{1,500})\](?:\([^()]{0,500}\)|\{[^{}]{0,500}\})/g, '$1')
}

function examplesOf(written: unknown): string[] {
  const lines = Array.isArray(written)
    ? written.map((one) => text(object(one)?.text) ?? text(one) ?? '')
    : (text(written) ?? '').split('\n')
  return lines.map((line) => unmarked(line.replace(/^\s*-\s*/, '')).trim()).filter((line) => line !== '')
}
