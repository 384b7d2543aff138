/** A folder of documents for one test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { checkDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'

/** Writes files into a new folder, gone when the test ends. */
export function folder(files: Record<string, string | Uint8Array>): string {
  const path = mkdtempSync(join(tmpdir(), 'ombud-documents-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return path
}

/** What is printed about the documents of a folder, with paths from that folder on. */
export function complaints(files: Record<string, string | Uint8Array>): string {
  const path = folder(files)
  return formatProblems(checkDocuments([path]).problems).replaceAll(`${path}/`, '')
}

/** What loading gives; the documents must be sound. */
export function load(files: Record<string, string | Uint8Array>) {
  const path = folder(files)
  const { loaded, problems } = checkDocuments([path])
  if (problems.length > 0) throw new Error(formatProblems(problems))
  return loaded
}
