/** From the first message to the court: run, seal, verify, prove, purge, as a user types them. */
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { linesIn } from '../../src/documents/lines.js'
import type { Plan } from '../../src/documents/types/plan.js'
import { brokenLink } from '../../src/evidence/chain.js'
import { newKey, signerOf } from '../../src/evidence/keys.js'
import { seal } from '../../src/library/seal.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'
import { hasOpenssl, served, stampAuthority } from './stamping.js'

const TRIAL = 'shop/good/-/1'

async function finished(options: { tsa?: string } = {}) {
  const bot = await botOf(() => GOOD_ANSWER)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write('good.scenario.yaml', question('good'))
  work.write('more.scenario.yaml', question('more'))
  await work.run([work.path], options)
  work.write('pass', 'open sesame\n')
  const call = (...args: string[]) => ombud(args, { cwd: work.path })
  newKey(work.file('k'), 'open sesame')
  const key = ['--key', 'k', '--passphrase-file', 'pass']
  /** As `ombud seal run` with that key, within this process. */
  const sealed = () => seal(work.file('run'), { signer: signerOf(work.file('k'), 'open sesame') })
  return { work, call, key, sealed }
}

describe('ombud seal and verify', () => {
  it('seal a run, check everything, score it again, and say what was not checked', async () => {
    const { work, call, key } = await finished()
    const { id } = work.json<Plan>('run/plan.json')
    expect(brokenLink(linesIn(work.file(`run/trials/${TRIAL}.1.jsonl`)), id, TRIAL)).toEqual({
      chained: true,
    })
    await call('key', 'new', '--type', 'sm2', '--out', 'k2', '--no-passphrase')
    const sealed = await call('seal', 'run', ...key, '--key', 'k2', '--sm3')
    expect(sealed.stderr).toBe('')
    expect(sealed.stdout).toMatch(
      /^run\.bag\n\d+ files sealed, 2 of them transcripts\n(signed with key [0-9a-f]{64}\n){2}/,
    )
    const verified = await call('verify', 'run.bag', '--key', 'k.pub', '--key', 'k2.pub')
    expect(verified.stdout).toContain('ok  scored again, byte for byte the same')
    expect(verified.stdout).toMatch(/^ok {2}raw replies, pictures and pages .*\([1-9]\d*\)$/m)
    expect(verified.stdout).toContain('ok  SM3 digests are those of the files')
    expect(verified.stdout).toContain('not checked  time stamp of the plan, before the first message')
    expect(verified.stdout).not.toContain('FAILED')
    expect(verified.code).toBe(0)
    const bare = await call('verify', 'run.bag', '--no-rescore', '--lang', 'zh-CN')
    expect(bare.stdout).toContain('未核对  签名人是您指定的人')
    appendFileSync(work.file(`run.bag/data/trials/${TRIAL}.1.jsonl`), '{}\n')
    const changed = await call('verify', 'run.bag', '--key', 'k.pub')
    expect(changed.stdout).toContain(`data/trials/${TRIAL}.1.jsonl  changed`)
    expect(changed.code).toBe(1)
    const twice = await call('seal', 'run', ...key)
    expect(twice.stderr).toContain('run.bag already exists')
    expect(twice.code).toBe(2)
  })

  it('find a scorecard that does not follow from the conversations, though it was sealed', async () => {
    const { work, call, sealed } = await finished()
    const card = readFileSync(work.file('run/scorecard.json'), 'utf8')
    writeFileSync(work.file('run/scorecard.json'), card.replace(/: 2\b/, ': 1'))
    expect(work.read('run/scorecard.json')).not.toBe(card)
    sealed()
    const { stdout, code } = await call('verify', 'run.bag')
    expect(stdout).toContain('FAILED  scored again, byte for byte the same')
    expect(code).toBe(1)
  })

  it('prove one trial, and purge it', async () => {
    const { call, key, sealed } = await finished()
    sealed()
    const proof = await call('prove', 'run.bag', TRIAL, '--out', 'proof')
    expect(proof.stdout.split('\n')[0]).toBe('proof/proof.json')
    const proven = await call('verify', 'proof', '--key', 'k.pub')
    expect(proven.stdout).toMatch(/^ok {2}signatures hold/)
    expect(proven.code).toBe(0)
    const shown = await call('prove', 'run.bag', TRIAL, '--out', 'part', '--withhold', '2-3,5')
    expect(shown.stderr).toBe('')
    const part = await call('verify', 'part', '--key', 'k.pub')
    expect(part.stdout).toContain('3  lines withheld: only their hashes are here')
    expect(part.code).toBe(0)
    expect((await call('prove', 'run.bag', TRIAL, '--out', 'p3', '--withhold', '1..3')).stderr).toContain(
      '--withhold is a list of lines, not 1..3',
    )
    const reason = ['--reason', 'asked for']
    const purged = await call('purge', 'run.bag', '--trial', TRIAL, ...reason, ...key)
    expect(purged.stdout).toContain(`data/trials/${TRIAL}.1.jsonl  deleted`)
    const after = await call('verify', 'run.bag', '--key', 'k.pub')
    expect(after.stdout).toContain('files were deleted by a signed list')
    expect(after.code).toBe(0)
    const young = await call('purge', 'run', '--older-than', '180d', ...reason, ...key)
    expect(young.stdout).toContain('nothing was deleted')
    expect(young.code).toBe(0)
  })

  it('refuse a key without its passphrase, one made without being told so, and a run without a scorecard', async () => {
    const { work, call } = await finished()
    const made = await call('key', 'new', '--out', 'k1', '--passphrase-file', 'pass')
    expect(made.stderr).toBe('')
    const locked = await call('seal', 'run', '--key', 'k1')
    expect(locked.stderr).toContain('k1 needs its passphrase')
    const bare = await call('key', 'new', '--out', 'k2')
    expect(bare.stderr).toContain('a secret key needs a passphrase')
    expect(bare.code).toBe(2)
    expect((await call('key', 'new', '--out', 'k2', '--no-passphrase')).stderr).toContain('not encrypted')
    rmSync(work.file('run/scorecard.json'))
    const unscored = await call('seal', 'run', '--key', 'k1', '--passphrase-file', 'pass')
    expect(unscored.stderr).toContain('run has no scorecard.json')
    expect(unscored.code).toBe(2)
    expect((await call('verify', 'run')).code).toBe(2)
  })

  it.skipIf(!hasOpenssl)(
    'have the plan stamped before the first message, and the statement at the end',
    async () => {
      const { reply, caFile } = stampAuthority()
      const tsa = await served(reply)
      const { work, call, key } = await finished({ tsa })
      await call('seal', 'run', ...key, '--tsa', tsa)
      const added = await call('seal', 'run.bag', '--add', '--tsa', tsa)
      expect(added.stderr).toContain('never written over')
      const { stdout, code } = await call('verify', 'run.bag', '--key', 'k.pub', '--tsa-ca', caFile)
      expect(stdout).toMatch(/^ok {2}time stamp of the plan, before the first message {2}\(.*CN=clock\)$/m)
      expect(stdout).toMatch(/^ok {2}time stamp of the statement {2}\(.*CN=clock\)$/m)
      expect(code).toBe(0)
      expect(work.json<{ warnings: string[] }>('run/run.json').warnings).toEqual([])
    },
  )

  it('go on without a stamp that cannot be had, and say so', async () => {
    const tsa = 'http://127.0.0.1:9/'
    const { work, call, key } = await finished({ tsa })
    expect(work.read('run/run.json')).toContain(
      'the plan has no time stamp: http://127.0.0.1:9/ cannot be reached',
    )
    const sealed = await call('seal', 'run', ...key, '--tsa', tsa)
    expect(sealed.stderr).toContain('no time stamp: http://127.0.0.1:9/ cannot be reached')
    expect(sealed.code).toBe(0)
    expect((await call('verify', 'run.bag', '--key', 'k.pub')).code).toBe(0)
  })
})
