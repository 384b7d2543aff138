/** What a schema found wrong, in words: what is there, what was expected, what was probably meant. */
import type { ErrorObject } from 'ajv'
import { compilePattern } from './pattern.js'
import { didYouMean } from './problem.js'
import { definitionName } from './schema.js'
import type { Path } from './yaml.js'

export interface Explanation {
  path: Path
  /** The mistake is in the key and not in its value. */
  key?: boolean
  message: string
  hint?: string
}

interface Annotated {
  properties?: Record<string, unknown>
  description?: string
  type?: string | string[]
}

/** Where each thing is described. */
const DOCS: Record<string, string> = {
  scenario: 'docs/scenarios.md#all-keys-of-a-scenario',
  step: 'docs/scenarios.md#steps',
  handler: 'docs/scenarios.md#conditions-and-handlers',
  condition: 'docs/scenarios.md#conditions-and-handlers',
  expectation: 'docs/scenarios.md#expectations',
  fact: 'docs/scenarios.md#facts-truth-and-law',
  truth: 'docs/scenarios.md#facts-truth-and-law',
  target: 'docs/scenarios.md#a-target',
  persona: 'docs/scenarios.md#a-persona',
  profile: 'docs/scenarios.md#a-profile',
}

/** One explanation an error; `kind` names the document. */
export function explain(errors: readonly ErrorObject[], kind: string): Explanation[] {
  return errors
    .filter((error) => error.keyword !== 'propertyNames' && !saidByFormat(error, errors))
    .map((error) => explainOne(error, kind))
}

/** A text of a wrong format mostly breaks the pattern beside it as well. */
function saidByFormat(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return (
    error.keyword === 'pattern' &&
    errors.some(({ keyword, instancePath }) => keyword === 'format' && instancePath === error.instancePath)
  )
}

function explainOne(error: ErrorObject, kind: string): Explanation {
  const path = pointer(error.instancePath)
  const schema = (error.parentSchema ?? {}) as Annotated
  const owner = ownerOf(error, path, kind)
  if (error.propertyName !== undefined) {
    return {
      path: [...path, error.propertyName],
      key: true,
      message: `${error.propertyName.slice(0, 64)} cannot be a name here: write letters, digits and hyphens, a letter first`,
    }
  }
  switch (error.keyword) {
    case 'additionalProperties': {
      const word = String(error.params.additionalProperty)
      const known = Object.keys(schema.properties ?? {})
      const own = owner === 'expectation' ? '; audits of your own: --audit FILE' : ''
      const link = DOCS[owner] ? `${own}        ${DOCS[owner]}` : ''
      const hint = `Keys of ${article(owner)}: ${known.join(' ')}${link}`
      return { path: [...path, word], key: true, message: `unknown key.${didYouMean(word, known)}`, hint }
    }
    case 'required': {
      const missing = String(error.params.missingProperty)
      const about = described((schema.properties?.[missing] ?? {}) as Annotated)
      return { path, message: `${article(owner)} needs the key ${missing}`, ...about }
    }
    case 'type':
      return {
        path,
        message: `expected ${types(schema.type)}, found ${typeOf(error.data)}`,
        ...described(schema),
      }
    case 'enum':
    case 'const': {
      const known = (error.params.allowedValues ?? [error.params.allowedValue]).map(String) as string[]
      const near = typeof error.data === 'string' ? didYouMean(error.data, known) : ''
      return { path, message: `expected ${oneOf(known)}.${near}` }
    }
    case 'pattern':
      return { path, message: `expected ${form(String(error.params.pattern))}` }
    case 'format':
      return { path, message: formatMessage(String(error.params.format), String(error.data)) }
    case 'minLength':
    case 'minItems':
      return { path, message: 'is empty' }
    case 'minProperties':
      return { path, message: `is empty; expected ${oneOf(Object.keys(schema.properties ?? {}))}` }
    case 'maxProperties':
      return {
        path,
        message: `has too many keys; expected exactly one of ${oneOf(Object.keys(schema.properties ?? {}))}`,
      }
    case 'uniqueItems':
      return { path: [...path, error.params.i], message: 'is here twice' }
    default:
      return { path, message: error.message ?? 'is not as expected' }
  }
}

/** What the failing schema describes: a definition, else the key it stands under, else the document. */
function ownerOf({ parentSchema }: ErrorObject, path: Path, kind: string): string {
  const named = definitionName(parentSchema)?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return named ?? String(path.findLast((part) => typeof part === 'string') ?? kind)
}

function pointer(text: string): Path {
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : part))
}

function described({ description }: Annotated): { hint?: string } {
  return description ? { hint: description } : {}
}

const FORMS: Record<string, string> = {
  '^[a-z0-9][a-z0-9-]{0,63}$': 'lower-case letters, digits and hyphens, at most 64',
  '^[A-Za-z][A-Za-z0-9_-]{0,63}$': 'a name of letters, digits, _ and hyphens, a letter first, at most 64',
  '^[0-9]+(\\.[0-9]+)?(ms|s|m|h)$': 'a number with a unit: 500ms, 5s, 2m',
  '^(target|law)\\.[A-Za-z0-9_.-]+$': 'a name that begins with target. or law.',
  '^\\$': 'a JSONPath such as $.message',
  '^https?://': 'an address that begins with http:// or https://',
  '^(https?|file)://': 'an address that begins with http://, https:// or file://',
}

/** What a pattern of a schema asks for; `^(a|b)$` is a choice. */
function form(pattern: string): string {
  const [, choices] = /^\^\(([\w|-]+)\)\$$/.exec(pattern) ?? []
  return choices ? oneOf(choices.split('|')) : (FORMS[pattern] ?? `the form ${pattern}`)
}

function formatMessage(format: string, text: string): string {
  if (format !== 'regex')
    return `expected ${{ uri: 'an address such as https://example.com/', date: 'a date such as 2026-11-23' }[format] ?? `a ${format}`}`
  try {
    compilePattern(text)
  } catch (error) {
    return `not a usable pattern: ${(error as Error).message.slice(0, 200)}`
  }
  return 'not a usable pattern'
}

const NAMES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  null: 'nothing',
}

function types(type: string | string[] | undefined): string {
  return oneOf([type ?? []].flat().map((name) => NAMES[name] ?? name))
}

function typeOf(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'object') return 'keys with values'
  return `the ${typeof value} ${value}`
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function article(noun: string): string {
  return `${/^(?:[aeio]|http)/.test(noun) ? 'an' : 'a'} ${noun}`
}
