/** Copies files of runs into one: content under its own name, everything once, nothing that leads out of its run. */
import { constants, copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sha256 } from '../../documents/canonical.js'
import type { RunDirectory } from '../directory.js'
import { DiskError, GrowingFile, linesIn } from '../files.js'
import { readBounded } from '../stored.js'

const BLOB = /^([0-9a-f]{64})(\.[a-z0-9]{1,16})?$/
/** Bytes; a raw reply is a line. */
const LONGEST_LINE = 100_000_000
const RECIPE = /^[a-z0-9-][a-z0-9.-]*\.yaml$/i

/** The bytes of a file of a run; undefined where it has none of this name. @throws InputError */
export function sourceBytes(directory: RunDirectory, name: string): Buffer | undefined {
  const path = directory.file(name)
  return existsSync(path) ? readBounded(path) : undefined
}

export class Copies {
  readonly #out: RunDirectory
  readonly #note: (message: string) => void

  /** @param note is told what could not be taken over */
  constructor(out: RunDirectory, note: (message: string) => void) {
    this.#out = out
    this.#note = note
  }

  /** Copies a file that may be missing, under another name. @throws InputError where a link leads out of the run; DiskError */
  file(from: RunDirectory, name: string, as = name): void {
    const source = from.file(name)
    const stat = statOf(source)
    if (stat === undefined) return
    if (!stat.isFile()) return this.#note(`${source} is not a file and was left out`)
    const path = this.#out.file(as)
    try {
      mkdirSync(dirname(path), { recursive: true })
      copyFileSync(source, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    } catch (error) {
      throw new DiskError(path, error)
    }
  }

  /** Pictures and archives, each once. One that is not what its name says is left out, and named. */
  blobs(from: RunDirectory): void {
    for (const folder of namesIn(from, 'blobs/sha256'))
      for (const file of namesIn(from, `blobs/sha256/${folder}`)) {
        const name = `blobs/sha256/${folder}/${file}`
        const [, hash] = BLOB.exec(file) ?? []
        if (hash === undefined || folder !== hash.slice(0, 2) || existsSync(this.#out.file(name))) continue
        if (sha256(readBounded(from.file(name))) === hash) this.file(from, name)
        else this.#note(`${from.file(name)} is not what its name says and was left out`)
      }
  }

  /** How chats were found, by target. */
  recipes(from: RunDirectory): void {
    for (const name of namesIn(from, 'recipes'))
      if (RECIPE.test(name) && !existsSync(this.#out.file(`recipes/${name}`)))
        this.file(from, `recipes/${name}`)
  }

  /** A file of lines of all runs, each line once, in the order of the runs. */
  lines(
    sources: readonly RunDirectory[],
    name: string,
    isWhole: (line: string) => boolean = () => true,
  ): void {
    const present = sources.filter((from) => statOf(from.file(name))?.isFile())
    if (present.length === 0) return
    mkdirSync(dirname(this.#out.file(name)), { recursive: true })
    const path = this.#out.file(dirname(name))
    const file = new GrowingFile(join(path, basename(name)))
    const seen = new Set<string>()
    for (const from of present) {
      let odd = 0
      for (const bytes of linesIn(from.file(name), undefined, LONGEST_LINE)) {
        const line = bytes.toString('utf8')
        const hash = sha256(line)
        if (seen.has(hash)) continue
        seen.add(hash)
        if (isWhole(line)) file.write(`${line}\n`)
        else odd++
      }
      if (odd > 0)
        this.#note(`${from.file(name)}: ${odd} lines are not what their hash says and were left out`)
    }
    file.finish()
  }
}

/** A kept text whose hash is its own. */
export function isText(line: string): boolean {
  try {
    const { sha256: hash, text } = JSON.parse(line) as { sha256?: unknown; text?: unknown }
    return typeof text === 'string' && sha256(text) === hash
  } catch {
    return false
  }
}

function namesIn(directory: RunDirectory, folder: string): string[] {
  const path = directory.file(folder)
  return statOf(path)?.isDirectory() ? readdirSync(path).sort() : []
}

const statOf = (path: string) => lstatSync(path, { throwIfNoEntry: false })
