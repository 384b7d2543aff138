/**
 * Tests of promptfoo: what a consumer says in `vars`, conversations by `_conversation` or `conversationId`, assertions.
 * @see https://www.promptfoo.dev/docs/configuration/chat/
 */
import { basename } from 'node:path'
import type { Expectation } from '../../documents/types/scenario.js'
import { type Assertion, expectationsOf } from './asserts.js'
import { type Found, type Loss, loss, problemOn, type Story, type StoryStep } from './story.js'
import { list, object, type Path, text, type YamlFile } from './yaml-lines.js'

/** Variables that mostly hold what the user says. */
const ASKED = [
  'question',
  'message',
  'query',
  'input',
  'user_input',
  'user_message',
  'userMessage',
  'user',
  'prompt',
  'text',
  'ask',
  'request',
  'topic',
]
const MOST_TESTS = 10_000
/** Keys of a test that mean nothing without its prompts and models. */
const SILENT = new Set([
  'description',
  'vars',
  'assert',
  'metadata',
  'options',
  'threshold',
  'provider',
  'providers',
  'prompts',
])

interface Vars {
  [name: string]: unknown
}

/** The conversations of a configuration, or of a list of tests. */
export function fromPromptfoo(file: YamlFile): Found {
  const { value, source } = file
  const root = object(value) ?? { tests: value }
  const tests = root.tests ?? root.testCases
  if (!Array.isArray(tests) || tests.length === 0) {
    const message =
      typeof tests === 'string'
        ? `the tests stand in another file: import ${tests.replace(/^file:\/\//, '').slice(0, 100)} itself`
        : 'no tests are written here'
    return { stories: [], losses: [], problems: [problemOn(source, file.line(['tests']), message)] }
  }
  if (tests.length > MOST_TESTS)
    return {
      stories: [],
      losses: [],
      problems: [problemOn(source, file.line(['tests']), `more than ${MOST_TESTS} tests`)],
    }
  return new PromptfooReader(file, root, Array.isArray(value) ? [] : ['tests']).read(tests)
}

class PromptfooReader {
  readonly #file: YamlFile
  readonly #path: Path
  readonly #prompts: string[]
  readonly #shared: Record<string, unknown>
  readonly #losses: Loss[] = []
  readonly #stories: Story[] = []
  readonly #threads = new Map<string, Story>()

  constructor(file: YamlFile, root: Record<string, unknown>, path: Path) {
    this.#file = file
    this.#path = path
    this.#prompts = list(root.prompts).flatMap(
      (prompt) => text(prompt) ?? text(object(prompt)?.raw) ?? text(object(prompt)?.id) ?? [],
    )
    this.#shared = object(root.defaultTest) ?? {}
    if (root.scenarios !== undefined)
      this.#lose(['scenarios'], 'scenarios', 'combinations of configurations and tests are not carried over')
    if (typeof root.defaultTest === 'string')
      this.#lose(['defaultTest'], root.defaultTest, 'it stands in another file')
  }

  read(tests: readonly unknown[]): Found {
    const threaded = this.#prompts.some((prompt) => prompt.includes('_conversation'))
    for (const [index, one] of tests.entries()) {
      const path = [...this.#path, index]
      const test = object(one)
      if (!test) this.#lose(path, String(one), 'the test stands in another file: import that file itself')
      else this.#test(test, path, index, threaded)
    }
    const elsewhere = this.#prompts.some((prompt) => /^file:\/\/|\.(?:json|txt|ya?ml|js|py)$/.test(prompt))
    if (elsewhere && this.#threads.size === 0 && this.#stories.length > 1)
      this.#lose(
        ['prompts'],
        'prompts',
        'they stand in other files: where they use _conversation, give the tests a conversationId in their metadata',
      )
    return { stories: this.#stories, losses: this.#losses, problems: [] }
  }

  #test(test: Record<string, unknown>, path: Path, index: number, threaded: boolean): void {
    const vars: Vars = { ...object(this.#shared.vars), ...object(test.vars) }
    const said = this.#said(vars, path)
    if (!said) return
    for (const key of Object.keys(test).filter((key) => !SILENT.has(key)))
      this.#lose([...path, key], key, 'this key of a test has no counterpart')
    const asserts = [
      ...list(this.#shared.assert).map((one, i) => ({ one, at: ['defaultTest', 'assert', i] as Path })),
      ...list(test.assert).map((one, i) => ({ one, at: [...path, 'assert', i] as Path })),
    ]
    said.at(-1)?.expect.push(...asserts.flatMap(({ one, at }) => this.#assert(one, at, vars)))
    const id = text(object(test.metadata)?.conversationId) ?? (threaded ? '' : undefined)
    const known = id === undefined ? undefined : this.#threads.get(id)
    if (known) {
      known.steps.push(...said)
      return
    }
    const base = basename(this.#file.source.path).replace(/\.[^.]*$/, '')
    const description = text(test.description)
    const story: Story = {
      title: description ?? said.find(({ do: verb }) => verb === 'say')?.words[0] ?? base,
      name: description ?? (id || `${base}-${index + 1}`),
      line: this.#file.line(path),
      steps: said,
      expect: [],
    }
    if (id !== undefined) this.#threads.set(id, story)
    this.#stories.push(story)
  }

  /** What the consumer says: the messages of a user, or one variable. */
  #said(vars: Vars, path: Path): StoryStep[] | undefined {
    const messages = messagesOf(vars.messages)
    const at = [...path, 'vars']
    const steps = (messages ?? [])
      .filter(({ role }) => role === 'user')
      .map(({ words }) => say([filled(words, vars)]))
    for (const role of ['assistant', 'system', 'developer', 'tool'])
      if (messages?.some((one) => one.role === role))
        this.#lose(
          [...at, 'messages'],
          role,
          role === 'assistant'
            ? 'the bot that is audited answers by itself'
            : 'instructions to a model are no part of a conversation',
        )
    const name = this.#asked(vars)
    const asked = name === undefined ? [] : list(vars[name]).flatMap((one) => text(one) ?? [])
    const words = asked.map((one) => filled(one, vars)).filter((one) => one.trim() !== '')
    if (words.some((one) => /^file:\/\//.test(one))) {
      this.#lose([...at, name ?? ''], words.join(', '), 'what is said stands in another file')
      return undefined
    }
    if (words.length > 1)
      this.#lose(
        [...at, name ?? ''],
        words.join(' / '),
        'several values are wordings of one test: one is drawn, not one test each',
      )
    if (words.length > 0) steps.push(say(words))
    if (steps.length > 0) return steps
    this.#lose(
      path,
      text(vars[Object.keys(vars)[0] ?? '']) ?? 'the test',
      'no variable holds what the consumer says (question, message, query, input …)',
    )
    return undefined
  }

  /** The variable that the prompts say last, else one by its usual name, else the only text. */
  #asked(vars: Vars): string | undefined {
    const texts = Object.keys(vars).filter(
      (name) => list(vars[name]).some((one) => text(one) !== undefined) && name !== 'messages',
    )
    const named = this.#prompts
      .flatMap((prompt) =>
        [...prompt.matchAll(/\{\{-?\s*([A-Za-z_]\w*)[^{}]{0,40}\}\}/g)].map(([, name]) => name ?? ''),
      )
      .filter((name) => texts.includes(name))
    return (
      ASKED.find((name) => texts.includes(name)) ??
      named.at(-1) ??
      (texts.length === 1 ? texts[0] : undefined)
    )
  }

  #assert(one: unknown, at: Path, vars: Vars): Expectation[] {
    const assert = object(one)
    const type = text(assert?.type)
    if (!assert || type === undefined) {
      this.#lose(at, text(one) ?? 'assert', 'no assertion with a type')
      return []
    }
    if (type === 'assert-set' && assert.threshold === undefined)
      return list(assert.assert).flatMap((inner, i) => this.#assert(inner, [...at, 'assert', i], vars))
    const threshold = typeof assert.threshold === 'number' ? { threshold: assert.threshold } : {}
    const values = list(assert.value).flatMap((value) => text(value) ?? [])
    const assertion: Assertion = { type, values: values.map((value) => filled(value, vars)), ...threshold }
    const found = expectationsOf(assertion)
    if (typeof found !== 'string') return found
    this.#lose(at, `${type} ${values.join(', ')}`, found)
    return []
  }

  #lose(path: Path, what: string, why: string): void {
    this.#losses.push(loss(this.#file.source, this.#file.line(path), what, why))
  }
}

const say = (words: string[]): StoryStep => ({ do: 'say', words, expect: [] })

/** Messages with roles, in both ways in which they are written. */
function messagesOf(value: unknown): { role: string; words: string }[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.flatMap((one) => {
    const message = object(one) ?? {}
    const role = text(message.role)
    const pairs = role === undefined ? Object.entries(message) : [[role, message.content] as const]
    return pairs.flatMap(([role, content]) => {
      const words =
        text(content) ??
        list(content)
          .flatMap((part) => text(object(part)?.text) ?? [])
          .join('\n')
      return words === '' ? [] : [{ role, words }]
    })
  })
}

/** The text with those variables of the test filled in that are texts themselves. */
function filled(words: string, vars: Vars): string {
  return words.replace(/\{\{\s*([A-Za-z_]\w*)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(vars, name) ? (text(vars[name]) ?? whole) : whole,
  )
}
