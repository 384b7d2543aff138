/** How near an answer is to a question. */
import { cosine, type EncoderModel, embed } from '../../src/understanding/models/encoder.js'
import { ngrams } from '../../src/understanding/models/ngrams.js'

/** -1..1 */
export function nearness(model: EncoderModel, question: string, answer: string): number {
  return cosine(embed(model, ngrams(question), 'question'), embed(model, ngrams(answer), 'answer'))
}
