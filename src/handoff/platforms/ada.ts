/** Ada: messages of a conversation and the end of a hand-off, as its webhooks tell them. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, NOTHING, remember, textAt } from './shape.js'

interface State {
  /** Conversations in a hand-off, and those in which a person wrote. */
  handed: ReadonlySet<string>
  served: ReadonlySet<string>
  told: ReadonlySet<string>
}

type Stepped = { state: State; signals: readonly Signal[] }

const CONTENT = /^(?:text|link|file)$/

function step(before: State, frame: Frame): Stepped {
  const { json } = frame
  const type = textAt(json, 'type') ?? ''
  const data = at(json, 'data')
  const id = textAt(data, 'conversation_id')
  if (!fromMerchant(frame) || id === undefined || textAt(json, 'timestamp') === undefined)
    return { state: before, signals: NOTHING }
  if (type === 'v1.conversation.message') return message(before, id, data)
  const ends = type === 'v1.conversation.handoff.ended' || type === 'v1.conversation.ended'
  if (!ends || !(before.served.has(id) || before.handed.has(id))) return { state: before, signals: NOTHING }
  const state = { ...before, handed: without(before.handed, id), served: without(before.served, id) }
  return { state, signals: [signal('handoff-ended', 'E5', 'the hand-off has ended')] }
}

function message(before: State, id: string, data: unknown): Stepped {
  const integration = textAt(data, 'handoff_integration')
  const key = textAt(data, 'message_id')
  if (integration === undefined || key === undefined || before.told.has(key))
    return { state: before, signals: NOTHING }
  let state = { ...before, told: remember(before.told, key) }
  const signals: Signal[] = []
  // That a message goes to the desk and not to the AI says that the hand-off has begun.
  if (!state.handed.has(id)) signals.push(signal('handed-over', 'E2', `given to ${integration}`))
  state = { ...state, handed: remember(state.handed, id) }
  const content = textAt(data, 'content', 'type') ?? ''
  if (textAt(data, 'author', 'role') !== 'human_agent' || !CONTENT.test(content)) return { state, signals }
  const name = textAt(data, 'author', 'display_name')
  signals.push({
    ...signal('human-message', 'E4', 'written by a human agent'),
    actor: 'human',
    ...(name === undefined ? {} : { participant: name }),
  })
  return { state: { ...state, served: remember(state.served, id) }, signals }
}

const without = (set: ReadonlySet<string>, one: string) => new Set([...set].filter((kept) => kept !== one))

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `ada.${name}`,
  level,
  actor: 'system',
  detail,
})

export const ada: Platform<State> = {
  id: 'ada',
  title: 'Ada',
  proves: ['E2', 'E4', 'E5'],
  seen: 'merchant',
  verify: ['The desk that is integrated says the role of an author: a program can write as human_agent'],
  source:
    'https://docs.ada.cx/reference/conversations/conversation-message-webhook and github.com/AdaSupport/ada-handoffs-api-demo',
  start: () => ({ handed: new Set(), served: new Set(), told: new Set() }),
  step,
}
