/** How many conversations are held at once where nobody says. */
import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { browserSlots } from '../../src/run/slots.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const GB = 2 ** 30

describe('the default of conversations at once', () => {
  it('is two pages for each free processor, and one where it has other work', () => {
    expect(browserSlots({ cores: 2, idle: 1, free: 16 * GB })).toBe(4)
    expect(browserSlots({ cores: 2, idle: 0, free: 16 * GB })).toBe(2)
    expect(browserSlots({ cores: 8, idle: 0.5, free: 64 * GB })).toBe(12)
  })

  it('is never more than half of the free memory holds, and never none', () => {
    expect(browserSlots({ cores: 64, idle: 1, free: GB })).toBe(3)
    expect(browserSlots({ cores: 1, idle: 0, free: 0 })).toBe(1)
  })

  it('is kept in run.json, as is what was asked for', async () => {
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(await botOf(() => GOOD_ANSWER)))
    work.write('x.scenario.yaml', question('x'))
    work.write('page.target.yaml', { channel: { browser: { url: 'http://127.0.0.1:9/' } } })
    const atOnce = async (paths: string[], out: string, options = {}) => {
      await work.run(paths, { out: work.file(out), ...options })
      return work.json<{ atOnce: number }>(`${out}/run.json`).atOnce
    }
    const plain = [work.file('shop.target.yaml'), work.file('x.scenario.yaml')]
    expect(await atOnce(plain, 'plain')).toBe(4)
    expect(await atOnce(plain, 'asked', { concurrency: 7 })).toBe(7)
    const inPage = await atOnce([work.file('page.target.yaml'), work.file('x.scenario.yaml')], 'page')
    expect(inPage).toBeGreaterThanOrEqual(1)
    expect(inPage).toBeLessThanOrEqual(2 * availableParallelism())
  })
})
