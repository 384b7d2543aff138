/** When each node came and last changed; runs inside the page and must stand alone. */

/** Injected as source text: no imports, nothing from outside of it. */
export function stampBook() {
  const came = new WeakMap<Node, number>()
  const changed = new WeakMap<Node, number>()
  const moves = new WeakMap<Node, number>()
  let counting = true

  return {
    /** Takes in what one record says; cheap, so that it can be done at once for each. */
    take(record: MutationRecord, at: number): void {
      if (counting && record.type !== 'attributes') {
        const target =
          record.target instanceof Text ? (record.target.parentNode ?? record.target) : record.target
        moves.set(target, (moves.get(target) ?? 0) + 1)
      }
      if (record.type === 'childList') {
        for (const node of record.addedNodes) if (!came.has(node)) came.set(node, at)
        changed.set(record.target, at)
      } else if (record.type === 'characterData') {
        // Words that come into a text that stood empty come now.
        if (!record.oldValue?.trim()) came.set(record.target, at)
        changed.set(record.target, at)
      }
    },
    /** When a node came: with the nearest of what it is in that was put into the page. */
    came(node: Node): number {
      for (let at: Node | null = node; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
        const time = came.get(at)
        if (time !== undefined) return time
      }
      return 0
    },
    /** From now on what moves may do so because something was said. */
    settle(): void {
      counting = false
    },
    /** It changed again and again before anything was said: a clock, a ticker. */
    restless: (node: Node): boolean => (moves.get(node) ?? 0) >= 4,
    changed: (node: Node): number => changed.get(node) ?? 0,
  }
}

export type StampBook = ReturnType<typeof stampBook>
