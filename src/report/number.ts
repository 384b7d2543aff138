/** The number of a requirement in one sentence: what was seen, its bound, and what is needed. */
import type { Bilingual } from '../documents/ready.js'
import type { Requirement, Requirement1 } from '../documents/types/result.js'
import { amount, lower, unitOf, upper } from './amount.js'
import { both, type Strings } from './strings.js'

/** The number with its bound. Null where nothing is measured: a declaration, or what does not apply here. */
export function seenOf(card: Requirement, asked: Requirement1 | undefined): Bilingual | null {
  if (asked?.kind === undefined || card.verdict === 'declaration' || card.verdict === 'not-applicable')
    return null
  return both((s) => {
    const bound = boundOf(card, asked, s)
    return [measuredText(card, asked, s), ...(bound === '' ? [] : [bound])].join(s.comma)
  })
}

/** And what is needed. */
export function numberOf(card: Requirement, asked: Requirement1 | undefined): Bilingual | null {
  const seen = seenOf(card, asked)
  if (seen === null || asked === undefined) return null
  return both((s) => [seen[s.code], needsOf(card, asked, s)].filter((part) => part !== '').join(s.apart))
}

function measuredText(card: Requirement, asked: Requirement1, s: Strings): string {
  const { n, hits = 0, value = null } = card
  const unit = unitOf(asked)
  if (n === 0) return s.profiles.noValue
  switch (asked.kind) {
    case 'prohibition':
      return s.profiles.broken(hits, n)
    case 'existence':
      return s.profiles.proven(hits, n)
    case 'quantile': {
      const share = amount(asked.quantile ?? 0.5, 'share', s)
      if (value === null) return s.profiles.beyond(share, n)
      return s.profiles.within(share, amount(value, unit, s), n)
    }
    case 'difference':
      return value === null ? s.profiles.noValue : s.profiles.ofPairs(amount(value, unit, s), n)
    default:
      return value === null ? s.profiles.noValue : s.profiles.of(amount(value, unit, s), n)
  }
}

/** The bound that the verdict rests on; both where there is none. */
function boundOf(card: Requirement, asked: Requirement1, s: Strings): string {
  const { kind } = asked
  if (card.n === 0 || kind === 'existence') return ''
  // A quantile that falls on a silence has a lower bound all the same.
  if (card.value == null && kind !== 'quantile' && kind !== 'prohibition') return ''
  const unit = unitOf(asked)
  const [low, high] = card.bounds ?? []
  const least = low == null ? '' : s.profiles.atLeast(lower(low, unit, s))
  const most = high == null ? '' : s.profiles.atMost(upper(high, unit, s))
  if (least === '' && most === '') return s.profiles.noBound
  if (kind === 'prohibition') return most
  const smallIsGood = kind === 'quantile' || unit === 'ratio' || unit === 'ms' || unit === 'count'
  if (card.verdict === 'pass') return smallIsGood ? most : least
  if (card.verdict === 'fail') return smallIsGood ? least : most
  if (low == null || high == null) return least || most
  return s.profiles.between(lower(low, unit, s), upper(high, unit, s))
}

/** What is asked, as far as it is known. */
export function needsOf(card: Requirement, asked: Requirement1, s: Strings): string {
  const { needs } = s.profiles
  if (asked.kind === 'existence') return needs.existence
  const { threshold } = card
  // Of a prohibition a number of times is allowed, and not a share.
  if (asked.kind === 'prohibition') return threshold ? needs.prohibition(threshold) : needs.never
  if (threshold == null) return ''
  const text = amount(threshold, unitOf(asked), s)
  if (asked.kind === 'quantile') return needs.quantile(text)
  if (asked.kind !== 'difference') return needs.rate(text)
  return unitOf(asked) === 'points' ? needs.difference(text) : needs.ratio(text)
}
