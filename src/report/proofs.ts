/** Where in the conversations of a target something is shown: the trial, its lines, and the first words. */
import type { Bilingual, Lang } from '../documents/ready.js'
import type { Trial } from '../documents/types/result.js'
import { anchor, href, lineAnchor } from './chat.js'
import { type TrialRef, trialRef } from './findings.js'
import { both, type Strings } from './strings.js'
import { cut, oneLine } from './text.js'

const LONGEST = { id: 300, quote: 120 }
const MOST = { lines: 8, quotes: 2 }

export interface PlaceView {
  trial: TrialRef
  lang: Lang
  /** Lines of the chat that are part of the report; `href` leads to the line. */
  lines: { line: number; href: string }[]
  /** What was said there. */
  quotes: { who: Bilingual; text: string }[]
}

/** @param told ids of the conversations told in full; a trial that the result lacks is named without a link */
export function place(
  trials: ReadonlyMap<string, Trial>,
  id: string,
  lines: readonly number[],
  told: ReadonlySet<string>,
): PlaceView {
  const trial = trials.get(id)
  const name = oneLine(cut(id, LONGEST.id))
  if (trial === undefined)
    return {
      trial: { id: name, label: { 'zh-CN': name, en: name }, href: '' },
      lang: 'zh-CN',
      lines: [],
      quotes: [],
    }
  const proof = new Set(lines)
  const said = trial.chat.filter((line) => proof.has(line.seq)).slice(0, MOST.lines)
  return {
    trial: trialRef(trial),
    lang: trial.lang,
    lines: said.map(({ seq }) => ({
      line: seq,
      href: href(told.has(id) ? lineAnchor(id, seq) : anchor(id)),
    })),
    quotes: said.slice(0, MOST.quotes).map((line) => ({
      who: both((s) => speaker(s, line.actor)),
      text: oneLine(cut(line.text, LONGEST.quote)),
    })),
  }
}

function speaker(s: Strings, actor: string): string {
  return Object.hasOwn(s.actors, actor) ? s.actors[actor as keyof Strings['actors']] : s.actors.unknown
}
