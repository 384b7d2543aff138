/** Keys of a vault: those of age (https://age-encryption.org/v1), in the files that `age-keygen` writes and `age` reads. */
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { InputError } from '../documents/input-error.js'
import { readKeyFile } from './keys.js'

/** Files of keys are small. */
const LARGEST = 100_000
const ENCRYPTED = /^(age-encryption\.org\/v1\n|-----BEGIN AGE ENCRYPTED FILE-----)/

/**
 * Makes a pair: `file` for the secret key (only its owner can read it), `file`.pub for the public one, to which is encrypted.
 * @param passphrase encrypts the secret key, as `age -p` does (scrypt)
 * @throws InputError where one of the files is there: a key is never written over
 */
export async function newVaultKey(
  file: string,
  { passphrase, now }: { passphrase?: string | undefined; now: Date },
): Promise<{ recipient: string; secret: string; open: string }> {
  const open = `${file}.pub`
  for (const path of [file, open])
    if (existsSync(path))
      throw new InputError(
        `${path} is already there, and a key is never written over`,
        'choose another --out',
      )
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const text = `# created: ${now.toISOString()}\n# public key: ${recipient}\n${identity}\n`
  try {
    const secret = passphrase === undefined ? text : await locked(text, passphrase)
    writeFileSync(file, secret, { flag: 'wx', mode: 0o600 })
    writeFileSync(open, `${recipient}\n`, { flag: 'wx' })
  } catch (error) {
    throw new InputError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code})`)
  }
  return { recipient, secret: file, open }
}

async function locked(text: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return armor.encode(await encrypter.encrypt(text))
}

/**
 * Whom to encrypt to: public keys as they are, or files that hold some, one a line.
 * @throws InputError where one is neither
 */
export function recipientsOf(given: readonly string[]): string[] {
  const all = given.flatMap((one) => (one.startsWith('age1') ? [one] : keysIn(one, 'age1')))
  for (const one of all)
    try {
      new Encrypter().addRecipient(one)
    } catch {
      throw new InputError(`${one.slice(0, 100)} is no public key of age`, 'it begins with age1')
    }
  return [...new Set(all)]
}

/**
 * The secret keys in a file.
 * @throws InputError where it holds none, or its passphrase is missing or wrong
 */
export async function identitiesIn(file: string, passphrase?: string): Promise<string[]> {
  const bytes = bytesOf(file)
  const head = headOf(bytes)
  if (!ENCRYPTED.test(head)) return keysOf(bytes.toString('utf8'), 'AGE-SECRET-KEY-', file)
  if (passphrase === undefined)
    throw new InputError(
      `${file} needs its passphrase`,
      'put it into a file and name that: --passphrase-file FILE; or into OMBUD_KEY_PASSPHRASE',
    )
  try {
    const decrypter = new Decrypter()
    decrypter.addPassphrase(passphrase)
    const sealed = head.startsWith('-') ? armor.decode(bytes.toString('utf8')) : bytes
    return keysOf(await decrypter.decrypt(sealed, 'text'), 'AGE-SECRET-KEY-', file)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(
      `${file} holds no secret key that can be read`,
      'is this the right file, and its passphrase?',
    )
  }
}

/** Whether the secret keys in `file` need a passphrase. @throws InputError where it is no file */
export function isLockedIdentity(file: string): boolean {
  return ENCRYPTED.test(headOf(bytesOf(file)))
}

const headOf = (bytes: Buffer) => bytes.toString('latin1', 0, 100)

const keysIn = (file: string, begin: string) => keysOf(bytesOf(file).toString('utf8'), begin, file)

/** Lines of a file of keys, without its comments. @throws InputError where there is none, or one is something else */
function keysOf(text: string, begin: string, file: string): string[] {
  const keys = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (keys.length > 0 && keys.every((key) => key.startsWith(begin))) return keys
  throw new InputError(
    begin === 'age1' ? `${file} holds no public key of age` : `${file} holds no secret key of age`,
    '`ombud key new --for vault` makes a pair: FILE and FILE.pub',
  )
}

function bytesOf(file: string): Buffer {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile() || stat.size > LARGEST) throw new InputError(`${file} is no file that could hold a key`)
  return readKeyFile(file)
}
