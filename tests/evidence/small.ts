/** A small run directory, its bundle and its key, without a bot: for what is to be tampered with. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { sha256 } from '../../src/documents/canonical.js'
import { firstLink } from '../../src/documents/chain.js'
import { newKey, publicKeyIn, type Signer, signerOf } from '../../src/evidence/keys.js'
import { sealFolder } from '../../src/evidence/seal.js'
import { type VerifyOptions, verifyBundle } from '../../src/evidence/verify.js'
import { ChainedFile } from '../../src/run/chained.js'
import { Workplace } from '../support/workplace.js'

export const PLAN_ID = 'a'.repeat(64)
export const NOW = new Date('2026-03-01T10:00:00Z')
/** What the run keeps: two replies, and a picture, under their hashes. */
export const REPLIES = ['好的', '不'] as const
export const SHOT = sha256('a picture')

export function signer(work: Workplace, name = 'auditor.key'): Signer {
  newKey(work.file(name))
  return signerOf(work.file(name))
}

/** Two trials of two lines each, a reply and a picture of the first. */
export function smallRun(work: Workplace): string {
  work.write('run/plan.json', { id: PLAN_ID })
  work.write('run/scorecard.json', {})
  work.write('run/report.html', '<p>你好</p>')
  work.write(
    'run/blobs/texts.jsonl',
    REPLIES.map((text) => `${JSON.stringify({ sha256: sha256(text), text })}\n`).join(''),
  )
  work.write(`run/blobs/sha256/${SHOT.slice(0, 2)}/${SHOT}.jpeg`, 'a picture')
  work.write('run/findings.jsonl', '{"trial":"shop/a/-/1"}\n{"trial":"shop/b/-/1"}\n')
  const lines = [
    ['a', `{"seq":1,"ref":"${sha256(REPLIES[0])}"}`, `{"seq":2,"ref":"${SHOT}"}`],
    ['b', `{"seq":1,"ref":"${sha256(REPLIES[1])}"}`, '{"seq":2}'],
  ] as const
  const journal: string[] = []
  for (const [scenario, ...texts] of lines) {
    const trial = `shop/${scenario}/-/1`
    const file = `trials/${trial}.1.jsonl`
    mkdirSync(dirname(work.file(`run/${file}`)), { recursive: true })
    const transcript = new ChainedFile(work.file(`run/${file}`), firstLink(PLAN_ID, trial))
    for (const text of texts) transcript.append(text)
    transcript.close()
    const lines = transcript.commitment()
    const about = { trial, attempt: 1, time: '2026-03-01T09:00:00.000Z' }
    const end = {
      reason: 'script-end',
      whose: 'consumer',
      status: 'done',
      turns: 1,
      messages: 1,
      file,
      lines,
    }
    journal.push(
      `${JSON.stringify({ kind: 'begin', ...about, contacts: 0 })}\n`,
      `${JSON.stringify({ kind: 'end', ...about, ...end })}\n`,
    )
  }
  work.write('run/journal.jsonl', journal.join(''))
  return work.file('run')
}

/** A sealed bundle, and what verifies it. */
export function smallBundle(sm3 = false) {
  const work = new Workplace()
  const auditor = signer(work)
  const bundle = work.file('bundle')
  sealFolder(smallRun(work), { signer: auditor, out: bundle, planId: PLAN_ID, now: NOW, sm3 })
  const keys = [publicKeyIn(work.file('auditor.key.pub'))]
  return {
    work,
    auditor,
    bundle,
    keys,
    verify: (options: VerifyOptions = { keys }) => failures(bundle, options),
  }
}

/** Names of the checks that fail, with what they say. */
async function failures(bundle: string, options: VerifyOptions): Promise<string[]> {
  const { checks } = await verifyBundle(bundle, options)
  return checks
    .filter(({ state }) => state === 'failed')
    .flatMap(({ check, said }) => said.map(({ reason, name }) => `${check} ${reason} ${name ?? ''}`.trim()))
}
