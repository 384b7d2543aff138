/** Time stamps of the journal that are taken while a run is held, of a run that goes on, too. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import { Checking } from '../../src/evidence/checks.js'
import { verifyJournalStamps } from '../../src/evidence/journal-stamp.js'
import { sealFolder } from '../../src/evidence/seal.js'
import { stampRequest } from '../../src/evidence/stamp.js'
import { verifyBundle } from '../../src/evidence/verify.js'
import { JournalStamps } from '../../src/library/journal-stamps.js'
import { run as goOn } from '../../src/library/run.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'
import { NOW, PLAN_ID, signer, smallRun } from './small.js'
import { hasOpenssl, served, stampAuthority } from './stamping.js'

/** Resolves when something has happened so often. */
function counter() {
  let count = 0
  const waiting: { times: number; done: () => void }[] = []
  return {
    happened() {
      count++
      for (const { times, done } of waiting) if (count >= times) done()
    },
    times: (times: number) =>
      new Promise<void>((done) => (count >= times ? done() : waiting.push({ times, done }))),
  }
}

const stampsIn = (run: string) =>
  readdirSync(join(run, 'timestamps'))
    .filter((name) => /^journal-\d+\.tsr$/.test(name))
    .sort()

describe.skipIf(!hasOpenssl)('time stamps of the journal', () => {
  it('are had while the run is held and hold; those of another head, or in another order, do not', async () => {
    const { reply, ca, caFile } = stampAuthority()
    const asked = counter()
    const url = await served((request) => {
      asked.happened()
      return reply(request)
    })
    const work = new Workplace()
    const run = smallRun(work)
    const journal = join(run, 'journal.jsonl')
    const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1)
    writeFileSync(journal, `${lines.slice(0, 2).join('\n')}\n`)
    const notes: string[] = []
    const stamps = new JournalStamps(url, run, (message) => notes.push(message), 2)
    await asked.times(1)
    appendFileSync(journal, `${lines.slice(2).join('\n')}\n`)
    await asked.times(2)
    await stamps.stop()
    expect(notes).toEqual([])
    expect(stampsIn(run)).toEqual(['journal-2.tsr', 'journal-4.tsr'])
    const head = sha256(`${lines.slice(0, 2).join('\n')}\n`)
    expect(readFileSync(join(run, 'timestamps/journal-2.txt'), 'utf8')).toBe(`2 ${head}\n`)
    const args = ['-data', 'timestamps/journal-2.txt', '-in', 'timestamps/journal-2.tsr', '-CAfile', caFile]
    execFileSync('openssl', ['ts', '-verify', ...args], { cwd: run, stdio: 'pipe' })

    // Goes on without a line that is new: nothing is asked for.
    const again = new JournalStamps(url, run, (message) => notes.push(message), 2)
    appendFileSync(journal, `${lines[0]?.replace('"attempt":1', '"attempt":2')}\n`)
    await asked.times(3)
    await again.stop()
    expect(stampsIn(run)).toHaveLength(3)

    const auditor = signer(work)
    const seal = async (name: string) => {
      const out = work.file(name)
      sealFolder(run, { signer: auditor, out, planId: PLAN_ID, now: NOW })
      const { checks } = await verifyBundle(out, { authorities: ca })
      return checks.find(({ check }) => check === 'journal-stamps')
    }
    expect(await seal('good')).toMatchObject({ state: 'ok', said: [] })
    const { checks } = await verifyBundle(work.file('good'))
    expect(checks.find(({ check }) => check === 'journal-stamps')).toMatchObject({
      state: 'unchecked',
      said: [{ reason: 'no-authority-given' }],
    })
    const [two, four] = ['journal-2', 'journal-4'].map((name) => join(run, 'timestamps', name))
    renameSync(`${two}.tsr`, `${two}.aside`)
    renameSync(`${four}.tsr`, `${two}.tsr`)
    renameSync(`${two}.aside`, `${four}.tsr`)
    expect(await seal('swapped')).toMatchObject({
      state: 'failed',
      said: [
        { reason: 'other-data', name: 'data/timestamps/journal-2.tsr' },
        { reason: 'other-data', name: 'data/timestamps/journal-4.tsr' },
      ],
    })
    writeFileSync(`${four}.txt`, `4 ${head}\n`)
    writeFileSync(`${two}.tsr`, 'no stamp')
    expect((await seal('other'))?.said).toEqual([
      { reason: 'not-a-stamp', name: 'data/timestamps/journal-2.tsr' },
      { reason: 'other-data', name: 'data/timestamps/journal-4.tsr' },
    ])
  })

  it('cannot be older than that of the plan', async () => {
    const { reply, ca } = stampAuthority()
    const work = new Workplace()
    const run = smallRun(work)
    await mkdir(join(run, 'timestamps'))
    const text = `4 ${sha256(readFileSync(join(run, 'journal.jsonl')))}\n`
    work.write('run/timestamps/journal-4.txt', text)
    const answer = reply(await stampRequest(Buffer.from(text)))
    writeFileSync(join(run, 'timestamps/journal-4.tsr'), answer)
    const out = work.file('bundle')
    sealFolder(run, { signer: signer(work), out, planId: PLAN_ID, now: NOW })
    const said = async (between: { plan?: Date; statement?: Date }) => {
      const check = new Checking('journal-stamps')
      await verifyJournalStamps(out, [4], check, { authorities: ca, between })
      return check.said.map(({ reason }) => reason)
    }
    const [before, after] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)]
    expect(await said({ plan: before, statement: after })).toEqual([])
    expect(await said({ plan: after })).toEqual(['other-order'])
    expect(await said({ statement: before })).toEqual(['other-order'])
  })

  it('are asked for during a real run and a resumed one; an authority that fails stops neither', async () => {
    const { reply } = stampAuthority()
    const asked = counter()
    const url = await served((request) => {
      asked.happened()
      return reply(request)
    })
    // The plan is stamped first; the conversation goes on when the journal, which says that it began, was asked for.
    const bot = await botOf((_, response) => {
      void asked.times(2).then(() => response.end(JSON.stringify({ messages: [{ text: GOOD_ANSWER }] })))
      return undefined
    })
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('good.scenario.yaml', question('good'))
    await work.run([work.path], { tsa: url, tsaEvery: 2 })
    const run = work.file('run')
    const [first, ...later] = stampsIn(run)
    expect(first).toBe('journal-1.tsr')
    expect(work.json<{ warnings: string[] }>('run/run.json').warnings).toEqual([])

    // As if it had been killed when it had just begun.
    const journal = join(run, 'journal.jsonl')
    writeFileSync(journal, `${readFileSync(journal, 'utf8').split('\n')[0]}\n`)
    for (const name of later) rmSync(join(run, 'timestamps', name))
    const failing = await served(() => {
      asked.happened()
      return Buffer.from('no')
    })
    await goOn({ resume: run, politeness: work.file('politeness'), tsa: failing, tsaEvery: 2 })
    expect(work.read('run/run.json')).toContain('the journal has no time stamp for a while')
    // The conversation that was cut is committed to, too, as far as it is on file.
    const { id } = work.json<{ id: string }>('run/plan.json')
    sealFolder(run, { signer: signer(work), out: work.file('bundle'), planId: id, now: NOW })
    const { checks } = await verifyBundle(work.file('bundle'))
    expect(checks.filter(({ state }) => state === 'failed')).toEqual([])
    expect(checks.find(({ check }) => check === 'journal-stamps')).toMatchObject({ state: 'unchecked' })
  })
})
