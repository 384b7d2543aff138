/** Checks a document against the schema of its kind and says what is wrong, at its place. */
import { explain } from './explain.js'
import type { Kind } from './kinds.js'
import type { Problem } from './problem.js'
import { validator } from './schema.js'
import { type Path, problemAt, type YamlDocument } from './yaml.js'

/** Mistakes that leave every part what its type says it is, so that further checks can go on. */
const HARMLESS = new Set([
  'additionalProperties',
  'enum',
  'pattern',
  'propertyNames',
  'minLength',
  'format',
  'minimum',
  'maximum',
])
const MOST = 50

export function checkShape(
  document: YamlDocument,
  kind: Kind,
): { problems: Problem[]; wrong: Path[]; usable: boolean } {
  const validate = validator(kind)
  if (validate(document.value)) return { problems: [], wrong: [], usable: true }
  const stranger = isStranger(document, kind)
  if (stranger) return { problems: [stranger], wrong: [], usable: false }
  const errors = validate.errors ?? []
  const explained = explain(errors, kind).slice(0, MOST)
  return {
    problems: explained.map(({ path, message, ...pointer }) => problemAt(document, path, message, pointer)),
    wrong: explained.map(({ path }) => path),
    usable: errors.every(({ keyword }) => HARMLESS.has(keyword)),
  }
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
