/** Statements on file: how they are written, and read and checked against their schema. */
import type { KeyObject } from 'node:crypto'
import { InputError } from '../documents/input-error.js'
import { validator } from '../documents/schema.js'
import type { Envelope } from '../documents/types/envelope.js'
import type { Proof } from '../documents/types/proof.js'
import type { Correction, Purge, Seal, Statement } from '../documents/types/statement.js'
import { payloadOf } from './dsse.js'
import { keyId } from './keys.js'

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'
const NEWEST = 1
/** Characters that are shown. */
const LONGEST_REASON = 40

/** The bytes of a statement, as they are signed and lie on file. */
export function bytesOf(statement: Statement): Buffer {
  return Buffer.from(spelled(statement))
}

/** An envelope as it lies on file: its keys have the order of the specification. */
export function envelopeText(envelope: Envelope): string {
  return spelled(ordered(envelope))
}

/** A proof as it lies on file. */
export function proofText({ version, trial, statement, keys, files }: Proof): string {
  const proven = files.map(({ path, sha256, index, audit, withheld: cut }) => ({
    ...{ path, sha256, index, audit },
    ...(cut ? { withheld: { journal: cut.journal, index: cut.index, audit: cut.audit } } : {}),
  }))
  return spelled({ version, trial, statement: ordered(statement), keys, files: proven })
}

function ordered({ payloadType, payload, signatures }: Envelope): Envelope {
  return { payloadType, payload, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) }
}

const spelled = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** The envelope that the bytes hold; undefined where they hold none. @throws InputError where it is one of a newer ombud */
export function envelopeIn(bytes: Uint8Array | undefined): Envelope | undefined {
  return readAs<Envelope>('envelope', bytes)
}

/** The statement of a seal in an envelope; undefined where there is none. @throws as `envelopeIn` */
export function sealIn(envelope: Envelope): Seal | undefined {
  const statement = statementIn(envelope)
  return statement?.predicateType === 'urn:ombud:seal:1' ? statement : undefined
}

/** The list of what was purged in an envelope; undefined where there is none. @throws as `envelopeIn` */
export function purgeIn(envelope: Envelope): Purge | undefined {
  const statement = statementIn(envelope)
  return statement?.predicateType === 'urn:ombud:purge:1' ? statement : undefined
}

/** The correction in an envelope; undefined where there is none. @throws as `envelopeIn` */
export function correctionIn(envelope: Envelope): Correction | undefined {
  const statement = statementIn(envelope)
  return statement?.predicateType === 'urn:ombud:correction:1' ? statement : undefined
}

/** Base64 has several spellings of the same bytes, of which one is ours. */
function statementIn(envelope: Envelope): Statement | undefined {
  const bytes = payloadOf(envelope)
  return bytes.toString('base64') === envelope.payload ? readAs<Statement>('statement', bytes) : undefined
}

/**
 * What the bytes hold; undefined where that is not what the schema says, or is not written as ombud writes it: a file
 * that nobody signed as a whole is so bound to what was signed in it, byte for byte. Of a statement the bytes are signed.
 * @throws InputError where it is of a newer ombud
 */
export function readAs<T>(
  schema: 'envelope' | 'statement' | 'proof',
  bytes: Uint8Array | undefined,
): T | undefined {
  if (bytes === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
  const version = versionOf(value)
  if (version > NEWEST)
    throw new InputError(`the ${schema} was written by a newer ombud (format ${version})`, 'update ombud')
  if (!validator(schema, 'first')(value)) return undefined
  const text = Buffer.from(bytes).toString('utf8')
  if (schema === 'envelope' && envelopeText(value as Envelope) !== text) return undefined
  if (schema === 'proof' && proofText(value as Proof) !== text) return undefined
  return value as T
}

/** Who signed something and why, on one line: the reason is of a stranger, and its quotes keep it from passing for more. */
export function reasonBy(key: KeyObject, reason: string): string {
  const short = reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason
  return `${keyId(key).slice(0, 16)} ${JSON.stringify(short)}`
}

/** The number at the end of a type of ours (`urn:ombud:seal:1`), or the version that a file says. */
function versionOf(value: unknown): number {
  const { version, predicateType } = (value ?? {}) as { version?: unknown; predicateType?: unknown }
  return Number(/^urn:ombud:[a-z]+:(\d{1,9})$/.exec(String(predicateType))?.[1] ?? version ?? 0)
}
