/** The lines of a transcript that do not come from the channel: its header, what the consumer decided, what failed. */
import { ChannelError, type ChannelEvent, type Session, type SessionClock } from '../channel/channel.js'
import type { Move } from '../consumer/consumer.js'
import { channelOf } from '../documents/channel-of.js'
import type { ResolvedTrial } from '../documents/ready.js'
import type { DecisionEvent, HeaderEvent } from '../documents/types/event.js'
import { VERSION } from '../documents/version.js'

const TRANSCRIPT_VERSION = 1

type Line<Event> = Omit<Event, 'seq'>

/** What a header tells of the attempt. */
export interface Attempt {
  trial: ResolvedTrial
  attempt: number
  after?: 'cut'
  consumer?: { about: NonNullable<HeaderEvent['consumer']> }
}

/** Binds clock zero to UTC, and names tool, consumer and channel; `about` is missing where none could be opened. */
export function headerLine(
  { trial, attempt, after, consumer }: Attempt,
  clock: SessionClock,
  about: Session['about'] | undefined,
): Line<HeaderEvent> {
  const { target } = trial
  const utc = new Date(clock.zero)
  return {
    kind: 'header',
    at: 0,
    actor: 'harness',
    source: 'harness',
    version: TRANSCRIPT_VERSION,
    trial: trial.trial.id,
    attempt,
    ...(after === undefined ? {} : { after }),
    clock: { utc: utc.toISOString(), offset: -utc.getTimezoneOffset() },
    tool: { name: 'ombud', version: VERSION, node: process.version },
    consumer: consumer?.about ?? {
      kind: trial.scenario.steps.some((step) => step.converse) ? 'agenda' : 'script',
    },
    channel: { ...(about ?? channelOf(target)), identify: target.identify ?? 'blind' },
  }
}

/** What the consumer decided at this moment of the session's clock. */
export function decisionLine(decision: Move, at: number): Line<DecisionEvent> {
  const { step, occurrence, verb, wording, rule, basis, by, acts, told } = decision
  return {
    kind: 'decision',
    at,
    actor: 'consumer',
    source: 'harness',
    step,
    occurrence,
    verb,
    ...(decision.do === 'say' ? intentOf(decision) : {}),
    ...(decision.do === 'choose' ? { intended: decision.offer.label } : {}),
    ...(decision.do === 'upload' ? { intended: decision.file.name } : {}),
    ...(decision.do === 'skip' ? { skipped: decision.reason } : {}),
    ...(wording === undefined ? {} : { wording }),
    ...(rule === undefined ? {} : { rule }),
    ...(basis === undefined ? {} : { basis }),
    ...(by === undefined ? {} : { by }),
    ...(acts === undefined ? {} : { acts: [...acts] }),
    ...(told === undefined ? {} : { told: [...told] }),
  }
}

/** What went wrong, and whose doing it was; anything but an error of the channel is our own. */
export function errorEvent(error: unknown, at: number): ChannelEvent {
  const { message } = error as Error
  const details: ChannelError['details'] =
    error instanceof ChannelError ? error.details : { whose: 'harness', code: 'unexpected' }
  const { whose, code, retryAfter, status, hint } = details
  return {
    kind: 'error',
    at,
    actor: whose === 'bot' ? 'bot' : 'harness',
    source: 'harness',
    whose,
    code,
    message: hint ? `${message}\n${hint}` : message,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(status === undefined ? {} : { status }),
  }
}

/** What was meant, and where it differs, what is sent. */
function intentOf({ text, sent, operators }: Move & { do: 'say' }) {
  return {
    intended: text,
    ...(sent === undefined ? {} : { sent: [...sent] }),
    ...(operators === undefined ? {} : { operators: operators.map((one) => ({ ...one })) }),
  }
}
