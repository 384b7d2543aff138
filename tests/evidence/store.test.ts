/** A run in a store and out of it again: nothing lost, nothing else than what its hash says. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import type { StoredRun } from '../../src/documents/types/stored-run.js'
import { score } from '../../src/index.js'
import { pull, pullPlan, storedRuns } from '../../src/library/pull.js'
import { push } from '../../src/library/push.js'
import { ombud } from '../support/cli.js'
import { Bucket, KEYS } from '../support/s3.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

/** A folder that is a run to whoever only carries it. */
function smallRun(files: Record<string, string> = {}): Workplace {
  const work = new Workplace()
  const record = {
    version: 1,
    tool: 'ombud 0',
    node: 'v20',
    platform: 'linux x64',
    started: '2026-11-01T08:00:00.000Z',
  }
  const all = { 'plan.json': '{}', 'run.json': JSON.stringify(record), 'journal.jsonl': '{}\n', ...files }
  for (const [name, text] of Object.entries(all)) work.write(`run/${name}`, text)
  return work
}

const A_TRIAL = { 'trials/shop/ask/by=button/1.1.jsonl': '{"seq":1}\n', 'blobs/sha256/ab/abc.png': 'picture' }

function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  return Object.fromEntries(
    names
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), sha256(readFileSync(path))]),
  )
}

/** The object of a store folder that holds the bytes of a file of the run. */
function objectOf(work: Workplace, name: string): string {
  const hash = sha256(readFileSync(work.file(`run/${name}`)))
  return work.file(`store/blobs/sha256/${hash.slice(0, 2)}/${hash}`)
}

describe('a folder', () => {
  it('gives back a run byte for byte, and scored anew it says the same', async () => {
    const bot = await botOf(() => GOOD_ANSWER)
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('ask.scenario.yaml', question('ask'))
    await work.run([work.path])
    const store = `dir:${work.file('store')}`
    const { run, files, bytes, sent } = await push(work.file('run'), store)
    expect(run).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{12}$/)
    expect(sent).toBeGreaterThan(bytes)
    expect(await pull(store, run, work.file('copy'))).toEqual({ files, bytes })
    expect(contents(work.file('copy'))).toEqual(contents(work.file('run')))
    await score(work.file('copy'))
    expect(work.read('copy/scorecard.json')).toBe(work.read('run/scorecard.json'))
  })

  it('is sent only what it has not, and keeps one object of what two runs share', async () => {
    const work = smallRun(A_TRIAL)
    const first = await push(work.file('run'), work.file('store'))
    const before = contents(work.file('store'))
    expect(await push(work.file('run'), work.file('store'))).toEqual({ ...first, sent: 0 })
    expect(contents(work.file('store'))).toEqual(before)
    work.write('run/run.json', work.read('run/run.json').replace('08:00', '09:00'))
    const second = await push(work.file('run'), work.file('store'))
    expect(second.run).not.toBe(first.run)
    expect((await storedRuns(work.file('store'))).map(({ run }) => run)).toEqual([first.run, second.run])
    expect(Object.keys(contents(work.file('store')))).toHaveLength(Object.keys(before).length + 3)
  })

  it('keeps workers apart that began the same plan in one millisecond, and one that went on together', async () => {
    const work = smallRun(A_TRIAL)
    const other = smallRun({ 'journal.jsonl': '{"trial":"b"}\n' })
    const store = work.file('store')
    const { run } = await push(work.file('run'), store)
    expect((await push(other.file('run'), store)).run).not.toBe(run)
    work.write('run/journal.jsonl', '{}\n{}\n')
    expect((await push(work.file('run'), store)).run).toBe(run)
    expect(await storedRuns(store)).toHaveLength(2)
  })

  it('keeps a large file in parts, and an empty one', async () => {
    const work = smallRun({ 'empty.txt': '', 'large.bin': 'first' })
    truncateSync(work.file('run/large.bin'), 33 * 1024 * 1024)
    const { run } = await push(work.file('run'), work.file('store'))
    await pull(work.file('store'), run, work.file('copy'))
    expect(contents(work.file('copy'))).toEqual(contents(work.file('run')))
    const { index } = work.json<StoredRun>(`store/runs/${run}.json`)
    const lines = work.read(`store/blobs/sha256/${index[0]?.slice(0, 2)}/${index[0]}`).split('\n')
    expect(JSON.parse(lines.find((line) => line.includes('large.bin')) ?? '').parts).toHaveLength(2)
  })

  it('holds no run before all of it is there', async () => {
    const work = smallRun()
    work.write('store/runs', 'no folder')
    await expect(push(work.file('run'), work.file('store'))).rejects.toThrow(
      /store cannot be written: .*\n {2}what was stored before is whole; the same command goes on/,
    )
    expect(existsSync(objectOf(work, 'journal.jsonl'))).toBe(true)
    rmSync(work.file('store/runs'))
    expect(await storedRuns(work.file('store'))).toEqual([])
    const { run } = await push(work.file('run'), work.file('store'))
    await pull(work.file('store'), run, work.file('copy'))
  })

  it('that lost or damaged objects has them named; what is pulled is no run until they are mended', async () => {
    const work = smallRun({ ...A_TRIAL, 'whole.txt': 'whole', 'flipped.txt': 'flipped' })
    const { run } = await push(work.file('run'), work.file('store'))
    rmSync(objectOf(work, 'journal.jsonl'))
    truncateSync(objectOf(work, 'trials/shop/ask/by=button/1.1.jsonl'), 3)
    work.write(objectOf(work, 'flipped.txt').slice(work.path.length), 'flopped')
    const attempt = pull(work.file('store'), run, work.file('copy'))
    await expect(attempt).rejects.toThrow(
      /3 files of this run whole:\n {2}flipped\.txt: blobs\/\S+ is damaged: .*\n {2}journal\.jsonl: blobs\/\S+ is missing\n {2}trials\/shop\/\S+: blobs\/\S+ is damaged/,
    )
    expect(existsSync(work.file('copy/plan.json'))).toBe(false)
    expect(work.read('copy/whole.txt')).toBe('whole')
    rmSync(objectOf(work, 'flipped.txt'))
    await push(work.file('run'), work.file('store'))
    await pull(work.file('store'), run, work.file('copy'))
    expect(contents(work.file('copy'))).toEqual(contents(work.file('run')))
  })
})

describe('what is no run of ours', () => {
  it.each([
    ['a path that leads out', { path: '../out.txt' }, /no file of a run/],
    ['a path from the root', { path: '/tmp/out.txt' }, /no file of a run/],
    ['a hidden way out', { path: 'trials/../../out.txt' }, /no file of a run/],
    ['the other slash', { path: 'trials\\..\\..\\out.txt' }, /no file of a run/],
    ['one path twice', { path: 'journal.jsonl' }, /names journal\.jsonl twice/],
    ['another hash', { path: 'x', sha256: 'zz' }, /no file of a run/],
  ])('%s in an index is refused', async (_, file, message) => {
    const work = smallRun()
    const { run } = await push(work.file('run'), work.file('store'))
    const stored = work.json<StoredRun>(`store/runs/${run}.json`)
    const name = (hash = '') => `store/blobs/sha256/${hash.slice(0, 2)}/${hash}`
    const line = { bytes: 2, sha256: sha256('{}'), ...file }
    const text = `${work.read(name(stored.index[0]))}${JSON.stringify(line)}\n`
    work.write(name(sha256(text)), text)
    work.write(`store/runs/${run}.json`, { ...stored, files: 4, index: [sha256(text)] })
    await expect(pull(work.file('store'), run, work.file('copy'))).rejects.toThrow(message)
    expect(existsSync(work.file('out.txt'))).toBe(false)
    expect(existsSync(work.file('copy/plan.json'))).toBe(false)
  })

  it.each([
    ['{"version": 2}', /stored by a newer ombud/],
    ['{"version": 1}', /is damaged: it names no run/],
    ['nothing', /is damaged: it names no run/],
  ])('an object of a run that says %s is refused', async (text, message) => {
    const work = smallRun()
    work.write('store/runs/2026-11-01-0.json', text)
    await expect(pull(work.file('store'), '2026-11-01-0', work.file('copy'))).rejects.toThrow(message)
  })

  it('a link, a folder in use and a name that fits none or two are told', async () => {
    const work = smallRun(A_TRIAL)
    const store = work.file('store')
    const { run } = await push(work.file('run'), store)
    await expect(pull(store, 'nobody', work.file('copy'))).rejects.toThrow(/no run that is called nobody/)
    work.write('run/run.json', work.read('run/run.json').replace('08:00', '09:00'))
    await push(work.file('run'), store)
    await expect(pull(store, '2026', work.file('copy'))).rejects.toThrow(/2 runs that are called 2026/)
    work.write('mine/notes.txt', 'mine')
    await expect(pull(store, run, work.file('mine'))).rejects.toThrow(/mine already exists and is not empty/)
    symlinkSync('/etc/hostname', work.file('run/link'))
    await expect(push(work.file('run'), store)).rejects.toThrow(/run\/link is no file/)
    await expect(push(work.file('mine'), store)).rejects.toThrow(/is not a run directory/)
    await expect(push(work.file('run'), 'ftp://here')).rejects.toThrow(/no store of the kind ftp/)
  })
})

describe('a bucket', () => {
  beforeEach(() => {
    for (const [name, value] of Object.entries(KEYS)) vi.stubEnv(name, value)
    for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3', 'AWS_SESSION_TOKEN', 'AWS_REGION'])
      vi.stubEnv(name, undefined)
  })
  afterEach(() => vi.unstubAllEnvs())

  const PLACE = 's3://audits/of/2026'

  it('gives back what was put, every request signed, the object of the run last', async () => {
    const bucket = await Bucket.start('audits')
    vi.stubEnv('AWS_ENDPOINT_URL', bucket.endpoint)
    const work = smallRun(A_TRIAL)
    const { run } = await push(work.file('run'), PLACE)
    expect(bucket.asked.findLast((asked) => asked.startsWith('PUT'))).toBe(`PUT of/2026/runs/${run}.json`)
    expect([...bucket.objects.keys()].every((key) => key.startsWith('of/2026/'))).toBe(true)
    expect((await push(work.file('run'), PLACE)).sent).toBe(0)
    work.write('run/run.json', work.read('run/run.json').replace('08:00', '09:00'))
    await push(work.file('run'), PLACE)
    expect(await storedRuns(PLACE)).toHaveLength(2)
    await pull(PLACE, run, work.file('copy'))
    expect(Object.keys(contents(work.file('copy')))).toEqual(Object.keys(contents(work.file('run'))))
    expect(bucket.unsigned).toEqual([])
  })

  it('may want its name in the endpoint', async () => {
    const bucket = await Bucket.start('audits')
    const work = smallRun()
    const { run } = await push(work.file('run'), PLACE, `${bucket.endpoint}/{bucket}/`)
    expect(bucket.objects.has(`of/2026/runs/${run}.json`)).toBe(true)
  })

  it('that is busy is asked again, and not for ever', async () => {
    const bucket = await Bucket.start('audits')
    const work = smallRun(A_TRIAL)
    let left = 3
    bucket.fault = () => (left-- > 0 ? 'busy' : undefined)
    const { run } = await push(work.file('run'), PLACE, bucket.endpoint)
    expect(left).toBeLessThan(0)
    bucket.asked.length = 0
    bucket.fault = () => 'busy'
    await expect(storedRuns(PLACE, bucket.endpoint)).rejects.toThrow(
      /cannot be used now: HTTP 503 \(SlowDown\), 6 times; what was stored before is whole/,
    )
    expect(bucket.asked).toHaveLength(6)
    bucket.fault = () => undefined
    await pull(PLACE, run, work.file('copy'), bucket.endpoint)
  })

  it('that denies is asked once and told clearly', async () => {
    const bucket = await Bucket.start('audits')
    const work = smallRun()
    bucket.fault = (method) => (method === 'PUT' ? 'denied' : undefined)
    await expect(push(work.file('run'), PLACE, bucket.endpoint)).rejects.toThrow(
      /answered HTTP 403 \(AccessDenied\): these keys may not do this, or are wrong\n {2}check AWS_ACCESS_KEY_ID/,
    )
    expect(bucket.objects.size).toBe(0)
    const puts = bucket.asked.filter((line) => line.startsWith('PUT'))
    expect(new Set(puts).size).toBe(puts.length)
  })

  it('that is a gateway with a page for everything stores nothing, and is told', async () => {
    const bucket = await Bucket.start('audits')
    const work = smallRun()
    bucket.fault = () => 'page'
    await expect(push(work.file('run'), PLACE, bucket.endpoint)).rejects.toThrow(
      /does not give back what was put there: the run is not stored\n {2}is it an object store/,
    )
    await expect(storedRuns(PLACE, bucket.endpoint)).rejects.toThrow(/no list of objects/)
  })

  it.each(['half', 'short'] as const)(
    'that sends a %s body once is asked again; for ever, the file is named',
    async (fault) => {
      const bucket = await Bucket.start('audits')
      const work = smallRun({ 'page.html': '<p>'.repeat(100) })
      const { run } = await push(work.file('run'), PLACE, bucket.endpoint)
      const key = `of/2026/blobs/sha256/${sha256('<p>'.repeat(100)).slice(0, 2)}/${sha256('<p>'.repeat(100))}`
      let left = 1
      bucket.fault = (_, asked) => (asked === key && left-- > 0 ? fault : undefined)
      await pull(PLACE, run, work.file('copy'), bucket.endpoint)
      expect(contents(work.file('copy'))).toEqual(contents(work.file('run')))
      expect(left).toBeLessThan(0)
      bucket.objects.set(key, Buffer.from('<p>'))
      await expect(pull(PLACE, run, work.file('other'), bucket.endpoint)).rejects.toThrow(
        /one file of this run whole:\n {2}page\.html: blobs\/\S+ is damaged/,
      )
    },
  )

  it('gives all runs of a plan at once, and brings up to date what was taken out before', async () => {
    const bucket = await Bucket.start('audits')
    const work = smallRun(A_TRIAL)
    const other = smallRun({ 'journal.jsonl': '{"trial":"b"}\n' })
    for (const { path } of [work, other]) await push(`${path}/run`, PLACE, bucket.endpoint)
    const where = { endpoint: bucket.endpoint }
    expect(await pullPlan(PLACE, work.file('parts'), where)).toHaveLength(2)
    work.write('run/journal.jsonl', '{}\n{}\n')
    const { run } = await push(work.file('run'), PLACE, bucket.endpoint)
    bucket.asked.length = 0
    await pullPlan(PLACE, work.file('parts'), where)
    expect(contents(work.file(`parts/${run}`))).toEqual(contents(work.file('run')))
    // Two indexes, two plans, without which a folder is no run, and the journal that grew.
    expect(bucket.asked.filter((asked) => asked.includes('blobs/'))).toHaveLength(5)
    work.write('run/plan.json', '{ }')
    await push(work.file('run'), PLACE, bucket.endpoint)
    await expect(pullPlan(PLACE, work.file('new'), where)).rejects.toThrow(/runs of 2 plans/)
  })

  it('needs its keys, a name and to exist', async () => {
    const bucket = await Bucket.start('audits')
    const work = smallRun()
    await expect(push(work.file('run'), 's3://others', bucket.endpoint)).rejects.toThrow(
      /HTTP 404 \(NoSuchBucket\): there is no such bucket/,
    )
    await expect(push(work.file('run'), 's3://audits/a b', bucket.endpoint)).rejects.toThrow(
      /no place in an object/,
    )
    await expect(push(work.file('run'), PLACE, 'here')).rejects.toThrow(
      /the endpoint here is no http address/,
    )
    const secret = push(work.file('run'), PLACE, bucket.endpoint.replace('://', '://me:secret@'))
    await expect(secret).rejects.toThrow(/^(?!.*secret@).*has a name or a password in it/s)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '')
    await expect(push(work.file('run'), PLACE)).rejects.toThrow(
      /needs the environment variables AWS_ACCESS_KEY_ID/,
    )
  })
})

it('is what `ombud push` and `ombud pull` do', async () => {
  const work = smallRun(A_TRIAL)
  const where = { cwd: work.path }
  mkdirSync(work.file('store'))
  expect((await ombud(['pull', 'store'], where)).stdout).toBe('store holds no run\n')
  const pushed = await ombud(['push', 'run', 'store'], where)
  expect(pushed.stdout).toMatch(/^stored as 2026-11-01-[0-9a-f]{12}: 5 files, 0\.0 \/ 0\.0 MB sent\n$/)
  expect((await ombud(['pull', 'store'], where)).stdout).toContain('began 2026-11-01T08:00:00.000Z  5 files')
  const pulled = await ombud(['pull', 'store', '2026-11-01', 'copy'], where)
  expect(pulled).toMatchObject({ code: 0, stdout: 'copy: 5 files, 0.0 MB, each as its hash says\n' })
  expect(await ombud(['pull', 'store', '2026-11-01'], where)).toMatchObject({ code: 2 })
})
