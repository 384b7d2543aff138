/** What an expectation may be: the audits that scenarios can name, and how each is written. */
import type { ValidateFunction } from 'ajv'
import type { Expectation } from './types/scenario.js'

export type AuditKey = Exclude<keyof Exclude<Expectation, string>, 'stop'>

/** Whether the audit may be written by its name alone. */
const BARE: Record<AuditKey, boolean> = {
  states: false,
  'never-states': false,
  relevant: true,
  resolves: true,
  'same-answer': false,
  'never-act': false,
  latency: false,
  human: false,
  'entry-visible': true,
  'no-loop': true,
  'waiting-told': true,
  'hours-stated': true,
  'offers-human': true,
  'context-carried': true,
  'return-path': true,
  'discloses-ai': false,
  'names-channels': true,
  'widget-axe': true,
  'widget-contrast': true,
  'widget-names': true,
  'widget-keyboard': true,
  'widget-live-region': true,
  'widget-zoom': true,
  'widget-forms': true,
  'evidence-kept': true,
  judged: false,
}

export const AUDIT_KEYS = Object.keys(BARE) as AuditKey[]
export const BARE_AUDITS = AUDIT_KEYS.filter((key) => BARE[key])

/** Audits that are no part of ombud, as far as documents know them: id -> check of the options, if they have a form. */
export type OwnAuditKeys = ReadonlyMap<string, ValidateFunction | undefined>

/** The audit keys of an expectation; a well-formed one has exactly one. */
export function auditKeys(expectation: Expectation, own: Iterable<string> = []): string[] {
  if (typeof expectation === 'string') return [expectation]
  return [...AUDIT_KEYS, ...own].filter((key) => Object.hasOwn(expectation, key))
}

/** One audit or a list, as a list; none where the shape of the document is wrong, which is told already. */
export function expectationList(expect: string | Expectation[] | undefined): Expectation[] | undefined {
  if (typeof expect === 'string') return [expect]
  return Array.isArray(expect) ? expect : undefined
}
