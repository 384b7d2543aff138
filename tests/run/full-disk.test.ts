/** A disk that is full: one clear message, exit code 3, files whole, and the run goes on when there is room. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { report } from '../../src/cli/exit.js'
import { newKey, signerOf } from '../../src/evidence/keys.js'
import { merge } from '../../src/library/merge.js'
import { push } from '../../src/library/push.js'
import { exportTable } from '../../src/library/query/export.js'
import { seal } from '../../src/library/seal.js'
import { exportWarc } from '../../src/library/warc/export.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const TURNS = ['多久发货？', '发什么快递？', '可以改地址吗？', '可以开发票吗？']
const LONG = `${GOOD_ANSWER}${'退货须知。'.repeat(3000)}`

async function shop() {
  const bot = await botOf(() => LONG)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  const steps = TURNS.map((text, i) => ({ id: `q${i}`, say: [text] }))
  work.write('ask.scenario.yaml', question('ask', { say: undefined, steps }))
  return { bot, work }
}

/** Every line of every file of the run is whole, and every blob is what its name says. */
function expectWhole(work: Workplace): void {
  const names = readdirSync(work.file('run'), { recursive: true, encoding: 'utf8' })
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([])
  for (const name of names.filter((n) => n.endsWith('.jsonl')))
    expect(work.read(join('run', name))).toMatch(/\}\n$/)
  for (const name of names.filter((n) => n.endsWith('.jsonl'))) work.lines(join('run', name))
}

function expectOneMessage({ code, stderr }: { code: number | null; stderr: string }, why: RegExp): void {
  expect(code).toBe(3)
  expect(stderr.match(/cannot write/g)).toHaveLength(1)
  expect(stderr).toMatch(why)
  expect(stderr).toContain('make room and go on with: ombud run --resume run')
  expect(stderr).not.toMatch(/^\s+at /m)
}

it.skipIf(process.platform === 'win32')(
  'that takes only a part of a line loses nothing that was said before',
  async () => {
    const { bot, work } = await shop()
    // A limit on the size of a file gives a short write, then an error: what a full disk does.
    const limited = await ombud(['run', '.', '--out', 'run', '--quiet'], { cwd: work.path, blocks: 128 })
    expectOneMessage(limited, /cannot write run\/trials\/shop\/ask\/-\/1\.1\.jsonl: EFBIG/)
    expectWhole(work)
    const heard = bot.heard.length
    expect(heard).toBeLessThan(TURNS.length)
    expect(heard).toBeGreaterThan(1)
    const resumed = await ombud(['run', '--resume', 'run'], { cwd: work.path })
    expect(resumed.code).toBe(0)
    expect(bot.heard.slice(heard).map((h) => h.text)).toEqual(TURNS)
    expectWhole(work)
  },
)

const mounted = (path: string, size = '800k') =>
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' }).status === 0

it('of its own that is really full ends the run, and more room ends it well', async ({ skip }) => {
  const { bot, work } = await shop()
  mkdirSync(work.file('run'))
  if (!mounted(work.file('run'))) skip('a small file system cannot be mounted here')
  onTestFinished(() => void spawnSync('umount', ['-l', work.file('run')]))
  const full = await ombud(['run', '.', '--out', 'run', '--quiet', '--repeat', '9'], { cwd: work.path })
  expectOneMessage(full, /cannot write run\/\S+: ENOSPC/)
  expectWhole(work)
  const done = readFileSync(work.file('run/journal.jsonl'), 'utf8').match(/"status":"done"/g)?.length ?? 0
  const heard = bot.heard.length
  expect(done).toBeLessThan(9)

  // Nothing at all can be written now.
  expect((await ombud(['run', '--resume', 'run', '--quiet'], { cwd: work.path })).code).toBe(3)
  expect(bot.heard.length - heard).toBeLessThanOrEqual(TURNS.length)
  const asked = bot.heard.length
  spawnSync('mount', ['-o', 'remount,size=32m', work.file('run')])
  const resumed = await ombud(['run', '--resume', 'run', '--quiet'], { cwd: work.path })
  expect(resumed.code).toBe(0)
  expectWhole(work)
  const after = readFileSync(work.file('run/journal.jsonl'), 'utf8').match(/"status":"done"/g)?.length ?? 0
  expect(after).toBe(9)
  expect(bot.heard.length - asked).toBeLessThanOrEqual((9 - done) * TURNS.length)
})

it('takes no merge, bundle, store or table by half, and says what to do', async ({ skip }) => {
  const { work } = await shop()
  const run = work.file('run')
  await work.run([work.path])
  mkdirSync(work.file('tiny'))
  if (!mounted(work.file('tiny'), '24k')) skip('a small file system cannot be mounted here')
  onTestFinished(() => void spawnSync('umount', ['-l', work.file('tiny')]))
  const at = (name: string) => work.file(`tiny/${name}`)
  newKey(work.file('key.pem'))
  const signer = signerOf(work.file('key.pem'))
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => told.mockRestore())
  const fails = async (what: () => unknown, why: RegExp) => {
    const error = await Promise.resolve()
      .then(what)
      .then(
        () => undefined,
        (error: unknown) => error,
      )
    expect(error).toBeInstanceOf(Error)
    expect(report(error, false)).toBe(3)
    expect(told.mock.lastCall?.[0]).toMatch(why)
  }
  await fails(
    () => merge(at('merged'), [run]),
    /cannot write .*ENOSPC.*\n {2}the runs are as they were: make room, and merge them again/,
  )
  await fails(
    () => seal(run, { signer, out: at('bag') }),
    /bag cannot be written: ENOSPC.*\n {2}the run is as it was: make room/,
  )
  await fails(
    () => work.run([work.path], { out: at('run') }),
    /cannot write .*ENOSPC.*\n {2}what was there before is whole; make room/,
  )
  expect(readdirSync(work.file('tiny'))).toEqual(['run'])
  expect(readdirSync(at('run'))).toEqual([])
  await fails(
    () => push(run, at('store')),
    /store cannot be written: ENOSPC.*\n {2}what was stored before is whole; the same command goes on/,
  )
  expect(() => writeFileSync(at('fill'), Buffer.alloc(100_000))).toThrow('ENOSPC')
  await fails(() => exportTable([run], 'trials', 'csv', at('t.csv')), /cannot write .*t\.csv/)
  await fails(() => exportWarc(run, at('run.warc.gz')), /cannot write .*run\.warc\.gz/)
  expect(readdirSync(work.file('tiny')).sort()).toEqual(['fill', 'run', 'store'])

  // It may only be read from now on.
  spawnSync('mount', ['-o', 'remount,ro', work.file('tiny')])
  for (const what of [
    () => merge(at('merged'), [run]),
    () => seal(run, { signer, out: at('bag') }),
    () => push(run, at('other')),
    () => exportTable([run], 'trials', 'csv', at('t.csv')),
    () => work.run([work.path], { out: at('again') }),
  ])
    await fails(what, /\n {2}.*(make room|the same command goes on)/)
})
