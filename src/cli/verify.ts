/** `ombud verify`: checks a bundle or a proof and says what it did not check. */
import { readFileSync } from 'node:fs'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { publicKeyIn } from '../evidence/keys.js'
import { verify } from '../library/verify.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { languageOf } from './language.js'
import { linesOf } from './verify-lines.js'

interface VerifyFlags extends ExtraFlags {
  tsaCa?: string
  /** Of a redacted copy: the bundle that it was made of. */
  original?: string
  /** False with --no-rescore. */
  rescore: boolean
  lang?: Lang
}

/** 0 where nothing that was checked failed, 1 where something did. */
export async function verifyCommand(
  path: string,
  { key = [], ...flags }: VerifyFlags & { key?: string[] },
): Promise<number> {
  const { audits } = await loadExtras(flags)
  const checks = await verify(path, {
    keys: key.map(publicKeyIn),
    audits,
    noRescore: !flags.rescore,
    ...(flags.original === undefined ? {} : { original: flags.original }),
    ...(flags.tsaCa === undefined ? {} : { authorities: certificatesIn(flags.tsaCa) }),
  })
  for (const line of linesOf(checks, languageOf(flags.lang))) console.log(line)
  return checks.some(({ state }) => state === 'failed') ? EXIT.failed : EXIT.ok
}

/** @throws InputError where the file holds no certificate */
function certificatesIn(file: string): string {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new InputError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new InputError(`${file} holds no certificate in PEM`)
  return text
}
