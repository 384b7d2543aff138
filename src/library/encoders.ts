/** The encoders that were taught the words of a merchant, by target. */

import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { Loaded } from '../documents/load.js'
import { DocumentError, type Problem } from '../documents/problem.js'
import type { Plan } from '../documents/types/plan.js'
import type { RunDirectory } from '../run/directory.js'
import type { EncoderModel } from '../understanding/models/encoder.js'
import { encoderModel } from '../understanding/models/files.js'
import { encoderFrom } from '../understanding/models/weights.js'

export type Encoders = ReadonlyMap<string, EncoderModel>

/** What weights say of their making: how many entries were taught to which encoder. */
export function madeFrom(entries: number): string {
  return `${entries} entries on ${nameOf(encoderModel())}`
}

/** What is wrong with weights that targets name. */
export function weightsProblems({ weights }: Pick<Loaded, 'weights'>): Problem[] {
  return Object.values(weights).flatMap(({ bytes, problem }) => {
    const found = encoderIn(bytes)
    return typeof found === 'string' ? [problem(`the file ${found}`)] : []
  })
}

/** The encoders of loaded targets. @throws DocumentError at the place that names weights which cannot be used */
export function encodersOf(loaded: Pick<Loaded, 'weights'>): Encoders {
  const problems = weightsProblems(loaded)
  if (problems.length > 0) throw new DocumentError(problems)
  return new Map(Object.entries(loaded.weights).map(([id, { bytes }]) => [id, encoderFrom(bytes, id)]))
}

/** The encoders that a run was planned with. @throws InputError where a copy cannot be used, or was changed */
export function encodersIn(directory: RunDirectory, plan: Plan): Encoders {
  return encodersFrom(plan, (hash) => directory.weights(hash), `${directory.path}/models/`)
}

/**
 * The encoders that a plan names.
 * @param read the bytes of weights by their hash
 * @param where they lie, for messages
 * @throws InputError where some cannot be used
 */
export function encodersFrom(
  { weights = {} }: Plan,
  read: (hash: string) => Uint8Array,
  where: string,
): Encoders {
  return new Map(
    Object.entries(weights).map(([id, hash]) => {
      const found = encoderIn(read(hash))
      if (typeof found === 'string')
        throw new InputError(
          `${where}${hash}.weights ${found}`,
          'read the run with the version of ombud that held it, or hold it again',
        )
      return [id, found]
    }),
  )
}

/** The encoder in weights, or what is wrong with them. */
function encoderIn(bytes: Uint8Array): EncoderModel | string {
  try {
    const model = encoderFrom(bytes, 'the file')
    const { from } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(10)))) as {
      from?: string
    }
    return from?.endsWith(` on ${nameOf(encoderModel())}`) ? model : 'was made by another version of ombud'
  } catch (error) {
    if (error instanceof InputError || error instanceof SyntaxError) return 'is damaged'
    throw error
  }
}

/** Short name of an encoder: weights that were taught on another one go with other readings. */
function nameOf({ sides }: EncoderModel): string {
  return sha256(new Uint8Array(sides.buffer, sides.byteOffset, sides.byteLength)).slice(0, 16)
}
