/** What two answers are compared by: their values with the words around each, and their other words. */
import { equalFacts, rivals } from '../facts/compare.js'
import { type Placed, placedIn } from '../facts/facts.js'
import { contentTokens, fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'
import type { TextFact } from '../types.js'

/** Values of one answer that are compared: more make a price list, and comparing goes with their square. */
const VALUES = 60

/** A value and the content words of its own stretch of the sentence. */
export interface Told {
  fact: TextFact
  words: ReadonlySet<string>
  /** It is left out or denied: closed on Mondays, 除周一外. */
  left?: boolean
  /** It is the least, or the most, that there may be. */
  bound?: 'least' | 'most'
}

export interface Material {
  told: readonly Told[]
  /** One of a thing, said so that it may be an article: one coffee, 一个. */
  one?: Told
  /** Content words, those of the values left out. */
  words: ReadonlySet<string>
}

const BREAK = /[,。!?;\n、]|\.(?!\d)/

/** Words beside a day that say that it is left out. */
const LEFT_OUT = /除|不|休|关|闭|歇|没|停|\b(?:except|closed?|not|no|never|unavailable|without|shut)\b|n't\b/

const LEAST = /最[低少小]|至少|起[步送]|\b(?:at least|minimum|smallest|lowest|from)\b/
const MOST = /最[高多大]|至多|不超过|上限|封顶|\b(?:at most|maximum|up to|no more than|largest|limit)\b/
const AMOUNTS = new Set(['amount', 'number'])
const boundOf = (around: string): Pick<Told, 'bound'> =>
  LEAST.test(around) === MOST.test(around) ? {} : { bound: LEAST.test(around) ? 'least' : 'most' }

/** Links and ids differ between equal answers by nature. */
const LASTING = (fact: TextFact) => fact.kind !== 'id' && fact.kind !== 'url'

/** 一张身份证限购两张 counts tickets: one of a thing beside another number of the same is an article. */
function withoutArticles(placed: readonly Placed[]): Placed[] {
  const article = ({ fact }: Placed) => fact.kind === 'number' && /^(?:一|one\b)/.test(fact.span)
  return placed.filter(
    (one) =>
      !article(one) ||
      !placed.some(
        (other) => !article(other) && other.fact.kind === 'number' && other.fact.unit === one.fact.unit,
      ),
  )
}

/** Opening hours and days are told as a range or as a time to open and a time to close: each end is a value. */
function endsOf(fact: TextFact): TextFact[] {
  return (fact.kind === 'time' || fact.kind === 'date') && fact.value.length === 2
    ? fact.value.map((one) => ({ ...fact, value: [one] }))
    : [fact]
}

const ARTICLE =
  /\b(?:one|a single|once)\b(?! (?:of|another|more|moment|way|day|thing|by|you|we|it|the|your)\b)|一[个件张次份台条位名人只支瓶盒]/

/** The first word that may mean one thing, where no number of things is told. */
function articleIn(folded: string, told: readonly Told[]): Told | undefined {
  const found = ARTICLE.exec(folded)
  if (found === null || told.some(({ fact }) => fact.kind === 'number')) return undefined
  const { index, 0: span } = found
  const around = `${folded
    .slice(Math.max(0, index - 20), index)
    .split(BREAK)
    .at(-1)} ${folded.slice(index + span.length, index + 30).split(BREAK)[0]}`
  return { fact: { kind: 'number', value: [1], span, negated: false }, words: contentTokens(around) }
}

export const materialOf = remember((text: string): Material => {
  const shown = readable(text)
  const folded = fold(shown)
  const placed = withoutArticles(placedIn(text).filter(({ fact }) => LASTING(fact))).slice(0, VALUES)
  let rest = ''
  let from = 0
  const told = placed.flatMap(({ at, end, fact }, i): Told[] => {
    rest += `${shown.slice(from, at)} `
    from = end
    const before = folded.slice(Math.max(placed[i - 1]?.end ?? 0, at - 40), at)
    const after = folded.slice(end, Math.min(placed[i + 1]?.at ?? folded.length, end + 40))
    let words = contentTokens(`${before.split(BREAK).at(-1) ?? ''} ${after.split(BREAK)[0] ?? ''}`)
    // A value that is a clause by itself is told of by the clause before it.
    if (words.size === 0)
      words = contentTokens(before.split(BREAK).findLast((one) => one.trim() !== '') ?? '')
    const out = LEFT_OUT.test(`${before.split(BREAK).at(-1)} ${after.split(BREAK)[0]?.slice(0, 10)}`)
    const around = `${before.split(BREAK).at(-1)} ${after.split(BREAK)[0]}`
    return endsOf(fact).map((one) => ({
      fact: one,
      words,
      left: out && /^week/.test(String(one.value[0])),
      ...(AMOUNTS.has(one.kind) ? boundOf(around) : {}),
    }))
  })
  const one = articleIn(folded, told)
  return { told, words: contentTokens(rest + shown.slice(from)), ...(one ? { one } : {}) }
})

/** Share of the smaller of two sets of words that the other holds, 0..1; 0 where one is empty. */
export function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  let count = 0
  for (const word of small) if (large.has(word)) count++
  return count / small.size
}

/** A value of one answer and what the other says in its place. */
export interface Change {
  from: Told
  to: Told
  /** Share of words that both stand among. */
  about: number
}

/** Kinds whose values stand for one another: a bare number may be a sum. */
const group = ({ fact }: Told) => (fact.kind === 'amount' || fact.kind === 'percent' ? 'number' : fact.kind)

/**
 * Values of one answer that the other lacks. Where both have as many of a kind, each value is needed once: 9:00 on
 * weekdays and 9:00 on Saturdays is not 8:30 and 9:00. Elsewhere one may say a value twice that the other says once.
 */
function left(a: Material, b: Material): [Told[], Told[]] {
  const count = (told: readonly Told[], of: string) => told.filter((one) => group(one) === of).length
  const even = (one: Told) => count(a.told, group(one)) === count(b.told, group(one))
  const rest = [...b.told]
  const gone = a.told.filter((one) => {
    // Three times two pills: two of the same thing first.
    const equal = (other: Told) => equalFacts(one.fact, other.fact)
    const exact = rest.findIndex((other) => one.fact.unit === other.fact.unit && equal(other))
    const at = exact >= 0 ? exact : rest.findIndex(equal)
    if (at >= 0) rest.splice(at, 1)
    return at < 0 && (even(one) || lacking([one], b.told).length > 0)
  })
  return [gone, rest.filter((one) => even(one) || lacking([one], a.told).length > 0)]
}

const lacking = (told: readonly Told[], others: readonly Told[]) =>
  told.filter((one) => !others.some((other) => equalFacts(one.fact, other.fact)))

/** A number without a unit, or of other things: it stands for another one only where both stand alone or alike. */
const loose = (from: Told, to: Told) =>
  from.fact.kind === 'number' || to.fact.kind === 'number'
    ? from.fact.kind !== to.fact.kind || from.fact.unit !== to.fact.unit
    : false

const count = ({ fact }: Told) =>
  fact.kind === 'number' && Number(fact.value[0]) > 1 && fact.value.length === 1

/** Counts of things with other names, the only ones that differ: ten lessons, twelve sessions. */
const names = (from: Told, to: Told) =>
  count(from) && count(to) && /^[a-z]{3}/.test(from.fact.unit ?? '') && /^[a-z]{3}/.test(to.fact.unit ?? '')

/** Values that one answer has and the other replaces by another; those that are only added are no change. */
export function changes(a: Material, b: Material): Change[] {
  const [gone, come] = left(a, b)
  const alone = (one: Told, told: readonly Told[]) =>
    told.filter((other) => group(other) === group(one)).length === 1
  const found = gone.flatMap((from) =>
    come
      .map((to): Change => ({ from, to, about: common(from.words, to.words) }))
      .filter(({ to, about }) => {
        // Open from Tuesday is closed on Monday.
        if (from.fact.kind === 'date' && from.left !== to.left) return false
        // The most one can transfer, and the least.
        if (from.bound !== undefined && to.bound !== undefined && from.bound !== to.bound) return false
        const single = alone(from, gone) && alone(to, come)
        return rivals(from.fact, to.fact)
          ? single || about > 0 || !loose(from, to)
          : single && names(from, to)
      }),
  )
  // Two coffees where the other answer has one coffee, and no other number.
  for (const [some, other, article] of [
    [gone, come, b.one],
    [come, gone, a.one],
  ] as const) {
    const more = some.find(count)
    if (more && article && other.length === 0 && !(a.one && b.one)) {
      const about = common(more.words, article.words)
      if (about > 0) found.push({ from: more, to: article, about })
    }
  }
  return found.sort((x, y) => y.about - x.about)
}

/** So many words must be the same around two values for them to play one role. */
const ROLE = 0.6

/**
 * A role that got another value although both answers have both values: 10 for the first and 5 for the next kilo,
 * then 5 for the first and 10 for the next.
 */
export function exchanged(a: Material, b: Material): Change | null {
  for (const from of a.told) {
    for (const to of b.told) {
      if (!rivals(from.fact, to.fact) || equalFacts(from.fact, to.fact)) continue
      const about = common(from.words, to.words)
      if (about < ROLE) continue
      const elsewhere = (one: Told, others: readonly Told[], like: Told) =>
        others.some((other) => equalFacts(one.fact, other.fact) && common(like.words, other.words) >= about)
      if (elsewhere(from, b.told, from) || elsewhere(to, a.told, to)) continue
      // One word around a value shows its role only where no word holds the equal values together.
      const few = Math.min(from.words.size, to.words.size) < 2
      const back =
        a.told.some((one) => equalFacts(one.fact, to.fact) && common(one.words, to.words) === 0) &&
        b.told.some((one) => equalFacts(one.fact, from.fact) && common(one.words, from.words) === 0)
      if (few && !back) continue
      return { from, to, about }
    }
  }
  return null
}

/** How many values both answers have. */
export const sharedValues = (a: Material, b: Material) => a.told.length - lacking(a.told, b.told).length
