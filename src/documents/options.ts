/** The options of audits and channels that are no part of ombud: checked by the JSON Schema that these bring along. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { OwnAuditKeys } from './expectations.js'
import { InputError } from './input-error.js'

/** Id of an audit -> JSON Schema of its options, undefined where it has none. */
export type AuditSchemas = ReadonlyMap<string, object | undefined>

export function ownAuditKeys(schemas: AuditSchemas): OwnAuditKeys {
  return new Map(
    [...schemas].map(([id, schema]) => [
      id,
      schema && compileOptions(`meta.options of the audit ${id}`, schema),
    ]),
  )
}

/** @throws InputError where it is no JSON Schema; `what` names it */
export function compileOptions(what: string, schema: object): ValidateFunction {
  try {
    return new Ajv2020({ allErrors: true, verbose: true, strict: false }).compile(schema)
  } catch (error) {
    throw new InputError(`${what} is not a JSON Schema: ${(error as Error).message.slice(0, 300)}`)
  }
}
