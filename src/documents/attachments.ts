/** Files that a scenario attaches: read from its own folder alone, and carried in the scenario from then on. */
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, extname, isAbsolute, join, normalize, sep } from 'node:path'
import type { Placed, Surroundings } from './draft.js'
import type { Step, Upload } from './types/scenario.js'
import { problemAt } from './yaml.js'

type Carried = Exclude<Upload, string>

/** Media types by extension: what a consumer would show to customer service. */
const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
}
const KINDS = Object.keys(TYPES)
  .map((extension) => extension.slice(1))
  .join(' ')
const LARGEST = 1_000_000
const MOST = 8
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * The steps with every attachment in them as name, type and base64, so that a plan replays without the files. A
 * scenario of a stranger must not send other files of this machine: what leads out of the folder of the document, by
 * its path or by a link, is refused. Problems are reported.
 */
export function attached<T extends Step>(steps: readonly Placed<T>[], around: Surroundings): Placed<T>[] {
  const all = steps.filter(({ value }) => value.upload !== undefined)
  const [over] = all.slice(MOST)
  if (over)
    around.report(
      problemAt(over.document, [...over.path, 'upload'], `a scenario attaches ${MOST} files at most`),
    )
  return steps.map((step) => {
    const { upload } = step.value
    if (upload === undefined || all.indexOf(step) >= MOST) return step
    const found = typeof upload === 'string' ? read(upload, step.document.source.path) : checked(upload)
    if (typeof found !== 'string') return { ...step, value: { ...step.value, upload: found } }
    around.report(problemAt(step.document, [...step.path, 'upload'], found))
    return step
  })
}

/** The file that a path names, or what is wrong with it. */
function read(path: string, from: string): Carried | string {
  const type = TYPES[extname(path).toLowerCase()]
  // A backslash parts folders on some systems and not on others.
  const parts = path.split('/')
  if (isAbsolute(path) || /[\\\p{Cc}]|^[A-Za-z]:/u.test(path) || parts.includes('..'))
    return 'an attachment lies in the folder of this file or below it: write its path from here, without ..'
  if (parts.some((part) => part.startsWith('.') && part !== '.')) return 'a hidden file is no attachment'
  if (!type) return `an attachment is one of: ${KINDS}`
  const folder = realFolder(dirname(from))
  let file: number
  try {
    const real = realpathSync(join(folder, normalize(path)))
    if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep))
      return 'this link leads out of the folder of this file'
    // The last part is no link any more; a pipe would wait for ever without the second flag.
    file = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? 'no such file' : `cannot be read (${code ?? 'unknown error'})`
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) return 'not a file'
    if (stat.size > LARGEST) return tooLarge(stat.size)
    if (stat.size === 0) return 'the file is empty'
    return { name: basename(path), type, data: readFileSync(file).toString('base64') }
  } finally {
    closeSync(file)
  }
}

function realFolder(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** An attachment that is written in the scenario itself. */
function checked(upload: Carried): Carried | string {
  const { name, type, data } = upload as Partial<Record<keyof Carried, unknown>>
  // What is no text is told by the schema.
  if (typeof name !== 'string' || typeof type !== 'string' || typeof data !== 'string') return upload
  if (/[\\/\p{Cc}]/u.test(name) || name.startsWith('.') || name.length > 200)
    return 'the name of an attachment is that of a file, without a folder'
  if (TYPES[extname(name).toLowerCase()] !== type)
    return `an attachment is one of: ${KINDS}; and its type fits its name`
  if (data.length > Math.ceil(LARGEST / 3) * 4) return tooLarge(Math.floor((data.length * 3) / 4))
  if (data === '' || !BASE64.test(data)) return 'data is the file in base64'
  return upload
}

function tooLarge(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB is too large: an attachment has at most 1 MB`
}
