/** Readers look at the same few texts again and again: what was found out about the last ones is kept. */

/** Twice as many are kept at most. */
const MOST = 64
/** A longer text would cost more memory than it saves time. */
const LONGEST = 2000

/** The same pure function of a text, which remembers its last values. They must not be changed. */
export function remember<T>(of: (text: string) => T): (text: string) => T {
  let known = new Map<string, T>()
  let before = known
  return (text) => {
    if (text.length > LONGEST) return of(text)
    const remembered = known.get(text)
    if (remembered !== undefined) return remembered
    // What was not asked for since the list was last full is forgotten; what was, moves on.
    if (known.size >= MOST) {
      before = known
      known = new Map()
    }
    const value = before.get(text) ?? of(text)
    known.set(text, value)
    return value
  }
}
