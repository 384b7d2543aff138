/** Twilio: participants and messages of Conversations v2, which says who is a person, and tasks of TaskRouter. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, listAt, NOTHING, remember, textAt } from './shape.js'

interface State {
  /** Participants who were seen to come; one whose type changes later was something else before. */
  seen: ReadonlySet<string>
  /** Participants who are people by their type; those who were AI agents before are none. */
  people: ReadonlySet<string>
  machines: ReadonlySet<string>
  told: ReadonlySet<string>
}

type Stepped = { state: State; signals: readonly Signal[] }

const ACCOUNT = /^AC[0-9a-f]{32}$/i
/** Types of TaskRouter's events; workers are mostly people, but nothing says so. */
const TASK = 'com.twilio.taskrouter.'

function step(before: State, frame: Frame): Stepped {
  if (!fromMerchant(frame)) return { state: before, signals: NOTHING }
  let state = before
  const signals: Signal[] = []
  const take = (next: Stepped) => {
    state = next.state
    signals.push(...next.signals)
  }
  for (const item of listAt(frame.json, 'participants')) take(participant(state, item, false))
  // Event Streams posts a list of CloudEvents.
  const events = Array.isArray(frame.json) ? listAt(frame.json) : [frame.json]
  for (const event of events) {
    const type = textAt(event, 'eventType')
    if (type !== undefined) take(conversation(state, type, at(event, 'data')))
    else if (textAt(event, 'specversion') === '1.0') take(task(state, event))
  }
  return { state, signals }
}

/** A webhook of the Conversation Orchestrator: its data are the resource. */
function conversation(state: State, type: string, data: unknown): Stepped {
  if (!ACCOUNT.test(textAt(data, 'accountId') ?? '')) return { state, signals: NOTHING }
  switch (type) {
    case 'PARTICIPANT_ADDED':
      return participant(state, data, false)
    case 'PARTICIPANT_UPDATED':
      return state.seen.has(textAt(data, 'id') ?? '')
        ? participant(state, data, false)
        : { state, signals: NOTHING }
    case 'PARTICIPANT_REMOVED':
      return participant(state, data, true)
    case 'COMMUNICATION_CREATED':
      return message(state, data)
    case 'CONVERSATION_UPDATED':
      return textAt(data, 'status') === 'CLOSED' && state.people.size > 0
        ? { state, signals: [signal('closed', 'E5', 'the conversation is closed')] }
        : { state, signals: NOTHING }
    default:
      return { state, signals: NOTHING }
  }
}

function participant(before: State, data: unknown, left: boolean): Stepped {
  const id = textAt(data, 'id')
  const type = textAt(data, 'type')
  if (id === undefined || !ACCOUNT.test(textAt(data, 'accountId') ?? ''))
    return { state: before, signals: NOTHING }
  const state = { ...before, seen: remember(before.seen, id) }
  if (type === 'AI_AGENT')
    return { state: { ...state, machines: remember(state.machines, id) }, signals: NOTHING }
  if (type !== 'HUMAN_AGENT' || state.machines.has(id)) return { state, signals: NOTHING }
  const key = `${left ? 'left' : 'joined'} ${id}`
  if (state.told.has(key)) return { state, signals: NOTHING }
  const name = textAt(data, 'name')
  const one: Signal = {
    kind: 'participant',
    name: left ? 'twilio.human-left' : 'twilio.human-added',
    actor: 'human',
    change: left ? 'left' : 'joined',
    ...(left ? {} : { level: 'E3' }),
    ...(name === undefined ? {} : { participant: name }),
  }
  const told = remember(state.told, key)
  return {
    state: { ...state, told, people: left ? state.people : remember(state.people, id) },
    signals: [one],
  }
}

/** A message counts by its author, who is named by the id of a participant. */
function message(state: State, data: unknown): Stepped {
  const id = textAt(data, 'id')
  const author = textAt(data, 'author', 'participantId')
  const key = `message ${id}`
  const written = textAt(data, 'content', 'type') === 'TEXT' && textAt(data, 'content', 'text') !== undefined
  if (!written || author === undefined || !state.people.has(author) || state.told.has(key))
    return { state, signals: NOTHING }
  return {
    state: { ...state, told: remember(state.told, key) },
    signals: [
      { ...signal('human-message', 'E4', 'written by a human agent'), actor: 'human', participant: author },
    ],
  }
}

function task(state: State, event: unknown): Stepped {
  const type = textAt(event, 'type') ?? ''
  const key = `event ${textAt(event, 'id')}`
  const known = type.startsWith(TASK) ? taskSignal(type.slice(TASK.length)) : undefined
  if (known === undefined || state.told.has(key) || at(event, 'data') === undefined)
    return { state, signals: NOTHING }
  return { state: { ...state, told: remember(state.told, key) }, signals: [known] }
}

function taskSignal(type: string): Signal | undefined {
  switch (type) {
    case 'task-queue.entered':
      return signal('task-queued', 'E2', 'the task waits in a queue')
    case 'reservation.created':
      return signal('reservation', 'E2', 'a worker is asked')
    case 'reservation.accepted':
      return signal('reservation-accepted', 'E3-claimed', 'a worker accepted')
    case 'workflow.timeout':
      return { kind: 'handoff', name: 'twilio.workflow-timeout', actor: 'system', failed: 'timed-out' }
    default:
      return undefined
  }
}

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `twilio.${name}`,
  level,
  actor: 'system',
  detail,
})

export const twilio: Platform<State> = {
  id: 'twilio',
  title: 'Twilio Conversations and TaskRouter',
  proves: ['E2', 'E3-claimed', 'E3', 'E4', 'E5'],
  seen: 'merchant',
  verify: [
    'Whoever adds a participant says its type: an AI agent can be added as a human one',
    'Participants of classic Conversations have no type: they prove nobody',
    'A worker of TaskRouter may be a program: an accepted reservation is a claim',
  ],
  source:
    'https://www.twilio.com/docs/conversations/orchestrator/webhooks, https://www.twilio.com/docs/events/event-types/taskrouter/reservation and npm twilio 6.2.0',
  start: () => ({ seen: new Set(), people: new Set(), machines: new Set(), told: new Set() }),
  step,
}
