/** Keys of SM2 beside one of Ed25519: what they sign holds, and what `openssl` says of it. */
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeTagManifest } from '../../src/evidence/bag.js'
import { addCorrection } from '../../src/evidence/correct.js'
import { isSignedBy, newKey, publicKeyIn, signerOf } from '../../src/evidence/keys.js'
import { addSignature } from '../../src/evidence/sign.js'
import { hasSm2 } from '../../src/evidence/sm2.js'
import { sealBy } from '../../src/library/seal.js'
import { Workplace } from '../support/workplace.js'
import { sm2Holds } from './sm2-arithmetic.js'
import { NOW, smallBundle } from './small.js'

const hasOpenssl = /^OpenSSL 3/.test(String(spawnSync('openssl', ['version']).stdout))
const DATA = Buffer.from('what was said')

function sm2Key(work: Workplace, passphrase?: string) {
  newKey(work.file('sm2.key'), passphrase, 'sm2')
  return signerOf(work.file('sm2.key'), passphrase)
}

describe.skipIf(!hasSm2())('a key of SM2', () => {
  it('signs, with a passphrase, too, and its signature holds for nothing else', () => {
    const work = new Workplace()
    const signer = sm2Key(work, 'open sesame')
    const key = publicKeyIn(work.file('sm2.key.pub'))
    const signature = signer.sign(DATA)
    expect(isSignedBy(key, DATA, signature)).toBe(true)
    expect(isSignedBy(key, Buffer.from('what was not'), signature)).toBe(false)
    for (const at of [0, 5, signature.length - 1]) {
      const changed = Buffer.from(signature)
      changed[at] = (changed[at] as number) ^ 1
      expect(isSignedBy(key, DATA, changed)).toBe(false)
    }
    expect(() => signerOf(work.file('sm2.key'))).toThrow('needs its passphrase')
  })

  it('makes what SM2 says, by arithmetic of our own, with an empty identity and no other', () => {
    const signer = sm2Key(new Workplace())
    const key = signer.publicKey.export({ type: 'spki', format: 'der' })
    const signature = signer.sign(DATA)
    expect(sm2Holds(key, DATA, signature, '')).toBe(true)
    expect(sm2Holds(key, DATA, signature, '1234567812345678')).toBe(false)
    expect(sm2Holds(key, Buffer.from('what was not'), signature, '')).toBe(false)
  })

  it.skipIf(!hasOpenssl)('makes what openssl accepts with an empty identity, and with no other', () => {
    const work = new Workplace()
    writeFileSync(work.file('s.sig'), sm2Key(work).sign(DATA))
    writeFileSync(work.file('data'), DATA)
    const verified = (...id: string[]) =>
      spawnSync('openssl', ['dgst', '-sm3', '-verify', 'sm2.key.pub', ...id, '-signature', 's.sig', 'data'], {
        cwd: work.path,
      }).status
    expect(verified('-sigopt', 'distid:')).toBe(0)
    expect(verified('-sigopt', 'distid:1234567812345678')).not.toBe(0)
    const args = ['-verify', '-pubin', '-inkey', 'sm2.key.pub', '-rawin', '-digest', 'sm3']
    const files = ['-in', 'data', '-sigfile', 's.sig']
    expect(spawnSync('openssl', ['pkeyutl', ...args, ...files], { cwd: work.path }).status).toBe(0)
  })

  it('signs a bundle beside one of Ed25519, and a correction; a change is found', async () => {
    const { bundle, work, keys, verify } = smallBundle()
    const signer = sm2Key(work)
    addSignature(bundle, signer)
    const all = [...keys, publicKeyIn(work.file('sm2.key.pub'))]
    const folder = join(bundle, 'signatures', signer.id.slice(0, 16))
    expect(existsSync(join(folder, 'manifest.sshsig'))).toBe(false)
    expect(await verify({ keys: all })).toEqual([])
    const note = work.write('note.txt', 'one number was wrong')
    addCorrection(bundle, note, { reason: 'a number', signer, now: NOW })
    expect(await verify({ keys: all })).toEqual([])
    const path = join(folder, 'statement.sig')
    const bytes = readFileSync(path)
    bytes[10] = (bytes[10] as number) ^ 1
    writeFileSync(path, bytes)
    writeTagManifest(bundle)
    expect(await verify({ keys: all })).toEqual([
      `signatures bad-signature ${signer.id}`,
      `key not-by-this-key ${signer.id}`,
      // The correction holds: it has a key and a signature of its own.
    ])
  })

  it('does not seal alone, nor twice; keys of other curves are refused', () => {
    const work = new Workplace()
    const signer = sm2Key(work)
    expect(() => sealBy(work.file('run'), [signer], {})).toThrow('sealed with a key of Ed25519')
    newKey(work.file('k'))
    const twice = [signerOf(work.file('k')), signer, signer]
    expect(() => sealBy(work.file('run'), twice, {})).toThrow('a key was named twice')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    work.write('ec', String(privateKey.export({ type: 'pkcs8', format: 'pem' })))
    expect(() => signerOf(work.file('ec'))).toThrow('key of kind ec')
  })
})
