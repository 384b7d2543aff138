/** The options of audits that are no part of ombud: checked by the JSON Schema that the audit brings along. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { OwnAuditKeys } from './expectations.js'
import { InputError } from './input-error.js'

/** Id of an audit -> JSON Schema of its options, undefined where it has none. */
export type AuditSchemas = ReadonlyMap<string, object | undefined>

export function ownAuditKeys(schemas: AuditSchemas): OwnAuditKeys {
  return new Map([...schemas].map(([id, schema]) => [id, schema && compileOptions(id, schema)]))
}

/** @throws InputError where it is no JSON Schema */
export function compileOptions(id: string, schema: object): ValidateFunction {
  try {
    return new Ajv2020({ allErrors: true, verbose: true, strict: false }).compile(schema)
  } catch (error) {
    throw new InputError(
      `meta.options of the audit ${id} is not a JSON Schema: ${(error as Error).message.slice(0, 300)}`,
    )
  }
}
