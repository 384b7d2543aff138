/** Somebody who steps through a conversation: their time is nobody's, and it is on file that they were there. */
import { afterEach, expect, it, vi } from 'vitest'
import type { RunRecord } from '../../src/documents/types/run.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const HALF_AN_HOUR = 31 * 60_000

afterEach(() => vi.restoreAllMocks())

/** A run of three messages, and a way to let half an hour pass on every clock but the wall's. */
async function threeMessages(during: 'pause' | 'turn') {
  const real = performance.now.bind(performance)
  let ahead = 0
  vi.spyOn(performance, 'now').mockImplementation(() => real() + ahead)
  const pass = (where: typeof during) => {
    if (where === during) ahead += HALF_AN_HOUR
  }
  const bot = await botOf(() => {
    pass('turn')
    return GOOD_ANSWER
  })
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write(
    'ask.scenario.yaml',
    question('ask', { say: undefined, steps: ['一', '二', '三'].map((say) => ({ say: [say] })) }),
  )
  const seen: string[] = []
  await work.run([work.path], {
    stepper: {
      see: ({ kind }) => void seen.push(kind),
      pause: async () => pass('pause'),
    },
  })
  return { bot, work, seen }
}

it('takes none of the time that a conversation may last', async () => {
  const { bot, work, seen } = await threeMessages('pause')
  const [events = []] = work.transcripts().values()
  expect(events.at(-1)).toMatchObject({ kind: 'stop', reason: 'script-end' })
  expect(bot.heard.map(({ text }) => text)).toEqual(['一', '二', '三'])
  expect(seen).toEqual(events.map(({ kind }) => kind))
  expect(work.json<RunRecord>('run/run.json').configuration).toMatchObject({ debug: true })
})

it('is not what a bot takes: that counts', async () => {
  const { work } = await threeMessages('turn')
  const [events = []] = work.transcripts().values()
  expect(events.at(-1)).toMatchObject({ kind: 'stop', reason: 'max-time' })
})
