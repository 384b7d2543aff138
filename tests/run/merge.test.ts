/** Merging runs: however the same conversations lie in directories, and in whatever order, they come to the same bytes. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalJson, sha256 } from '../../src/documents/canonical.js'
import type { JournalLine } from '../../src/documents/types/journal.js'
import type { Plan } from '../../src/documents/types/plan.js'
import type { RunRecord } from '../../src/documents/types/run.js'
import { merge, run } from '../../src/index.js'
import { push } from '../../src/library/push.js'
import { scoreFiles } from '../../src/library/score.js'
import { mergeRuns } from '../../src/run/merge/merge.js'
import { partOf, type Shard } from '../../src/run/shard.js'
import { ombud } from '../support/cli.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const SCORED = ['scorecard.json', 'index.jsonl', 'findings.jsonl', 'insight.json']

/** Three merchants, one of whom answers another thing now and then; two scenarios, twice each. */
async function shop() {
  let n = 0
  const bot = await botOf(() => (n++ % 5 === 3 ? '请稍后再试。' : GOOD_ANSWER))
  const work = new Workplace()
  for (const name of ['a', 'b', 'c']) work.write(`docs/${name}.target.yaml`, targetOf(bot))
  work.write('docs/ask.scenario.yaml', question('ask'))
  work.write('docs/again.scenario.yaml', question('again', { say: ['几天能到？'] }))
  const held = (out: string, shard?: Shard) =>
    work.run([work.file('docs')], {
      seed: 's',
      repeat: 2,
      out: work.file(out),
      ...(shard ? { shard } : {}),
    })
  const files = (out: string, names = SCORED) => names.map((name) => work.read(join(out, name)))
  return { bot, work, held, files }
}

/** Puts the trials of a run that `mine` names into a directory of their own. */
function part(from: string, to: string, mine: ReadonlySet<string>, shard?: Shard): string {
  const lines = (name: string) =>
    readFileSync(join(from, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  mkdirSync(to, { recursive: true })
  cpSync(join(from, 'plan.json'), join(to, 'plan.json'))
  const record = JSON.parse(readFileSync(join(from, 'run.json'), 'utf8')) as RunRecord
  writeFileSync(join(to, 'run.json'), JSON.stringify({ ...record, ...(shard ? { shard } : {}) }))
  const own = lines('journal.jsonl').filter((line) => mine.has((JSON.parse(line) as JournalLine).trial))
  writeFileSync(join(to, 'journal.jsonl'), own.map((line) => `${line}\n`).join(''))
  for (const line of own) {
    const { file } = JSON.parse(line) as { file?: string }
    if (file === undefined) continue
    mkdirSync(dirname(join(to, file)), { recursive: true })
    cpSync(join(from, file), join(to, file))
  }
  cpSync(join(from, 'blobs'), join(to, 'blobs'), { recursive: true })
  return to
}

function orders<T>(all: readonly T[]): T[][] {
  if (all.length <= 1) return [[...all]]
  return all.flatMap((one, at) => orders(all.toSpliced(at, 1)).map((rest) => [one, ...rest]))
}

describe('a merged run', () => {
  it('is the run of one process, byte for byte, over any shards and in any order', async () => {
    const { work, held, files } = await shop()
    await held('whole')
    const plan = work.json<Plan>('whole/plan.json')
    const expected = files('whole')
    for (const of of [1, 2, 3]) {
      const parts = Array.from({ length: of }, (_, i) => {
        const shard = { index: i + 1, of }
        const own = new Set(partOf(plan, shard).trials.map(({ id }) => id))
        return part(work.file('whole'), work.file(`${of}-${i + 1}`), own, shard)
      })
      for (const [n, order] of orders(parts).entries()) {
        const out = `merged-${of}-${n}`
        // As `merge`, without the reports.
        const { surplus } = mergeRuns(work.file(out), order)
        const { run } = scoreFiles(work.file(out))
        expect(files(out)).toEqual(expected)
        expect(surplus).toBe(0)
        expect(run.merged).toHaveLength(of)
        expect(work.read(`${out}/plan.json`)).toBe(work.read('whole/plan.json'))
        const names = (run: string) => readdirSync(work.file(`${run}/trials`), { recursive: true }).sort()
        expect(names(out)).toEqual(names('whole'))
        expect(work.lines(`${out}/blobs/texts.jsonl`)).toEqual(work.lines('whole/blobs/texts.jsonl'))
      }
    }
  })

  it('does not depend on how trials are spread over directories that are no shards', async () => {
    const { work, held, files } = await shop()
    await held('whole')
    const ids = work.json<Plan>('whole/plan.json').trials.map(({ id }) => id)
    for (const round of [1, 2, 3]) {
      const of = (id: string) => Number.parseInt(sha256(`${round} ${id}`).slice(0, 4), 16) % 3
      const parts = [0, 1, 2].map((i) =>
        part(work.file('whole'), work.file(`r${round}-${i}`), new Set(ids.filter((id) => of(id) === i))),
      )
      await merge(work.file(`r${round}`), parts.toReversed())
      expect(files(`r${round}`)).toEqual(files('whole'))
      // Lines of one millisecond may have changed places.
      const lines = (out: string) => work.read(`${out}/journal.jsonl`).split('\n').sort()
      expect(lines(`r${round}`)).toEqual(lines('whole'))
    }
  })

  it('counts the first of two results, keeps the other as surplus, and holds nothing again', async () => {
    const { bot, work, held, files } = await shop()
    await held('first')
    await held('second')
    const trials = work.json<Plan>('first/plan.json').trials.length
    const said: string[] = []
    const note = (message: string) => void said.push(message)
    const { surplus, result } = await merge(work.file('ab'), [work.file('first'), work.file('second')], {
      note,
    })
    await merge(work.file('ba'), [work.file('second'), work.file('first')])
    expect(surplus).toBe(trials)
    expect(said.join()).toContain(`${trials} results are surplus`)
    expect(result.run.surplus).toBe(trials)
    expect(files('ab')).toEqual(files('first'))
    expect(files('ba')).toEqual(files('ab'))
    expect(work.read('ba/journal.jsonl')).toBe(work.read('ab/journal.jsonl'))
    const surpluses = work.journal('ab').filter((line) => line.surplus)
    expect(new Set(surpluses.map(({ attempt }) => attempt))).toEqual(new Set([2]))
    expect(work.transcripts('ab').size).toBe(2 * trials)
    expect(work.read('ab/trials/a/ask/-/1.2.jsonl')).toBe(work.read('second/trials/a/ask/-/1.1.jsonl'))
    const heard = bot.heard.length
    await run({ resume: work.file('ab'), politeness: work.file('elsewhere'), lang: 'en' })
    expect(bot.heard).toHaveLength(heard)
    expect(files('ab')).toEqual(files('first'))
  })

  it('takes a copy of a run for what it is', async () => {
    const { work, held, files } = await shop()
    await held('whole')
    cpSync(work.file('whole'), work.file('copy'), { recursive: true })
    const { surplus } = await merge(work.file('out'), [work.file('copy'), work.file('whole')])
    expect(surplus).toBe(0)
    expect(files('out')).toEqual(files('whole'))
  })

  it('can be merged again with the shard that was missing, and be gone on with', async () => {
    const { bot, work, held } = await shop()
    for (const index of [1, 2, 3]) await held(`s${index}`, { index, of: 3 })
    const shards = [1, 2, 3].map((index) => work.file(`s${index}`))
    await merge(work.file('two'), shards.slice(0, 2), { partial: true })
    const { result } = await merge(work.file('all'), [work.file('two'), work.file('s3')])
    expect(result.scorecard.targets.every(({ counts }) => counts.notRun === 0)).toBe(true)
    await expect(merge(work.file('no'), [work.file('two')])).rejects.toThrow('shard 3/3 is missing')
    const heard = bot.heard.length
    await run({ resume: work.file('two'), politeness: work.file('elsewhere'), lang: 'en' })
    expect(bot.heard.length - heard).toBe(work.journal('s3').filter(({ kind }) => kind === 'end').length)
    await merge(work.file('yes'), [work.file('two')])
  })
})

describe('runs in a store', () => {
  it('are merged as those in folders, those of one plan at a time', async () => {
    const { work, held, files } = await shop()
    for (const index of [1, 2, 3]) await held(`s${index}`, { index, of: 3 })
    const [place, out] = [work.file('store'), work.file('out')]
    const store = `dir:${place}`
    await expect(merge(out, [store])).rejects.toThrow('is no store')
    for (const name of ['s1', 's2']) await push(work.file(name), place)
    await expect(merge(out, [store])).rejects.toThrow('shard 3/3 is missing')
    expect(existsSync(out)).toBe(false)
    await push(work.file('s3'), place)
    const { merged } = await merge(out, [store])
    expect(merged).toBe(3)
    expect(existsSync(`${out}.parts`)).toBe(false)
    const shards = [1, 2, 3].map((index) => work.file(`s${index}`))
    await merge(work.file('folders'), shards)
    expect(files('out')).toEqual(files('folders'))

    await work.run([work.file('docs')], { seed: 'other', out: work.file('other') })
    await push(work.file('other'), place)
    const plan = (name: string) => work.json<Plan>(`${name}/plan.json`).id.slice(0, 12)
    await expect(merge(work.file('both'), [store])).rejects.toThrow(/runs of 2 plans: .*\n.*--plan ID/)
    await expect(merge(work.file('none'), [store], { plan: 'x' })).rejects.toThrow('no run of the plan x')
    work.write('one.parts/mine', 'of somebody else')
    await merge(work.file('one'), [store], { plan: plan('other') })
    expect(readdirSync(work.file('one.parts'))).toEqual(['mine'])
    expect(files('one')).toEqual(files('other'))
    const mixed = [shards[0] ?? '', store]
    await expect(merge(work.file('mixed'), mixed, { plan: plan('other') })).rejects.toThrow('different plans')
    await expect(merge(work.file('one'), [store], { plan: plan('other') })).rejects.toThrow('already exists')
  })
})

/** Two shards of three, already held. */
async function shards() {
  const made = await shop()
  await made.held('s1', { index: 1, of: 3 })
  await made.held('s2', { index: 2, of: 3 })
  await made.held('s3', { index: 3, of: 3 })
  const of = (...names: string[]) => names.map((name) => made.work.file(name))
  const refused = async (message: string | RegExp, ...names: string[]) => {
    await expect(merge(made.work.file('out'), of(...names))).rejects.toThrow(message)
    expect(existsSync(made.work.file('out'))).toBe(false)
  }
  const change = (name: string, key: string, value: unknown) =>
    made.work.write(name, { ...made.work.json<object>(name), [key]: value })
  return { ...made, of, refused, change }
}

describe('what cannot be merged is refused in one message, and nothing is written', () => {
  it('a missing shard, named with its lanes', async () => {
    const { work, refused, of } = await shards()
    await refused(/^shard 2\/3 is missing: the lane [abc]\n.*--partial/, 's1', 's3')
    await refused(/^shard 1\/3 is missing.*\nshard 3\/3 is missing/, 's2')
    const { result } = await merge(work.file('part'), of('s1', 's3'), { partial: true })
    expect(result.run.warnings?.join()).toContain('shard 2/3 is missing')
    expect(result.scorecard.targets.map(({ counts }) => counts.notRun).sort()).toEqual([0, 0, 4])
  })

  it('another plan, with what differs', async () => {
    const { work, refused, change } = await shards()
    await work.run([work.file('docs')], { seed: 'other', out: work.file('other') })
    await refused(/different plans: seed s and other; trials 12 and 6/, 's1', 's2', 's3', 'other')
    change('s2/plan.json', 'seed', 'mine')
    await refused(/s2\/plan.json was changed/, 's1', 's2', 's3')
    const { id, ...rest } = { ...work.json<Plan>('s3/plan.json'), readers: 'older' }
    work.write('s3/plan.json', { id: sha256(canonicalJson(rest)), ...rest })
    expect(id).not.toBe('')
    await refused(/readings .* and older/, 's1', 's3')
  })

  it('a newer format, a run that is still written, one that is named twice, and no run', async () => {
    const { work, refused, change } = await shards()
    await refused(/s1 is named twice/, 's1', 's2', 's1')
    await refused(/docs is not a run directory/, 's1', 'docs')
    work.write('s2/lock.json', { pid: process.pid, host: 'elsewhere', started: '2026-01-01T00:00:00Z' })
    await refused(/s2 is being written by another run/, 's1', 's2', 's3')
    rmSync(work.file('s2/lock.json'))
    change('s3/run.json', 'version', 99)
    await refused(/s3\/run.json was written by a newer ombud \(format 99\)/, 's1', 's2', 's3')
  })

  it('another version of ombud is said, and blobs that are not what their name says are left out', async () => {
    const { work, of, change } = await shards()
    change('s2/run.json', 'tool', 'ombud 0.0.1')
    const hash = sha256('a picture')
    work.write(`s1/blobs/sha256/${hash.slice(0, 2)}/${hash}.jpg`, 'another picture')
    work.write(`s2/blobs/sha256/${hash.slice(0, 2)}/${hash}.jpg`, 'a picture')
    const { result } = await merge(work.file('out'), of('s3', 's1', 's2'))
    const said = result.run.warnings?.join() ?? ''
    expect(said).toContain('the shards were held by ombud 0.0.1, ombud')
    expect(said).toContain(`s1/blobs/sha256/${hash.slice(0, 2)}/${hash}.jpg is not what its name says`)
    expect(work.read(`out/blobs/sha256/${hash.slice(0, 2)}/${hash}.jpg`)).toBe('a picture')
  })

  it('on the command line, too: shards in, one scorecard out', async () => {
    const { work } = await shards()
    const cwd = work.path
    const missing = await ombud(['merge', 'out', 's1', 's2'], { cwd })
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('shard 3/3 is missing')])
    const there = await ombud(['merge', 's1', 's2', 's3'], { cwd })
    expect([there.code, there.stderr]).toEqual([2, expect.stringContaining('shard 1/3 is missing')])
    const { code, stdout, stderr } = await ombud(['merge', 'out', 's3', 's1', 's2'], { cwd })
    expect(stderr).toBe('')
    expect(stdout).toContain('merged 3 runs')
    // The bot answers wrongly now and then.
    expect(code).toBe(1)
    expect(existsSync(work.file('out/report.html'))).toBe(true)
  })
})
