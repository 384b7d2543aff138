/** Checks the files of a bundle that lie beside the payload: none changed, missing, too many, or other than the statement has it. */
import type { KeyObject } from 'node:crypto'
import type { Envelope } from '../documents/types/envelope.js'
import type { Seal } from '../documents/types/statement.js'
import { BAGIT, bagInfo, ENVELOPE, STAMP, STATEMENT, TAG_MANIFEST, tagFile, tagManifest } from './bag.js'
import type { Checking } from './checks.js'
import { filesBelow } from './files.js'
import { keyId, typeOf } from './keys.js'
import { signedFiles, signerFolder } from './sign.js'
import { allowedSigner } from './sshsig.js'

/** Every file but the payload is in the tag manifest, and nothing else. */
export function verifyTags(bundle: string, check: Checking): void {
  let expected: string[]
  try {
    expected = tagManifest(bundle).split('\n')
  } catch {
    check.fail('not-a-file')
    return
  }
  const told = String(tagFile(bundle, TAG_MANIFEST)).split('\n')
  check.seen = String(told.length - 1)
  if (told.join('\n') === expected.join('\n')) return
  const [here, there] = [new Set(expected), new Set(told)]
  const lines = [...expected.filter((line) => !there.has(line)), ...told.filter((line) => !here.has(line))]
  const changed = new Set(lines.map((line) => line.slice(66)))
  for (const name of changed) check.fail('changed', name || TAG_MANIFEST)
  if (changed.size === 0) check.fail('changed', TAG_MANIFEST)
}

/**
 * Nobody signs the tag manifest. So what is signed nowhere has to be, byte for byte, what follows from the statement and
 * the keys, and no file may be there that says nothing of them. Corrections and lists of what was deleted are signed apart.
 */
export function verifyUnsigned(
  bundle: string,
  { subject, predicate }: Seal,
  { signatures }: Envelope,
  signers: readonly KeyObject[],
  check: Checking,
): void {
  const texts = new Map([
    ['bagit.txt', BAGIT],
    ['bag-info.txt', bagInfo(predicate)],
  ])
  for (const key of signers)
    if (typeOf(key) === 'ed25519')
      texts.set(`${signerFolder(keyId(key))}/allowed_signers`, allowedSigner('auditor', key))
  for (const [name, text] of texts)
    if (!tagFile(bundle, name)?.equals(Buffer.from(text))) check.fail('changed', name)
  const known = new Set([...texts.keys(), STATEMENT, ENVELOPE, STAMP, TAG_MANIFEST])
  for (const { name } of subject) known.add(name)
  for (const { keyid } of signatures) {
    const key = signers.find((one) => keyId(one) === keyid)
    for (const name of signedFiles(key)) known.add(`${signerFolder(keyid)}/${name}`)
  }
  for (const { path } of filesBelow(bundle, '', 'data/'))
    if (!known.has(path) && !/^(corrections|purges)\//.test(path)) check.fail('extra', path)
}
