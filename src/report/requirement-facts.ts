/** What stands in small print below a requirement: sample, threshold and whose it is, scope, parity, sensitivity. */
import type { Bilingual } from '../documents/ready.js'
import type { Requirement, Requirement1 } from '../documents/types/result.js'
import { amount, lower, probability, unitOf, upper } from './amount.js'
import { needsOf } from './number.js'
import { both, type Strings } from './strings.js'
import { cut, oneLine, plain } from './text.js'

const LONGEST = { words: 300, list: 12 }

export interface Fact {
  label: Bilingual
  text: Bilingual
}

type Write = (card: Requirement, asked: Requirement1, s: Strings) => string[]

/** Only what is known of it; nothing where the profile itself is missing. */
export function facts(card: Requirement, asked: Requirement1 | undefined): Fact[] {
  if (asked === undefined) return []
  const rows: [(s: Strings) => string, Write][] = [
    [(s) => s.profiles.sample, sample],
    [(s) => s.profiles.threshold, threshold],
    [(s) => s.profiles.scope, scope],
    [(s) => s.profiles.arms, arms],
    [(s) => s.profiles.sequential, sequential],
    [(s) => s.profiles.sensitivity, sensitivity],
  ]
  return rows.flatMap(([label, write]) => {
    const text = both((s) => write(card, asked, s).join(s.apart))
    return text.en === '' ? [] : [{ label: both(label), text }]
  })
}

/** What never was to be measured has no sample. */
const measured = ({ verdict }: Requirement): boolean =>
  verdict !== 'declaration' && verdict !== 'not-applicable'

function sample(card: Requirement, asked: Requirement1, s: Strings): string[] {
  if (!measured(card) || asked.kind === undefined) return []
  const { n, open, clusters, nEffective } = card
  if (n === 0 && open === 0) return []
  const counted = [s.profiles.counted(n, asked.kind === 'difference')]
  if (clusters !== undefined) counted.push(s.profiles.clusters(clusters, asked.unit === 'session'))
  if (nEffective != null && Math.abs(nEffective - n) >= 0.05)
    counted.push(s.profiles.effective(String(Number(nEffective.toFixed(1)))))
  return [
    counted.join(s.comma),
    ...(open > 0 ? [s.profiles.undecided(open)] : []),
    ...(asked.minimum === undefined ? [] : [s.profiles.minimum(asked.minimum)]),
  ]
}

function threshold(card: Requirement, asked: Requirement1, s: Strings): string[] {
  if (asked.kind === undefined || asked.declaration) return []
  const needs = needsOf(card, asked, s)
  if (needs === '') return []
  const basis = asked.basis ?? 'ombud'
  const whose = basis === 'ombud' && !asked.citations?.length ? s.profiles.basis.own : s.profiles.basis[basis]
  const why = asked.reason ? plain(cut(asked.reason[s.code], LONGEST.words)).replace(/[.。]$/, '') : ''
  const confidence = s.profiles.confidence(amount(asked.confidence ?? 0.95, 'share', s))
  return [
    `${needs}${s.colon}${whose}`,
    ...(why === '' ? [] : [why]),
    ...(asked.kind === 'existence' ? [] : [confidence]),
  ]
}

function scope(_: Requirement, { scope, jurisdiction, industry }: Requirement1, s: Strings): string[] {
  const words = s.profiles.scopes
  const list = (label: string, values: readonly string[] | undefined) =>
    values === undefined ? [] : [`${label} ${listed(values, s)}`]
  return [
    ...list(words.persona, scope?.persona),
    ...list(words.phase, scope?.phase),
    ...(scope?.hours ? [words.hours[scope.hours]] : []),
    ...(scope?.window ?? []).map((window) => words.window[window]),
    ...list(words.tags, scope?.tags),
    ...list(words.scenarios, scope?.scenarios),
    ...(scope?.channel ? [words.browser] : []),
    ...(scope?.lang ? [words.lang[scope.lang]] : []),
    ...list(words.jurisdiction, jurisdiction),
    ...list(words.industry, industry),
  ]
}

function listed(values: readonly string[], s: Strings): string {
  const shown = values.slice(0, LONGEST.list).map((value) => oneLine(cut(value, 80)))
  return shown.join(s.comma) + (values.length > shown.length ? ` +${values.length - shown.length}` : '')
}

function arms(card: Requirement, { arms }: Requirement1, s: Strings): string[] {
  if (arms === undefined) return []
  const words = s.profiles
  const sides = words.against(listed(arms.test, s), oneLine(cut(arms.control, 80)))
  const named = arms.axis === 'day' ? words.days : `${words.axes[arms.axis]} ${sides}`
  const [met = 0, control = 0, test = 0, neither = 0] = card.cells ?? []
  return [
    named,
    ...(card.cells ? [words.cells(met, control, test, neither)] : []),
    ...(card.p == null ? [] : [words.p(probability(card.p))]),
    ...(card.adjusted == null ? [] : [words.adjusted(probability(card.adjusted))]),
  ]
}

function sequential({ sequential }: Requirement, _: Requirement1, s: Strings): string[] {
  return sequential ? [s.profiles.decisions[sequential.decision](sequential.used)] : []
}

function sensitivity(card: Requirement, asked: Requirement1, s: Strings): string[] {
  const { sensitivity: of, open, verdict } = card
  if (of === undefined) return []
  const words = s.profiles
  const unit = unitOf(asked)
  const ifOpen = (what: Requirement['verdict'] | undefined, write: (verdict: string) => string) =>
    what === undefined || (open === 0 && what === verdict) ? [] : [write(words.verdicts[what])]
  // A threshold up to which it passes is a lower bound of what was shown, unless less is better.
  const [strict, lax] = asked.kind === 'quantile' || unit === 'ratio' ? [upper, lower] : [lower, upper]
  return [
    ...(of.passUpTo == null ? [] : [words.passUpTo(strict(of.passUpTo, unit, s))]),
    ...(of.failFrom == null ? [] : [words.failFrom(lax(of.failFrom, unit, s))]),
    ...ifOpen(of.ifOpenFailed, words.ifOpenFailed),
    ...ifOpen(of.ifOpenPassed, words.ifOpenPassed),
    ...(of.judged ? [words.judged(of.judged)] : []),
    ...(of.corrected == null || of.correctedVerdict === undefined
      ? []
      : [words.corrected(amount(of.corrected, unit, s), words.verdicts[of.correctedVerdict])]),
  ]
}
