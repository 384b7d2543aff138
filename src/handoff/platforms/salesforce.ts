/** Salesforce Enhanced Chat (Messaging for In-App and Web): its server-sent events, and the entries that it fetches. */
import type { Frame, Platform, Signal } from './platform.js'
import { type Recognised, recognise, UNKNOWN } from './recognised.js'
import {
  at,
  hostedBy,
  innerJson,
  isAnswer,
  listAt,
  NOTHING,
  numberAt,
  pathOf,
  remember,
  textAt,
} from './shape.js'

interface State {
  known: Recognised
  /** Participants that were called a chatbot: one of them is no person, whatever it is called later. */
  bots: ReadonlySet<string>
  /** Entries that were read: a reconnect sends them again, and the history repeats them. */
  told: ReadonlySet<string>
}

const EVENTS = /\/eventrouter\/v1\/sse$/
const HISTORY = /\/iamessage\/.{1,100}\/entries$/
/** `appType` of what is no person, even with the role of an agent. */
const BOT = /bot|agentforce|einstein/i

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  const entries = frame.direction === 'in' ? entriesIn(frame) : []
  if (entries.length === 0) return { state: before, signals: NOTHING }
  const known = recognise(before.known, frame, hostedBy(frame, 'salesforce-scrt.com'))
  let state: State = { ...before, known }
  const sure = known.sure.has(frame.connection)
  const signals: Signal[] = []
  for (const entry of entries) {
    const id = textAt(entry, 'identifier')
    // The protocol puts JSON in a text here; the history has it as an object.
    const payload = innerJson(entry, 'entryPayload') ?? at(entry, 'entryPayload')
    // Who is called a bot before a connection is known is none the less one.
    state = withBots(state, entry, payload)
    if (!sure || id === undefined || state.told.has(id)) continue
    state = { ...state, told: remember(state.told, id) }
    signals.push(...signalsIn(state, entry, payload))
  }
  return { state, signals }
}

function entriesIn(frame: Frame): readonly unknown[] {
  const { json, source } = frame
  const path = pathOf(frame)
  if (source === 'sse' && EVENTS.test(path))
    return textAt(json, 'conversationId') ? [at(json, 'conversationEntry')] : []
  return isAnswer(frame) && HISTORY.test(path) ? listAt(json, 'conversationEntries') : []
}

const idOf = (participant: unknown) =>
  textAt(participant, 'subject') ?? textAt(participant, 'clientIdentifier')

function withBots(state: State, entry: unknown, payload: unknown): State {
  const all = [at(entry, 'sender'), ...listAt(payload, 'entries').map((change) => at(change, 'participant'))]
  let bots = state.bots
  for (const one of all) {
    const id = idOf(one)
    if (id !== undefined && textAt(one, 'role') === 'Chatbot') bots = remember(bots, id)
  }
  return { ...state, bots }
}

/** An agent that is called one by its role, and a bot by nothing. */
function person({ bots }: State, participant: unknown): boolean {
  if (textAt(participant, 'role') !== 'Agent' || BOT.test(textAt(participant, 'appType') ?? '')) return false
  const id = idOf(participant)
  return id === undefined || !bots.has(id)
}

function signalsIn(state: State, entry: unknown, payload: unknown): Signal[] {
  switch (textAt(entry, 'entryType')) {
    case 'RoutingResult':
      return [routing(payload)]
    case 'QueuePosition':
      return [queue(payload)]
    case 'ParticipantChanged':
      return listAt(payload, 'entries').flatMap((change) => participant(state, change))
    case 'Message': {
      if (!person(state, at(entry, 'sender'))) return []
      const by = textAt(entry, 'senderDisplayName')
      const named = by === undefined ? {} : { participant: by }
      return [{ ...told('agent-message', 'written by an agent'), level: 'E4', actor: 'human', ...named }]
    }
    case 'SessionStatusChanged':
      return textAt(payload, 'sessionStatus') === 'Ended'
        ? [{ ...told('ended', 'the session ended'), level: 'E5' }]
        : []
    default:
      return []
  }
}

/** Comes before anybody has accepted. */
function routing(payload: unknown): Signal {
  const failure = textAt(payload, 'failureType') ?? 'NO_ERROR'
  if (failure !== 'NO_ERROR' && failure !== 'None')
    return { ...told('routing-failed', `routing failed: ${failure}`), failed: 'no-agent' }
  const seconds = numberAt(payload, 'estimatedWaitTime', 'estimatedWaitTimeInSeconds')
  return {
    ...told('routed', `routed: ${textAt(payload, 'routingType') ?? 'no type'}`),
    level: 'E2',
    ...(seconds === undefined ? {} : { queue: { eta: seconds * 1000 } }),
  }
}

function queue(payload: unknown): Signal {
  const position = numberAt(payload, 'position') ?? numberAt(payload, 'queuePosition')
  return {
    ...told('queue-position', 'waits in a queue'),
    level: 'E2',
    ...(position === undefined ? {} : { queue: { position } }),
  }
}

function participant(state: State, change: unknown): Signal[] {
  if (!person(state, at(change, 'participant'))) return []
  const by = textAt(change, 'displayName')
  const agent = {
    kind: 'participant',
    actor: 'human',
    ...(by === undefined ? {} : { participant: by }),
  } as const
  const operation = textAt(change, 'operation')
  if (operation === 'add')
    return [{ ...agent, name: 'salesforce.agent-joined', level: 'E3', change: 'joined' }]
  return operation === 'remove' ? [{ ...agent, name: 'salesforce.agent-left', change: 'left' }] : []
}

const told = (name: string, detail: string): Signal => ({
  kind: 'handoff',
  name: `salesforce.${name}`,
  actor: 'system',
  detail,
})

export const salesforce: Platform<State> = {
  id: 'salesforce',
  title: 'Salesforce Enhanced Chat',
  proves: ['E2', 'E3', 'E4', 'E5'],
  seen: 'client',
  verify: [
    'The roles Agent, Chatbot, System, EndUser and what `appType` says of an AI agent',
    'A routing result of type Initial may be the way to the bot, not to a person',
    'Names of the fields of a queue position and of the time to wait',
  ],
  source:
    'https://developer.salesforce.com/docs/service/messaging-api/references/about/server-sent-events-structure.html',
  start: () => ({ known: UNKNOWN, bots: new Set(), told: new Set() }),
  step,
}
