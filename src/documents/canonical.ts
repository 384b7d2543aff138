/** One spelling of a JSON value, so that equal documents have equal hashes. */
import { createHash } from 'node:crypto'
import { digest } from './digest.js'
import { inChunks, jsonPieces, type Spelling } from './json-pieces.js'

/** JSON with the keys of every object in order and without spaces; what is undefined is left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    let members = ''
    for (const key of sortedKeys(value)) {
      const member = (value as Record<string, unknown>)[key]
      if (member === undefined) continue
      members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
    }
    return `{${members}}`
  }
  return JSON.stringify(value) ?? 'null'
}

const sortedKeys = (value: object): string[] => Object.keys(value).sort()

const CANONICAL: Spelling = { gap: () => '', colon: ':', keys: sortedKeys, whole: canonicalJson }

/** `sha256(canonicalJson(value))` of a value whose text is too long for a string, or for memory. */
export function canonicalHash(value: unknown): string {
  const hash = createHash('sha256')
  for (const text of inChunks(jsonPieces(value, CANONICAL))) hash.update(text)
  return hash.digest('hex')
}

/** SHA-256 of text or bytes, in hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return digest(data, 'hex')
}
