/** Outcomes and reasons in words: a shape, a colour and a word, so that none is needed to tell them apart. */
import type { Bilingual } from '../documents/ready.js'
import { both, STRINGS } from './strings.js'
import { cut, oneLine } from './text.js'

const SYMBOLS = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  withheld: '–',
  unscored: '–',
  'not-run': '–',
}

export interface Mark {
  kind: keyof typeof SYMBOLS
  symbol: string
  word: Bilingual
}

export function mark(kind: string): Mark {
  const known = (Object.hasOwn(SYMBOLS, kind) ? kind : 'inconclusive') as Mark['kind']
  const word = known === 'withheld' ? both((s) => s.verdicts.withheld) : both((s) => s.outcomes[known])
  return { kind: known, symbol: SYMBOLS[known], word }
}

/** Why a conversation ended, or was not held; an unknown code stands for itself. */
export function reason(code: string): Bilingual {
  const known = Object.hasOwn(STRINGS.en.reasons, code) ? (code as keyof typeof STRINGS.en.reasons) : null
  return both((s) => (known ? s.reasons[known] : oneLine(cut(code, 80))))
}
