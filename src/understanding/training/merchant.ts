/** Teaches the encoder the questions and answers of one merchant: each entry becomes a topic among the shipped ones. */
import { type EncoderModel, embed, type Side, topicCosines, topicsNear } from '../models/encoder.js'
import { ngrams } from '../models/ngrams.js'
import type { Topic } from './text.js'
import { ENCODER, trainEncoder } from './train-encoder.js'

const SEED = 'merchant'
/** Times that every topic is seen: the base knows the language, and only the merchant's needs are new. */
const EPOCHS = 24
/** Slower than in the training from scratch, so that what was learnt there stays. */
const RATE = 0.05
/** Characters from which a sentence says something by itself. */
const SENTENCE = { zh: 6, en: 18 }
/** How likely, by questions and answers together, a shipped topic has to be the need of an entry. */
const SAME_NEED = 0.2

/** An entry of a FAQ in one language as a topic: every sentence of an answer that says enough answers too. */
function topicOf({ id, lang, questions, answers }: Topic): Topic {
  const parts = answers.flatMap((answer) => {
    const sentences = (answer.match(/[^。！？!?\n]+[。！？!?]?|\n/g) ?? []).map((one) => one.trim())
    const telling = sentences.filter((one) => one.length >= SENTENCE[lang])
    return telling.length < 2 ? [] : telling
  })
  return { id, lang, questions, answers: [...new Set([...answers, ...parts])] }
}

/**
 * The encoder after some more training, in which the merchant's topics are told apart from each other and from the
 * shipped ones. A shipped topic that is the need of an entry gives way to it.
 * @param own topics of the merchant, at least one
 */
export function trainMerchant(
  base: EncoderModel,
  shipped: readonly Topic[],
  own: readonly Topic[],
): EncoderModel {
  const topics = own.map(topicOf)
  const taken = new Set(topics.flatMap((topic) => sameNeed(base, topic) ?? []))
  const others = shipped.filter(({ id, lang }) => !taken.has(`${id} ${lang}`))
  return trainEncoder([...others, ...topics], {
    ...ENCODER,
    epochs: EPOCHS,
    rate: RATE,
    seed: SEED,
    from: base,
  })
}

/** The shipped topic that an entry is about: by its questions, and by its answers. */
function sameNeed(base: EncoderModel, { questions, answers }: Topic): string | undefined {
  const asked = sharesOf(base, questions, 'question')
  const answered = sharesOf(base, answers, 'answer')
  const both = asked.map((share, i) => share * (answered[i] ?? 0))
  const best = both.indexOf(Math.max(...both))
  return (both[best] ?? 0) >= SAME_NEED ? base.topics[best] : undefined
}

/** How likely the texts are about each topic, on the average. */
function sharesOf(base: EncoderModel, texts: readonly string[], side: Side): number[] {
  const sums = base.topics.map(() => 0)
  for (const text of texts)
    for (const [i, share] of topicsNear(topicCosines(base, embed(base, ngrams(text), side), side)).entries())
      sums[i] = (sums[i] ?? 0) + share / texts.length
  return sums
}
