/** The bytes of ombud itself as one hash, so that it can be told later which program held a run. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '../../documents/canonical.js'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
/** The code that runs: `dist` where ombud is installed. */
const CODE = relative(ROOT, fileURLToPath(new URL('../../', import.meta.url)))
/** Besides code: all that is read from the package when a run is planned, held and scored. */
const FOLDERS = [CODE, 'schemas', 'scenarios', 'reports/templates', 'src/understanding/models']

let known: { sha256: string; files: number } | undefined

/**
 * SHA-256 over the lines `<sha256>  <path>` of every file of the package but declarations of types, in the order of
 * their paths: what `sha256sum` prints. Read once a process, for what runs was loaded then.
 */
export function packageDigest(): { sha256: string; files: number } {
  known ??= digest()
  return known
}

function digest() {
  const names = new Set(FOLDERS.flatMap(filesIn))
  const lines = [...names].sort().map((name) => `${sha256(readFileSync(join(ROOT, name)))}  ${name}\n`)
  return { sha256: sha256(lines.join('')), files: lines.length }
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
