/** Deleting what was said: the hashes stay, a signed list says what went, and everything else still holds. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import { writeTagManifest } from '../../src/evidence/bag.js'
import { signedEnvelope } from '../../src/evidence/dsse.js'
import { sha256File } from '../../src/evidence/files.js'
import type { Signer } from '../../src/evidence/keys.js'
import { prove } from '../../src/evidence/prove.js'
import { purge } from '../../src/evidence/purge.js'
import { sealFolder } from '../../src/evidence/seal.js'
import { addSignature } from '../../src/evidence/sign.js'
import { bytesOf, envelopeText } from '../../src/evidence/statement.js'
import { verifyBundle } from '../../src/evidence/verify.js'
import { verifyProof } from '../../src/evidence/verify-proof.js'
import { Workplace } from '../support/workplace.js'
import { NOW, PLAN_ID, REPLIES, SHOT, signer, smallBundle, smallRun } from './small.js'

const A = 'data/trials/shop/a/-/1.1.jsonl'
const PICTURE = `data/blobs/sha256/${SHOT.slice(0, 2)}/${SHOT}.jpeg`

test('a trial goes from a bundle with its reply, its picture and the reports; the rest holds', async () => {
  const { bundle, auditor, verify, keys } = smallBundle()
  const list = purge(bundle, { trials: ['shop/a/-/1'], reason: 'asked for', signer: auditor, now: NOW })
  expect(list.subject.map(({ name }) => name).sort()).toEqual([
    PICTURE,
    'data/blobs/texts.jsonl',
    'data/findings.jsonl',
    'data/report.html',
    A,
  ])
  expect(existsSync(join(bundle, A))).toBe(false)
  expect(readFileSync(join(bundle, 'data/blobs/texts.jsonl'), 'utf8')).toBe(
    `${JSON.stringify({ sha256: sha256(REPLIES[1]), text: REPLIES[1] })}\n`,
  )
  expect(readFileSync(join(bundle, 'data/findings.jsonl'), 'utf8')).toBe('{"trial":"shop/b/-/1"}\n')
  expect(await verify()).toEqual([])
  const { checks, purged } = await verifyBundle(bundle, { keys })
  expect(purged).toBe(5)
  expect(checks.find(({ check }) => check === 'files')).toMatchObject({
    state: 'unchecked',
    said: [{ reason: 'purged', name: '5' }],
  })
  expect(checks.find(({ check }) => check === 'files')?.seen).toMatch(/^\d+; [0-9a-f]{16} "asked for"$/)
  expect(checks.find(({ check }) => check === 'journal')?.said).toEqual([{ reason: 'purged', name: '1' }])
  purge(bundle, { trials: ['shop/b/-/1'], reason: 'asked for', signer: auditor, now: NOW })
  expect(await verify()).toEqual([])
})

test('what was deleted without a list, or by a list that was changed, is missing', async () => {
  const { bundle, auditor, work, verify } = smallBundle()
  expect(() =>
    purge(bundle, { trials: ['shop/a/-/1'], reason: '', signer: signer(work, 'other.key'), now: NOW }),
  ).toThrow('was not signed with this key')
  expect(await verify()).toEqual([])
  purge(bundle, { trials: ['shop/a/-/1'], reason: 'asked for', signer: auditor, now: NOW })
  const path = join(bundle, 'purges/0001.dsse.json')
  const envelope = JSON.parse(readFileSync(path, 'utf8'))
  const payload = Buffer.from(envelope.payload, 'base64').toString().replace('asked for', 'no reason')
  writeFileSync(path, envelopeText({ ...envelope, payload: Buffer.from(payload).toString('base64') }))
  writeTagManifest(bundle)
  const found = await verify()
  expect(found).toContain('signatures bad-signature purges/0001.dsse.json')
  expect(found).toContain(`files missing ${A}`)
  expect(() => prove(bundle, 'shop/a/-/1', work.file('proof'))).toThrow('was deleted from')
})

test('under the cover of a list nothing is replaced, and a signature that anybody can add deletes nothing', async () => {
  const { bundle, auditor, work, verify } = smallBundle()
  const other = signer(work, 'other.key')
  addSignature(bundle, other)
  purge(bundle, { trials: ['shop/a/-/1'], reason: 'unwelcome', signer: other, now: NOW })
  expect(await verify({})).toEqual([])
  expect(await verify()).toContain('signatures bad-signature purges/0001.dsse.json')
  expect(await verify()).toContain(`files missing ${A}`)
  const path = join(bundle, 'purges/0001.dsse.json')
  const list = JSON.parse(Buffer.from(JSON.parse(readFileSync(path, 'utf8')).payload, 'base64').toString())
  const forged = async (name: string) => {
    const subject = [{ name, digest: { sha256: sha256File(join(bundle, name)) } }]
    const text = readFileSync(join(bundle, name))
    writeFileSync(join(bundle, name), 'better words\n')
    const predicate = { ...list.predicate, left: { [name]: sha256('better words\n') } }
    writeFileSync(path, envelopeText(signedEnvelope(bytesOf({ ...list, subject, predicate }), auditor)))
    writeTagManifest(bundle)
    const found = await verify()
    writeFileSync(join(bundle, name), text)
    return found
  }
  for (const name of ['data/scorecard.json', 'data/trials/shop/b/-/1.1.jsonl'])
    expect(await forged(name)).toEqual(
      expect.arrayContaining([
        `signatures not-deletable purges/0001.dsse.json: ${name}`,
        `files changed ${name}`,
      ]),
    )
})

test('a list that cannot be written deletes nothing, and leaves nothing behind', async () => {
  const { bundle, auditor, verify } = smallBundle()
  const full: Signer = {
    ...auditor,
    sign: () => {
      throw new Error('ENOSPC')
    },
  }
  expect(() =>
    purge(bundle, { trials: ['shop/a/-/1'], reason: 'asked for', signer: full, now: NOW }),
  ).toThrow('ENOSPC')
  expect(await verify()).toEqual([])
})

test('a run directory is purged, too', () => {
  const work = new Workplace()
  const run = smallRun(work)
  const { predicate } = purge(run, { trials: ['shop/b/-/1'], reason: 'old', signer: signer(work), now: NOW })
  expect(predicate).toMatchObject({ reason: 'old', trials: ['shop/b/-/1'] })
  expect(existsSync(join(run, 'trials/shop/b/-/1.1.jsonl'))).toBe(false)
  expect(existsSync(join(run, 'trials/shop/a/-/1.1.jsonl'))).toBe(true)
  expect(existsSync(join(run, 'purges/0001.dsse.json'))).toBe(true)
  expect(() =>
    purge(run, { trials: ['shop/c/-/1'], reason: '', signer: signer(work, 'k2'), now: NOW }),
  ).toThrow('nothing on file of shop/c/-/1')
})

test('one trial is proven without the others, and a proof that was changed holds no more', () => {
  const { bundle, keys, work } = smallBundle()
  const proof = work.file('proof')
  expect(prove(bundle, 'shop/a/-/1', proof)).toEqual(['proof.json', PICTURE, A])
  const failed = () =>
    verifyProof(proof, keys).flatMap(({ check, state, said }) =>
      state === 'failed' ? said.map(({ reason, name }) => `${check} ${reason} ${name}`) : [],
    )
  expect(failed()).toEqual([])
  const transcript = readFileSync(join(proof, A))
  writeFileSync(join(proof, A), 'other words\n')
  expect(failed()).toEqual([`shown changed ${A}`])
  writeFileSync(join(proof, A), transcript)
  writeFileSync(join(proof, 'data/more.txt'), 'not of the bundle')
  const told = readFileSync(join(proof, 'proof.json'), 'utf8')
  writeFileSync(join(proof, 'proof.json'), told.replace('1.1.jsonl', '2.1.jsonl'))
  expect(failed()).toEqual([
    'shown extra data/more.txt',
    `shown extra ${A}`,
    'shown not-signed-for data/trials/shop/a/-/2.1.jsonl',
  ])
  expect(() => prove(bundle, 'shop/c/-/1', work.file('p2'))).toThrow('has no trial shop/c/-/1')
  expect(() => prove(bundle, 'shop/a/-/1', proof)).toThrow('not an empty folder')
})

test('a run that was purged can be sealed after that, by who signed the list', async () => {
  const work = new Workplace()
  const run = smallRun(work)
  const auditor = signer(work)
  purge(run, { trials: ['shop/a/-/1'], reason: 'old', signer: auditor, now: NOW })
  const sealedBy = async (by: Signer, out: string) => {
    sealFolder(run, { signer: by, out: work.file(out), planId: PLAN_ID, now: NOW })
    return verifyBundle(work.file(out))
  }
  const { checks, purged } = await sealedBy(auditor, 'bundle')
  expect(checks.filter(({ state }) => state === 'failed')).toEqual([])
  expect(checks.find(({ check }) => check === 'journal')).toMatchObject({
    state: 'unchecked',
    said: [{ reason: 'purged', name: '1' }],
  })
  expect(purged).toBe(1)
  const other = await sealedBy(signer(work, 'other.key'), 'other')
  expect(other.checks.find(({ check }) => check === 'journal')?.said).toEqual([
    { reason: 'missing', name: A },
  ])
})
