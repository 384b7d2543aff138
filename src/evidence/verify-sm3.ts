/** Recomputes the second manifest of a bundle, whose digests are of SM3 (GB/T 32905). */
import { createHash, getHashes } from 'node:crypto'
import { join } from 'node:path'
import { linesIn } from '../documents/lines.js'
import { MANIFEST, manifestLine, parseLine, SM3_MANIFEST } from './bag.js'
import type { Checking } from './checks.js'
import { digestFile, statOf } from './files.js'
import type { Purged } from './verify-files.js'
import { isInside } from './verify-transcripts.js'

/** No path is longer. */
const LONGEST = 100_000

/** It has the files of the first manifest in their order, and their digests. */
export function verifySm3(bundle: string, purged: Purged, check: Checking): void {
  if (!getHashes().includes('sm3')) {
    check.leave('no-sm3')
    return
  }
  const first = pathsIn(bundle)
  let count = 0
  for (const bytes of linesIn(join(bundle, SM3_MANIFEST), undefined, LONGEST)) {
    count++
    const text = bytes.toString('utf8')
    const line = parseLine(text)
    const path = first.next().value
    if (!line || manifestLine(line) !== text) check.fail('bad-line', String(count))
    else if (line.path !== path) {
      check.fail('not-in-order', line.path)
      return
    } else if (!purged.has(path) && isInside(bundle, path) && sm3File(join(bundle, path)) !== line.hash)
      check.fail('changed', path)
  }
  for (const path of first) check.fail('missing', path)
  check.seen = String(count)
}

function* pathsIn(bundle: string): Generator<string, undefined> {
  const manifest = join(bundle, MANIFEST)
  if (statOf(manifest)?.isFile())
    for (const bytes of linesIn(manifest, undefined, LONGEST)) {
      const line = parseLine(bytes.toString('utf8'))
      if (line) yield line.path
    }
  return undefined
}

function sm3File(path: string): string {
  const hash = createHash('sm3')
  digestFile(path, [hash])
  return hash.digest('hex')
}
