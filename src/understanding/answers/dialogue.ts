/** How far a conversation without known truths got what the consumer came for: 0..1, from its goal and its turns. */
import { type Covered, coveredBy, type Exchange } from './goal.js'
import { type Said, type Signals, signalsOf } from './signals.js'

export type { Said } from './signals.js'

export interface Resolvedness {
  /** 0..1: how likely the need was met. */
  value: number
  /** What weighs most against it, else for it. */
  reason:
    | 'missing'
    | 'unsaid'
    | 'rejected'
    | 'repeated'
    | 'failed'
    | 'unanswered'
    | 'claimed'
    | 'covered'
    | 'told'
    | 'accepted'
    | 'plain'
  /** Things of the goal that were not told. */
  missing: string[]
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const clipped = (n: number, most: number) => Math.min(n, most)

/** Messages paired: what the consumer said, and all that the bot said before the consumer spoke again. */
function exchangesOf(dialogue: readonly Said[]): Exchange[] {
  const found: Exchange[] = []
  for (const { role, text } of dialogue) {
    const last = found.at(-1)
    if (role === 'consumer' && last !== undefined && last.told === '') last.asked += `\n${text}`
    else if (role === 'consumer') found.push({ asked: text, told: '' })
    else if (last === undefined) found.push({ asked: '', told: text })
    else last.told += last.told === '' ? text : `\n${text}`
  }
  return found
}

type Weighed = [Resolvedness['reason'], number]

/**
 * Weighs what a conversation shows. Where the goal is known, it decides: a thing that the consumer should learn and
 * was not told, conditions that never came up, something done although they never came up. A plain no with a person
 * as the way on settles it where conditions forbid what is wanted. What consumers say of
 * courtesy counts little then. Without a goal their words are what there is: they take what they are told, or turn it down,
 * insist, say their need again; the bot fails, apologises or leaves the last question unanswered. Weights are log-odds
 * set by hand.
 */
export function resolvedness(dialogue: readonly Said[], goal?: string): Resolvedness {
  const signals = signalsOf(dialogue)
  const covered = goal === undefined ? undefined : coveredBy(goal, exchangesOf(dialogue))
  const weighed = [
    ...(covered === undefined ? byWords(signals) : byGoal(covered, signals)),
    ...byEnding(signals),
  ]
  const odds = weighed.reduce((sum, [, weight]) => sum + weight, 0)
  const [heaviest] = [...weighed].sort((a, b) => (odds < 0 ? a[1] - b[1] : b[1] - a[1]))
  return {
    value: sigmoid(odds),
    reason: heaviest === undefined || heaviest[1] === 0 ? 'plain' : heaviest[0],
    missing: covered?.missing ?? [],
  }
}

function byGoal({ missing, unsaid }: Covered, { end }: Signals): Weighed[] {
  return [
    ['covered', missing.length + unsaid.length === 0 ? 1.5 : 0.8],
    ['missing', -2.5 * clipped(missing.length, 3)],
    ['unsaid', -0.4 * clipped(unsaid.length, 8)],
    ['claimed', end.done && unsaid.length > 0 ? -0.8 : 0],
    ['told', end.refusal && end.person ? 1.4 : 0],
  ]
}

function byWords(signals: Signals): Weighed[] {
  const share = signals.accepts / Math.max(1, signals.consumer)
  return [
    [
      'accepted',
      2.5 * share + 0.4 * clipped(signals.end.accepts, 2) + 0.35 * clipped(signals.thanks, 3) - 0.6,
    ],
    ['rejected', -0.4 * clipped(signals.rejects, 3) - 0.5 * clipped(signals.end.rejects, 1)],
    ['repeated', -0.5 * clipped(signals.repeats, 3) - 0.3 * clipped(signals.insists, 3)],
    ['failed', -0.6 * clipped(signals.fallbacks, 3) - 0.4 * clipped(signals.botRepeats, 3)],
  ]
}

function byEnding({ end, asksHuman }: Signals): Weighed[] {
  return [
    ['failed', (end.fallback ? -1.2 : 0) + (end.apology && !end.person ? -0.5 : 0)],
    ['unanswered', end.unanswered ? -0.8 : 0],
    ['repeated', end.insists > 0 && !end.person ? -0.4 : 0],
    ['accepted', end.person && asksHuman > 0 ? 0.4 : 0],
  ]
}
