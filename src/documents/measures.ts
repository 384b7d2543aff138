/** What a requirement of a profile may measure besides audits: names, units, and the kinds that make sense. */
import type { Requirement } from './types/profile.js'

type Kind = NonNullable<Requirement['kind']>

export interface MeasureInfo {
  /** share: yes or no of each observation. ms: a time, in which silence is longer than all. count: a number. */
  unit: 'share' | 'ms' | 'count'
  kinds: readonly Kind[]
}

const SHARE: readonly Kind[] = ['rate', 'prohibition', 'existence', 'difference']
const NUMBER: readonly Kind[] = ['quantile', 'difference']

/** Every measure by its name; an audit is a measure of its own name, a share. */
export const MEASURES: Readonly<Record<string, MeasureInfo>> = {
  'first-content': { unit: 'ms', kinds: NUMBER },
  complete: { unit: 'ms', kinds: NUMBER },
  silence: { unit: 'share', kinds: SHARE },
  answered: { unit: 'share', kinds: SHARE },
  reached: { unit: 'share', kinds: SHARE },
  'first-request': { unit: 'share', kinds: SHARE },
  'one-step': { unit: 'share', kinds: SHARE },
  'entry-first': { unit: 'share', kinds: SHARE },
  'entry-after-failure': { unit: 'share', kinds: SHARE },
  volunteered: { unit: 'share', kinds: SHARE },
  'wait-kept': { unit: 'share', kinds: SHARE },
  'time-to-person': { unit: 'ms', kinds: NUMBER },
  turns: { unit: 'count', kinds: ['difference'] },
  paraphrase: { unit: 'share', kinds: ['rate', 'difference'] },
}
