/** Workers of one queue in this process: what they hold, hand back, and leave to each other. */
import { existsSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { run } from '../../../src/index.js'
import { enqueue } from '../../../src/library/enqueue.js'
import { merge } from '../../../src/library/merge.js'
import { work } from '../../../src/library/worker.js'
import type { AttemptEnd } from '../../../src/run/attempts.js'
import type { QueuedPlan } from '../../../src/run/queue/contract.js'
import { EmbeddedQueue } from '../../../src/run/queue/embedded.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../../support/workplace.js'

/** Two targets and three repetitions of one question, enqueued. */
async function audit({ target = {}, scenario = {} }: { target?: object; scenario?: object } = {}) {
  let told: ((n: number) => void) | undefined
  const bot = await botOf(() => {
    told?.(bot.heard.length)
    return GOOD_ANSWER
  })
  const place = new Workplace()
  place.write('shop.target.yaml', targetOf(bot, { ...target }))
  place.write('app.target.yaml', targetOf(bot))
  place.write('ask.scenario.yaml', question('ask', { ...scenario }))
  const queue = new EmbeddedQueue()
  const ask = { paths: [place.path], repeat: 3, seed: 's', politeness: place.path }
  return {
    bot,
    place,
    queue,
    ask,
    enqueued: await enqueue(queue, ask),
    hold: (spool: string, signal?: AbortSignal) =>
      work(queue, { spool: place.file(spool), slots: 1, ...(signal ? { signal } : {}) }),
    whenTold: (then: (n: number) => void) => {
      told = then
    },
    ends: (spool: string) => place.journal(spool).filter((line): line is AttemptEnd => line.kind === 'end'),
    merged: async (...spools: string[]) => {
      await merge(
        place.file('merged'),
        spools.map((spool) => place.file(spool)),
      )
      const ends = place.journal('merged').filter((line) => line.kind === 'end' && line.status === 'done')
      return ends.map(({ trial }) => trial).sort()
    },
  }
}

const ALL = ['app/ask/-/1', 'app/ask/-/2', 'app/ask/-/3', 'shop/ask/-/1', 'shop/ask/-/2', 'shop/ask/-/3']

describe('workers of one queue', () => {
  it('hold every trial once, and what they saw makes one run', async () => {
    const { bot, queue, enqueued, hold, merged } = await audit()
    expect(enqueued).toMatchObject({ lanes: 2, added: 2 })
    await Promise.all([hold('one'), hold('two')])
    expect(bot.heard).toHaveLength(6)
    expect(await queue.status()).toMatchObject({ lanes: { done: 2 }, trials: { all: 6, done: 6, lost: 0 } })
    expect(await merged('one', 'two')).toEqual(ALL)
  })

  it('keep the plan as it was enqueued, and begin anew where it had not arrived whole', async () => {
    const { place, queue, enqueued, hold, merged } = await audit()
    place.write('one/plan.json.part', '{"version": 1, "id"')
    await hold('one')
    expect(place.read('one/plan.json')).toBe(`${JSON.stringify(enqueued.plan, null, 2)}\n`)
    expect((await queue.status()).trials.done).toBe(6)
    expect(await merged('one')).toEqual(ALL)
  })

  it('take what is enqueued first where that is asked for', async () => {
    const { queue, ask, place, bot, hold } = await audit()
    await queue.cancel()
    await enqueue(queue, { ...ask, seed: 't', first: ['shop'] })
    await hold('one')
    expect(bot.heard).toHaveLength(6)
    const begun = place.journal('one').flatMap((line) => (line.kind === 'begin' ? [line.trial] : []))
    expect(begun[0]).toBe('shop/ask/-/1')
  })

  it('hand back what is not done when they are stopped, and go on in the same folder', async () => {
    const { bot, queue, hold, ends, merged, whenTold } = await audit()
    const stop = new AbortController()
    whenTold((n) => {
      if (n === 2) stop.abort()
    })
    await hold('one', stop.signal)
    const { lanes, trials } = await queue.status()
    expect(lanes).toMatchObject({ held: 0, done: 0, waiting: 2 })
    expect(trials).toMatchObject({ running: 0, lost: 0 })
    expect(ends('one').filter(({ status }) => status === 'done')).toHaveLength(trials.done)
    await hold('one')
    expect((await queue.status()).trials.done).toBe(6)
    expect(bot.heard.length).toBeGreaterThanOrEqual(6)
    expect(await merged('one')).toEqual(ALL)
  })

  it('leave what a lost disk held to be held again: it is acknowledged, and in no run directory', async () => {
    const { bot, place, hold } = await audit()
    await Promise.all([hold('one'), hold('two')])
    const { result } = await merge(place.file('merged'), [place.file('one')])
    const missing = result.scorecard.targets.map(({ counts }) => counts.notRun)
    expect(missing.sort()).toEqual([0, 3])
    const { result: whole } = await run({ resume: place.file('merged'), politeness: place.path, lang: 'en' })
    expect(whole.scorecard.targets.map(({ counts }) => counts.scored)).toEqual([3, 3])
    expect(bot.heard).toHaveLength(9)
  })

  it('end what is open with a target that is paused, and go on when it goes on', async () => {
    const { queue, hold, merged, whenTold } = await audit()
    let paused: Promise<number> | undefined
    whenTold((n) => {
      if (n === 1) paused = queue.pause('app')
    })
    const held = hold('one')
    await vi.waitFor(async () => expect((await queue.status()).lanes).toMatchObject({ done: 1, paused: 1 }))
    expect(await paused).toBe(1)
    expect((await queue.status()).trials.done).toBeLessThan(6)
    await queue.resume('app')
    await held
    expect(await merged('one')).toEqual(ALL)
  })

  it('hold no trial again whose worker was lost three times', async () => {
    const { queue, hold, ends } = await audit()
    const trial = 'app/ask/-/2'
    for (let attempt = 1; attempt <= 3; attempt++) {
      const claims = [await queue.claim(), await queue.claim()]
      for (const claim of claims) {
        if (claim?.lane.id === 'app') await claim.begin({ trial, attempt, contacts: 0, perDay: 2 })
        await claim?.handBack('slice')
      }
    }
    expect((await queue.status()).trials).toMatchObject({ lost: 3 })
    await hold('one')
    expect((await queue.status()).trials).toMatchObject({ done: 5, unscored: 1 })
    expect(ends('one').find((end) => end.trial === trial)).toMatchObject({ reason: 'attempts', attempt: 4 })
  })

  it('leave trials for later that need hours which are closed', async () => {
    const hours = { zone: 'Asia/Shanghai', staffed: 'Mo-Su off' }
    const { bot, queue, hold } = await audit({
      target: { hours },
      scenario: { requires: { hours: 'on-duty' } },
    })
    const stop = new AbortController()
    const held = hold('one', stop.signal)
    await vi.waitFor(async () =>
      expect(await queue.status()).toMatchObject({ lanes: { done: 1, waiting: 1 }, reasons: { duty: 1 } }),
    )
    stop.abort()
    await held
    expect(bot.heard).toHaveLength(3)
    expect((await queue.status()).trials.unscored).toBe(0)
  })
})

describe('a worker without a browser', () => {
  it('holds the lanes that need none, says how many it leaves, and does not wait for them', async () => {
    const { bot, place, queue, ask } = await audit()
    await queue.cancel()
    place.write('page.target.yaml', { channel: { browser: { url: bot.url } } })
    await enqueue(queue, { ...ask, seed: 't' })
    const notes: string[] = []
    await work(queue, {
      spool: place.file('one'),
      browsers: 0,
      listen: (progress) => progress.type === 'note' && notes.push(progress.message),
    })
    expect(bot.heard).toHaveLength(6)
    expect((await queue.status()).kinds).toMatchObject({
      browser: { all: 1, waiting: 1 },
      plain: { all: 2, done: 2 },
    })
    expect(notes).toContain('this worker drives no browser: 1 of 3 lanes are left to others')
  })

  it('refuses where every lane needs one', async () => {
    const { bot, place, queue, ask } = await audit()
    await queue.cancel()
    const paths = [
      place.write('page.target.yaml', { channel: { browser: { url: bot.url } } }),
      place.file('ask.scenario.yaml'),
    ]
    await enqueue(queue, { ...ask, paths })
    const held = work(queue, { spool: place.file('one'), browsers: 0 })
    await expect(held).rejects.toThrow('every lane of the queue drives a browser')
  })
})

describe('a worker refuses', () => {
  it('an empty queue', async () => {
    await expect(work(new EmbeddedQueue(), {})).rejects.toThrow('nothing is enqueued')
  })

  it('a plan of another version, and one that was changed', async () => {
    const { queue, place } = await audit()
    const queued = (await queue.plan()) as QueuedPlan
    const spool = place.file('spool')
    const workOn = async (plan: Partial<QueuedPlan>) => {
      const other = new EmbeddedQueue()
      await other.enqueue({ ...queued, ...plan }, [])
      return work(other, { spool })
    }
    const pieces = [...(queued.text() as Iterable<string>)]
    const changed = pieces.join('').replace('"seed": "s"', '"seed": "t"')
    await expect(workOn({ tool: 'ombud 0.0.9' })).rejects.toThrow('by ombud 0.0.9')
    for (const text of [changed, '{}', pieces.join('').slice(0, -9)])
      await expect(workOn({ text: () => [text] })).rejects.toThrow('was changed')
    await expect(workOn({ id: 'c'.repeat(64) })).rejects.toThrow('was changed')
    expect(existsSync(spool)).toBe(false)
  })

  it('a plan of its own folder that was changed', async () => {
    const { place, hold, queue } = await audit()
    await hold('one')
    await queue.cancel()
    place.write('one/plan.json', place.read('one/plan.json').replace('"repetition": 2', '"repetition": 4'))
    await expect(hold('one')).rejects.toThrow('was changed')
  })

  it('a folder with another run in it', async () => {
    const { place, hold, bot } = await audit()
    await place.run([place.path], { seed: 'other' })
    const before = bot.heard.length
    await expect(hold('run')).rejects.toThrow('something else than this plan')
    expect(bot.heard).toHaveLength(before)
  })

  it('a plan that needs all results in order', async () => {
    const { queue, ask } = await audit()
    await queue.cancel()
    const asked = { ...ask, paths: [...ask.paths], profiles: ['ci-smoke'], untilDecided: true }
    await expect(enqueue(queue, asked)).rejects.toThrow('--until-decided')
  })
})
