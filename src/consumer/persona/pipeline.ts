/** What a persona does to the words on their way: operators, one after the other, that leave facts alone. */
import { own } from '../../documents/facts.js'
import type { Stream } from '../../documents/random.js'
import type { ResolvedTrial } from '../../documents/ready.js'
import { wordings } from '../../documents/resolve.js'
import type { Operator } from '../../documents/types/persona.js'
import { factsIn } from '../../understanding/facts/facts.js'
import type { Move } from '../consumer.js'
import { edited, type Options } from './operator.js'
import { isFree, protectedSpans } from './protected.js'
import { OPERATORS } from './registry.js'

type Sent = Pick<Move & { do: 'say' }, 'sent' | 'pauses' | 'operators'>

/** How long somebody takes between two messages of one turn, milliseconds. */
const PAUSE = { least: 600, most: 2_500 }
/** How often an operator may try to leave the values as they are. */
const TRIES = 3
const FRAGMENTS: Operator = { use: 'split' }

/**
 * The messages that are sent for these words, and what was done to them; nothing where the persona leaves them as
 * they are.
 * @param draw the stream of one operator; a second one of the same name has `:2` behind it
 */
export function asSent(text: string, trial: ResolvedTrial, draw: (use: string) => Stream): Sent {
  let sent = [text]
  const done: { use: string; edits: number }[] = []
  const times = new Map<string, number>()
  for (const setting of operatorsOf(trial)) {
    const nth = (times.get(setting.use) ?? 0) + 1
    times.set(setting.use, nth)
    const options = optionsOf(setting, trial)
    if (!options) continue
    const stream = draw(nth === 1 ? setting.use : `${setting.use}:${nth}`)
    const results = sent.map((one) => operate(one, setting.use, trial, stream, options))
    const edits = results.reduce((sum, one) => sum + one.edits, 0)
    if (edits === 0) continue
    sent = results.flatMap((one) => one.texts)
    done.push({ use: setting.use, edits })
  }
  if (done.length === 0) return {}
  if (sent.length === 1) return { sent, operators: done }
  const stream = draw('pauses')
  const pauses = sent.slice(1).map(() => PAUSE.least + stream.int(PAUSE.most - PAUSE.least + 1))
  return { sent, pauses, operators: done }
}

/** Who tells one thing at a time also sends it so. */
function operatorsOf({ persona: { axes } }: ResolvedTrial): readonly Operator[] {
  const operators = axes?.operators ?? []
  const fragments = axes?.disclosure === 'fragments' && !operators.some(({ use }) => use === 'split')
  return fragments ? [...operators, FRAGMENTS] : operators
}

/** Undefined where the operator has nothing to do in this language. */
function optionsOf({ use, ...setting }: Operator, trial: ResolvedTrial): Options | undefined {
  const { languages, rate, bank } = OPERATORS[use]
  const { lang } = trial.scenario
  if (!languages.includes(lang)) return undefined
  const known = bank !== undefined && own(trial.wording, bank) !== undefined
  return {
    ...setting,
    lang,
    rate: setting.rate ?? rate,
    words: known ? wordings(trial, { bank }).candidates : [],
  }
}

/**
 * One message after one operator. Unless facts may suffer, nothing protected is touched, and the same values are
 * read in it as before: where the draws would add or change one, others are drawn, and at last it stays as it was.
 * @throws RangeError for an operator that breaks its word
 */
function operate(text: string, use: Operator['use'], trial: ResolvedTrial, stream: Stream, options: Options) {
  const operator = OPERATORS[use]
  const corrupt = options.facts === 'corrupt'
  const spans = corrupt ? [] : protectedSpans(text, trial.facts)
  if ('cuts' in operator) {
    const cuts = operator.cuts(text, spans, stream, options)
    return { texts: cutAt(text, cuts), edits: cuts.length }
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const edits = operator.edits(text, spans, stream, options)
    if (edits.length === 0) break
    const bad = edits.find((edit) => !isFree(edit, spans))
    if (bad) throw new RangeError(`${use} would alter "${text.slice(bad.from, bad.to)}", which is protected`)
    const after = edited(text, edits)
    if (after !== text && after.trim() !== '' && (corrupt || valuesOf(after) === valuesOf(text)))
      return { texts: [after], edits: edits.length }
  }
  return { texts: [text], edits: 0 }
}

function cutAt(text: string, cuts: readonly number[]): string[] {
  return [0, ...cuts].map((from, i) => text.slice(from, cuts[i]).trim())
}

function valuesOf(text: string): string {
  return JSON.stringify(factsIn(text).map(({ kind, value, unit }) => [kind, value, unit]))
}
