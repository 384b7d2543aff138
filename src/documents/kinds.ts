/** Which files are documents: the kind is in the name, and folders are searched to the bottom. */
import { type Dirent, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Problem } from './problem.js'
import { shownPath } from './source.js'

export const KINDS = ['scenario', 'target', 'persona', 'profile', 'wording', 'law'] as const
export type Kind = (typeof KINDS)[number]

export interface DocumentFile {
  /** Absolute. */
  path: string
  kind: Kind
  /** File name without its suffix, the default id. */
  name: string
}

const SUFFIX = new RegExp(`^(.+)\\.(${KINDS.join('|')})\\.ya?ml$`)

/** What the name of a file says about it, or undefined for a file that is not ours. */
export function documentFile(path: string): DocumentFile | undefined {
  const [, name, kind] = SUFFIX.exec(basename(path)) ?? []
  return name && kind ? { path: resolve(path), kind: kind as Kind, name } : undefined
}

/** The documents among files and folders, each once, in order; a named file that is none is a problem. */
export function findDocuments(paths: readonly string[]): { files: DocumentFile[]; problems: Problem[] } {
  const files = new Map<string, DocumentFile>()
  const problems: Problem[] = []
  for (const path of paths) {
    const file = shownPath(resolve(path))
    const kind = statSync(path, { throwIfNoEntry: false })
    if (!kind) problems.push({ file, message: 'does not exist' })
    else if (kind.isDirectory()) {
      const found = searchFolder(resolve(path), problems)
      for (const item of found) files.set(item.path, item)
      if (found.length === 0) problems.push({ file, message: 'holds no documents', hint: NAMES })
    } else {
      const item = documentFile(path)
      if (item) files.set(item.path, item)
      else problems.push({ file, message: 'is not a document of ombud by its name', hint: NAMES })
    }
  }
  return { files: [...files.values()], problems }
}

const NAMES = `Known names: ${KINDS.map((kind) => `*.${kind}.yaml`).join(' ')}`

function searchFolder(folder: string, problems: Problem[]): DocumentFile[] {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    problems.push({ file: shownPath(folder), message: `cannot be read (${code ?? 'unknown error'})` })
    return []
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return searchFolder(path, problems)
    return documentFile(path) ?? []
  })
}
