/** Writes a file whole or not at all, and only below its folder. */
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Writes `name`, a relative path, below `folder`.
 * A link that a stranger's directory has in its place, or in that of a folder of the name, is replaced and not followed.
 */
export function put(folder: string, name: string, content: string | Uint8Array): void {
  const parts = name.split('/')
  for (let depth = 1; depth < parts.length; depth++) {
    const at = join(folder, ...parts.slice(0, depth))
    if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(at)
  }
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  const part = `${file}.part`
  rmSync(part, { force: true })
  writeFileSync(part, content, { flag: 'wx' })
  renameSync(part, file)
}
