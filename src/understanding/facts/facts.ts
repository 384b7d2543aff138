/** Values in text: amounts, durations, dates, times, percentages, phone numbers, addresses, numbers, normalised. */
import type { Lang } from '../../documents/ready.js'
import { fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'
import type { TextFact } from '../types.js'
import { FACT_PATTERNS } from './fact-patterns.js'
import { HAN, holds, LATIN } from './pattern.js'

/** Values of one text beyond this many are not read: no answer needs them, and hostile text could hold thousands. */
const MOST = 400

// A number beside one of these is only about right, and nobody knows how far: 几百, 好几天.
const OPEN = /[几数]$/
const ABOUT_AFTER =
  /^(?:钱)?(?:[几多余来](?!退|少|次|久|长|付|收)|出头|左右|上下|开外|\s?(?:or so\b|give or take))/
const ABOUT_BEFORE =
  /(?:(?<![合预签条节])约|大概|差不多|接近|将近|近|估计|\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some)) ?$/
const NEGATION =
  /(?:不(?!超过|晚于|少于|低于|多于|高于|到|足|满|论|管|好意思)|没有?|无法|未能|并非|非(?!常)|勿|\bnot?\b(?! (?:more|later|less|fewer|longer) than)|n't\b|\bcannot\b|\bnever\b|\bwithout\b)[^,、。!?;\n]{0,8}$/

/** Smaller units in one of the larger: 1小时30分钟 and "a year and six months" are one span of time. */
const WITHIN: Record<string, [string, number]> = {
  hour: ['minute', 60],
  minute: ['second', 60],
  day: ['hour', 24],
}

/** No word of one script need be looked for in a text of the other. */
function mayHold(bits: number, word: string): boolean {
  const code = word.charCodeAt(0)
  return code >= 0x3400 ? (bits & HAN) !== 0 : code < 0x61 || code > 0x7a || (bits & LATIN) !== 0
}

/** A value and where it stands in the readable text. */
export interface Placed {
  at: number
  end: number
  fact: TextFact
}

/** One span of time that is told in two units becomes one value in the smaller unit. */
function joined(found: readonly Placed[], folded: string, shown: string): Placed[] {
  const kept: Placed[] = []
  for (const one of found) {
    const last = kept.at(-1)
    const [small, times] = WITHIN[last?.fact.unit ?? ''] ?? []
    const close =
      last !== undefined &&
      last.fact.kind === 'duration' &&
      one.fact.kind === 'duration' &&
      last.fact.value.length === 1 &&
      one.fact.value.length === 1 &&
      /^(?:| ?(?:and|,|又|零|加)? ?)$/.test(folded.slice(last.end, one.at))
    const unit = last?.fact.unit
    const months =
      close && unit === 'month' && one.fact.unit === 'month' && Number(last?.fact.value[0]) % 12 === 0
    if (last && close && (one.fact.unit === small || months)) {
      const value = Number(last.fact.value[0]) * (months ? 1 : (times ?? 1)) + Number(one.fact.value[0])
      const fact = {
        ...last.fact,
        value: [value],
        unit: one.fact.unit ?? '',
        span: shown.slice(last.at, one.end),
      }
      kept[kept.length - 1] = { at: last.at, end: one.end, fact }
    } else {
      kept.push(one)
    }
  }
  return kept
}

/** As `factsIn`, with the places. */
export const placedIn = remember((text: string): readonly Placed[] => {
  const shown = readable(text)
  // 满99，100元起送 has two numbers: a Chinese comma never joins thousands as 1,299 does.
  const folded = fold(shown.replaceAll('，', '、'))
  const bits = holds(folded)
  if (bits === 0) return []
  const taken = new Uint8Array(folded.length)
  const found: Placed[] = []
  for (const { any, and, has, pattern, read } of FACT_PATTERNS) {
    if (!(bits & any) || (and !== undefined && !(bits & and))) continue
    if (has !== undefined && !has.some((word) => mayHold(bits, word) && folded.includes(word))) continue
    pattern.lastIndex = 0
    for (let match = pattern.exec(folded); match !== null; match = pattern.exec(folded)) {
      const all = match[0]
      const end = match.index + all.length
      if (all === '') {
        pattern.lastIndex++
        continue
      }
      if (taken[match.index] || taken[end - 1]) {
        // What begins in words that are taken may go on behind them.
        let free = match.index
        while (free < end && taken[free]) free++
        pattern.lastIndex = free > match.index && free < end ? free : end
        continue
      }
      const before = folded.slice(Math.max(0, match.index - 14), match.index)
      const after = folded.slice(end, end + 12)
      if (bits & HAN && OPEN.test(before)) continue
      const fact = read(Object.assign(match.groups ?? {}, { all, before, after }))
      if (fact === null) continue
      const about = fact.approximate || ABOUT_AFTER.test(after) || ABOUT_BEFORE.test(before)
      taken.fill(1, match.index, end)
      const span = shown.slice(match.index, end).trim()
      const negated = NEGATION.test(before)
      found.push({
        at: match.index,
        end,
        fact: { ...fact, span, negated, ...(about ? { approximate: true } : {}) },
      })
      if (found.length >= MOST) break
    }
  }
  found.sort((a, b) => a.at - b.at)
  return joined(found, folded, shown)
})

/**
 * Finds the values in a text, in order of appearance. Durations are in `second minute hour day workday month`
 * (weeks become days, years months; working days never become days), dates are `YYYY-MM-DD`, `--MM-DD` without a
 * year, `month-DD`, `weekday:1` to `7`, `week+1:1` or `relative:1`, times are `HH:MM`. What is only about right is
 * `approximate`; an estimate such as 三十多 has its two ends. Both languages are always tried.
 */
export function factsIn(text: string, _lang?: Lang): TextFact[] {
  return placedIn(text).map(({ fact }) => fact)
}
