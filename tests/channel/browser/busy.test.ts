/** Times of a turn are withheld where the machine kept the page from showing the reply, and only there. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Busy } from '../../../src/channel/browser/busy.js'
import { page, street, visits } from './streets.js'

/** Keeps every processor at work until `stop`. */
async function burn() {
  const workers = Array.from(
    { length: availableParallelism() },
    () =>
      new Worker(`require('node:worker_threads').parentPort.postMessage('on'); for (;;);`, { eval: true }),
  )
  await Promise.all(workers.map((worker) => new Promise((on) => worker.once('message', on))))
  return async () => {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

const HOLD = 400
let shop: Awaited<ReturnType<typeof street>>
const browser = visits({ loopbackOnly: true })
beforeAll(async () => {
  shop = await street((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      page(
        `const answer = () => setTimeout(() => { const end = performance.now() + ${HOLD}; while (performance.now() < end); reply('There') }, 10)`,
      ),
    )
  })
})
afterAll(async () => {
  await browser.close()
  shop.close()
})

describe('a page that stands still', () => {
  it('is this machine’s doing where all its processors are at work, and the turn is unreliable', async () => {
    const { session, ask } = await browser.open(`http://127.0.0.1:${shop.port}/`)
    const stop = await burn()
    try {
      await ask('Hi')
      await session.settle?.()
      const why = session.unreliable?.(0)
      expect(why).toMatch(/^this machine was busy \(processors \d+ %\): the page stood still for \d+ ms$/)
      expect(Number(/(\d+) ms/.exec(why ?? '')?.[1])).toBeGreaterThanOrEqual(HOLD / 2)
    } finally {
      await stop()
      await session.close()
    }
  })

  it('is told nothing of where it stood still before the consumer spoke, or for no longer than a frame or three', () => {
    const busy = new Busy()
    busy.sends(1000)
    busy.take([
      { from: 0, to: 999 },
      { from: 1200, to: 1249 },
    ])
    expect(busy.why(0)).toBeUndefined()
  })

  it('is told nothing of where it stood still before the turn', () => {
    const busy = new Busy()
    busy.take([{ from: 0, to: 500 }])
    expect(busy.why(460)).toBeUndefined()
  })
})
