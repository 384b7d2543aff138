/** Checks the chain of a transcript. */
import { sha256 } from '../documents/canonical.js'
import { firstLink, linkOf } from '../documents/chain.js'

/** The trial of a transcript by its path in a bundle. */
export function trialOfPath(path: string): string {
  return path.replace(/^data\/trials\//, '').replace(/\.\d+\.jsonl$/, '')
}

/**
 * Follows the lines of a transcript. Those that an older ombud wrote have no links, and are not chained.
 * @returns the number of the first line that does not follow the one before
 */
export function brokenLink(
  lines: Iterable<Uint8Array>,
  plan: string,
  trial: string,
): { chained: boolean; broken?: number } {
  let prev = firstLink(plan, trial)
  let number = 0
  for (const bytes of lines) {
    number++
    const link = linkOf(Buffer.from(bytes).toString('latin1'))
    if (link === undefined && number === 1) return { chained: false }
    if (link !== prev) return { chained: true, broken: number }
    prev = sha256(bytes)
  }
  return { chained: number > 0 }
}
