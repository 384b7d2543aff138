/** What a schema found wrong, in words: what is there, what was expected, what was probably meant. */
import type { ErrorObject } from 'ajv'
import { compilePattern } from './pattern.js'
import { didYouMean } from './problem.js'
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

const DOCS: Record<string, string> = {
  scenario: 'docs/scenarios.md',
  step: 'docs/scenarios.md#steps',
  handler: 'docs/scenarios.md#handlers',
  expectation: 'docs/scenarios.md#expectations',
}

/** One explanation an error; `kind` names the document. */
export function explain(errors: readonly ErrorObject[], kind: string): Explanation[] {
  return errors
    .filter((error) => !(error.keyword === 'propertyNames' || error.keyword === 'if'))
    .map((error) => explainOne(error, kind))
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
      const link = DOCS[owner] ? `        ${DOCS[owner]}` : ''
      const hint = `Keys of ${article(owner)}: ${known.join(' ')}${link}`
      return { path: [...path, word], key: true, message: `unknown key.${didYouMean(word, known)}`, hint }
    }
    case 'required':
      return {
        path,
        message: `${article(owner)} needs the key ${error.params.missingProperty}`,
        ...described(schema),
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
      return { path, message: `does not have the expected form${form(schema, String(error.params.pattern))}` }
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

/** Name of what the failing schema describes: a definition, a property, or the document. */
function ownerOf(error: ErrorObject, path: Path, kind: string): string {
  const parts = error.schemaPath.split('/').slice(0, -1)
  const container = parts.at(-2)
  if (container === '$defs' || container === 'properties') return parts.at(-1) as string
  return path.length === 0 ? kind : String(path.at(-1))
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

function form({ description }: Annotated, pattern: string): string {
  return `: ${description ?? pattern}`
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
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}
