/** Bundles and proofs of a stranger, broken or malicious: each is said clearly, and nothing outside of them is read. */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Correction } from '../../src/documents/types/statement.js'
import { writeTagManifest } from '../../src/evidence/bag.js'
import { signedEnvelope } from '../../src/evidence/dsse.js'
import { prove } from '../../src/evidence/prove.js'
import { sealFolder } from '../../src/evidence/seal.js'
import { bytesOf, envelopeText, STATEMENT_TYPE } from '../../src/evidence/statement.js'
import { verifyBundle } from '../../src/evidence/verify.js'
import { verifyProof } from '../../src/evidence/verify-proof.js'
import { Workplace } from '../support/workplace.js'
import { NOW, PLAN_ID, signer, smallBundle, smallRun } from './small.js'

const TRIAL = 'shop/a/-/1'

describe('a bundle', () => {
  it('with a link in the place of a folder or file of its own is not followed out of it', async () => {
    const { bundle, verify, work } = smallBundle()
    renameSync(join(bundle, 'data/trials'), work.file('elsewhere'))
    symlinkSync(work.file('elsewhere'), join(bundle, 'data/trials'))
    const found = await verify()
    expect(found).toContain('files extra data/trials')
    expect(found).toContain(`files missing data/trials/${TRIAL}.1.jsonl`)
    expect(found).toContain(`journal missing data/trials/${TRIAL}.1.jsonl`)
    rmSync(join(bundle, 'manifest-sha256.txt'))
    symlinkSync(work.file('elsewhere'), join(bundle, 'manifest-sha256.txt'))
    expect(await verify()).toEqual(['tag-manifest not-a-file'])
  })

  it('with a pipe in it ends, and says so', async () => {
    const { bundle, verify } = smallBundle()
    for (const name of ['journal.jsonl', 'plan.json']) {
      rmSync(join(bundle, 'data', name))
      execFileSync('mkfifo', [join(bundle, 'data', name)])
    }
    const found = await verify()
    expect(found).toContain('files not-a-file data/journal.jsonl')
    expect(found).toContain('journal missing data/journal.jsonl')
    rmSync(join(bundle, 'manifest-sha256.txt'))
    execFileSync('mkfifo', [join(bundle, 'manifest-sha256.txt')])
    expect(await verify()).toEqual(['tag-manifest not-a-file'])
  })

  it('with a file in the place of a folder, or a folder in that of a file, fails and is read to its end', async () => {
    const { bundle, verify, work } = smallBundle(true)
    for (const name of ['data', 'data/trials', 'signatures', 'manifest-sha256.txt', 'manifest-sm3.txt']) {
      const [here, away] = [join(bundle, name), work.file('away')]
      renameSync(here, away)
      if (name.endsWith('.txt')) mkdirSync(here)
      else writeFileSync(here, '')
      expect(await verify(), name).not.toEqual([])
      rmSync(here, { recursive: true })
      renameSync(away, here)
    }
    for (const name of ['corrections', 'purges', 'timestamps', 'corrections/one', 'purges/one']) {
      const outer = join(bundle, name.split('/')[0] ?? '')
      if (name.includes('/')) mkdirSync(outer)
      writeFileSync(join(bundle, name), '')
      expect(await verify(), name).not.toEqual([])
      rmSync(outer, { recursive: true })
    }
    expect(await verify()).toEqual([])
  })

  it('with an extra file beside its data is not whole, whatever the tag manifest says', async () => {
    const { bundle, verify } = smallBundle()
    writeFileSync(join(bundle, 'note.txt'), 'mine')
    writeTagManifest(bundle)
    expect(await verify()).toEqual(['tag-manifest extra note.txt'])
  })

  it('without its data, or with a time stamp that is a link or none, is said', async () => {
    const { bundle, verify } = smallBundle()
    mkdirSync(join(bundle, 'data/timestamps'))
    writeFileSync(join(bundle, 'data/timestamps/plan.tsr'), 'no stamp')
    expect(await verify()).toContain('plan-stamp not-a-stamp data/timestamps/plan.tsr')
    rmSync(join(bundle, 'data/timestamps/plan.tsr'))
    symlinkSync('/etc/hostname', join(bundle, 'data/timestamps/plan.tsr'))
    expect(await verify()).toContain('plan-stamp not-a-stamp data/timestamps/plan.tsr')
    rmSync(join(bundle, 'data'), { recursive: true })
    const found = await verify()
    expect(found).toContain('files missing data/plan.json')
    expect(found).toContain('journal missing data/journal.jsonl')
  })

  it('with a list or a correction of a newer ombud is refused as a whole', async () => {
    const { bundle, auditor } = smallBundle()
    const newer = {
      _type: STATEMENT_TYPE,
      subject: [{ name: 'statement.json', digest: { sha256: '0'.repeat(64) } }],
      predicateType: 'urn:ombud:correction:2',
      predicate: { version: 2, corrected: NOW.toISOString(), reason: '' },
    } as unknown as Correction
    mkdirSync(join(bundle, 'corrections/0001'), { recursive: true })
    writeFileSync(
      join(bundle, 'corrections/0001/statement.dsse.json'),
      envelopeText(signedEnvelope(bytesOf(newer), auditor)),
    )
    writeFileSync(
      join(bundle, 'corrections/0001/key.pub'),
      readFileSync(join(bundle, 'signatures', auditor.id.slice(0, 16), 'key.pub')),
    )
    writeTagManifest(bundle)
    await expect(verifyBundle(bundle)).rejects.toThrow('newer ombud (format 2)')
  })
})

describe('a proof', () => {
  function proven() {
    const { bundle, work, keys } = smallBundle()
    const proof = work.file('proof')
    prove(bundle, TRIAL, proof, [{ from: 2, to: 2 }])
    const path = join(proof, 'proof.json')
    const change = (from: string | RegExp, to: string) => {
      const text = readFileSync(path, 'utf8')
      writeFileSync(path, text.replace(from, to))
      return () => writeFileSync(path, text)
    }
    const failed = () =>
      verifyProof(proof, keys).flatMap(({ check, state, said }) =>
        state === 'failed' ? said.map(({ reason, name }) => `${check} ${reason} ${name ?? ''}`.trim()) : [],
      )
    return { proof, change, failed, work }
  }

  it('whose path leaves it, that has a link, or is of a newer ombud, is said', () => {
    const { proof, change, failed, work } = proven()
    expect(failed()).toEqual([])
    const back = change(`"data/trials/${TRIAL}.1.jsonl"`, '"data/../../auditor.key"')
    expect(failed()).toContain('shown not-signed-for data/../../auditor.key')
    back()
    const transcript = join(proof, `data/trials/${TRIAL}.1.jsonl`)
    renameSync(transcript, work.file('aside'))
    symlinkSync(work.file('aside'), transcript)
    expect(failed()).toEqual([`shown not-a-file data/trials/${TRIAL}.1.jsonl`])
    change('"version": 1', '"version": 2')
    expect(failed).toThrow('the proof was written by a newer ombud (format 2)')
  })

  it('whose journal is that of another trial, or of nothing, is said', () => {
    const { change, failed } = proven()
    for (const journal of ['"{}"', '"no JSON"', '""']) {
      const back = change(/"journal": "(?:[^"\\]|\\.)*"/, `"journal": ${journal}`)
      expect(failed()).toEqual([`lines not-signed-for data/trials/${TRIAL}.1.jsonl`])
      back()
    }
    expect(failed()).toEqual([])
  })
})

describe('a run', () => {
  it('with a link, or a name that a manifest cannot hold, is not sealed, and nothing is left of the bundle', () => {
    const work = new Workplace()
    const run = smallRun(work)
    const auditor = signer(work)
    const seal = (out: string) =>
      sealFolder(run, { signer: auditor, out: work.file(out), planId: PLAN_ID, now: NOW })
    symlinkSync('/etc/hostname', join(run, 'host'))
    expect(() => seal('b1')).toThrow('only files are sealed')
    rmSync(join(run, 'host'))
    writeFileSync(join(run, 'a\nb'), '')
    expect(() => seal('b2')).toThrow('is no name that a bag can hold')
    rmSync(join(run, 'a\nb'))
    expect(() => seal('run/inside')).toThrow('lies in the run that is to be sealed')
    work.write('full/file', 'mine')
    expect(() => seal('full')).toThrow('is not an empty folder')
    appendFileSync(join(run, 'journal.jsonl'), 'no line of a journal\n')
    expect(seal('b3').predicate.counts.attempts).toBe(2)
  })
})
