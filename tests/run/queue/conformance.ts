/** What every queue of lanes must do, whoever keeps it. Two handles are two workers of the same queue. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { InputError } from '../../../src/documents/input-error.js'
import type { Scorecard } from '../../../src/documents/types/scorecard.js'
import { enqueue } from '../../../src/library/enqueue.js'
import { merge } from '../../../src/library/merge.js'
import { work } from '../../../src/library/worker.js'
import {
  type AttemptFinish,
  type AttemptStart,
  type Claim,
  type LaneKind,
  LaneLost,
  type LaneQueue,
  type QueuedLane,
} from '../../../src/run/queue/contract.js'
import type { Shard } from '../../../src/run/shard.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../../support/workplace.js'

const PLAN = { id: 'a'.repeat(64), text: () => ['{"trials"', ':[]}'], tool: 'ombud 1' }
const OTHER = { id: 'b'.repeat(64), text: () => ['{}'], tool: 'ombud 1' }
/** Longer than a lease in tests: what a worker is told, it is told with its next heartbeat. */
const PATIENCE = { timeout: 20_000, interval: 50 }

function lane(id: string, more: Partial<QueuedLane> = {}): QueuedLane {
  return { id, targets: [id], trials: [`${id}/a/-/1`, `${id}/b/-/1`], ...more }
}

const start = (trial: string, more: Partial<AttemptStart> = {}): AttemptStart => ({
  trial,
  attempt: 1,
  contacts: 0,
  perDay: 2,
  ...more,
})

const finish = (trial: string, more: Partial<AttemptFinish> = {}): AttemptFinish => ({
  trial,
  attempt: 1,
  status: 'done',
  reason: 'script-end',
  contacted: false,
  ...more,
})

/** A part of a lane of two targets. */
const part = (index: number, of = 2) =>
  lane(`x#${index}of${of}`, { targets: ['shop', 'app'], trials: [`shop/a/-/${index}`, `app/a/-/${index}`] })

async function claimOf(queue: LaneQueue, kind?: LaneKind): Promise<Claim> {
  const claim = await queue.claim(kind)
  if (!claim) throw new Error('no lane was handed out')
  return claim
}

export function conforms(name: string, open: () => Promise<{ one: LaneQueue; two: LaneQueue }>): void {
  async function opened(lanes: readonly QueuedLane[] = []) {
    const handles = await open()
    onTestFinished(async () => {
      await handles.one.close()
      await handles.two.close()
    })
    if (lanes.length > 0) await handles.one.enqueue(PLAN, lanes)
    return handles
  }

  describe(`a queue of lanes: ${name}`, () => {
    it('has nothing to hand out before something is enqueued', async () => {
      const { one } = await opened()
      expect(await one.claim()).toBeUndefined()
      expect(await one.plan()).toBeUndefined()
      expect(await one.status()).toMatchObject({ cancelled: false, lanes: { all: 0 }, trials: { all: 0 } })
      expect(await one.cancel()).toBe(0)
      expect(await one.pause('shop')).toBe(0)
    })

    it('gives the plan back as it was', async () => {
      const { two } = await opened([lane('x')])
      const plan = await two.plan()
      expect(plan).toMatchObject({ id: PLAN.id, tool: PLAN.tool })
      // As often as somebody asks.
      for (let n = 0; n < 2; n++) {
        let text = ''
        for await (const piece of plan?.text() ?? []) text += piece
        expect(text).toBe('{"trials":[]}')
      }
    })

    it('hands out each lane once at a time, to whoever asks', async () => {
      const { one, two } = await opened([lane('x'), lane('y'), lane('z')])
      const claims = await Promise.all([one, two, one, two, one].map((queue) => queue.claim()))
      const ids = claims.flatMap((claim) => (claim ? [claim.lane.id] : []))
      expect(ids.sort()).toEqual(['x', 'y', 'z'])
      expect(await two.claim()).toBeUndefined()
      expect((await one.status()).lanes).toEqual({ all: 3, done: 0, held: 3, paused: 0, waiting: 0 })
      expect(claims.flatMap((claim) => (claim ? [claim.alive()] : []))).toEqual([true, true, true])
    })

    it('hands out what is urgent first', async () => {
      const { one } = await opened([lane('x'), lane('y', { priority: 5 }), lane('z', { priority: -1 })])
      const ids = []
      for (let i = 0; i < 3; i++) ids.push((await claimOf(one)).lane.id)
      expect(ids).toEqual(['y', 'x', 'z'])
    })

    it('lets lanes take turns: one that was handed back stands at the end of the line', async () => {
      const { one, two } = await opened([lane('x'), lane('y')])
      const first = await claimOf(one)
      await first.handBack('slice')
      const second = await claimOf(two)
      expect(second.lane.id).not.toBe(first.lane.id)
      expect((await claimOf(two)).lane.id).toBe(first.lane.id)
    })

    it('counts the claims of a lane, and hands out its trials in order', async () => {
      const { one, two } = await opened([lane('x', { targets: ['shop', 'app'] })])
      const first = await claimOf(one)
      expect(first.lane).toMatchObject(lane('x', { targets: ['shop', 'app'] }))
      await first.handBack('slice')
      const second = await claimOf(two)
      expect([first.attempt, second.attempt]).toEqual([1, 2])
    })

    it('keeps a lane back as long as was asked, and tells why', async () => {
      const { one, two } = await opened([lane('x')])
      await (await claimOf(one)).handBack('back-off', 1)
      expect(await one.claim()).toBeUndefined()
      expect(await one.status()).toMatchObject({ lanes: { waiting: 1 }, reasons: { 'back-off': 1 } })
      await vi.waitFor(() => claimOf(two), PATIENCE)
    })

    it('adds nothing twice, and what is missing', async () => {
      const { one, two } = await opened()
      expect(await one.enqueue(PLAN, [lane('x'), lane('y')])).toBe(2)
      expect(await two.enqueue(PLAN, [lane('x'), lane('y')])).toBe(0)
      const held = await claimOf(one)
      expect(await two.enqueue(PLAN, [lane('x'), lane('y'), lane('z')])).toBe(1)
      await claimOf(two)
      const last = await claimOf(two)
      expect(await two.claim()).toBeUndefined()
      await held.done()
      await last.done()
      await one.enqueue(PLAN, [lane('x'), lane('y'), lane('z')])
      expect(await one.claim()).toBeUndefined()
      expect((await one.status()).lanes).toMatchObject({ all: 3, done: 2, held: 1 })
    })

    it('refuses another plan until the one that it has is done, or was cancelled', async () => {
      const { one, two } = await opened([lane('x')])
      await expect(two.enqueue(OTHER, [lane('x')])).rejects.toThrow(InputError)
      await (await claimOf(one)).done()
      expect(await two.enqueue(OTHER, [lane('x')])).toBe(1)
      await expect(two.enqueue(PLAN, [lane('y')])).rejects.toThrow('bbbbbbbbbbbb')
      expect(await one.cancel()).toBe(1)
      expect(await two.enqueue(PLAN, [lane('y')])).toBe(1)
      expect((await claimOf(one)).lane.id).toBe('y')
    })

    it('commits the first result of a trial', async () => {
      const { one } = await opened([lane('x')])
      const claim = await claimOf(one)
      const transcript = () => ({ sha256: 'c'.repeat(64), bytes: 12 })
      expect(await claim.begin(start('x/a/-/1'))).toBe(true)
      expect((await one.status()).trials).toMatchObject({ all: 2, running: 1, done: 0 })
      expect(await claim.finish(finish('x/a/-/1', { transcript }))).toBe(true)
      expect(await claim.begin(start('x/a/-/1', { attempt: 2 }))).toBe(true)
      expect(await claim.finish(finish('x/a/-/1', { attempt: 2, status: 'unscored' }))).toBe(false)
      expect(await claim.begin(start('x/b/-/1'))).toBe(true)
      expect(await claim.finish(finish('x/b/-/1', { status: 'unscored' }))).toBe(true)
      expect((await one.status()).trials).toEqual({
        all: 2,
        done: 1,
        unscored: 1,
        running: 0,
        lost: 0,
        surplus: 1,
      })
    })

    it('tells the next holder what is on file: attempts, lost ones, results', async () => {
      const { one, two } = await opened([lane('x')])
      const first = await claimOf(one)
      expect([...first.history]).toEqual([])
      expect(first.idle).toBe(Number.POSITIVE_INFINITY)
      await first.begin(start('x/a/-/1'))
      await first.finish(finish('x/a/-/1', { status: 'aborted', reason: 'cancelled' }))
      await first.begin(start('x/a/-/1', { attempt: 2 }))
      await first.begin(start('x/b/-/1'))
      await first.finish(finish('x/b/-/1'))
      await first.handBack('draining')
      expect((await one.status()).trials).toMatchObject({ running: 0, lost: 1 })
      const second = await claimOf(two)
      expect(second.history.size).toBe(2)
      expect(Object.fromEntries(second.history)).toMatchObject({
        'x/a/-/1': { attempts: 2, lost: 1, done: false },
        'x/b/-/1': { attempts: 1, lost: 0, done: true },
      })
      for (const { age } of second.history.values()) expect(Math.abs(age)).toBeLessThan(60_000)
      expect(second.idle).toBeLessThan(60_000)
    })

    it('refuses a worker that does not hold the lane any more, and keeps its result as surplus', async () => {
      const { one, two } = await opened([lane('x')])
      const late = await claimOf(one)
      await late.begin(start('x/a/-/1'))
      await late.handBack('slice')
      const now = await claimOf(two)
      await expect(late.begin(start('x/b/-/1'))).rejects.toThrow(LaneLost)
      await expect(late.finish(finish('x/a/-/1'))).rejects.toThrow(LaneLost)
      await expect(late.handBack('slice')).rejects.toThrow(LaneLost)
      await expect(late.done()).rejects.toThrow(LaneLost)
      expect(late.alive()).toBe(false)
      expect((await one.status()).trials).toMatchObject({ done: 0, surplus: 1 })
      expect(await now.begin(start('x/a/-/1', { attempt: 2 }))).toBe(true)
      expect(await now.finish(finish('x/a/-/1', { attempt: 2 }))).toBe(true)
      expect((await one.status()).trials).toMatchObject({ done: 1, surplus: 1 })
    })

    it('reserves the people of a day for a lane, over all who hold it', async () => {
      const { one, two } = await opened([lane('x')])
      const first = await claimOf(one)
      const asks = { contacts: 1, zone: 'Asia/Shanghai' }
      expect(await first.begin(start('x/a/-/1', asks))).toBe(true)
      await first.finish(finish('x/a/-/1', { contacted: true }))
      expect(await first.begin(start('x/b/-/1', asks))).toBe(true)
      // Its worker is lost: somebody may have come.
      await first.handBack('slice')
      const second = await claimOf(two)
      expect(await second.begin(start('x/b/-/1', { ...asks, attempt: 2 }))).toBe(false)
      expect(await second.begin(start('x/b/-/1', { ...asks, attempt: 2, perDay: 3 }))).toBe(true)
      await second.finish(finish('x/b/-/1', { attempt: 2, status: 'aborted' }))
      // Nobody came, and the place is free again.
      expect(await second.begin(start('x/b/-/1', { ...asks, attempt: 3, perDay: 3 }))).toBe(true)
    })

    it('hands out no lane of a target that is paused, and tells who holds one', async () => {
      const { one, two } = await opened([lane('x', { targets: ['shop', 'app'] }), lane('y')])
      expect(await two.pause('app')).toBe(1)
      expect((await claimOf(one)).lane.id).toBe('y')
      expect(await one.claim()).toBeUndefined()
      expect((await one.status()).lanes).toMatchObject({ paused: 1, held: 1, waiting: 0 })
      expect(await two.resume('shop')).toBe(1)
      expect(await two.resume('shop')).toBe(0)
      const claim = await claimOf(one)
      await two.pause('shop')
      await vi.waitFor(() => expect(claim.signal.aborted).toBe(true), PATIENCE)
      // It may still say goodbye, and commit.
      expect(claim.alive()).toBe(true)
      await claim.handBack('draining')
      expect(await two.claim()).toBeUndefined()
      await one.resume('shop')
      expect((await claimOf(two)).attempt).toBe(claim.attempt + 1)
    })

    it('hands out nothing once it is cancelled, keeps results, and goes on when it is enqueued again', async () => {
      const { one, two } = await opened([lane('x'), lane('y')])
      const claim = await claimOf(one)
      await claim.begin(start(claim.lane.trials[0] ?? ''))
      await claim.finish(finish(claim.lane.trials[0] ?? ''))
      expect(await two.cancel()).toBe(2)
      expect(await two.claim()).toBeUndefined()
      await vi.waitFor(() => expect(claim.signal.aborted).toBe(true), PATIENCE)
      await claim.handBack('draining')
      expect(await two.claim()).toBeUndefined()
      expect(await two.status()).toMatchObject({ cancelled: true, trials: { done: 1 } })
      expect(await two.enqueue(PLAN, [lane('x'), lane('y')])).toBe(0)
      expect(await two.claim()).toBeDefined()
      expect(await two.claim()).toBeDefined()
      expect(await two.status()).toMatchObject({ cancelled: false, trials: { done: 1 } })
    })

    it('keeps two plans apart: the second waits for who speaks for the first, who gets none of its lanes', async () => {
      const { one, two } = await opened([lane('x')])
      const claim = await claimOf(one)
      await expect(two.enqueue(OTHER, [lane('x')])).rejects.toThrow('another plan')
      await two.cancel()
      await expect(two.enqueue(OTHER, [lane('x')])).rejects.toThrow('still hold 1 lanes')
      await claim.handBack('draining')
      expect(await two.enqueue(OTHER, [lane('x')])).toBe(1)
      // Trials of two plans have the same names.
      expect(await one.claim(undefined, PLAN.id)).toBeUndefined()
      expect(await one.claim('plain', PLAN.id)).toBeUndefined()
      expect((await one.status()).lanes).toMatchObject({ held: 0, waiting: 1 })
      expect((await two.claim('plain', OTHER.id))?.lane.id).toBe('x')
      await expect(two.enqueue({ ...OTHER, tool: 'ombud 2' }, [lane('x')])).rejects.toThrow(
        'as ombud 1 made it',
      )
    })

    it('hands out lanes that drive a browser apart from those that do not, and counts them apart', async () => {
      const { one, two } = await opened([
        lane('x'),
        lane('y', { kind: 'browser' }),
        lane('z', { kind: 'browser', priority: 1 }),
      ])
      const first = await claimOf(one, 'browser')
      expect(first.lane).toMatchObject({ id: 'z', kind: 'browser' })
      expect((await claimOf(two, 'plain')).lane.id).toBe('x')
      expect(await two.claim('plain')).toBeUndefined()
      expect((await one.status()).kinds).toEqual({
        browser: { all: 2, done: 0, held: 1, paused: 0, waiting: 1 },
        plain: { all: 1, done: 0, held: 1, paused: 0, waiting: 0 },
      })
      await first.handBack('slice')
      expect(await two.claim('plain')).toBeUndefined()
      expect((await claimOf(two)).lane.kind).toBe('browser')
      expect(await one.pause('z')).toBe(1)
      expect((await claimOf(one, 'browser')).lane.id).toBe('y')
      expect(await two.cancel()).toBe(3)
      expect(await two.claim('browser')).toBeUndefined()
    })

    it('counts the people of a day over all parts of a lane, pauses all of them, and each keeps its own gap', async () => {
      const { one, two } = await opened([part(1), part(2), lane('y')])
      await (await claimOf(one)).handBack('slice')
      expect(await two.pause('app')).toBe(2)
      expect((await claimOf(one)).lane.id).toBe('y')
      expect(await two.resume('shop')).toBe(2)
      const [first, second] = [await claimOf(one), await claimOf(two)]
      expect([first, second].map((claim) => claim.lane.id).sort()).toEqual(['x#1of2', 'x#2of2'])
      const of = (claim: Claim) => ({ contacts: 1, perDay: 3, trial: claim.lane.trials[0] ?? '' })
      const began = await Promise.all(
        [1, 2].flatMap((attempt) =>
          [first, second].map((claim) => claim.begin(start('', { ...of(claim), attempt }))),
        ),
      )
      expect(began.filter(Boolean)).toHaveLength(3)
      await second.handBack('slice')
      expect((await claimOf(two)).idle).toBeLessThan(60_000)
      // What is there in two parts is not added whole, or in three.
      await expect(one.enqueue(PLAN, [lane('x')])).rejects.toThrow('x in other parts')
      await expect(one.enqueue(PLAN, [part(3, 3)])).rejects.toThrow(InputError)
    })

    it('tells every part of a lane for how long a target asked not to be called', async () => {
      const { one, two } = await opened([part(1), part(2), lane('y')])
      const claims = [await claimOf(one), await claimOf(two), await claimOf(one)]
      const [hears, asks, other] = ['x#1of2', 'x#2of2', 'y'].map(
        (id) => claims.find((claim) => claim.lane.id === id) as Claim,
      ) as [Claim, Claim, Claim]
      const trial = hears.lane.trials[0] ?? ''
      await hears.begin(start(trial))
      expect(hears.idle).toBe(Number.POSITIVE_INFINITY)
      expect(hears.backOff).toBe(0)
      await hears.finish(finish(trial, { status: 'aborted', reason: 'rate-limited', backOff: 90_000 }))
      expect(hears.backOff).toBeGreaterThan(60_000)
      expect(await asks.begin(start(asks.lane.trials[0] ?? ''))).toBe(false)
      expect(asks.backOff).toBeGreaterThan(60_000)
      expect(await other.begin(start('y/a/-/1'))).toBe(true)
      await asks.handBack('back-off')
      const next = await claimOf(two)
      expect(next.backOff).toBeGreaterThan(60_000)
      expect(next.idle).toBe(Number.POSITIVE_INFINITY)
    })

    it('keeps what a plan was made with, by its hash', async () => {
      const { one, two } = await opened()
      const bytes = Uint8Array.from([0, 255, 10, 0])
      await one.enqueue(PLAN, [lane('x')], [{ sha256: 'd'.repeat(64), bytes }])
      await one.enqueue(PLAN, [lane('x')], [{ sha256: 'd'.repeat(64), bytes }])
      expect(Uint8Array.from((await two.weights('d'.repeat(64))) ?? [])).toEqual(bytes)
      expect(await two.weights('e'.repeat(64))).toBeUndefined()
    })

    it('hands out to workers what comes to the scorecard of one process and of shards, times aside', async () => {
      const { one, two } = await opened()
      const bot = await botOf(({ text }) => (text.includes('七天') ? '请稍后再试。' : GOOD_ANSWER))
      const place = new Workplace()
      for (const id of ['a', 'b', 'c', 'd']) place.write(`docs/${id}.target.yaml`, targetOf(bot))
      place.write('docs/ask.scenario.yaml', question('ask'))
      place.write('docs/back.scenario.yaml', question('back', { say: ['七天内可以退货吗？'] }))
      const asked = { seed: 's', repeat: 2, politeness: place.path, lang: 'en' as const }
      const held = (out: string, shard?: Shard) =>
        place.run([place.file('docs')], { ...asked, out: place.file(out), ...(shard ? { shard } : {}) })
      // What is made of milliseconds: the block and the category of latency.
      const timeless = (out: string) => {
        const { targets, ...card } = place.json<Scorecard>(`${out}/scorecard.json`)
        const others = targets.map(({ latency: { turns }, categories, ...target }) => ({
          ...target,
          turns,
          categories: categories.filter(({ id }) => id !== 'latency'),
        }))
        return JSON.stringify({ ...card, targets: others })
      }
      await held('whole')
      const trials = bot.heard.length
      for (const index of [1, 2]) await held(`s${index}`, { index, of: 2 })
      await merge(place.file('shards'), [place.file('s1'), place.file('s2')])
      await enqueue(one, { ...asked, paths: [place.file('docs')] })
      const spool = (queue: LaneQueue, name: string) => work(queue, { spool: place.file(name), slots: 1 })
      await Promise.all([spool(one, 'w1'), spool(two, 'w2')])
      await merge(place.file('workers'), [place.file('w2'), place.file('w1')])
      expect(place.journal('w1').length * place.journal('w2').length).toBeGreaterThan(0)
      expect(bot.heard).toHaveLength(3 * trials)
      expect(timeless('whole')).toContain('"failed":2')
      expect(timeless('shards')).toBe(timeless('whole'))
      expect(timeless('workers')).toBe(timeless('whole'))
    })
  })
}
