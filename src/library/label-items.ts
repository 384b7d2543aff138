/** Labelled rows with the words that they are about: written in the row, or said in a turn of a run. */

import type { LabelRow } from '../documents/labels/labels.js'
import { DocumentError, type Problem } from '../documents/problem.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import { trialStates } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import { type Part, partsOf } from '../understanding/judge/question.js'
import type { EncoderModel } from '../understanding/models/encoder.js'
import { read } from '../understanding/reading.js'
import type { TurnReading } from '../understanding/types.js'
import { encodersIn } from './encoders.js'

/** A row, the same words as a judge sees them, and the encoder that reads them. */
export interface LabelItem extends LabelRow {
  parts: Part[]
  encoder?: EncoderModel
}

/** So many turns back a question can still refer to. */
const LOOK_BACK = 5

/** @throws DocumentError with every row that names a turn which is not there */
export function itemsOf(rows: readonly LabelRow[], run: string | undefined): LabelItem[] {
  const turns = run === undefined ? undefined : new Turns(run)
  const problems: Problem[] = []
  const items = rows.flatMap((row): LabelItem[] => {
    if (row.at === undefined) return [{ ...row, parts: partsIn(row) }]
    const found =
      turns === undefined ? 'names a turn of a run: name the run with --run' : turns.item(row, row.at)
    if (typeof found !== 'string') return [found]
    problems.push(row.problem(found))
    return []
  })
  if (problems.length > 0) throw new DocumentError(problems.slice(0, 20))
  return items
}

/** The words of a row as a conversation. */
function partsIn({ criterion, context, question, first, answer }: LabelRow): Part[] {
  const said = (role: 'consumer' | 'bot', ...texts: string[]) =>
    texts.filter((text) => text !== '').map((text) => ({ role, text }))
  const parts =
    criterion === 'same-answer'
      ? [
          ...said('consumer', question),
          ...said('bot', first),
          ...said('consumer', question),
          ...said('bot', answer),
        ]
      : [...said('consumer', ...context, question), ...said('bot', answer)]
  return parts.map((part, i) => ({ ...part, line: i + 1 }))
}

/** The turns of a run, read when a row first names their trial. */
class Turns {
  readonly #directory: RunDirectory
  readonly #trials: ReadonlyMap<
    string,
    { read(): TurnReading[]; lang: LabelRow['lang']; encoder?: EncoderModel }
  >

  /** @throws InputError where it is no run directory */
  constructor(path: string) {
    this.#directory = RunDirectory.open(path)
    const plan = this.#directory.plan()
    const encoders = encodersIn(this.#directory, plan)
    const states = trialStates(plan.trials, this.#directory.journal())
    this.#trials = new Map(
      plan.trials.flatMap((trial, i) => {
        const state = states[i]
        if (!state?.hasTranscript) return []
        const lang = (plan.documents.scenarios[trial.scenario]?.lang ?? 'zh-CN') as LabelRow['lang']
        const encoder = encoders.get(trial.target)
        let turns: TurnReading[] | undefined
        const once = () => {
          turns ??= this.#read(this.#directory.transcript(trial, state.attempt), lang)
          return turns
        }
        return [[trial.id, { read: once, lang, ...(encoder ? { encoder } : {}) }]]
      }),
    )
  }

  #read(events: readonly TranscriptEvent[], lang: LabelRow['lang']): TurnReading[] {
    return read(events, { lang }).turns
  }

  /** The item, or why there is none. */
  item(row: LabelRow, at: NonNullable<LabelRow['at']>): LabelItem | string {
    const trial = this.#trials.get(at.trial)
    if (!trial) return `the run has no conversation ${at.trial.slice(0, 120)}`
    const turns = trial.read()
    const index = turns.findIndex(({ turn }) => turn === at.turn)
    const turn = turns[index]
    if (!turn) return `${at.trial} has no turn ${at.turn}`
    const before = turns.slice(Math.max(0, index - LOOK_BACK), index)
    const asked = before.flatMap(({ consumer }) => consumer)
    const context = asked.map(({ text, line }): Part => ({ role: 'consumer', text, line }))
    const first: Part[] = row.first === '' ? [] : [{ role: 'bot', text: row.first, line: 0 }]
    return {
      ...row,
      lang: trial.lang,
      question: row.question || turn.consumer.map(({ text }) => text).join('\n'),
      context: asked.map(({ text }) => text),
      answer: row.answer || turn.answer,
      parts:
        row.criterion === 'judged'
          ? partsOf(turns.slice(0, index + 1))
          : [...context, ...first, ...partsOf([turn])],
      ...(trial.encoder ? { encoder: trial.encoder } : {}),
    }
  }
}
