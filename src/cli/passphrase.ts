/** The passphrase of a key: from a file or the environment, never from the command line, where others can see it. */
import { readFileSync } from 'node:fs'
import { InputError } from '../documents/input-error.js'
import { type Signer, signerOf } from '../evidence/keys.js'

/** @throws InputError where the key, or its passphrase, cannot be used */
export function signerFrom(key: string, passphraseFile?: string): Signer {
  return signerOf(key, passphraseOf(passphraseFile))
}

/** Undefined where none is given. @throws InputError where the file cannot be read, or is empty */
export function passphraseOf(file: string | undefined, env = process.env): string | undefined {
  if (file === undefined) return env.OMBUD_KEY_PASSPHRASE || undefined
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new InputError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase === '') throw new InputError(`${file} is empty: a passphrase has at least one character`)
  return passphrase
}
