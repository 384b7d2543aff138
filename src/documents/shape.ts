/** Checks a document against the schema of its kind and says what is wrong, at its place. */
import type { ErrorObject } from 'ajv'
import type { OwnAuditKeys } from './expectations.js'
import { explain } from './explain.js'
import type { Kind } from './kinds.js'
import type { Problem } from './problem.js'
import { definitionName, validator } from './schema.js'
import { type Path, problemAt, type YamlDocument } from './yaml.js'

/** Mistakes that leave every part what its type says it is, so that further checks can go on. */
const HARMLESS = new Set([
  'additionalProperties',
  'enum',
  'pattern',
  'propertyNames',
  'minLength',
  'minItems',
  'minProperties',
  'uniqueItems',
  'format',
  'minimum',
  'maximum',
])
const MOST = 50

type Own = Pick<OwnAuditKeys, 'has'>

/** What the schema of its kind says about a document. */
export interface Shape {
  problems: Problem[]
  /** Whether a mistake lies at a path or below it. */
  flawed(path: Path): boolean
  /** Whether one does that makes the part another thing than its type says. */
  broken(path: Path): boolean
  /** Further checks can go on, if they leave out what is broken. */
  usable: boolean
}

/** @param own ids of audits that are no part of ombud, which expectations may name too */
export function checkShape(document: YamlDocument, kind: Kind, own: Own = new Map()): Shape {
  const validate = validator(kind)
  const none = () => false
  const sound: Shape = { problems: [], flawed: none, broken: none, usable: true }
  if (validate(document.value)) return sound
  const errors = (validate.errors ?? []).filter((error) => !namesOwnAudit(error, own))
  if (errors.length === 0) return sound
  const stranger = isStranger(document, kind)
  if (stranger) return { problems: [stranger], flawed: none, broken: none, usable: false }
  const explained = explain(errors, kind).slice(0, MOST)
  const broken = explain(
    errors.filter(({ keyword }) => !HARMLESS.has(keyword)),
    kind,
  ).map(({ path }) => path)
  return {
    problems: explained.map(({ path, message, ...pointer }) => problemAt(document, path, message, pointer)),
    flawed: (path) => explained.some((other) => isWithin(other.path, path)),
    broken: (path) => broken.some((other) => isWithin(other, path)),
    usable: broken.every(isLocal),
  }
}

function namesOwnAudit({ keyword, parentSchema, params }: ErrorObject, own: Own): boolean {
  return (
    keyword === 'additionalProperties' &&
    definitionName(parentSchema) === 'expectation' &&
    own.has(params.additionalProperty)
  )
}

/** A key of digits is a number where the validator tells of it. */
function isWithin(inner: Path, outer: Path): boolean {
  return outer.every((part, index) => String(inner[index]) === String(part))
}

/** Inside one step, handler, expectation, fact, truth or wording. */
function isLocal([list, ...rest]: Path): boolean {
  if (list === 'steps' || list === 'always') return rest.length > 1
  return ['expect', 'facts', 'truth', 'wording'].includes(String(list)) && rest.length > 0
}

/** A document none of whose keys is known is of another tool: one message instead of one a key. */
function isStranger(document: YamlDocument, kind: Kind): Problem | undefined {
  const { value } = document
  const known = Object.keys((validator(kind).schema as { properties: Record<string, unknown> }).properties)
  const hint = `Keys of a ${kind}: ${known.join(' ')}`
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return problemAt(document, [], `not a ${kind}: expected keys with values`, { hint })
  }
  if (Object.keys(value).length < 2 || Object.keys(value).some((key) => known.includes(key))) return undefined
  return problemAt(
    document,
    [Object.keys(value)[0] ?? ''],
    `not a ${kind}: none of these keys is known. Is this a file of another tool?`,
    { key: true, hint },
  )
}
