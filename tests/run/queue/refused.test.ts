/** What becomes of a result that the queue refuses after it was written down: surplus, once the queue has spoken. */
import { expect, it } from 'vitest'
import { enqueue } from '../../../src/library/enqueue.js'
import { merge } from '../../../src/library/merge.js'
import { work } from '../../../src/library/worker.js'
import { trialStates } from '../../../src/run/attempts.js'
import { LaneLost } from '../../../src/run/queue/contract.js'
import { EmbeddedQueue } from '../../../src/run/queue/embedded.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../../support/workplace.js'

const REFUSED = 'shop/ask/-/1'

/** Refuses the first result of a trial, as where the lease was over in the meantime. */
class RefusingQueue extends EmbeddedQueue {
  refusals = 0

  override async claim() {
    const claim = await super.claim()
    if (!claim) return undefined
    const finish = claim.finish.bind(claim)
    claim.finish = async (end) => {
      if (end.trial === REFUSED && this.refusals++ === 0) throw new LaneLost(claim.lane.id)
      return finish(end)
    }
    return claim
  }
}

it('a refused result is surplus on file, its trial is held again, and only that counts', async () => {
  const bot = await botOf(() => GOOD_ANSWER)
  const place = new Workplace()
  place.write('shop.target.yaml', targetOf(bot))
  place.write('ask.scenario.yaml', question('ask'))
  const queue = new RefusingQueue()
  await enqueue(queue, { paths: [place.path], repeat: 2, seed: 's', politeness: place.path })
  // It hands the lane back by itself, or this would not come to an end.
  await work(queue, { spool: place.file('one'), slots: 1 })
  expect(bot.heard).toHaveLength(3)
  expect(await queue.status()).toMatchObject({ lanes: { done: 1 }, trials: { all: 2, done: 2 } })

  const told = place.journal('one').filter((line) => line.trial === REFUSED)
  expect(told.map(({ kind, attempt, surplus }) => [kind, attempt, surplus ?? false])).toEqual([
    ['begin', 1, false],
    ['end', 1, false],
    ['end', 1, true],
    ['begin', 2, false],
    ['end', 2, false],
  ])
  expect(trialStates([{ id: REFUSED }], told)).toMatchObject([{ status: 'done', attempt: 2, attempts: 2 }])
  expect(trialStates([{ id: REFUSED }], told.slice(0, 3))).toMatchObject([{ status: 'not-run', attempts: 1 }])

  const { surplus } = await merge(place.file('merged'), [place.file('one')])
  expect(surplus).toBe(1)
  const merged = place.journal('merged').filter((line) => line.trial === REFUSED)
  expect(merged.map(({ kind, attempt, surplus }) => [kind, attempt, surplus ?? false])).toEqual([
    ['begin', 1, true],
    ['end', 1, true],
    ['begin', 2, false],
    ['end', 2, false],
  ])
  expect(place.lines('merged/index.jsonl')).toHaveLength(2)
})
