/** What a requirement of a profile may measure besides audits: names, units, and the kinds that make sense. */
import type { Requirement } from './types/profile.js'

type Kind = NonNullable<Requirement['kind']>

export interface MeasureInfo {
  /** share: yes or no of each observation. ms: a time, in which silence is longer than all. count: a number. */
  unit: 'share' | 'ms' | 'count'
  kinds: readonly Kind[]
  /** Takes the evidence that a person answered. */
  level?: true
  /** Compares by itself, and takes no arms. */
  paired?: true
}

const SHARE: readonly Kind[] = ['rate', 'prohibition', 'existence', 'difference']
const NUMBER: readonly Kind[] = ['quantile', 'difference']

/** Every measure by its name; an audit is a measure of its own name, a share. */
export const MEASURES: Readonly<Record<string, MeasureInfo>> = {
  'first-content': { unit: 'ms', kinds: NUMBER },
  complete: { unit: 'ms', kinds: NUMBER },
  silence: { unit: 'share', kinds: SHARE },
  answered: { unit: 'share', kinds: SHARE },
  reached: { unit: 'share', kinds: SHARE, level: true },
  'first-request': { unit: 'share', kinds: SHARE, level: true },
  'one-step': { unit: 'share', kinds: SHARE, level: true },
  'entry-first': { unit: 'share', kinds: SHARE },
  'entry-after-failure': { unit: 'share', kinds: SHARE },
  volunteered: { unit: 'share', kinds: SHARE },
  // Of trials with a way (no probes) in which the bot showed anything: 1 where the way to a person was offered, queued,
  // connected or served before the first request, or without one; else 0.
  unasked: { unit: 'share', kinds: SHARE },
  'wait-kept': { unit: 'share', kinds: SHARE },
  'time-to-person': { unit: 'ms', kinds: NUMBER },
  turns: { unit: 'count', kinds: ['difference'] },
  // Pairs of probes: the need in other words (test) against the same need with its keyword (control).
  paraphrase: { unit: 'share', kinds: ['rate', 'difference'], paired: true },
}

const AN_AUDIT: MeasureInfo = { unit: 'share', kinds: SHARE }

/** Audits that look at every trial, or at every step that chooses something: no scenario names them. */
export const UNASKED_AUDITS = ['available', 'response-time', 'keeps-promise', 'offered'] as const

/** What is known of a measure or audit. */
export function measureInfo(name: string): MeasureInfo {
  const own = Object.hasOwn(MEASURES, name) ? MEASURES[name] : undefined
  return own ?? (name === 'human' ? { ...AN_AUDIT, level: true } : AN_AUDIT)
}
