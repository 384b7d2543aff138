/** Outcomes and reasons in words: a shape, a colour and a word, so that none is needed to tell them apart. */
import type { Bilingual } from '../documents/ready.js'
import type { Requirement } from '../documents/types/result.js'
import { both, STRINGS } from './strings.js'
import { cut, oneLine } from './text.js'

const OUTCOMES = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  withheld: '–',
  unscored: '–',
  'not-run': '–',
}
/** And what a requirement may come to besides. */
const SYMBOLS = {
  ...OUTCOMES,
  'not-applicable': '–',
  information: 'i',
  declaration: '○',
}

export interface Mark {
  kind: keyof typeof SYMBOLS
  symbol: string
  word: Bilingual
}

export function mark(kind: string): Mark {
  const known = (Object.hasOwn(OUTCOMES, kind) ? kind : 'inconclusive') as keyof typeof OUTCOMES
  return { kind: known, symbol: SYMBOLS[known], word: both((s) => ({ ...s.verdicts, ...s.outcomes })[known]) }
}

/** The verdict of one requirement. */
export function requirementMark(kind: Requirement['verdict']): Mark {
  return { kind, symbol: SYMBOLS[kind], word: both((s) => s.profiles.verdicts[kind]) }
}

/** Why a conversation ended, or was not held; an unknown code stands for itself. */
export function reason(code: string): Bilingual {
  const known = Object.hasOwn(STRINGS.en.reasons, code) ? (code as keyof typeof STRINGS.en.reasons) : null
  return both((s) => (known ? s.reasons[known] : oneLine(cut(code, 80))))
}
