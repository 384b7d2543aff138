/** The weights that a target names: bytes beside its file, kept with the place that names them. */
import { readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, normalize } from 'node:path'
import { sha256 } from './canonical.js'
import type { Problem } from './problem.js'
import type { Target } from './types/target.js'
import { type Path, problemAt, type YamlDocument } from './yaml.js'

export interface Weights {
  bytes: Uint8Array
  sha256: string
  /** Says what is wrong with them, where the target names them. */
  problem(message: string): Problem
}

/** Models of thousands of entries have a third of it. */
const LARGEST = 16_000_000
const AT: Path = ['understanding', 'weights']
const HINT = 'ombud calibrate --faq FILE --target TARGET.target.yaml makes them'

/** The weights of a target that its schema accepts, what is wrong with them, or undefined where it names none. */
export function weightsOf(document: YamlDocument): Weights | Problem | undefined {
  const name = (document.value as Target).understanding?.weights
  if (name === undefined) return undefined
  const problem = (message: string) => problemAt(document, AT, message, { hint: HINT })
  // Like tables: a file of a stranger may only read beside itself.
  if (isAbsolute(name) || /^[A-Za-z]:|^\\/.test(name) || normalize(name).startsWith('..'))
    return problem('weights lie in the folder of the target or below it')
  const path = join(dirname(document.source.path), name)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return problem(`there are no weights ${name}`)
  if (!stat.isFile()) return problem(`${name} is not a file`)
  if (stat.size > LARGEST)
    return problem(`${name} is too large: ${(stat.size / 1e6).toFixed(1)} MB; weights have at most 16 MB`)
  try {
    const bytes = readFileSync(path)
    return { bytes, sha256: sha256(bytes), problem }
  } catch (error) {
    return problem(`${name} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`)
  }
}
