/** The scripted consumer: carries out the steps of a scenario, with its guards and handlers. */
import { milliseconds } from '../documents/duration.js'
import type { ReadyStep, ResolvedTrial } from '../documents/ready.js'
import type { Handler, Say, Upload } from '../documents/types/scenario.js'
import { converseFor } from './agenda/agenda.js'
import { basisOf, holds } from './conditions.js'
import type { Consumer, Move } from './consumer.js'
import { Moves, type Turn } from './moves.js'

const DEFAULT_HANDLER_TIMES = 3

/** How a `converse` step is carried out. */
export type Converse = typeof converseFor

/**
 * Plays `trial` step by step. The same trial, seed and sequence of views give the same decisions; elapsed
 * time never feeds a choice.
 */
export function script(trial: ResolvedTrial, seed: string, converse: Converse = converseFor): Consumer {
  return new ScriptConsumer(trial, seed, converse).play()
}

class ScriptConsumer {
  readonly #trial: ResolvedTrial
  readonly #moves: Moves
  readonly #converse: Converse
  /** What was said in a step, for `repeat`. */
  readonly #said = new Map<
    string,
    { decision: Move & { do: 'say' }; candidates: string[]; used: Set<string> }
  >()
  readonly #fired = new Map<Handler, number>()

  constructor(trial: ResolvedTrial, seed: string, converse: Converse) {
    this.#trial = trial
    this.#moves = new Moves(trial, seed)
    this.#converse = converse
  }

  *play(): Consumer {
    const moves = this.#moves
    moves.view = yield this.#skip('~open', 'open', 'the chat is open')
    for (const step of this.#trial.scenario.steps) {
      const ending = (yield* this.#react()) ?? (yield* this.#step(step))
      if (ending !== undefined) return yield* moves.part(ending)
    }
    return yield* moves.part((yield* this.#react()) ?? 'script-end')
  }

  *#step(step: ReadyStep): Turn {
    const moves = this.#moves
    const guarded = this.#guard(step)
    if (guarded) return yield* moves.act(guarded)
    if (step.say !== undefined) return yield* this.#sayStep(step, step.say)
    if (step.choose !== undefined) return yield* moves.choose(step.id, step.choose)
    if (step.repeat) return yield* this.#repeat(step.id, step.repeat)
    if (step['ask-human'] !== undefined) return yield* this.#askHuman(step)
    if (step.tell !== undefined) return yield* moves.tell(step.id, step.tell)
    if (typeof step.upload === 'object') return yield* moves.act(attach(step.id, step.upload))
    if (step.converse) return yield* this.#converse(moves, step, step.converse)
    if (step.wait !== undefined && step.until === 'human')
      return yield* moves.awaitHuman(step.id, 0, milliseconds(step.wait))
    if (step.wait !== undefined)
      return yield* moves.act({
        do: 'listen',
        step: step.id,
        occurrence: 0,
        verb: 'wait',
        ms: milliseconds(step.wait),
        until: 'time',
      })
    return undefined
  }

  #guard(step: ReadyStep): Move | undefined {
    const { when, unless } = step
    if (when === undefined && unless === undefined) return undefined
    const { view, asked } = this.#moves
    const go =
      (when === undefined || holds(when, view, asked)) &&
      (unless === undefined || !holds(unless, view, asked))
    if (go) return undefined
    const rule = when === undefined ? 'unless' : 'when'
    return { ...this.#skip(step.id, 'guard', `${rule} did not let it`), rule, basis: basisOf(view) }
  }

  /** At most one handler a turn. */
  *#react(): Turn {
    const moves = this.#moves
    for (const [i, handler] of (this.#trial.scenario.always ?? []).entries()) {
      const fired = this.#fired.get(handler) ?? 0
      if (fired >= (handler.times ?? DEFAULT_HANDLER_TIMES)) continue
      if (!holds(handler.when, moves.view, moves.asked)) continue
      this.#fired.set(handler, fired + 1)
      const step = `always-${i + 1}`
      const why = { rule: step, basis: basisOf(moves.view), occurrence: fired }
      if (handler.tell !== undefined) return yield* moves.tell(step, handler.tell, why)
      if (handler.choose !== undefined) return yield* moves.choose(step, handler.choose, why)
      if (handler.say !== undefined) {
        const { text, name } = moves.speaker.draw(step, fired, handler.say)
        return yield* moves.act({ ...this.#say(step, fired, 'say', text, name), ...why })
      }
    }
    return undefined
  }

  *#sayStep(step: ReadyStep, say: Say): Turn {
    const { text, name, candidates } = this.#moves.speaker.draw(step.id, 0, say)
    const decision = this.#say(step.id, 0, 'say', text, name)
    this.#said.set(step.id, { decision, candidates, used: new Set([text]) })
    return yield* this.#moves.act(decision)
  }

  *#repeat(id: string, repeat: NonNullable<ReadyStep['repeat']>): Turn {
    const moves = this.#moves
    const before = this.#said.get(repeat.step)
    if (!before) return yield* moves.act(this.#skip(id, 'repeat', `step ${repeat.step} said nothing`))
    for (let occurrence = 0; occurrence < (repeat.times ?? 1); occurrence++) {
      if (repeat.words === 'other') {
        const { candidates, used } = before
        const text = moves.speaker.another(id, occurrence, candidates, used)
        used.add(text)
        const ending = yield* moves.act(this.#say(id, occurrence, 'repeat', text))
        if (ending) return ending
        continue
      }
      // The same words to the letter, slips of the persona included.
      const { wording: _, ...decision } = before.decision
      const ending = yield* moves.act({ ...decision, step: id, occurrence, verb: 'repeat' })
      if (ending) return ending
    }
    return undefined
  }

  *#askHuman(step: ReadyStep): Turn {
    const option = step['ask-human']
    const {
      by = 'phrase',
      attempts = 1,
      mood = 'polite',
      say,
    } = typeof option === 'object' ? option : { by: option }
    const arm = this.#trial.trial.arm.by
    const ways = ([by].flat() as string[]).flatMap((w) => (w === 'arm' ? [arm ?? 'phrase'] : [w]))
    const moods = [mood].flat()
    for (let attempt = 0; attempt < attempts; attempt++) {
      const mood = moods[attempt] ?? moods.at(-1) ?? 'polite'
      const ending = yield* this.#moves.request(step.id, attempt, ways, mood, say)
      if (ending) return ending
    }
    return undefined
  }

  #say(step: string, occurrence: number, verb: string, text: string, wording?: string) {
    const words = { step, occurrence, verb, text }
    return this.#moves.speaker.say(wording === undefined ? words : { ...words, wording })
  }

  #skip(step: string, verb: string, reason: string): Move & { do: 'skip' } {
    return { do: 'skip', step, occurrence: 0, verb, reason }
  }
}

/** The file that a step attaches, as bytes. */
function attach(step: string, { name, type, data }: Exclude<Upload, string>): Move {
  const file = { name, type, bytes: new Uint8Array(Buffer.from(data, 'base64')) }
  return { do: 'upload', step, occurrence: 0, verb: 'upload', file }
}
