/** `ombud dossier RUN`: what a regulator hands over to a merchant, and to a court. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { DOSSIER_FORMATS, type DossierFormat, dossier } from '../library/dossier.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'

export interface DossierFlags {
  format: string
  target?: string
  out?: string
  reply?: string[]
  lang?: Lang
  redact?: boolean
}

export async function dossierCommand(run: string, flags: DossierFlags): Promise<number> {
  const { format, reply, ...options } = flags
  const formats = format.split(',').map((name) => name.trim())
  for (const name of formats)
    if (!DOSSIER_FORMATS.some((known) => known === name))
      throw new InputError(`unknown format ${name}`, `known: ${DOSSIER_FORMATS.join(', ')}`)
  const files = await dossier(run, {
    ...options,
    formats: formats as DossierFormat[],
    ...(reply === undefined ? {} : { replies: reply }),
  })
  for (const file of files) console.log(plain(file))
  return EXIT.ok
}
