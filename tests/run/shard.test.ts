/** Shards: every machine finds the same split by itself, holds whole lanes and no others, and says what it is a part of. */
import { describe, expect, it } from 'vitest'
import { loadDocuments } from '../../src/documents/load.js'
import type { Plan } from '../../src/documents/types/plan.js'
import type { RunRecord } from '../../src/documents/types/run.js'
import type { Scorecard } from '../../src/documents/types/scorecard.js'
import { run } from '../../src/index.js'
import { makePlan } from '../../src/run/plan.js'
import { lanesOf, partOf, shardsOfLanes } from '../../src/run/shard.js'
import { ombud } from '../support/cli.js'
import { NOWHERE } from '../support/trials.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

/** A plan of 40 merchants, of which every fourth shares a platform with the others of its kind. */
function many(): Plan {
  const work = new Workplace()
  const paths = Array.from({ length: 40 }, (_, i) =>
    work.write(`m${i}.target.yaml`, {
      ...NOWHERE,
      id: `m${i}`,
      politeness: i % 4 === 0 ? { key: 'platform' } : {},
    }),
  )
  const long = Array.from({ length: 5 }, (_, i) => ({ id: `q${i}`, say: ['在吗？'] }))
  paths.push(work.write('ask.scenario.yaml', question('ask')))
  paths.push(work.write('long.scenario.yaml', question('long', { say: undefined, steps: long })))
  return makePlan(loadDocuments(paths), { seed: 's' })
}

describe('the split of a plan', () => {
  it.each([1, 2, 3, 7, 60])('puts every trial in one of %i shards, and no lane in two', (of) => {
    const plan = many()
    const parts = Array.from({ length: of }, (_, i) => partOf(plan, { index: i + 1, of }))
    expect(parts.flatMap(({ trials }) => trials.map(({ id }) => id)).sort()).toEqual(
      plan.trials.map(({ id }) => id).sort(),
    )
    const lanes = lanesOf(plan)
    const inParts = parts.map(({ trials }) => new Set(trials.map(({ target }) => lanes.get(target))))
    expect(inParts.reduce((n, own) => n + own.size, 0)).toBe(31)
    expect(parts.every(({ id }) => id === plan.id)).toBe(true)
  })

  it('depends on the plan alone, and is even by messages', () => {
    const plan = many()
    const turned = { ...plan, trials: plan.trials.toReversed() }
    expect(shardsOfLanes(turned, 3)).toEqual(shardsOfLanes(plan, 3))
    const loads = [1, 2, 3].map((index) => partOf(plan, { index, of: 3 }).trials.length)
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(2)
  })
})

async function shop() {
  const bot = await botOf(() => GOOD_ANSWER)
  const work = new Workplace()
  for (const name of ['a', 'b', 'c']) work.write(`${name}.target.yaml`, targetOf(bot))
  work.write('ask.scenario.yaml', question('ask'))
  return { bot, work }
}

describe('a run of one shard', () => {
  it('writes the plan of all, holds its own lanes, and counts nothing of the others', async () => {
    const { bot, work } = await shop()
    for (const index of [1, 2]) {
      const { result } = await work.run([work.path], {
        seed: 's',
        out: work.file(`s${index}`),
        shard: { index, of: 2 },
      })
      const own = partOf(work.json<Plan>(`s${index}/plan.json`), { index, of: 2 }).trials
      const ended = work.journal(`s${index}`).flatMap((line) => (line.kind === 'end' ? line.trial : []))
      expect(ended.sort()).toEqual(own.map(({ id }) => id).sort())
      const card = work.json<Scorecard>(`s${index}/scorecard.json`)
      expect(card.shard).toEqual({ index, of: 2 })
      expect(card.targets.map(({ target }) => target)).toEqual(own.map(({ target }) => target))
      expect(card.targets.every(({ counts, verdict }) => counts.notRun === 0 && verdict === 'pass')).toBe(
        true,
      )
      const { shard, warnings = [] } = result.run as RunRecord
      expect(shard).toEqual({ index, of: 2 })
      expect(warnings.join()).toContain(`${3 - own.length} belong to other shards`)
    }
    expect(work.read('s1/plan.json')).toBe(work.read('s2/plan.json'))
    expect(bot.heard).toHaveLength(3)
  })

  it('stays that shard when it goes on', async () => {
    const { bot, work } = await shop()
    const stop = new AbortController()
    stop.abort()
    const shard = { index: 1, of: 2 }
    await work.run([work.path], { seed: 's', shard, signal: stop.signal })
    expect(bot.heard).toHaveLength(0)
    const { result } = await run({ resume: work.file('run'), politeness: work.path, lang: 'en' })
    expect(bot.heard.length).toBe(partOf(work.json<Plan>('run/plan.json'), shard).trials.length)
    expect(result.run.shard).toEqual(shard)
    expect(result.scorecard.targets.every(({ counts }) => counts.notRun === 0)).toBe(true)
  })

  it('holds nothing where there are more shards than lanes', async () => {
    const { work } = await shop()
    const { result } = await work.run([work.path], { seed: 's', shard: { index: 4, of: 4 } })
    expect(result.scorecard.targets).toEqual([])
    expect(work.journal()).toEqual([])
  })

  it('needs a seed, and a number that there is', async () => {
    const { work } = await shop()
    const without = await ombud(['run', '.', '--shard', '1/2'], { cwd: work.path })
    expect(without.code).toBe(2)
    expect(without.stderr).toContain('--shard needs --seed')
    for (const wrong of ['0/2', '3/2', '1', 'x/y']) {
      const { code, stderr } = await ombud(['run', '.', '--shard', wrong, '--seed', 's'], { cwd: work.path })
      expect([code, stderr]).toEqual([2, expect.stringContaining('2/7')])
    }
  })
})
