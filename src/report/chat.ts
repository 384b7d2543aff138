/** A conversation as readers see it: who said what, how long after the question, and which lines prove a finding. */
import type { Bilingual, Lang } from '../documents/ready.js'
import type { Line, Trial } from '../documents/types/result.js'
import { both, clock, duration, STRINGS } from './strings.js'
import { cut, cutLines, plain } from './text.js'

/** Longer messages are shortened on paper; the transcript keeps every character. */
const LONGEST = { text: 4000, lines: 60, choices: 24, label: 120 }
const CONTEXT = 2
/** Messages of the end of a conversation, where no message is the proof. */
const ENDING = 4

type Speaker = keyof typeof STRINGS.en.actors

export interface LineView {
  seq: number
  anchor: string
  href: string
  speaker: Speaker
  who: Bilingual
  name: string
  lang: Lang
  /** +1.2 s since the consumer's last message; without one 0:07 of the conversation. */
  time: string
  text: string
  /** Characters of the whole message where it is shortened, else 0. */
  shortened: number
  choices: { label: string; chosen: boolean }[]
  furtherChoices: number
  /** The consumer said it by a button. */
  byButton: boolean
  late: boolean
  edited: boolean
  ambiguous: boolean
  proof: boolean
}

/** A stretch of chat, or how many messages were left out between two stretches. */
export type ExcerptPart = { gap: 0; line: LineView } | { gap: number; line: null }

/** Anchor of a thing of the result: the id itself, without what an HTML id cannot hold. */
export function anchor(id: string): string {
  return cut(plain(id).replace(/\s/g, '_'), 300)
}

/** Link to an anchor. */
export function href(id: string): string {
  return `#${encodeURIComponent(id)}`
}

/** Anchor of one line of a trial's transcript. */
export function lineAnchor(trial: string, seq: number): string {
  return `${anchor(trial)}:L${seq}`
}

function speaker(actor: string): Speaker {
  return Object.hasOwn(STRINGS.en.actors, actor) ? (actor as Speaker) : 'unknown'
}

/** The choice taken of each line that offers some: written there, or on the consumer's line that took it. */
function choicesTaken(lines: readonly Line[]): Map<number, string> {
  const offered = new Map<string, number>()
  const taken = new Map<number, string>()
  for (const line of lines) {
    for (const label of line.choices ?? []) offered.set(label, line.seq)
    if (line.chosen === undefined) continue
    const seq = line.choices ? line.seq : offered.get(line.chosen)
    if (seq !== undefined) taken.set(seq, line.chosen)
  }
  return taken
}

function view(
  trial: Trial,
  line: Line,
  proof: boolean,
  taken: ReadonlyMap<number, string>,
  whole: boolean,
): LineView {
  const shown = cutLines(cut(line.text, LONGEST.text), LONGEST.lines)
  const id = lineAnchor(trial.id, line.seq)
  const who = speaker(line.actor)
  const choices = line.choices ?? []
  return {
    seq: line.seq,
    anchor: id,
    href: href(whole ? id : anchor(trial.id)),
    speaker: who,
    who: both((s) => s.actors[who]),
    name: cut(plain(line.name ?? ''), 40),
    lang: trial.lang,
    time: who === 'consumer' || line.since == null ? clock(line.at) : `+${duration(line.since)}`,
    text: plain(shown),
    shortened: shown === line.text ? 0 : line.text.length,
    choices: choices.slice(0, LONGEST.choices).map((label) => ({
      label: cut(plain(label), LONGEST.label),
      chosen: label === taken.get(line.seq),
    })),
    furtherChoices: Math.max(0, choices.length - LONGEST.choices),
    byButton: line.chosen !== undefined && line.choices === undefined,
    late: line.late === true,
    edited: line.edited === true,
    ambiguous: line.ambiguous === true,
    proof,
  }
}

/** The whole conversation; `proof` holds the lines to mark. */
export function chat(trial: Trial, proof: ReadonlySet<number>): LineView[] {
  const taken = choicesTaken(trial.chat)
  return trial.chat.map((line) => view(trial, line, proof.has(line.seq), taken, true))
}

/**
 * The proving lines with two lines around each, else the end of the chat; the gaps between them counted.
 * @param whole the report has the whole conversation too, so that a line can be linked to
 */
export function excerpt(trial: Trial, lines: readonly number[], whole: boolean): ExcerptPart[] {
  const proof = new Set(lines)
  const taken = choicesTaken(trial.chat)
  const shown = new Set<number>()
  trial.chat.forEach((line, at) => {
    if (!proof.has(line.seq)) return
    for (let near = at - CONTEXT; near <= at + CONTEXT; near++) shown.add(near)
  })
  if (shown.size === 0) for (let at = trial.chat.length - ENDING; at < trial.chat.length; at++) shown.add(at)
  const parts: ExcerptPart[] = []
  let gap = 0
  trial.chat.forEach((line, at) => {
    if (!shown.has(at)) {
      gap++
      return
    }
    if (gap > 0) parts.push({ gap, line: null })
    gap = 0
    parts.push({ gap: 0, line: view(trial, line, proof.has(line.seq), taken, whole) })
  })
  if (gap > 0 && parts.length > 0) parts.push({ gap, line: null })
  return parts
}
