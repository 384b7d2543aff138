/** The JSON Schemas of every file, compiled when first needed. */
import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { compilePattern } from './pattern.js'
import type { TranscriptEvent } from './types/event.js'

export type SchemaName =
  | 'scenario'
  | 'target'
  | 'persona'
  | 'profile'
  | 'wording'
  | 'law'
  | 'plan'
  | 'run'
  | 'environment'
  | 'journal'
  | 'event'
  | 'finding'
  | 'row'
  | 'scorecard'
  | 'result'
  | 'judgement'
  | 'calibration'
  | 'baseline'
  | 'insight'
  | 'names'
  | 'stored-run'
  | 'stored-file'
  | 'series'
  | 'round'
  | 'alert'
  | 'envelope'
  | 'statement'
  | 'proof'

const FOLDER = new URL('../../schemas/', import.meta.url)
const compiled = new Map<Extent, Ajv2020>()
const definitions = new WeakMap<object, string>()
const events = new Map<string, ValidateFunction>()

/** The name under which a schema stands in $defs: what the thing that it describes is called. */
export function definitionName(schema: unknown): string | undefined {
  return typeof schema === 'object' && schema !== null ? definitions.get(schema) : undefined
}

/** Every mistake, for a person who mends a document; or the first, for a file that may hold millions of them. */
type Extent = 'every' | 'first'

/** Checks a value against schemas/<name>.schema.json; what is wrong is in `errors` of the function. */
export function validator(name: SchemaName, extent: Extent = 'every'): ValidateFunction {
  const ajv = compiled.get(extent) ?? load(extent)
  compiled.set(extent, ajv)
  const validate = ajv.getSchema(`${name}.schema.json`)
  if (!validate) throw new Error(`no schema named ${name}`)
  return validate
}

/** Whether a value is an event of a transcript, judged by the schema of its kind alone: `oneOf` would try them all. */
export function isEvent(value: unknown): value is TranscriptEvent {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  const { kind } = value
  if (typeof kind !== 'string' || !/^[a-z]{1,20}$/.test(kind)) return false
  let valid = events.get(kind)
  if (!valid) {
    validator('event', 'first')
    valid = compiled.get('first')?.getSchema(`event.schema.json#/$defs/${kind}`)
    if (!valid) return false
    events.set(kind, valid)
  }
  return valid(value) && (value as { kind: unknown }).kind === kind
}

function load(extent: Extent): Ajv2020 {
  // Verbose keeps the known keys and values at hand for messages. Types may be unions: `say` is text or a list.
  const instance = new Ajv2020({
    allErrors: extent === 'every',
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    validateSchema: false,
    // To optimise the code takes longer than the checks of most runs.
    code: { optimize: false },
    formats: {
      uri: (text: string) => URL.canParse(text),
      date: (text: string) => isDate(text),
      'date-time': (text: string) =>
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
      regex: (text: string) => isPattern(text),
    },
  })
  for (const file of readdirSync(FOLDER)) {
    if (!file.endsWith('.schema.json')) continue
    const schema = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))
    // A plan on file may expect audits of its user, which are known by their modules alone.
    if (extent === 'first' && schema.$defs?.expectation) schema.$defs.expectation.additionalProperties = true
    for (const [name, part] of Object.entries(schema.$defs ?? {})) definitions.set(part as object, name)
    instance.addSchema(schema)
  }
  return instance
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function isPattern(text: string): boolean {
  try {
    compilePattern(text)
    return true
  } catch {
    return false
  }
}
