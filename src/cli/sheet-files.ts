/** Prints what a command shows in a format, or writes it into files. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { readyFor } from '../library/out-file.js'
import { writeWhole } from '../run/files.js'

/** Draws it in one format, and the name of its file where --out is a folder. */
export type Formats = Record<string, { file: string; draw(): string }>

/**
 * Shows one format on standard output, or writes them all: into a file, or into a folder where there are several.
 * @throws InputError where a format is unknown, several formats have nowhere to go, or a file is one of a run
 */
export function show(formats: Formats, asked: string, out?: string): void {
  const names = asked.split(',').map((name) => name.trim())
  for (const name of names)
    if (!Object.hasOwn(formats, name))
      throw new InputError(`unknown format ${name}`, `known: ${Object.keys(formats).join(', ')}`)
  if (out === undefined) {
    if (names.length > 1) throw new InputError('several formats need --out FOLDER', 'or ask for one of them')
    process.stdout.write(ended(formats[names[0] as string]?.draw() ?? ''))
    return
  }
  const isFolder = names.length > 1 || statSync(out, { throwIfNoEntry: false })?.isDirectory()
  for (const name of names) {
    const format = formats[name]
    if (format === undefined) continue
    const file = isFolder ? join(out, format.file) : out
    readyFor(file)
    writeWhole(file, ended(format.draw()))
  }
}

const ended = (text: string) => (text.endsWith('\n') ? text : `${text}\n`)
