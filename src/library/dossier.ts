/** One dossier a merchant: what a regulator hands over, in a folder of its own, as a page, on paper, with the reply. */
import { statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import type { Result, Target, Target1 } from '../documents/types/result.js'
import { dossierHtml, type FileView } from '../report/dossier/html.js'
import { dossierView } from '../report/dossier/view.js'
import { redactionOf } from '../report/redact/change.js'
import { redacted, redactionNote } from '../report/redact/redact.js'
import { plain } from '../report/text.js'
import { readBounded, readIn } from '../run/stored.js'
import { put } from './put.js'
import { storedResult } from './stored.js'

export const DOSSIER_FORMATS = ['html', 'pdf'] as const

export type DossierFormat = (typeof DOSSIER_FORMATS)[number]

export interface DossierOptions {
  /** Only this target; default: every merchant, with all of its targets. */
  target?: string
  /** Folder that gets a folder for each merchant; default: `dossiers` in the run directory. */
  out?: string
  /** Default: both. */
  formats?: readonly DossierFormat[]
  /** What the merchant sent in reply, and its signature where there is one; of one merchant only. */
  replies?: readonly string[]
  lang?: Lang
  /** True takes personal data out, too; false shows names of human agents, which are left out by default. */
  redact?: boolean
}

/** The files of a run that a dossier is tied to. */
const SOURCES = ['plan.json', 'scorecard.json', 'result.json']
const LARGEST_REPLY = 50_000_000
const LONGEST_NAME = 80

/**
 * Writes the dossiers of a scored run and returns the paths of all files, those of the replies too.
 * @throws InputError where `path` is no scored run, the target is not in it, or a reply cannot be read
 * @throws ChannelError `no-browser` where a PDF is asked for and there is no Chromium
 */
export async function dossier(path: string, options: DossierOptions = {}): Promise<string[]> {
  const formats = options.formats ?? DOSSIER_FORMATS
  if (!formats.includes('pdf')) return await write(path, options, formats, null)
  const { withPrinter } = await import('./pdf.js')
  return await withPrinter((print) => write(path, options, formats, print))
}

async function write(
  path: string,
  options: DossierOptions,
  formats: readonly DossierFormat[],
  print: ((html: string) => Promise<Uint8Array>) | null,
): Promise<string[]> {
  const result = storedResult(path)
  const redaction = redactionOf(options.redact)
  const shown = redacted(result, redaction)
  const merchants = merchantsOf(path, shown, options.target)
  const replies = (options.replies ?? []).map(readReply)
  if (replies.length > 0 && merchants.size > 1)
    throw new InputError('a reply belongs to one merchant, and the run has several', 'name one with --target')
  const same = replies.find(({ name }, at) => replies.findIndex((one) => one.name === name) !== at)
  if (same) throw new InputError(`two replies are called ${same.name}`, 'give them names of their own')
  const lang = options.lang ?? result.plan.lang
  const note = redactionNote(redaction)
  const files = SOURCES.map((name) => fileView(name, readIn(path, name)))
  const root = options.out ?? path
  const written: string[] = []
  for (const [merchant, audited] of merchants) {
    const folder = options.out === undefined ? `dossiers/${folderOf(merchant)}` : folderOf(merchant)
    const keep = (name: string, content: string | Uint8Array) => {
      put(root, `${folder}/${name}`, content)
      written.push(join(root, folder, name))
    }
    const html = dossierHtml(dossierView(shown, audited), {
      lang,
      files,
      replies: replies.map(({ name, bytes }) => fileView(name, bytes)),
      note,
    })
    if (formats.includes('html')) keep('dossier.html', html)
    if (print && formats.includes('pdf')) keep('dossier.pdf', await print(html))
    for (const { name, bytes } of replies) keep(name, bytes)
  }
  return written
}

type Audited = [Target1, Target]

/** Targets of each merchant in the order of the result. */
function merchantsOf(path: string, result: Result, target: string | undefined): Map<string, Audited[]> {
  const scores = new Map(result.scorecard.targets.map((score) => [score.target, score]))
  const merchants = new Map<string, Audited[]>()
  for (const one of result.targets) {
    const score = scores.get(one.id)
    if (score === undefined || (target !== undefined && one.id !== target)) continue
    const others = merchants.get(one.merchant)
    if (others) others.push([one, score])
    else merchants.set(one.merchant, [[one, score]])
  }
  if (merchants.size > 0) return merchants
  const known = result.targets.slice(0, 10).map(({ id }) => plain(id))
  throw new InputError(
    target === undefined ? `${path} has no target` : `${path} has no target ${target}`,
    known.length > 0 ? `it has: ${known.join(', ')}` : 'nothing was audited',
  )
}

function readReply(file: string): { name: string; bytes: Buffer } {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new InputError(`${file} is no file`, '--reply takes the file that the merchant sent')
  return { name: `reply-${safe(basename(file))}`, bytes: readBounded(file, LARGEST_REPLY) }
}

function fileView(name: string, bytes: Buffer): FileView {
  return { name, sha256: sha256(bytes), size: bytes.length }
}

/** Letters, digits, points and dashes of any script. */
function safe(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(-LONGEST_NAME)
}

/** A name for the folder of a merchant that no other has; the name itself where it is a plain one. */
function folderOf(merchant: string): string {
  const name = safe(merchant)
  return name === merchant && /^[\p{L}\p{N}]/u.test(name) ? name : `${name}-${sha256(merchant).slice(0, 8)}`
}
