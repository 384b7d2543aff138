/** Durations as people write them in documents (1.5s, 2m) and read them in reports (1.5 s, 2 min). */

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const

/**
 * Milliseconds of a duration such as `500ms`, `5s`, `2m` or `1.5h`.
 * @throws RangeError when it is not one; documents are checked against their schema before
 */
export function milliseconds(duration: string): number {
  const found = /^([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)$/.exec(duration)
  if (found === null) throw new RangeError(`not a duration: ${duration}`)
  return Number(found[1]) * UNITS[found[2] as keyof typeof UNITS]
}

/** A duration for people: `340 ms`, `1.5 s`, `2 min 5 s`, `1 h 10 min`; the same in both languages. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '∞'
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${Number((ms / 1_000).toFixed(1))} s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 3_600) return inTwo(seconds, 'min', 's')
  return inTwo(Math.round(seconds / 60), 'h', 'min')
}

function inTwo(count: number, large: string, small: string): string {
  const rest = count % 60
  return rest === 0 ? `${count / 60} ${large}` : `${Math.floor(count / 60)} ${large} ${rest} ${small}`
}
