/** The models that come with ombud, read when first asked for. They are constants: no other file is ever read here. */
import { readFileSync } from 'node:fs'
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

/** What a bot message does. */
export const actsModel: () => LinearModel = once('acts.bin', linearFrom)
/** Whether a consumer asks for a person. */
export const requestsModel: () => LinearModel = once('requests.bin', linearFrom)
/** Questions and answers of customer service. */
export const encoderModel: () => EncoderModel = once('encoder.bin', encoderFrom)
