/** A conversation in memory, through the code of a real one: a function is the bot, and nobody waits. */
import { type Conversation, type ConverseOptions, converse } from '../conversation/converse.js'
import { Pace } from '../conversation/pace.js'
import type { ResolvedTrial } from '../documents/ready.js'
import type { DecisionEvent, TranscriptEvent } from '../documents/types/event.js'
import { type Reply, rehearsalChannel } from './rehearsal-channel.js'

/** What the bot is told of a turn. */
export interface Heard {
  /** Step of the scenario, or one of good manners (`~waiting`). */
  step: string
  /** How often this step was here before. */
  occurrence: number
  /** What was said; several messages of one turn on a line each. */
  text: string
  /** Number of the turn, from 1. */
  turn: number
}

export interface RehearseOptions extends Pick<ConverseOptions, 'consumer' | 'think'> {
  trial: ResolvedTrial
  seed: string
  /** Answers each turn once, when the consumer has said everything. */
  bot(heard: Heard): Reply
  /** What it says when the chat opens. */
  welcome?: Reply
}

/**
 * Holds the conversation of a trial with `bot`. Nothing leaves the process and nothing is kept; pauses and waits take
 * no time, so that a rehearsal lasts as long as its thinking.
 */
export function rehearse({
  trial,
  seed,
  bot,
  welcome,
  consumer,
  think,
}: RehearseOptions): Promise<Conversation> {
  let decision: DecisionEvent | undefined
  let turn = 0
  let said: string[] = []
  const write = (line: string) => {
    const event = JSON.parse(line) as TranscriptEvent
    if (event.kind === 'decision') [decision, said] = [event, []]
    if (event.kind === 'turn') turn = event.turn ?? turn
  }
  const answer = (text: string): Reply | undefined => {
    said.push(text)
    if (said.length < (decision?.sent?.length ?? 1)) return undefined
    const { step = '', occurrence = 0 } = decision ?? {}
    return bot({ step, occurrence, text: said.join('\n'), turn })
  }
  return converse({
    trial,
    seed,
    attempt: 1,
    channel: rehearsalChannel({ answer, ...(welcome ? { welcome } : {}) }),
    pace: new Pace(),
    write,
    keep: () => '',
    signal: new AbortController().signal,
    instant: true,
    ...(consumer ? { consumer } : {}),
    ...(think ? { think } : {}),
  })
}
