/** What people and a rater said of the same things. */

/** One thing with the labels that annotators gave it, some of whom may have given none, and that of the rater. */
export interface Rated {
  labels: Readonly<Record<string, string>>
  rater: string
}

/** Everybody who labelled something, in order. */
export function annotatorsOf(items: readonly Rated[]): string[] {
  return [...new Set(items.flatMap(({ labels }) => Object.keys(labels)))].sort()
}

/** The label that more annotators gave than any other; null where two are level, or there is none. */
export function majority(labels: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  return first === undefined || first[1] === second?.[1] ? null : first[0]
}

/** The labels of everybody but one. */
export function othersOf({ labels }: Rated, annotator: string): string[] {
  return Object.entries(labels).flatMap(([name, label]) => (name === annotator ? [] : [label]))
}
