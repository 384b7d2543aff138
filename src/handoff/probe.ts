/**
 * What a question asked twice says about who answered (--probe-human): a person seldom uses the same words twice and
 * takes uneven time. It supports, and proves nothing: people send ready-made texts, and programs can vary and wait.
 */
import { bare } from '../understanding/text/normalise.js'
import type { Reading, ReadMessage } from '../understanding/types.js'

/** Words that a person repeats, too: "ok", "one moment". */
const SHORT = 8
/** Nobody reads a case and types an answer sooner, milliseconds. */
const TYPED = 3000
/** Programs take about the same time each time, milliseconds. */
const UNEVEN = 1500

export interface Probe {
  supports: 'person' | 'machine' | 'neither'
  /** The two answers are the same words. */
  sameWords: boolean
  /** From each question to the first words of its answer, milliseconds. */
  replies: readonly [number, number]
  /** Difference of the two, milliseconds. */
  spread: number
  /** Lines of the two answers. */
  lines: readonly [number, number]
}

/** Undefined where nobody was asked twice, or one of the two got no answer. */
export function probeOf({ turns }: Pick<Reading, 'turns'>): Probe | undefined {
  const first = answerTo('~summary', turns)
  const second = answerTo('~probe', turns)
  if (first === undefined || second === undefined) return undefined
  const said = bare(first.text)
  const sameWords = said.length >= SHORT && said === bare(second.text)
  const spread = Math.abs(first.after - second.after)
  const takesTime = Math.max(first.after, second.after) >= TYPED && spread >= UNEVEN
  const other = takesTime && said !== bare(second.text) ? 'person' : 'neither'
  return {
    supports: sameWords ? 'machine' : other,
    sameWords,
    replies: [first.after, second.after],
    spread,
    lines: [first.line, second.line],
  }
}

/** What was said to the words of a step, in its turn or while it was waited for. */
function answerTo(
  step: string,
  turns: Reading['turns'],
): { text: string; after: number; line: number } | undefined {
  const those = turns.filter((turn) => turn.step === step)
  const asked = those[0]?.consumer.at(-1)
  const answers = those.flatMap((turn) => turn.messages).filter((one) => isAnswer(one) && !one.late)
  const [begun] = answers
  if (asked === undefined || begun === undefined) return undefined
  const text = answers.map((one) => one.text).join('\n')
  return { text, after: Math.max(0, begun.at - asked.at), line: begun.line }
}

const isAnswer = ({ actor }: ReadMessage) => actor !== 'system' && actor !== 'consumer'
