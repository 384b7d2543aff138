/** How much alike two wordings are. */

/** Jaccard index of their character 3-grams, spaces left out, 0..1. */
export function likeness(a: string, b: string): number {
  const one = grams(a)
  const other = grams(b)
  let shared = 0
  for (const gram of one) if (other.has(gram)) shared++
  const all = one.size + other.size - shared
  return all === 0 ? 1 : shared / all
}

function grams(text: string): Set<string> {
  const signs = [...text.replace(/\s+/g, '')]
  return new Set(signs.slice(0, Math.max(1, signs.length - 2)).map((_, i) => signs.slice(i, i + 3).join('')))
}
