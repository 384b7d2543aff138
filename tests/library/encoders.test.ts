/** The encoder of a merchant is the one that the audits of its conversations read with. */
import { expect, it } from 'vitest'
import type { Evidence } from '../../src/audits/audit.js'
import { relevant } from '../../src/audits/relevant.js'
import { evidenceOf } from '../../src/library/evidence.js'
import { sampleEvidence } from '../../src/library/sample.js'
import type { EncoderModel } from '../../src/understanding/models/encoder.js'
import { encoderModel } from '../../src/understanding/models/files.js'

/** A model that notes when its rows are read. */
function watched(): { model: EncoderModel; reads: () => number } {
  let reads = 0
  const model = { ...encoderModel() }
  const { rows } = model
  Object.defineProperty(model, 'rows', {
    get() {
      reads++
      return rows
    },
  })
  return { model, reads: () => reads }
}

it('is given to the audits of its target, and to no others', () => {
  const [sample] = sampleEvidence('zh-CN') as [Evidence]
  const own = watched()
  const other = watched()
  const encoders = new Map([
    [sample.target.id, own.model],
    ['other', other.model],
  ])
  // Of an answer that shares neither topic nor words with the question, only the models know.
  const events = sample.events.map((event) =>
    event.kind === 'text' && event.actor === 'bot'
      ? { ...event, text: '亲，这边核实好以后会马上处理好的。' }
      : event,
  )
  const evidence = evidenceOf(sample, events, encoders)
  const turns = evidence.reading.turns.filter(({ turn }) => turn > 0)
  expect(relevant.evaluate(evidence, { options: true, turns })).toHaveLength(1)
  expect(own.reads()).toBeGreaterThan(0)
  expect(other.reads()).toBe(0)
  expect(evidenceOf(sample, sample.events)).not.toHaveProperty('encoder')
})
