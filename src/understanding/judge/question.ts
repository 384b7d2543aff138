/** What is put to a judge: one criterion that holds or does not, and the lines of the transcript it is about. */
import { canonicalJson, sha256 } from '../../documents/canonical.js'
import type { Lang } from '../../documents/ready.js'
import type { Judgement } from '../../documents/types/judgement.js'
import type { ReadMessage, TurnReading } from '../types.js'
import { cleaned } from './clean.js'

export type Criterion = Judgement['criterion']

/** One message of the excerpt; `line` is that of the transcript. */
export interface Part {
  role: 'consumer' | 'bot' | 'human' | 'system' | 'unknown' | 'choices'
  text: string
  line: number
}

export interface JudgeQuestion {
  criterion: Criterion
  lang: Lang
  /** The criterion in words where a scenario wrote it; else empty. */
  rubric: string
  parts: readonly Part[]
}

/** How far a judge is known to agree with people: nothing is known until somebody has calibrated it. */
export type Tier = 'uncalibrated' | 'human-level' | 'above human-human'

/** Characters of a whole excerpt, of which the last are kept. */
const LONGEST = 24_000
const LONGEST_RUBRIC = 2_000

/** The question as it is sent: without what cannot be seen, and within bounds. Lines stay those of the transcript. */
export function readied({ criterion, lang, rubric, parts }: JudgeQuestion): JudgeQuestion {
  const clean = parts.map((part) => ({ ...part, text: cleaned(part.text) })).filter(({ text }) => text !== '')
  let room = LONGEST
  const first = clean.findLastIndex(({ text }) => {
    room -= text.length
    return room < 0
  })
  return { criterion, lang, rubric: cleaned(rubric).slice(0, LONGEST_RUBRIC), parts: clean.slice(first + 1) }
}

/** SHA-256 of what a readied question asks: the same words anywhere in a run are the same question. */
export function keyOf({ criterion, lang, rubric, parts }: JudgeQuestion): string {
  return sha256(
    canonicalJson({ criterion, lang, rubric, parts: parts.map(({ role, text }) => ({ role, text })) }),
  )
}

/** Everything that was said in these turns, in order, with the choices that were offered. */
export function partsOf(turns: readonly TurnReading[]): Part[] {
  return turns.flatMap((turn) => {
    const offered = new Map<number, string[]>()
    for (const { label, line } of turn.choices) offered.set(line, [...(offered.get(line) ?? []), label])
    return [
      ...turn.consumer.map((message) => partOf({ ...message, actor: 'consumer' })),
      ...turn.messages.map(partOf),
      ...[...offered].map(([line, labels]): Part => ({ role: 'choices', text: labels.join(' | '), line })),
    ].sort((a, b) => a.line - b.line)
  })
}

function partOf({ actor, text, line }: Pick<ReadMessage, 'actor' | 'text' | 'line'>): Part {
  return { role: actor, text, line }
}
