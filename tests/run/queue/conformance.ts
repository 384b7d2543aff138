/** What every queue of lanes must do, whoever keeps it. Two handles are two workers of the same queue. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { InputError } from '../../../src/documents/input-error.js'
import {
  type AttemptFinish,
  type AttemptStart,
  type Claim,
  LaneLost,
  type LaneQueue,
  type QueuedLane,
} from '../../../src/run/queue/contract.js'

const PLAN = { id: 'a'.repeat(64), text: '{"trials":[]}', tool: 'ombud 1' }
const OTHER = { id: 'b'.repeat(64), text: '{}', tool: 'ombud 1' }
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

async function claimOf(queue: LaneQueue): Promise<Claim> {
  const claim = await queue.claim()
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
      expect(await two.plan()).toEqual(PLAN)
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
      expect(Object.fromEntries(second.history)).toEqual({
        'x/a/-/1': { attempts: 2, lost: 1, done: false },
        'x/b/-/1': { attempts: 1, lost: 0, done: true },
      })
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
  })
}
