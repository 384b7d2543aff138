/** What the agenda consumer remembers of the conversation it is in. */
import type { ResolvedTrial } from '../../documents/ready.js'

/** How the consumer sounds, the friendliest first. */
const REGISTERS = ['polite', 'plain', 'annoyed'] as const

export interface State {
  readonly trial: ResolvedTrial
  /** Step of the scenario that this conversation is. */
  readonly step: string
  /** The need in all its wordings. */
  readonly needs: readonly string[]
  /** The wording of it that was said last. */
  need: string
  /** Truths that meet the need and can be checked for this target. */
  readonly wants: ResolvedTrial['truth']
  /** A person may be asked for. */
  readonly person: boolean
  /** Requests for a person at most. */
  readonly insists: number
  /** Messages at most. */
  readonly turns: number
  /** Replies that may lead nowhere, at the beginning and now. */
  readonly tolerance: number
  patience: number
  /** Messages so far. */
  said: number
  /** Requests for a person so far. */
  requests: number
  /** Names of the facts that have been told. */
  readonly told: Set<string>
  /** Facts that were asked for and are told next. */
  pending: readonly string[]
  /** What has been dealt with once: `slot:order`, `question:…`, `choice:…`, and what is done only once. */
  readonly dealt: Set<string>
}

/** Patience is spent. */
export const isSpent = (state: State): boolean => state.patience <= 0

/** The bot is still talked to about the need: nobody else has been asked for. */
export const isCalm = (state: State): boolean => !isSpent(state) && state.requests === 0

/** From the persona's register; plainer when half of the patience is spent, and again when a person was asked for. */
export function registerOf(state: State): (typeof REGISTERS)[number] {
  const base = REGISTERS.indexOf(state.trial.persona.axes?.register ?? 'polite')
  const worn = state.patience * 2 <= state.tolerance ? 1 : 0
  return REGISTERS[Math.min(2, base + worn + (state.requests > 0 ? 1 : 0))] ?? 'plain'
}
