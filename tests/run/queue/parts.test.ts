/** Parts of a lane: what each holds, its share of the limits, and workers that hold them at the same time. */
import { describe, expect, it } from 'vitest'
import type { PlanTrial } from '../../../src/documents/ready.js'
import { plan } from '../../../src/index.js'
import { enqueue } from '../../../src/library/enqueue.js'
import { scoreFiles } from '../../../src/library/score.js'
import { work } from '../../../src/library/worker.js'
import { queuedLanes } from '../../../src/run/lanes.js'
import { limitsOf } from '../../../src/run/limits.js'
import { mergeRuns } from '../../../src/run/merge/merge.js'
import { partIn, partsOf } from '../../../src/run/parts.js'
import type { QueuedLane } from '../../../src/run/queue/contract.js'
import { EmbeddedQueue } from '../../../src/run/queue/embedded.js'
import { isOpen } from '../../../src/run/windows.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../../support/workplace.js'
import { profile, requirement } from '../profile.js'

const trial = (scenario: string, repetition: number, more: Partial<PlanTrial> = {}): PlanTrial => {
  const arm = Object.entries(more.arm ?? {}).map(([name, value]) => `${name}=${value}`)
  return {
    id: `shop/${scenario}/${arm.join(',') || '-'}/${repetition}`,
    target: 'shop',
    scenario,
    persona: 'plain',
    arm: {},
    repetition,
    contacts: 0,
    ...more,
  }
}

const idsOf = (parts: Map<string, PlanTrial[]>) =>
  Object.fromEntries([...parts].map(([id, trials]) => [id, trials.map((one) => one.id)]))

describe('parts of a lane', () => {
  it('have names that can be read, and are read', () => {
    expect(partIn('shop#2of4')).toEqual({ key: 'shop', index: 2, of: 4 })
    expect(partIn('shop-2of4')).toEqual({ key: 'shop-2of4', index: 1, of: 1 })
  })

  it('take the trials by turns, as many as conversations may be held at once', () => {
    const trials = [1, 2, 3, 4, 5].map((n) => trial('ask', n))
    expect(idsOf(partsOf('shop', trials, 2, 9))).toEqual({
      'shop#1of2': ['shop/ask/-/1', 'shop/ask/-/3', 'shop/ask/-/5'],
      'shop#2of2': ['shop/ask/-/2', 'shop/ask/-/4'],
    })
    expect([...partsOf('shop', trials, 1, 9).keys()]).toEqual(['shop'])
    expect([...partsOf('shop', trials, 64, 9).keys()]).toHaveLength(5)
    expect([...partsOf('shop', trials, 64, 1).keys()]).toEqual(['shop'])
  })

  it('keep together what is compared, and what is kept apart in time', () => {
    const arms = [1, 2].flatMap((n) => ['a', 'b'].map((by) => trial('ask', n, { arm: { by } })))
    expect(idsOf(partsOf('shop', arms, 2, 2))).toEqual({
      'shop#1of2': ['shop/ask/by=a/1', 'shop/ask/by=b/1'],
      'shop#2of2': ['shop/ask/by=a/2', 'shop/ask/by=b/2'],
    })
    const spread = [trial('late', 1, { spread: 1000 }), trial('ask', 1), trial('late', 2, { spread: 1000 })]
    expect(idsOf(partsOf('shop', spread, 4, 4))).toEqual({
      'shop#1of2': ['shop/late/-/1', 'shop/late/-/2'],
      'shop#2of2': ['shop/ask/-/1'],
    })
  })

  it('have shares that never make more than the whole', () => {
    const place = new Workplace()
    const channel = { http: { url: 'http://127.0.0.1:9/', request: {}, reply: {} } }
    const target = (concurrency: number) => ({
      politeness: { concurrency, gap: '3s', contactsPerDay: 2, key: 'mall' },
      channel: { ...targetOf({ url: channel.http.url }).channel },
    })
    place.write('app.target.yaml', target(7))
    place.write('shop.target.yaml', target(5))
    place.write('one.target.yaml', { ...target(7), politeness: {} })
    place.write('ask.scenario.yaml', question('ask'))
    const made = plan({ paths: [place.path], seed: 's', repeat: 9, politeness: place.path })
    const lanes = queuedLanes(made, 3)
    expect(lanes.map(({ id }) => id)).toEqual(['mall#1of3', 'mall#2of3', 'mall#3of3', 'one'])
    const limits = lanes.slice(0, 3).map((lane) => limitsOf(made, lane))
    expect(limits.map(({ concurrency }) => concurrency)).toEqual([2, 2, 1])
    expect(limits.map(({ gap }) => gap)).toEqual([9000, 9000, 9000])
    expect(lanes.slice(0, 3).map(({ targets }) => targets)).toEqual(Array(3).fill(['app', 'shop']))
    expect(limitsOf(made, lanes[3] as QueuedLane)).toMatchObject({ concurrency: 1, gap: 2000 })
    expect(queuedLanes(made).map(({ id }) => id)).toEqual(['mall', 'one'])
  })
})

describe('a lane that was split', () => {
  it('is held by two workers at once within the limits of its target, and comes to one run', async () => {
    let open = 0
    let most = 0
    const bot = await botOf((_, response) => {
      most = Math.max(most, ++open)
      setImmediate(() => {
        open--
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ messages: [{ text: GOOD_ANSWER }] }))
      })
      return undefined
    })
    const place = new Workplace()
    place.write('shop.target.yaml', targetOf(bot, { politeness: { concurrency: 3, gap: '0ms' } }))
    place.write('ask.scenario.yaml', question('ask', { arms: { by: ['phrase', 'button'] } }))
    const queue = new EmbeddedQueue()
    const ask = { paths: [place.path], repeat: 6, seed: 's', politeness: place.path }
    const enqueued = await enqueue(queue, { ...ask, split: 2 })
    expect(enqueued).toMatchObject({ lanes: 2, added: 2 })
    // Nothing of it is in the plan: its trials, and all that is scored, are those of a lane that is whole.
    expect(enqueued.plan).toEqual(plan(ask))
    await expect(enqueue(queue, ask)).rejects.toThrow('--split')
    const spools = ['one', 'two'].map((name) => place.file(name))
    await Promise.all(spools.map((spool) => work(queue, { spool, slots: 1 })))
    expect(await queue.status()).toMatchObject({ lanes: { all: 2, done: 2 }, trials: { all: 12, done: 12 } })
    expect(most).toBeLessThanOrEqual(3)
    expect(bot.heard).toHaveLength(12)
    for (const [out, parts] of [
      ['ab', spools],
      ['ba', spools.toReversed()],
    ] as const) {
      mergeRuns(place.file(out), parts)
      scoreFiles(place.file(out))
    }
    expect(place.read('ab/scorecard.json')).toBe(place.read('ba/scorecard.json'))
    expect(place.lines('ab/index.jsonl')).toHaveLength(12)
  })

  it('or handed on keeps repetitions apart in time that another worker began', async () => {
    const stop = [new AbortController(), new AbortController()] as const
    const bot = await botOf(() => GOOD_ANSWER)
    const place = new Workplace()
    const window = isOpen('day', new Date(), 'UTC') ? 'day' : 'night'
    place.write('shop.target.yaml', targetOf(bot, { hours: { zone: 'UTC', staffed: '24/7' } }))
    place.write('ask.scenario.yaml', question('ask'))
    const asked = requirement({ id: 'r', minimum: 2, scope: { window: [window] }, spread: '5h' })
    place.write('own.profile.yaml', profile([asked]))
    const queue = new EmbeddedQueue()
    const paths = [place.path]
    await enqueue(queue, { paths, profiles: ['own'], seed: 's', politeness: place.path })
    const hold = (spool: string, stopped: AbortController) =>
      work(queue, {
        spool: place.file(spool),
        slots: 1,
        signal: stopped.signal,
        listen: ({ type }) => type === 'end' && stopped.abort(),
      })
    await hold('one', stop[0])
    expect(await queue.status()).toMatchObject({ trials: { all: 2, done: 1 }, reasons: { draining: 1 } })
    const held = hold('two', stop[1])
    await expect.poll(async () => (await queue.status()).reasons).toEqual({ window: 1 })
    stop[1].abort()
    await held
    expect(bot.heard).toHaveLength(1)
  })

  it('waits in all its parts where one of them hears Retry-After', async () => {
    const asked: { at: number; text: string }[] = []
    const bot = await botOf(({ text }, response) => {
      asked.push({ at: performance.now(), text })
      if (asked.length !== 1) return GOOD_ANSWER
      response.writeHead(429, { 'retry-after': '1' }).end()
      return undefined
    })
    const place = new Workplace()
    place.write('shop.target.yaml', targetOf(bot, { politeness: { concurrency: 2, gap: '0ms' } }))
    place.write('ask.scenario.yaml', question('ask'))
    const queue = new EmbeddedQueue()
    await enqueue(queue, { paths: [place.path], repeat: 6, seed: 's', politeness: place.path, split: 2 })
    // The part that hears it has begun alone; the other comes while it waits.
    const [hears, waits] = ['one', 'two'].map((name) => ({ spool: place.file(name), slots: 1 }))
    const held = work(queue, hears as { spool: string })
    await expect
      .poll(async () => asked.length === 1 && (await queue.status()).trials.running === 0)
      .toBe(true)
    await Promise.all([held, work(queue, waits as { spool: string })])
    expect(await queue.status()).toMatchObject({ trials: { all: 6, done: 6, unscored: 0 } })
    const [first, ...others] = asked
    const soonest = Math.min(...others.map(({ at }) => at - (first?.at ?? 0)))
    expect(soonest).toBeGreaterThan(990)
  })
})
