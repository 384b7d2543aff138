/** Keys: made on request, never over another, and refused where they cannot sign. */
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newKey, publicKeyIn, signerOf } from '../../src/evidence/keys.js'
import { Workplace } from '../support/workplace.js'

test('a pair is made once, and its secret key is its owner’s alone', () => {
  const work = new Workplace()
  const { id } = newKey(work.file('k'), 'open sesame')
  expect(statSync(work.file('k')).mode & 0o777).toBe(0o600)
  expect(work.read('k')).toContain('ENCRYPTED')
  expect(signerOf(work.file('k'), 'open sesame').id).toBe(id)
  const before = readFileSync(work.file('k'))
  expect(() => newKey(work.file('k'))).toThrow('never written over')
  expect(readFileSync(work.file('k'))).toEqual(before)
})

test('a passphrase that is missing or wrong, and keys of other kinds, are said', () => {
  const work = new Workplace()
  newKey(work.file('k'), 'open sesame')
  expect(() => signerOf(work.file('k'))).toThrow('needs its passphrase')
  expect(() => signerOf(work.file('k'), 'guess')).toThrow('no secret key that can be read')
  expect(() => publicKeyIn(work.file('k'))).toThrow('is a secret key')
  expect(() => publicKeyIn(work.file('none'))).toThrow('no file that could hold a key')
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  work.write('ec', String(privateKey.export({ type: 'pkcs8', format: 'pem' })))
  work.write('ec.pub', String(publicKey.export({ type: 'spki', format: 'pem' })))
  expect(() => signerOf(work.file('ec'))).toThrow('key of kind ec')
  expect(() => publicKeyIn(work.file('ec.pub'))).toThrow('key of kind ec')
})
