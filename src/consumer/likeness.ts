/** How much alike wordings are: the Jaccard index of their character 3-grams, spaces left out. */

/** Of two wordings, 0..1. */
export function likeness(a: string, b: string): number {
  return jaccard(grams(a), grams(b))
}

/** The two wordings that are most alike; undefined for fewer than two. Thousands of wordings take a second. */
export function mostAlike(texts: readonly string[]): { like: number; pair: [string, string] } | undefined {
  const sets = texts.map(grams)
  const holders = new Map<string, number[]>()
  let most: { like: number; pair: [string, string] } | undefined
  for (const [i, set] of sets.entries()) {
    const shared = new Uint32Array(i)
    for (const gram of set) {
      const known = holders.get(gram) ?? []
      for (const j of known) shared[j] = (shared[j] as number) + 1
      known.push(i)
      holders.set(gram, known)
    }
    for (const [j, both] of shared.entries()) {
      const like = index(both, set.size + (sets[j] as Set<string>).size)
      if (!most || like > most.like) most = { like, pair: [texts[j] as string, texts[i] as string] }
    }
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
  return index(shared, one.size + other.size)
}

/** @param sizes those of both sets together */
const index = (shared: number, sizes: number) => (sizes === 0 ? 1 : shared / (sizes - shared))

function grams(text: string): Set<string> {
  const signs = [...text.replace(/\s+/g, '')]
  return new Set(signs.slice(0, Math.max(1, signs.length - 2)).map((_, i) => signs.slice(i, i + 3).join('')))
}
