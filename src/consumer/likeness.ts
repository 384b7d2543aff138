/** How much alike wordings are: the Jaccard index of their character 3-grams, spaces left out. */

/** Of two wordings, 0..1. */
export function likeness(a: string, b: string): number {
  return jaccard(grams(a), grams(b))
}

/** The two wordings that are most alike; undefined for fewer than two. */
export function mostAlike(texts: readonly string[]): { like: number; pair: [string, string] } | undefined {
  const sets = texts.map(grams)
  let most: { like: number; pair: [string, string] } | undefined
  for (const [i, one] of sets.entries())
    for (let j = 0; j < i; j++) {
      const like = jaccard(one, sets[j] as Set<string>)
      if (!most || like > most.like) most = { like, pair: [texts[j] as string, texts[i] as string] }
    }
  return most
}

/** As many of the wordings, taken in order, as are less alike than `limit`, each to each. */
export function apart(texts: readonly string[], limit: number): string[] {
  const kept: { text: string; set: Set<string> }[] = []
  for (const text of texts) {
    const set = grams(text)
    if (kept.every((one) => jaccard(one.set, set) < limit)) kept.push({ text, set })
  }
  return kept.map((one) => one.text)
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of one) if (other.has(gram)) shared++
  const all = one.size + other.size - shared
  return all === 0 ? 1 : shared / all
}

function grams(text: string): Set<string> {
  const signs = [...text.replace(/\s+/g, '')]
  return new Set(signs.slice(0, Math.max(1, signs.length - 2)).map((_, i) => signs.slice(i, i + 3).join('')))
}
