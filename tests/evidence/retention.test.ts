/** Retention over many runs and bundles: what is due is told before it goes, what is not stays, one that fails keeps none of the others. */
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { purgeCommand } from '../../src/cli/purge.js'
import { sealFolder } from '../../src/evidence/seal.js'
import { Workplace } from '../support/workplace.js'
import { NOW, PLAN_ID, signer, smallRun } from './small.js'

const TRANSCRIPT = 'trials/shop/a/-/1.1.jsonl'

/** Two runs, a bundle of the auditor and one of somebody else, all of the spring of 2026. */
function runs() {
  const work = new Workplace()
  mkdirSync(work.file('runs/2026'), { recursive: true })
  for (const name of ['one', 'two']) renameSync(smallRun(work), work.file(`runs/${name}`))
  work.write('runs/one/dossiers/shop/dossier.html', 'what was said')
  work.write('runs/readme.txt', 'no run')
  const run = smallRun(work)
  for (const [key, out] of [
    ['auditor.key', 'runs/2026/mine.bag'],
    ['other.key', 'runs/2026/theirs.bag'],
  ] as const)
    sealFolder(run, { signer: signer(work, key), out: work.file(out), planId: PLAN_ID, now: NOW })
  return work
}

async function purged(work: Workplace, flags: Parameters<typeof purgeCommand>[1], ...paths: string[]) {
  const said: string[] = []
  const [log, error] = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((text) => void said.push(String(text))),
  )
  try {
    const code = await purgeCommand(
      paths.map((path) => work.file(path)),
      { lang: 'en', ...flags },
    )
    return { code, said: said.join('\n').replaceAll(`${work.path}/`, '') }
  } finally {
    log?.mockRestore()
    error?.mockRestore()
  }
}

it('lists what is due, deletes it where the key is right, and has nothing to do the next day', async () => {
  const work = runs()
  const signed = { key: work.file('auditor.key'), reason: 'retention' }
  const there = () =>
    ['runs/one', 'runs/two', 'runs/2026/mine.bag/data', 'runs/2026/theirs.bag/data'].map((run) =>
      existsSync(work.file(`${run}/${TRANSCRIPT}`)),
    )
  const dry = await purged(work, { olderThan: '30d', dryRun: true }, 'runs')
  expect(dry.code).toBe(0)
  expect(dry.said).toContain(`runs/one/${TRANSCRIPT}  would be deleted\n`)
  expect(dry.said).toContain('runs/one/dossiers/shop/dossier.html  would be deleted')
  expect(dry.said).toContain('runs/2026/mine.bag/data/blobs/texts.jsonl  lines would be deleted')
  expect(dry.said).toMatch(/dry run, nothing was deleted: \d+ files of 4 runs or bundles$/)
  expect(there()).toEqual([true, true, true, true])

  const young = await purged(work, { olderThan: '100000d', ...signed }, 'runs')
  expect(young).toEqual({ code: 0, said: 'no conversation is that old, nothing was deleted' })

  const done = await purged(work, { olderThan: '30d', ...signed }, 'runs')
  expect(done.code).toBe(1)
  expect(done.said).toContain('not purged: runs/2026/theirs.bag was not signed with this key')
  expect(done.said).toMatch(/files of 3 runs or bundles were deleted/)
  expect(there()).toEqual([false, false, false, true])
  expect(existsSync(work.file('runs/one/dossiers/shop/dossier.html'))).toBe(false)
  expect(existsSync(work.file('runs/one/journal.jsonl'))).toBe(true)

  const again = await purged(
    work,
    { olderThan: '30d', ...signed },
    'runs/one',
    'runs/two',
    'runs/2026/mine.bag',
  )
  expect(again).toEqual({ code: 0, said: 'no conversation is that old, nothing was deleted' })
})

it('says what is missing, and where nothing is on file', async () => {
  const work = runs()
  const signed = { key: work.file('auditor.key'), reason: 'asked for' }
  for (const [flags, path, why] of [
    [{ ...signed }, 'runs', 'say what is to be deleted'],
    [{ olderThan: '6 months', ...signed }, 'runs', 'a number of days'],
    [{ olderThan: '30d', reason: 'x' }, 'runs', 'and signed'],
    [{ trial: ['shop/x/-/1'], ...signed }, 'runs', 'nothing is on file of shop/x/-/1'],
    [{ olderThan: '30d', dryRun: true }, 'nowhere', 'is no folder'],
    [{ olderThan: '30d', dryRun: true }, 'runs/one/trials', 'is no run or bundle'],
  ] as const)
    await expect(
      purged(work, { ...flags, trial: 'trial' in flags ? [...flags.trial] : undefined } as never, path),
    ).rejects.toThrow(why)
  const one = await purged(work, { trial: ['shop/b/-/1'], ...signed }, 'runs/one', 'runs/two')
  expect(one.code).toBe(0)
  expect(existsSync(work.file(`runs/two/${TRANSCRIPT}`))).toBe(true)
})
