/** Paired probes as every renderer tells them: the index, and each pair with its three questions and replies. */
import type { Bilingual, Lang } from '../documents/ready.js'
import type { Pair, Target, Target1 } from '../documents/types/result.js'
import { anchor, href, lineAnchor } from './chat.js'
import { type Mark, mark } from './mark.js'
import { type Bar, barOf } from './scores.js'
import { both } from './strings.js'
import { cut, oneLine, plain, plainBoth } from './text.js'

/** Pairs that are shown; result.json has all of them. */
const SHOWN = 60
const LONGEST = { keyword: 60, question: 300, answer: 600, reason: 300 }
/** What tells most first. */
const ORDER: Pair['outcome'][] = ['keyword', 'uncertain', 'understood', 'unjudged']
const KINDS = {
  understood: 'pass',
  keyword: 'fail',
  uncertain: 'inconclusive',
  unjudged: 'unscored',
} as const satisfies Record<Pair['outcome'], Mark['kind']>

export interface UnderstandingView extends Bar {
  /** Why there is no score. */
  why: Bilingual | null
  /** The index with its interval, or why there is none. */
  sentence: Bilingual
  counts: Bilingual
  pairs: PairView[]
  further: number
}

interface PairView {
  outcome: Pair['outcome']
  mark: Mark
  keyword: string
  reason: Bilingual
  /** Words of an empty `answer` are those of a silence. */
  probes: { kind: Bilingual; question: string; answer: string; lang: Lang; line: number; href: string }[]
}

/** @param told ids of the conversations told in full; @returns null where no probes were planned */
export function understanding(
  target: Target1,
  score: Target,
  told: ReadonlySet<string>,
): UnderstandingView | null {
  const card = score.understanding
  if (card === undefined) return null
  const why = card.index === null ? both((s) => s.noIndex[card.why ?? 'not-held']) : null
  const [index, low, high] = [card.index ?? 0, ...(card.interval ?? [0, 100])].map(Math.round)
  const pairs = [...(target.pairs ?? [])].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
  return {
    ...barOf(card.index, card.interval),
    why,
    sentence: why ?? both((s) => s.understood(index ?? 0, low ?? 0, high ?? 100)),
    counts: both((s) => s.pairCounts(card)),
    pairs: pairs.slice(0, SHOWN).map((pair) => pairView(pair, told)),
    further: Math.max(0, pairs.length - SHOWN),
  }
}

function pairView(pair: Pair, told: ReadonlySet<string>): PairView {
  return {
    outcome: pair.outcome,
    mark: { ...mark(KINDS[pair.outcome]), word: both((s) => s.pairOutcomes[pair.outcome]) },
    keyword: oneLine(cut(pair.keyword, LONGEST.keyword)),
    reason: plainBoth(pair.reason, LONGEST.reason),
    probes: pair.probes.map(({ kind, trial, question, answer, lines }) => {
      const line = lines[0] ?? 0
      return {
        kind: both((s) => s.probes[kind]),
        question: plain(cut(question, LONGEST.question)),
        answer: plain(cut(answer, LONGEST.answer)),
        lang: pair.lang,
        line,
        href: href(line > 0 && told.has(trial) ? lineAnchor(trial, line) : anchor(trial)),
      }
    }),
  }
}
