/** Checks the chain of a transcript. */
import { sha256 } from '../documents/canonical.js'
import { firstLink, linkOf } from '../documents/chain.js'

/** More than a link and its salt take at the end of a line. */
const LINK_BYTES = 150

export interface Chain {
  /** Its lines have links. */
  chained: boolean
  /** Number of the first line that does not follow the one before. */
  broken?: number
}

/** The trial of a transcript by its path in a bundle. */
export function trialOfPath(path: string): string {
  return path.replace(/^data\/trials\//, '').replace(/\.\d+\.jsonl$/, '')
}

/**
 * Follows the lines of a transcript, all of which it takes. Those that an older ombud wrote have no links, and are not
 * chained.
 */
export function brokenLink(lines: Iterable<Uint8Array>, plan: string, trial: string): Chain {
  let prev = firstLink(plan, trial)
  let number = 0
  let broken: number | undefined
  let chained = false
  for (const bytes of lines) {
    number++
    if (broken !== undefined || (number > 1 && !chained)) continue
    const link = linkOf(Buffer.from(bytes.subarray(-LINK_BYTES)).toString('latin1'))
    chained ||= link !== undefined
    if (chained && link !== prev) broken = number
    prev = sha256(bytes)
  }
  return { chained, ...(broken === undefined ? {} : { broken }) }
}
