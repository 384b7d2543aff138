/** Values in text: amounts, durations, dates, times, percentages, phone numbers, addresses, numbers, normalised. */
import type { Lang } from '../../documents/ready.js'
import { fold, readable } from '../text/normalise.js'
import type { TextFact } from '../types.js'
import { FACT_PATTERNS } from './fact-patterns.js'

/** Values of one text beyond this many are not read: no answer needs them, and hostile text could hold thousands. */
const MOST = 400

// A number beside one of these is only about right: 十几天, 三十多块, 几百.
const ABOUT_AFTER = /^[几多余来]/
const NEGATION =
  /(?:不(?!超过|晚于|少于|低于|多于|高于|到|足|满|论|管|好意思)|没有?|无法|未能|并非|非(?!常)|勿|\bnot?\b(?! (?:more|later|less|fewer|longer) than)|n't\b|\bcannot\b|\bnever\b|\bwithout\b)[^,、。!?;\n]{0,8}$/

/**
 * Finds the values in a text, in order of appearance. Durations are in `second minute hour day workday month`
 * (weeks become days, years months; working days never become days), dates are `YYYY-MM-DD`, `--MM-DD` without a
 * year or `relative:+n`, times are `HH:MM`. Both languages are always tried.
 */
export function factsIn(text: string, _lang?: Lang): TextFact[] {
  const shown = readable(text)
  // 满99，100元起送 has two numbers: a Chinese comma never joins thousands as 1,299 does.
  const folded = fold(shown.replaceAll('，', '、'))
  if (!/[\d零〇一二两三四五六七八九十百半今明昨后前当]|[a-z]{3}/.test(folded)) return []
  const taken = new Uint8Array(folded.length)
  const found: { at: number; fact: TextFact }[] = []
  for (const { pattern, read } of FACT_PATTERNS) {
    pattern.lastIndex = 0
    for (let match = pattern.exec(folded); match !== null; match = pattern.exec(folded)) {
      const all = match[0]
      const end = match.index + all.length
      if (all === '') {
        pattern.lastIndex++
        continue
      }
      if (taken[match.index] || taken[end - 1]) continue
      const fact = read({ ...match.groups, all } as Record<string, string>)
      if (
        fact === null ||
        (/[\d零一二两三四五六七八九十百千万亿]$/.test(all) && ABOUT_AFTER.test(folded.slice(end, end + 1)))
      )
        continue
      taken.fill(1, match.index, end)
      const negated = NEGATION.test(folded.slice(Math.max(0, match.index - 14), match.index))
      found.push({ at: match.index, fact: { ...fact, span: shown.slice(match.index, end).trim(), negated } })
      if (found.length >= MOST) break
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ fact }) => fact)
}
