/** How a reply leads nowhere, and what that costs of the consumer's patience. */
import type { ActName } from '../../understanding/types.js'
import { type Heard, isOffTopic } from './heard.js'
import type { State } from './state.js'

/** Patience that each kind of trouble costs; the default persona has 4. */
export const COST = {
  /** No reply. */
  silent: 1,
  /** A person was promised and nobody came. */
  'no-show': 2,
  /** Insulted, or asked for a password. */
  rude: 2,
  /** Asked for what was told, or for what the consumer said it does not know. */
  'asked-again': 1,
  /** The same reply to other words. */
  'same-reply': 1,
  'not-understood': 1,
  'off-topic': 1,
  /** Offered choices of which none fits. */
  'no-fit': 1,
  /** Takes the matter for done, which it is not. */
  closes: 1,
  /** Sent to a link, an app, a telephone. */
  deflects: 1,
  /** No person is there, or not now. */
  refused: 1,
  /** A queue that is only talked about. */
  queue: 1,
  /** Something was said, and what is wanted was not in it. */
  unmet: 1,
} as const

export type Trouble = keyof typeof COST

const BY_ACT: readonly (readonly [Trouble, readonly ActName[]])[] = [
  ['rude', ['unsafe']],
  ['same-reply', ['repeats-itself']],
  ['not-understood', ['fallback', 'error', 'empty']],
]
const LATER: readonly (readonly [Trouble, readonly ActName[]])[] = [
  ['queue', ['queue']],
  ['refused', ['refuses-human', 'out-of-hours']],
  ['deflects', ['deflects']],
]

/** What is wrong with a turn that does not meet the need; nothing where it takes the matter on. */
export function troubleOf(state: State, heard: Heard): Trouble | undefined {
  const { turn, acts } = heard
  if (heard.waited) return 'no-show'
  if (turn.silent) return 'silent'
  if (heard.fresh.length > 0 || state.pending.length > 0) return undefined
  if (heard.question !== undefined || heard.choice !== undefined) return undefined
  if (heard.asked.length > 0) return 'asked-again'
  const found = (list: typeof BY_ACT) => list.find(([, some]) => some.some((act) => acts.has(act)))?.[0]
  const act = found(BY_ACT)
  if (act !== undefined) return act
  if (isOffTopic(state, heard)) return 'off-topic'
  if (heard.choices.length > 0 && !turn.answers && !heard.closes) return 'no-fit'
  return found(LATER) ?? (heard.links ? 'deflects' : heard.closes ? 'closes' : 'unmet')
}
