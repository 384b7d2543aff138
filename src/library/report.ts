/** Renders the result of a run into files. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { FORMATS, type Format } from '../report/formats.js'
import { RunDirectory } from '../run/directory.js'

export type ReportFormat = Format

export interface ReportOptions {
  formats?: readonly ReportFormat[]
  /** Folder of the files; default: the run directory. */
  out?: string
  lang?: Lang
}

/**
 * Writes the reports of a scored run and returns their paths.
 * @throws InputError where `path` is no run directory or was not scored
 */
export async function report(path: string, options: ReportOptions = {}): Promise<string[]> {
  const directory = RunDirectory.open(path)
  const result = directory.read<Result>('result.json')
  const out = options.out ?? path
  mkdirSync(out, { recursive: true })
  const files: string[] = []
  for (const format of options.formats ?? ['html']) {
    const { file, render } = FORMATS[format]
    const to = join(out, file)
    writeFileSync(to, await render(result, { lang: options.lang ?? result.plan.lang }))
    files.push(to)
  }
  return files
}
