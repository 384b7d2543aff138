/** Trials that are held in windows of time, over as many calls as it takes; the date is set, and nobody waits. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Plan } from '../../src/index.js'
import { run } from '../../src/index.js'
import { isOpen } from '../../src/run/windows.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'
import { profile, requirement } from './profile.js'

const SHANGHAI = { zone: 'Asia/Shanghai', staffed: '24/7' }
/** 23:30 in Shanghai, a Friday. */
const LATE = '2026-11-27T15:30:00Z'
/** 11:00 in Shanghai on the day after. */
const NOON = '2026-11-28T03:00:00Z'

function at(time: string): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) })
}

afterEach(() => void vi.useRealTimers())

async function place(target: Record<string, unknown> = { hours: SHANGHAI }) {
  const bot = await botOf(() => GOOD_ANSWER)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot, target))
  work.write('a.scenario.yaml', question('a'))
  work.write('b.scenario.yaml', question('b'))
  return { bot, work }
}

const resume = (work: Workplace, more = {}) =>
  run({ resume: work.file('run'), politeness: work.path, ...more })

const heldIn = (work: Workplace) =>
  work.journal().flatMap((line) => (line.kind === 'begin' ? [line.trial] : []))

describe('a window', () => {
  it.each([
    ['day', '2026-11-27T00:00:00Z', 'Asia/Shanghai', true],
    ['day', '2026-11-26T23:59:59Z', 'Asia/Shanghai', false],
    ['day', '2026-11-27T14:00:00Z', 'Asia/Shanghai', false],
    ['night', '2026-11-27T14:00:00Z', 'Asia/Shanghai', true],
    ['night', '2026-11-27T13:59:59Z', 'Asia/Shanghai', false],
    ['weekend', '2026-11-27T16:00:00Z', 'Asia/Shanghai', true],
    ['weekend', '2026-11-27T16:00:00Z', 'Europe/Madrid', false],
    ['weekday', '2026-11-29T16:00:00Z', 'Asia/Shanghai', true],
    ['weekday', '2026-11-29T15:59:59Z', 'Asia/Shanghai', false],
  ] as const)('%s at %s in %s is open: %s', (window, time, zone, open) => {
    expect(isOpen(window, new Date(time), zone)).toBe(open)
  })
})

describe('trials in a window', () => {
  const night = profile([requirement({ id: 'night', minimum: 4, scope: { window: ['night'] } })])
  const both = profile([
    requirement({
      id: 'parity',
      kind: 'difference',
      threshold: -0.2,
      minimum: 2,
      arms: { axis: 'window', test: ['night'], control: 'day' },
    }),
  ])

  it('wait without a trace while it is closed, and are held when it is open', async () => {
    const { bot, work } = await place()
    work.write('own.profile.yaml', night)
    at(NOON)
    const { waiting } = await work.run([work.path], { profiles: ['own'] })
    expect(waiting).toHaveLength(4)
    expect(waiting[0]).toMatchObject({ window: 'night', for: 'window' })
    expect(bot.heard).toEqual([])
    expect(work.journal()).toEqual([])
    at(LATE)
    const { waiting: rest, result } = await resume(work)
    expect(rest).toEqual([])
    expect(bot.heard).toHaveLength(4)
    expect(result.scorecard.targets[0]?.counts).toMatchObject({ planned: 4, run: 4 })
  })

  it('are those of the control arm by day and of the other by night', async () => {
    const { work } = await place()
    work.write('own.profile.yaml', both)
    at(NOON)
    await work.run([work.path], { profiles: ['own'] })
    expect(heldIn(work).every((trial) => trial.includes('/window=day/'))).toBe(true)
    expect(heldIn(work)).toHaveLength(2)
    at(LATE)
    await resume(work)
    expect(
      heldIn(work)
        .slice(2)
        .every((trial) => trial.includes('/window=night/')),
    ).toBe(true)
    expect(heldIn(work)).toHaveLength(4)
  })

  it('are apart by spread, over several calls', async () => {
    const { work } = await place()
    const spread = requirement({ id: 'r', minimum: 4, scope: { window: ['night'] }, spread: '1h' })
    work.write('own.profile.yaml', profile([spread]))
    at(LATE)
    const first = await work.run([work.path], { profiles: ['own'] })
    expect(heldIn(work)).toEqual(['shop/a/window=night/1', 'shop/b/window=night/1'])
    expect(first.waiting.map(({ trial, for: what }) => [trial, what])).toEqual([
      ['shop/a/window=night/2', 'spread'],
      ['shop/b/window=night/2', 'spread'],
    ])
    at('2026-11-27T16:29:59Z')
    expect((await resume(work)).waiting).toHaveLength(2)
    at('2026-11-27T16:30:05Z')
    expect((await resume(work)).waiting).toEqual([])
    expect(heldIn(work)).toHaveLength(4)
  })

  it('are those that --window names, and the others stay for later', async () => {
    const { work } = await place()
    work.write('own.profile.yaml', profile([...night.requirements, requirement({ id: 'any', minimum: 2 })]))
    at(LATE)
    await work.run([work.path], { profiles: ['own'], window: 'night' })
    expect(heldIn(work)).toHaveLength(4)
    expect(heldIn(work).every((trial) => trial.includes('window=night'))).toBe(true)
    const { waiting } = await resume(work)
    expect(waiting).toEqual([])
    expect(heldIn(work)).toHaveLength(6)
  })

  it('are all of them where no profile is asked and a window is', async () => {
    const { work } = await place()
    at(NOON)
    const { waiting } = await work.run([work.path], { window: 'night' })
    expect(work.json<Plan>('run/plan.json').trials.map(({ id }) => id)).toEqual([
      'shop/a/window=night/1',
      'shop/b/window=night/1',
    ])
    expect(waiting).toHaveLength(2)
  })
})
