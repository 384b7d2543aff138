/** The numbers of a requirement in the unit that it is measured in, rounded so that no bound looks better than it is. */
import { MEASURES } from '../documents/measures.js'
import type { Requirement1 } from '../documents/types/result.js'
import { duration, type Strings } from './strings.js'

export type Unit = 'share' | 'points' | 'ms' | 'ratio' | 'count'

/** Unit of the value, the bounds and the threshold of a requirement; what is no known measure is an audit, a share. */
export function unitOf(requirement: Requirement1 | undefined): Unit {
  const known = Object.hasOwn(MEASURES, requirement?.measure ?? '')
  const measured = known ? MEASURES[requirement?.measure ?? '']?.unit : undefined
  if (requirement?.kind === 'quantile') return measured === 'count' ? 'count' : 'ms'
  if (requirement?.kind !== 'difference') return 'share'
  if (requirement.as === 'ratio') return 'ratio'
  return measured === undefined || measured === 'share' ? 'points' : measured
}

type Round = (value: number) => number

/** @param round downwards for a lower bound, upwards for an upper one */
function written(value: number, unit: Unit, words: Strings, round: Round): string {
  const at = (scale: number, factor = 1) =>
    // A hair is taken off first: 0.7 * 1000 is a little more than 700.
    String(round(Number((value * factor * scale).toPrecision(12))) / scale)
  switch (unit) {
    case 'share':
      return words.percent(at(10, 100))
    case 'points':
      return words.profiles.points(signed(at(10, 100)))
    case 'ms':
      return time(value, round)
    case 'ratio':
      return words.profiles.times(at(100))
    case 'count':
      return at(10)
  }
}

/** In steps of what `duration` shows. */
function time(ms: number, round: Round): string {
  const size = Math.abs(ms)
  const step = size < 1000 ? 1 : size < 59_950 ? 100 : 1000
  const rounded = round(ms / step) * step
  return rounded < 0 ? `−${duration(-rounded)}` : duration(rounded)
}

function signed(text: string): string {
  if (text === '0' || text === '-0') return '0'
  return text.startsWith('-') ? `−${text.slice(1)}` : `+${text}`
}

/** The value or the threshold. */
export const amount = (value: number, unit: Unit, words: Strings) => written(value, unit, words, Math.round)
export const lower = (value: number, unit: Unit, words: Strings) => written(value, unit, words, Math.floor)
export const upper = (value: number, unit: Unit, words: Strings) => written(value, unit, words, Math.ceil)

/** A p value with its sign of relation: three decimals, never a zero. */
export function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${Number(p.toFixed(3))}`
}
