/** Readers look at the same few texts again and again: what was found out about the last ones is kept. */

const MOST = 64
/** A longer text would cost more memory than it saves time. */
const LONGEST = 2000

/** The same pure function of a text, which remembers its last values. They must not be changed. */
export function remember<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length > LONGEST) return of(text)
    const before = known.get(text)
    if (before !== undefined) return before
    const value = of(text)
    if (known.size >= MOST) known.clear()
    known.set(text, value)
    return value
  }
}
