/** Wordings that are put together: one of each part, so that a few parts give many openings. */
import type { Lang } from './ready.js'
import type { Scenario } from './types/scenario.js'

export type Words = NonNullable<Scenario['wording']>[string]
export type Part = string | readonly string[]

/** Wordings that one name may stand for at most. */
export const MOST_JOINED = 5000

/** The parts of a wording that is put together, else undefined. */
export function partsOf(words: Words): readonly Part[] | undefined {
  // Words are looked at before it is known that they have the right shape.
  const join = typeof words === 'object' && words !== null && !Array.isArray(words) ? words.join : undefined
  return Array.isArray(join) ? join : undefined
}

/**
 * Every wording that `words` allows, templates not filled in.
 * @param named what a part that is a name stands for
 */
export function joined(words: Words, lang: Lang, named: (name: string) => readonly string[]): string[] {
  const parts = partsOf(words)
  if (!parts) return [words as string | string[]].flat()
  const between = lang === 'zh-CN' ? '' : ' '
  let all: string[] = ['']
  for (const part of parts) {
    const texts = typeof part === 'string' ? named(part) : part
    if (all.length * texts.length > MOST_JOINED) throw new RangeError(`more than ${MOST_JOINED} wordings`)
    all = all.flatMap((before) => texts.map((text) => (before === '' ? text : `${before}${between}${text}`)))
  }
  return all
}
