/** The agenda consumer: holds a whole conversation for one need, without a language model. */
import type { ReadyStep } from '../../documents/ready.js'
import type { Moves, Turn } from '../moves.js'

/** Carries out a `converse` step. */
export function* converseFor(
  moves: Moves,
  step: ReadyStep,
  converse: NonNullable<ReadyStep['converse']>,
): Turn {
  const { text } = moves.speaker.draw(step.id, 0, converse.ask)
  return yield* moves.act(
    moves.speaker.say({ step: step.id, occurrence: 0, verb: 'converse', text, acts: ['ask'] }),
  )
}
