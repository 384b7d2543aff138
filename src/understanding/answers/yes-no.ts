/** A bare yes or no beside an answer that begins with one. */
import { bare, fold, readable } from '../text/normalise.js'
import type { Sameness } from '../types.js'

const END = '(?:[哦哈呢啊呀啦滴]*)(?=$|[\\s,.!?。~、])'
const SORRY = "(?:(?:抱歉|很抱歉|不好意思|对不起|sorry|i'm afraid|unfortunately)[\\s,、]*)?"
const YES = new RegExp(
  `^[\\s,.!。]*(?:是的?|对的?|可以的?|能的?|行的?|会的?|有的?|支持的?|没问题|no problem|当然(?:可以)?|嗯+|好的|yes|yep|yeah|yup|sure|of course|absolutely|correct|certainly|indeed|it is|you can|we do|it does|that's possible)${END}`,
)
const NO = new RegExp(
  `^[\\s,.!。]*${SORRY}(?:不(?:是|对|可以|能|行|会|支持)?的?|没有?的?|无法|暂不支持|no(?! problem)|nope|not really|not at all|it isn't|you can't|we don't|it doesn't|that's not possible|not)${END}`,
)

/** A text that begins with yes (1) or no (-1), and whether it says nothing else. */
function yesNo(text: string): [-1 | 0 | 1, boolean] {
  const folded = fold(readable(text.slice(0, 200))).trim()
  const sides: [RegExp, -1 | 1][] = [
    [NO, -1],
    [YES, 1],
  ]
  for (const [pattern, sign] of sides) {
    if (!pattern.test(folded)) continue
    const rest = folded.replace(pattern, '').replace(pattern, '').replace(pattern, '')
    return [sign, bare(rest) === '']
  }
  return [0, false]
}

/** Both begin with yes or no and at least one says nothing else: the same or the contrary. Null elsewhere. */
export function byYesNo(a: string, b: string): Sameness | null {
  const [[first, only], [second, alone]] = [yesNo(a), yesNo(b)]
  if (first * second === 0 || !(only || alone)) return null
  return first === second
    ? { outcome: 'same', reason: first === 1 ? 'both say yes' : 'both say no' }
    : { outcome: 'contradictory', reason: 'one says yes and the other no' }
}
