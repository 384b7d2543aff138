/** The recipe: how a chat was reached and is read, each part with a confidence, for people to read and to pin. */
import type { Frame } from 'playwright'
import type { Recipe } from '../../documents/types/target.js'
import { attempt } from './fate.js'

export type { Recipe }
export type Part = NonNullable<Recipe['input']>
export type GatePart = NonNullable<Recipe['gates']>[number]

/** Parts that only the observer of the page knows. */
const LEARNED = ['list', 'row', 'consumer', 'bot', 'human', 'system', 'author', 'typing', 'choices'] as const
const LONGEST = 300

/** A part with its words cut: they come from a page. */
export function part(selector: string, confidence: number, why: string): Part {
  return {
    selector: selector.slice(0, LONGEST),
    confidence: Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100,
    why: why.replace(/\s+/g, ' ').slice(0, LONGEST),
  }
}

/** What the observer learned, each part checked: it comes from a page. */
export function learnedParts(value: unknown): Partial<Recipe> {
  if (typeof value !== 'object' || value === null) return {}
  const known = value as Record<
    string,
    { selector?: unknown; confidence?: unknown; why?: unknown } | undefined
  >
  return Object.fromEntries(
    LEARNED.flatMap((name) => {
      const { selector, confidence, why } = known[name] ?? {}
      if (typeof selector !== 'string' || selector === '') return []
      return [[name, part(selector, Number(confidence) || 0, typeof why === 'string' ? why : '')]]
    }),
  )
}

/** Pinned parts of the messages that fit nothing in the page any more, where others were learned. */
export async function staleParts(
  frame: Frame,
  pinned: Recipe,
  now: Recipe,
): Promise<{ part: string; selector: string; now: string }[]> {
  const stale: { part: string; selector: string; now: string }[] = []
  for (const name of LEARNED) {
    const [was, is] = [pinned[name]?.selector, now[name]?.selector]
    if (!was || !is || was === is) continue
    if ((await attempt(frame.locator(was).count(), 1_000)) === 0)
      stale.push({ part: name, selector: was.slice(0, LONGEST), now: is })
  }
  return stale
}
