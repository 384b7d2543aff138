/** Whether two answers say the same: facts first, then yes and no, then words. */
import type { Lang } from '../../documents/ready.js'
import { actsOf } from '../acts/acts.js'
import { factsIn } from '../facts/facts.js'
import { opposite } from '../facts/polarity.js'
import { comparable, equalFacts } from '../facts/states.js'
import { bare, containment, contentTokens } from '../text/normalise.js'
import type { Sameness, TextFact } from '../types.js'
import { related, topicsOf } from './topics.js'

const HANDOFF = new Set([
  'promises-transfer',
  'queue',
  'human-joined',
  'offers-human',
  'refuses-human',
  'out-of-hours',
])

/** What kind of turn it is where it answers nothing; an answer has none. */
function nonAnswer(text: string, lang: Lang): string | null {
  const acts = actsOf(text, lang)
  if (acts.some((one) => one.act === 'answer')) return null
  if (acts.some((one) => one.act === 'fallback')) return 'fallback'
  return acts.find((one) => HANDOFF.has(one.act)) ? 'hand-off' : null
}

/** Values that change between two equal answers by nature: times of day, relative days, ids, links. */
function lasting(text: string): TextFact[] {
  return factsIn(text).filter(
    ({ kind, value }) => kind !== 'id' && kind !== 'url' && !String(value[0]).startsWith('relative'),
  )
}

const without = (facts: readonly TextFact[], others: readonly TextFact[]) =>
  facts.filter((fact) => !others.some((other) => equalFacts(fact, other)))

/**
 * Compares two answers to the same need. A value that changed is a contradiction however the rest is worded;
 * one that is only added is not. Where words are neither clearly alike nor clearly apart the outcome is uncertain.
 */
export function sameAnswer(a: string, b: string, lang: Lang): Sameness {
  if (bare(a) === bare(b)) return { outcome: 'same', reason: 'the same words' }
  const kinds = [nonAnswer(a, lang), nonAnswer(b, lang)]
  if (kinds[0] !== null && kinds[0] === kinds[1]) return { outcome: 'same', reason: `both are a ${kinds[0]}` }
  if (kinds[0] !== kinds[1] && kinds.includes('fallback')) {
    return { outcome: 'different', reason: 'one of them does not understand' }
  }
  if (kinds[0] !== kinds[1]) return { outcome: 'different', reason: 'one of them is a hand-off' }

  const [first, second] = [lasting(a), lasting(b)]
  const [gone, come] = [without(first, second), without(second, first)]
  const changed = gone.find((fact) => come.some((other) => comparable(fact, other)))
  const tokens = [contentTokens(a), contentTokens(b)] as const
  const likeness = containment(...tokens)
  const topics = [topicsOf(a), topicsOf(b)] as const
  const apart = topics[0].size > 0 && topics[1].size > 0 && !related(...topics)
  if (changed) {
    const other = come.find((fact) => comparable(changed, fact))
    const reason = `${changed.span} became ${other?.span}`
    if (apart) return { outcome: 'different', reason: 'other topics' }
    // Both name one value alike and differ in another: perhaps each says a part of the whole.
    if (
      gone.length < first.length &&
      first.some((fact) => comparable(fact, changed) && !gone.includes(fact))
    ) {
      return { outcome: 'uncertain', reason }
    }
    return { outcome: 'contradictory', reason }
  }
  const denied = opposite(a, b)
  if (denied !== null && likeness >= 0.5) {
    return { outcome: 'contradictory', reason: `one affirms and the other denies: ${denied}` }
  }
  if (apart) return { outcome: 'different', reason: 'other topics' }
  const shared = first.length - gone.length
  if (denied === null && shared > 0 && likeness >= 0.25) return { outcome: 'same', reason: 'the same values' }
  const mutual =
    likeness * (Math.min(tokens[0].size, tokens[1].size) / Math.max(tokens[0].size, tokens[1].size, 1))
  if (denied === null && likeness >= 0.75 && mutual >= 0.5 && tokens[0].size >= 3) {
    return { outcome: 'same', reason: 'the same content words' }
  }
  if (likeness <= 0.1 && shared === 0) return { outcome: 'different', reason: 'hardly a word in common' }
  return { outcome: 'uncertain', reason: 'neither clearly alike nor clearly apart' }
}
