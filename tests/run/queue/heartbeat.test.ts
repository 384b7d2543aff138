/** The heartbeat of a claim: when a worker falls silent that cannot reach its queue. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Heartbeat, moment } from '../../../src/run/queue/heartbeat.js'

const LEASE = 10_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('is alive as long as heartbeats arrive', async () => {
  const lost = vi.fn()
  const heartbeat = new Heartbeat(LEASE, async () => true, lost)
  await vi.advanceTimersByTimeAsync(10 * LEASE)
  expect(heartbeat.alive()).toBe(true)
  heartbeat.stop()
  expect(lost).not.toHaveBeenCalled()
})

it('falls silent before the lease is over where heartbeats get no answer, or fail', async () => {
  for (const beat of [() => new Promise<boolean>(() => undefined), () => Promise.reject(new Error('away'))]) {
    const lost = vi.fn()
    const heartbeat = new Heartbeat(LEASE, beat, lost)
    await vi.advanceTimersByTimeAsync(0.6 * LEASE)
    expect(heartbeat.alive()).toBe(true)
    await vi.advanceTimersByTimeAsync(0.3 * LEASE)
    expect(lost).toHaveBeenCalledTimes(1)
    expect(heartbeat.alive()).toBe(false)
  }
})

it('counts the lease from when the claim was asked for, however long the answer took', () => {
  const lost = vi.fn()
  const since = moment()
  vi.advanceTimersByTime(0.8 * LEASE)
  expect(new Heartbeat(LEASE, async () => true, lost, since).alive()).toBe(false)
  expect(lost).toHaveBeenCalledTimes(1)
})

it('survives a heartbeat that fails, where the next one arrives', async () => {
  let sent = 0
  const heartbeat = new Heartbeat(
    LEASE,
    async () => {
      if (++sent % 2 === 1) throw new Error('away')
      return true
    },
    () => undefined,
  )
  await vi.advanceTimersByTimeAsync(5 * LEASE)
  expect(heartbeat.alive()).toBe(true)
  heartbeat.stop()
})

it('falls silent at once where the queue refuses it', async () => {
  const lost = vi.fn()
  const heartbeat = new Heartbeat(LEASE, async () => false, lost)
  await vi.advanceTimersByTimeAsync(0.2 * LEASE)
  expect(heartbeat.alive()).toBe(false)
  expect(lost).toHaveBeenCalledTimes(1)
})

it('asks the clock on the wall: after a sleep nothing is said', () => {
  const heartbeat = new Heartbeat(
    LEASE,
    async () => true,
    () => undefined,
  )
  vi.setSystemTime(Date.now() + LEASE)
  expect(heartbeat.alive()).toBe(false)
})
