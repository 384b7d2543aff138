/** Reads documents from files and folders: all mistakes of all files in one pass, or everything ready to run. */
import { SHIPPED } from './catalogue.js'
import { findDocuments } from './kinds.js'
import { type Loaded, Loader } from './loader.js'
import { type AuditSchemas, ownAuditKeys } from './options.js'
import { DocumentError, type Problem } from './problem.js'

export type { Loaded } from './loader.js'

/**
 * Reads files and folders together with the shipped personas, wordings, law packs and profiles, which own
 * documents of the same id replace.
 * @param audits audits that are no part of ombud and that scenarios may name
 * @throws DocumentError with every problem of every file
 */
export function loadDocuments(paths: readonly string[], audits?: AuditSchemas): Loaded {
  const { loaded, problems } = checkDocuments(paths, audits)
  if (problems.length > 0) throw new DocumentError(problems)
  return loaded
}

/** As loadDocuments, but gives the problems instead of throwing, beside all that is sound. */
export function checkDocuments(
  paths: readonly string[],
  audits: AuditSchemas = new Map(),
): { loaded: Loaded; problems: Problem[] } {
  const loader = new Loader(ownAuditKeys(audits))
  const { files, problems } = findDocuments(paths)
  loader.problems.push(...problems)
  const own = new Set(files.map((file) => file.path))
  const shipped = findDocuments([SHIPPED]).files.filter(
    ({ kind, path }) => kind !== 'scenario' && kind !== 'target' && !own.has(path),
  )
  for (const file of shipped) loader.read(file, false)
  // Profiles name personas, and scenarios what the other files hold.
  const isLater = ({ kind }: { kind: string }) => kind === 'scenario' || kind === 'profile'
  for (const file of files) if (!isLater(file)) loader.read(file, true)
  for (const file of files) if (file.kind === 'profile') loader.read(file, true)
  for (const file of files) if (file.kind === 'scenario') loader.readScenarios(file)
  return { loaded: loader.loaded, problems: loader.problems.sort(byPlace) }
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0) || (a.col ?? 0) - (b.col ?? 0)
}
