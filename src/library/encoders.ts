/** The encoders that were taught the words of a merchant, by target. */
import type { Loaded } from '../documents/load.js'
import { DocumentError, type Problem } from '../documents/problem.js'
import type { Plan } from '../documents/types/plan.js'
import type { RunDirectory } from '../run/directory.js'
import type { EncoderModel } from '../understanding/models/encoder.js'
import { encoderFrom } from '../understanding/models/weights.js'

export type Encoders = ReadonlyMap<string, EncoderModel>

/** What is wrong with weights that targets name. */
export function weightsProblems({ weights }: Pick<Loaded, 'weights'>): Problem[] {
  return Object.values(weights).flatMap(({ bytes, problem }) => {
    try {
      encoderFrom(bytes, 'the file')
      return []
    } catch {
      return [problem('the file is damaged, or of another version of ombud')]
    }
  })
}

/** The encoders of loaded targets. @throws DocumentError at the place that names weights which cannot be used */
export function encodersOf(loaded: Pick<Loaded, 'weights'>): Encoders {
  const problems = weightsProblems(loaded)
  if (problems.length > 0) throw new DocumentError(problems)
  return new Map(Object.entries(loaded.weights).map(([id, { bytes }]) => [id, encoderFrom(bytes, id)]))
}

/** The encoders that a run was planned with. @throws InputError where a copy is missing or was changed */
export function encodersIn(directory: RunDirectory, { weights = {} }: Plan): Encoders {
  return new Map(
    Object.entries(weights).map(([id, hash]) => [
      id,
      encoderFrom(directory.weights(hash), directory.file(`models/${hash}.weights`)),
    ]),
  )
}
