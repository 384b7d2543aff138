/** Seeded randomness, one stream a decision: adding a step or a trial changes no other draw. */
import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical.js'

/** What a draw may depend on: never on the arm, the target, a turn number or the time. */
export interface Decision {
  /** Seed of the run. */
  seed: string
  /** Pair id, else scenario id, so that paired scenarios draw alike. */
  scenario: string
  repetition: number
  /** Step id; empty for the conversation as a whole. */
  step: string
  /** How often this step was here before. */
  occurrence: number
  /** What is drawn, for example `wording`. */
  purpose: string
  /** Only for what a persona does to words. */
  persona?: string
}

export interface Stream {
  /** Uniform in [0, 1), 53 bits. */
  next(): number
  /** Uniform integer in [0, n). */
  int(n: number): number
  /** One of the items. @throws RangeError when there is none */
  pick<T>(items: readonly T[]): T
}

/** The stream of a decision: SHA-256 of its key, continued in counter mode. */
export function stream(decision: Decision): Stream {
  const key = createHash('sha256').update(canonicalJson(decision)).digest()
  let block = key
  let counter = 0
  let used = 0
  const next = (): number => {
    if (used === block.length) {
      block = createHash('sha256').update(key).update(String(++counter)).digest()
      used = 0
    }
    const high = block.readUInt32BE(used) >>> 5
    const low = block.readUInt32BE(used + 4) >>> 6
    used += 8
    return (high * 2 ** 26 + low) / 2 ** 53
  }
  const int = (n: number): number => Math.floor(next() * n)
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('nothing to pick from')
    return items[int(items.length)] as T
  }
  return { next, int, pick }
}
