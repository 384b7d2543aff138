/** What `verify` reads of the content: transcripts that the journal commits to, replies and pictures that they name, SM3. */

import { getHashes } from 'node:crypto'
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import { firstLink } from '../../src/documents/chain.js'
import { writeTagManifest } from '../../src/evidence/bag.js'
import { purge } from '../../src/evidence/purge.js'
import { sealFolder } from '../../src/evidence/seal.js'
import { verifyBundle } from '../../src/evidence/verify.js'
import { ChainedFile } from '../../src/run/chained.js'
import { Workplace } from '../support/workplace.js'
import { NOW, PLAN_ID, REPLIES, SHOT, signer, smallBundle, smallRun } from './small.js'

const A = 'trials/shop/a/-/1.1.jsonl'

/** What fails of a run that was changed and sealed after that, by somebody who may sign. */
async function sealedAfter(change: (run: string) => void): Promise<string[]> {
  const work = new Workplace()
  const run = smallRun(work)
  change(run)
  const out = work.file('bundle')
  sealFolder(run, { signer: signer(work), out, planId: PLAN_ID, now: NOW })
  const { checks } = await verifyBundle(out)
  return checks
    .filter(({ state }) => state === 'failed')
    .flatMap(({ check, said }) => said.map(({ reason, name }) => `${check} ${reason} ${name ?? ''}`.trim()))
}

const edit = (path: string, from: string, to: string) =>
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))

describe('a run that was changed before it was sealed', () => {
  it('holds where it was not', async () => {
    expect(await sealedAfter(() => undefined)).toEqual([])
  })

  it('shows a raw reply that is missing, or is another', async () => {
    const texts = (run: string) => join(run, 'blobs/texts.jsonl')
    const [good] = REPLIES
    expect(
      await sealedAfter((run) =>
        edit(texts(run), `${JSON.stringify({ sha256: sha256(good), text: good })}\n`, ''),
      ),
    ).toEqual([`blobs missing ${sha256(good)}`])
    expect(await sealedAfter((run) => edit(texts(run), good, '不好'))).toEqual([
      'blobs not-its-hash data/blobs/texts.jsonl:1',
      `blobs missing ${sha256(good)}`,
    ])
  })

  it('shows a picture that is missing, or is another', async () => {
    const picture = (run: string) => join(run, `blobs/sha256/${SHOT.slice(0, 2)}/${SHOT}.jpeg`)
    expect(await sealedAfter((run) => rmSync(picture(run)))).toEqual([`blobs missing ${SHOT}`])
    expect(await sealedAfter((run) => writeFileSync(picture(run), 'another'))).toEqual([
      `files not-its-hash data/blobs/sha256/${SHOT.slice(0, 2)}/${SHOT}.jpeg`,
    ])
  })

  it('does not take what a bot wrote for the name of a reply', async () => {
    const value = { ref: 'f'.repeat(64), text: '"ref":"' }
    const write = (run: string) => {
      rmSync(join(run, A))
      const file = new ChainedFile(join(run, A), firstLink(PLAN_ID, 'shop/a/-/1'))
      file.append(JSON.stringify({ seq: 1, value }))
      file.close()
      const path = join(run, 'journal.jsonl')
      const lines = JSON.stringify(file.commitment())
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"lines":\{[^}]*\}/, `"lines":${lines}`))
    }
    expect(await sealedAfter(write)).toEqual([])
  })

  it('shows a transcript that was written anew with links that fit, or cut', async () => {
    const anew = (run: string) => {
      rmSync(join(run, A))
      const file = new ChainedFile(join(run, A), firstLink(PLAN_ID, 'shop/a/-/1'))
      for (const line of ['{"seq":1}', '{"seq":2}']) file.append(line)
      file.close()
    }
    expect(await sealedAfter(anew)).toEqual([`chains not-as-journal data/${A}`])
    const cut = (run: string) =>
      writeFileSync(join(run, A), `${readFileSync(join(run, A), 'utf8').split('\n')[0]}\n`)
    expect(await sealedAfter(cut)).toEqual([`chains not-as-journal data/${A}`])
  })

  it('may be of an older ombud, whose journal commits to no lines', async () => {
    const older = (run: string) => {
      const path = join(run, 'journal.jsonl')
      writeFileSync(path, readFileSync(path, 'utf8').replace(/,"lines":\{[^}]*\}/g, ''))
    }
    expect(await sealedAfter(older)).toEqual([])
  })
})

describe.skipIf(!getHashes().includes('sm3'))('the SM3 manifest', () => {
  const sm3 = async (bundle: string) =>
    (await verifyBundle(bundle)).checks.find(({ check }) => check === 'sm3')

  it('is computed again, and what was deleted by a signed list is left out', async () => {
    const { bundle, auditor } = smallBundle(true)
    expect(await sm3(bundle)).toMatchObject({ state: 'ok', seen: '9' })
    purge(bundle, { trials: ['shop/a/-/1'], reason: 'asked for', signer: auditor, now: NOW })
    expect(await sm3(bundle)).toMatchObject({ state: 'ok' })
    expect(await sm3(smallBundle().bundle)).toBeUndefined()
  })

  it('fails where a digest, a file or the order is another', async () => {
    const { bundle } = smallBundle(true)
    const path = join(bundle, 'manifest-sm3.txt')
    const told = readFileSync(path, 'utf8')
    const lines = told.trimEnd().split('\n')
    const with_ = async (text: string) => {
      writeFileSync(path, text)
      writeTagManifest(bundle)
      return (await sm3(bundle))?.said
    }
    const other = told.replace(/^[0-9a-f]{64}/, '0'.repeat(64))
    const first = lines[0]?.slice(66)
    expect(await with_(other)).toEqual([{ reason: 'changed', name: first }])
    expect(await with_(`${lines.slice(0, -1).join('\n')}\n`)).toEqual([
      { reason: 'missing', name: lines.at(-1)?.slice(66) },
    ])
    expect(await with_(`${lines.slice(1).join('\n')}\n`)).toEqual([
      { reason: 'not-in-order', name: lines[1]?.slice(66) },
    ])
    expect(await with_(`${told}no line\n`)).toEqual([{ reason: 'bad-line', name: '10' }])
    appendFileSync(join(bundle, 'data/plan.json'), ' ')
    expect(await with_(told)).toEqual([{ reason: 'changed', name: 'data/plan.json' }])
    renameSync(join(bundle, 'data/plan.json'), join(bundle, 'data/other.json'))
    expect(await with_(told)).toEqual([])
  })
})
