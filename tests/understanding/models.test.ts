/** The models: what they see of a text, their bytes, and that the same text gives the same weights. */
import { describe, expect, it } from 'vitest'
import { cosine, embed, familiarity } from '../../src/understanding/models/encoder.js'
import { encoderModel, relevanceModels, requestsModel } from '../../src/understanding/models/files.js'
import { probability } from '../../src/understanding/models/linear.js'
import { ngrams, terms } from '../../src/understanding/models/ngrams.js'
import { encoderFrom, encoderToBytes, linearFrom } from '../../src/understanding/models/weights.js'
import { contrasts, topics } from '../../src/understanding/training/text.js'
import { ENCODER, trainEncoder } from '../../src/understanding/training/train-encoder.js'
import { labelledTopics } from './labelled.js'

const near = (question: string, answer: string) =>
  cosine(embed(encoderModel(), ngrams(question), 'question'), embed(encoderModel(), ngrams(answer), 'answer'))

describe('n-grams', () => {
  it('are the same for full width, traditional characters, case and other numbers', () => {
    expect(ngrams('退款３天到账')).toEqual(ngrams('退款5天到账'))
    expect(ngrams('運費多少')).toEqual(ngrams('运费多少'))
    expect(ngrams('REFUND in 3 days')).toEqual(ngrams('refund in 10 days'))
  })

  it('are none for what has no words, and bounded for what has too many', () => {
    expect(ngrams('😀 …')).toHaveLength(0)
    expect(ngrams('退款到账'.repeat(300_000)).length).toBeLessThan(10_000)
  })
})

describe('the shipped encoder', () => {
  it.each([
    ['快递怎么还没到', '您的包裹正在派送，预计今天送达', '保修期为一年，人为损坏除外'],
    ['卡丢了怎么办', '请马上挂失，损失由我们冻结', '积分一年内有效'],
    [
      'my parcel never came',
      'The courier shows it out for delivery today',
      'The interest rate is 4.1 percent',
    ],
    [
      'I lost my card',
      'Block it in the app at once and we post a new one',
      'Check-in opens a day before departure',
    ],
  ])('finds “%s” nearer to “%s” than to “%s”', (question, right, wrong) => {
    expect(near(question, right)).toBeGreaterThan(near(question, wrong))
  })

  it('knows words of its text and not those of other matters', () => {
    const model = encoderModel()
    expect(familiarity(model, terms('退款一般几天到账'))).toBeGreaterThan(0.8)
    expect(familiarity(model, terms('黑洞蒸发与霍金辐射的熵'))).toBeLessThan(0.5)
  })

  it('goes through its bytes unharmed', () => {
    const model = encoderModel()
    expect(encoderFrom(encoderToBytes(model), 'copy')).toEqual(model)
  })
})

describe('weights of others', () => {
  const bytes = encoderToBytes(encoderModel())
  it.each([
    ['nothing', new Uint8Array(0)],
    ['another file', new TextEncoder().encode('<html>\n'.repeat(100))],
    ['a file that is cut', bytes.slice(0, bytes.length / 2)],
    ['a header that promises too much', new TextEncoder().encode('{"ombud":"encoder-1","buckets":1e12}\n')],
    ['a model of another kind', new TextEncoder().encode('{"ombud":"linear-1","labels":[],"buckets":1}\n')],
  ])('are refused: %s', (_, wrong) => {
    expect(() => encoderFrom(wrong, 'acme.weights')).toThrow(/acme\.weights/)
    expect(() => linearFrom(wrong, 'acme.weights')).toThrow(/acme\.weights/)
  })
})

describe('training', () => {
  it('gives the same bytes from the same text, and other bytes from another seed', () => {
    const some = topics().slice(0, 8)
    const ids = new Set(some.map(({ id }) => id))
    const own = contrasts().filter(({ topic, lang }) => ids.has(topic) && lang === some[0]?.lang)
    const small = { ...ENCODER, buckets: 1 << 10, dimensions: 16, epochs: 3, contrasts: own }
    const made = (seed: string) => Buffer.from(encoderToBytes(trainEncoder(some, { ...small, seed })))
    expect(made('a').equals(made('a'))).toBe(true)
    expect(made('a').equals(made('b'))).toBe(false)
  })

  it('has text about every seen topic of the labelled set, and about none of the unseen ones', () => {
    const { seen, unseen } = labelledTopics()
    for (const lang of ['zh', 'en'] as const) {
      const ids = new Set(
        topics()
          .filter((topic) => topic.lang === lang)
          .map(({ id }) => id),
      )
      expect(seen.filter((id) => !ids.has(id))).toEqual([])
      expect(unseen.filter((id) => ids.has(id))).toEqual([])
    }
    const contrasted = new Set(contrasts().map(({ topic }) => topic))
    expect(unseen.filter((id) => contrasted.has(id))).toEqual([])
  })
})

it('asking for a person is told from asking about one', () => {
  expect(probability(requestsModel(), ngrams('帮我转人工'))).toBeGreaterThan(0.5)
  expect(probability(requestsModel(), ngrams('什么时候发货'))).toBeLessThan(0.5)
})

it('shared words never speak against an answer', () => {
  for (const { likenesses, weights } of Object.values(relevanceModels()))
    for (const [i, name] of likenesses.entries())
      if (/^(?:similar|topical|words|grams|industry)/.test(name)) expect(weights[i]).toBeGreaterThanOrEqual(0)
})
