/** Durations as people write them in documents. */

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
