/** How far a list of messages has moved on over the same nodes; runs inside the page and must stand alone. */

/**
 * The smallest shift after which both lists say the same where they overlap: `now[i]` is `old[i + shift]`.
 * Injected as source text: no imports, nothing from outside of it.
 */
export function overlap(old: string[], now: string[]): { shift: number } | undefined {
  for (let by = 1; by < Math.max(old.length, now.length); by++)
    for (const shift of [by, -by]) {
      let same = 0
      let all = true
      for (let i = 0; i < now.length && all; i++) {
        const was = old[i + shift]
        if (was === undefined) continue
        if (was === now[i]) same++
        else all = false
      }
      if (all && same > 0) return { shift }
    }
  return undefined
}
