/** Checks a transcript that the journal names: its lines are those that were committed to, and what they name is kept. */
import { lstatSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Commitment, commitmentTo } from '../documents/chain.js'
import { linesIn } from '../documents/lines.js'
import type { Checking } from './checks.js'
import type { Kept } from './kept.js'

/** Bytes of a line. */
const LONGEST = 100_000_000
const REF = Buffer.from('"ref":"')

export class TranscriptChecks {
  readonly #bundle: string
  readonly #kept: Kept
  readonly #chains: Checking
  readonly #blobs: Checking
  #refs = 0

  /**
   * @param kept what the bundle has under a hash
   * @param chains is told which transcripts are not what the journal says
   * @param blobs is told what is not kept
   */
  constructor(bundle: string, kept: Kept, { chains, blobs }: { chains: Checking; blobs: Checking }) {
    this.#bundle = bundle
    this.#kept = kept
    this.#chains = chains
    this.#blobs = blobs
  }

  /** @param told what the journal commits to; an older ombud did not */
  look(path: string, told: Commitment | undefined): void {
    const lines = this.#seen(path)
    if (told === undefined) for (const _ of lines);
    else {
      const { count, head, root } = commitmentTo(lines)
      if (count !== told.count || head !== told.head || root !== told.root)
        this.#chains.fail('not-as-journal', path)
    }
    this.#blobs.seen = String(this.#refs)
  }

  /** The lines, while what they name is looked for. */
  *#seen(path: string): Generator<Buffer> {
    for (const line of linesIn(join(this.#bundle, path), undefined, LONGEST)) {
      const ref = line.includes(REF) ? refIn(line) : undefined
      if (ref) {
        this.#refs++
        if (!/^[0-9a-f]{64}$/.test(ref) || !this.#kept.has(ref)) this.#blobs.fail('missing', ref)
      }
      yield line
    }
  }
}

/** The hash that an event names; what a bot wrote into its own replies is none. */
function refIn(line: Buffer): string | undefined {
  try {
    const { ref } = JSON.parse(line.toString('utf8')) as { ref?: unknown }
    return typeof ref === 'string' ? ref : undefined
  } catch {
    return undefined
  }
}

/** Whether a path of a bundle is a file in it, and no link on the way leads elsewhere. */
export function isInside(bundle: string, path: string): boolean {
  try {
    const real = realpathSync.native(join(bundle, path))
    return real === join(realpathSync.native(bundle), path) && lstatSync(real).isFile()
  } catch {
    return false
  }
}
