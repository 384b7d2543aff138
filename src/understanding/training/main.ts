/** `npm run train`: makes the weights anew from the training text. The same text gives the same bytes. */
import { writeFileSync } from 'node:fs'
import { ACTS } from '../../documents/acts.js'
import { nothingToRead } from '../acts/nothing.js'
import { ngrams } from '../models/ngrams.js'
import { encoderToBytes, linearToBytes } from '../models/weights.js'
import { readable } from '../text/normalise.js'
import { actTexts, contrasts, requestTexts, topics } from './text.js'
import { trainActs } from './train-acts.js'
import { ENCODER, trainEncoder } from './train-encoder.js'
import { trainLinear } from './train-linear.js'
import { trainRelevance } from './train-relevance.js'

const FOLDER = new URL('../../../src/understanding/models/', import.meta.url)
const SEED = 'ombud'

function write(file: string, bytes: Uint8Array, from: string): void {
  writeFileSync(new URL(file, FOLDER), bytes)
  console.log(`${file}: ${(bytes.length / 1e6).toFixed(2)} MB from ${from}`)
}

const acts = actTexts().filter(({ text }) => !nothingToRead(readable(text)))
const labels = ACTS.filter((act) => acts.some((one) => one.labels.includes(act)))
const actsFrom = `${acts.length} bot messages`
const { model, weights } = trainActs(acts, labels, SEED)
write('acts.bin', linearToBytes(model, actsFrom), actsFrom)
write('acts.json', new TextEncoder().encode(`${JSON.stringify(weights, null, 1)}\n`), actsFrom)

const requests = requestTexts()
const requestsFrom = `${requests.length} consumer messages`
write(
  'requests.bin',
  linearToBytes(
    trainLinear(
      requests.map(({ text, labels: own }) => ({
        groups: [ngrams(text)],
        labels: own.includes('yes') ? [0] : [],
      })),
      { labels: ['asks-human'], buckets: 1 << 16, epochs: 16, seed: SEED },
    ),
    requestsFrom,
  ),
  requestsFrom,
)

const all = topics()
const right = contrasts()
const encoder = { ...ENCODER, seed: SEED }
const topicsFrom = `${all.length} topics, ${all.reduce((n, t) => n + t.questions.length + t.answers.length, 0)} texts, ${right.length} contrasts`
write(
  'encoder.bin',
  encoderToBytes(trainEncoder(all, { ...encoder, contrasts: right }), topicsFrom),
  topicsFrom,
)
const relevance = Object.fromEntries(
  (['zh', 'en'] as const).map((lang) => [
    lang,
    trainRelevance(
      all.filter((topic) => topic.lang === lang),
      right.filter((one) => one.lang === lang),
      encoder,
    ),
  ]),
)
write('relevance.json', new TextEncoder().encode(`${JSON.stringify(relevance, null, 1)}\n`), topicsFrom)
