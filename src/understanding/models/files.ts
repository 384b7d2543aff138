/** The models that come with ombud, read when first asked for. They are constants: no other file is ever read here. */
import { readFileSync } from 'node:fs'
import type { ActWeights } from '../acts/classifier.js'
import type { RelevanceModel } from '../answers/likeness.js'
import type { EncoderModel } from './encoder.js'
import type { LinearModel } from './linear.js'
import { encoderFrom, linearFrom } from './weights.js'

// The same path from src and from dist: the weights are not compiled.
const FOLDER = new URL('../../../src/understanding/models/', import.meta.url)

function once<T>(file: string, from: (bytes: Uint8Array, name: string) => T): () => T {
  let model: T | undefined
  return () => {
    model ??= from(readFileSync(new URL(file, FOLDER)), file)
    return model
  }
}

const jsonFrom = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T

/** What a bot message does. */
export const actsModel: () => LinearModel = once('acts.bin', linearFrom)
/** What it is worth beside the rules. */
export const actWeights: () => ActWeights = once<ActWeights>('acts.json', jsonFrom)
/** Whether a consumer asks for a person. */
export const requestsModel: () => LinearModel = once('requests.bin', linearFrom)
/** Questions and answers of customer service. */
export const encoderModel: () => EncoderModel = once('encoder.bin', encoderFrom)
/** What likenesses of a question and an answer are worth, by language. */
export const relevanceModels: () => Record<'zh' | 'en', RelevanceModel> = once<
  Record<'zh' | 'en', RelevanceModel>
>('relevance.json', jsonFrom)
