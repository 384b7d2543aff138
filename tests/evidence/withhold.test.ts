/** One conversation with single lines withheld: the others are proven, and of those nothing is told but that they are there. */
import { execSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import { signedEnvelope } from '../../src/evidence/dsse.js'
import { prove } from '../../src/evidence/prove.js'
import { sealFolder } from '../../src/evidence/seal.js'
import { writeSigner } from '../../src/evidence/sign.js'
import { verifyProof } from '../../src/evidence/verify-proof.js'
import { Workplace } from '../support/workplace.js'
import { NOW, PLAN_ID, REPLIES, SHOT, smallBundle, smallRun } from './small.js'

const TRIAL = 'shop/a/-/1'
const A = `data/trials/${TRIAL}.1.jsonl`
const PICTURE = `data/blobs/sha256/${SHOT.slice(0, 2)}/${SHOT}.jpeg`

/** A proof of the first trial without some lines. */
function proven(...lines: [number, number][]) {
  const small = smallBundle()
  const out = small.work.file('proof')
  const files = prove(
    small.bundle,
    TRIAL,
    out,
    lines.map(([from, to]) => ({ from, to })),
  )
  const said = (state: string) =>
    verifyProof(out, small.keys).flatMap(({ check, said, ...one }) =>
      one.state === state ? said.map(({ reason, name }) => `${check} ${reason} ${name ?? ''}`.trim()) : [],
    )
  return { ...small, out, files, failed: () => said('failed'), unchecked: () => said('unchecked') }
}

test('a line is withheld with the picture that it alone names; the proof says so, and holds', () => {
  const { bundle, out, files, failed, unchecked } = proven([2, 2])
  expect(files).toEqual(['proof.json', A])
  const [first, second] = readFileSync(join(out, A), 'utf8').split('\n')
  expect(first).toBe(readFileSync(join(bundle, A), 'utf8').split('\n')[0])
  expect(second).toMatch(/^\{"withheld":"[0-9a-f]{64}"\}$/)
  // As docs/evidence.md has it for ordinary tools.
  const command = `{ printf '\\0'; sed -n 2p ${join(bundle, A)} | tr -d '\\n'; } | sha256sum`
  expect(second).toContain(execSync(command, { encoding: 'utf8' }).slice(0, 64))
  const whole = readFileSync(join(out, A), 'utf8') + readFileSync(join(out, 'proof.json'), 'utf8')
  expect(whole).not.toContain(SHOT)
  expect(failed()).toEqual([])
  expect(unchecked()).toContain('lines withheld 1')
})

test('all lines can be withheld, and those that are shown keep what they name', () => {
  expect(proven([1, 2]).unchecked()).toContain('lines withheld 2')
  const { files, out } = proven([1, 1])
  expect(files).toEqual(['proof.json', PICTURE, A])
  expect(readFileSync(join(out, A), 'utf8')).not.toContain(sha256(REPLIES[0]))
})

test('a line that is shown cannot be changed, dropped, added or withheld twice, nor the journal told otherwise', () => {
  const { out, failed } = proven([2, 2])
  const path = join(out, A)
  const told = readFileSync(path, 'utf8')
  const [first = '', second = ''] = told.split('\n')
  for (const changed of [
    told.replace('"seq":1', '"seq":3'),
    `${first}\n`,
    `${second}\n`,
    `${second}\n${first}\n`,
    `${first}\n${second}\n${second}\n`,
    `${told}more`,
    `${first}\n${second.replace(/"[0-9a-f]{64}"/, `"${'0'.repeat(64)}"`)}\n`,
  ]) {
    writeFileSync(path, changed)
    expect(failed(), changed).toEqual([`lines changed ${A}`])
  }
  writeFileSync(path, told)
  expect(failed()).toEqual([])
  const proof = readFileSync(join(out, 'proof.json'), 'utf8')
  writeFileSync(join(out, 'proof.json'), proof.replace('\\"turns\\":1', '\\"turns\\":9'))
  expect(failed()).toEqual([`lines not-signed-for ${A}`])
})

test('what cannot be withheld is said: other lines, another attempt, what an older ombud held or sealed', () => {
  const { bundle, work, auditor } = smallBundle()
  const withhold = (from: number, to: number, attempt?: number) => () =>
    prove(bundle, TRIAL, work.file(`p${from}`), [{ from, to, ...(attempt ? { attempt } : {}) }])
  expect(withhold(2, 3)).toThrow('the transcript has lines 1 to 2')
  expect(existsSync(work.file('p2'))).toBe(false)
  expect(withhold(1, 1, 2)).toThrow(`${TRIAL} has no attempt 2`)
  const older = new Workplace()
  const run = smallRun(older)
  const journal = join(run, 'journal.jsonl')
  writeFileSync(journal, readFileSync(journal, 'utf8').replace(/,"lines":\{[^}]*\}/g, ''))
  const old = older.file('bundle')
  sealFolder(run, { signer: auditor, out: old, planId: PLAN_ID, now: NOW })
  expect(() => prove(old, TRIAL, work.file('p9'), [{ from: 1, to: 1 }])).toThrow(
    'does not commit to the lines',
  )
  expect(prove(old, TRIAL, work.file('whole'))).toContain(A)
})

test('a bundle that an older ombud sealed holds, and no lines of it can be withheld', async () => {
  const { bundle, auditor, work, verify } = smallBundle()
  const path = join(bundle, 'statement.json')
  const statement = JSON.parse(readFileSync(path, 'utf8'))
  delete statement.predicate.journal.root
  // In the order in which keys were written then.
  const first = { _type: statement._type, subject: statement.subject, predicateType: statement.predicateType }
  const bytes = Buffer.from(`${JSON.stringify({ ...first, predicate: statement.predicate }, null, 2)}\n`)
  writeFileSync(path, bytes)
  const envelope = signedEnvelope(bytes, auditor)
  writeFileSync(join(bundle, 'statement.dsse.json'), `${JSON.stringify(envelope, null, 2)}\n`)
  writeSigner(bundle, bytes, auditor)
  expect(await verify()).toEqual([])
  expect(() => prove(bundle, TRIAL, work.file('proof'), [{ from: 1, to: 1 }])).toThrow(
    'was sealed by an older ombud',
  )
})
