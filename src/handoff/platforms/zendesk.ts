/** Zendesk: who holds a conversation on the Sunshine switchboard, who wrote, and escalations of the AI agents widget. */
import type { Failure, Frame, Platform, Signal } from './platform.js'
import { fromMerchant, type Recognised, recognise, UNKNOWN } from './recognised.js'
import { at, hostedBy, listAt, NOTHING, remember, textAt } from './shape.js'

interface State {
  known: Recognised
  /** Conversations that the agents' workspace holds; of the widget, those in which an agent was connected. */
  held: ReadonlySet<string>
  /** Names under which a bot or the business itself wrote while no agent held the conversation. */
  bots: ReadonlySet<string>
  told: ReadonlySet<string>
}

type Stepped = { state: State; signals: readonly Signal[] }

const HOSTS = ['zendesk.com', 'zopim.com', 'smooch.io', 'ultimate.ai']
/** The switchboard integration of people; `zd:answerBot` and what merchants add are bots, as far as one can see. */
const WORKSPACE = /^zd[:-]agentWorkspace$/
/** Longest waiting time that is believed: a day, in minutes. */
const DAY = 24 * 60

/** Events of a webhook, or of the web messenger's socket; each with its type and what it tells. */
function eventsIn(frame: Frame): { type: string; payload: unknown }[] {
  const { json } = frame
  if (fromMerchant(frame))
    return listAt(json, 'events').flatMap((event) => {
      const type = textAt(event, 'type')
      return type === undefined ? [] : [{ type, payload: at(event, 'payload') }]
    })
  // The messenger's socket speaks Bayeux: a list of messages, each for a channel of the app and its user.
  return listAt(json).flatMap((message) =>
    /^\/sdk\/apps\/[^/]+\/appusers\/[^/]+$/.test(textAt(message, 'channel') ?? '')
      ? listAt(message, 'data', 'events').map((event) => ({
          type: textAt(event, 'type') === 'message' ? 'messenger:message' : '',
          payload: event,
        }))
      : [],
  )
}

const SWITCHBOARD = /^(?:switchboard|conversation|participant|messenger):/
const ESCALATION = new Set([
  'widgetEscalate',
  'escalationQueueUpdate',
  'escalationSuccess',
  'escalationFailed',
  'agentDisconnect',
  'message',
])

function step(before: State, frame: Frame): Stepped {
  if (frame.direction === 'out') return { state: before, signals: NOTHING }
  const events = eventsIn(frame).filter(({ type }) => SWITCHBOARD.test(type))
  const widget = widgetEvent(frame)
  if (events.length === 0 && widget === undefined) return { state: before, signals: NOTHING }
  const known = recognise(before.known, frame, hostedBy(frame, ...HOSTS))
  let state: State = { ...before, known }
  if (!known.sure.has(frame.connection)) return { state, signals: NOTHING }
  const signals: Signal[] = []
  const take = (next: Stepped) => {
    state = next.state
    signals.push(...next.signals)
  }
  for (const { type, payload } of events)
    take(/:message$/.test(type) ? message(state, payload, type) : control(state, payload, type))
  if (widget) take(escalation(state, frame.json, widget))
  return { state, signals }
}

/** Type of an escalation event, which names the conversation beside it. */
function widgetEvent({ json }: Frame): string | undefined {
  const type = textAt(json, 'eventType') ?? textAt(json, 'type')
  const conversation = textAt(json, 'platformConversationId') ?? textAt(json, 'conversationId')
  return type !== undefined && conversation !== undefined && ESCALATION.has(type) ? type : undefined
}

/** Who holds the conversation: a transfer to people is a queue until one of them accepts. */
function control(state: State, payload: unknown, type: string): Stepped {
  const id = textAt(payload, 'conversation', 'id') ?? 'one'
  const active = at(payload, 'conversation', 'activeSwitchboardIntegration')
  const pending = at(payload, 'conversation', 'pendingSwitchboardIntegration')
  const name = type.slice('switchboard:'.length)
  const held = { ...state, held: remember(state.held, id) }
  const free = { ...state, held: without(state.held, id) }
  switch (type) {
    case 'switchboard:offerControl':
      return {
        state,
        signals: isWorkspace(pending) ? [signal('offered', 'E2', 'offered to the agents')] : NOTHING,
      }
    case 'switchboard:passControl':
      if (isWorkspace(active))
        return { state: held, signals: [signal('passed', 'E2', 'passed to the agents')] }
      return {
        state: free,
        signals: state.held.has(id) ? [signal('returned', 'E5', 'passed back')] : NOTHING,
      }
    case 'switchboard:acceptControl':
      if (isWorkspace(active))
        return {
          state: held,
          signals: [{ ...signal('accepted', 'E3', 'accepted by the agents'), actor: 'human' }],
        }
      return { state: free, signals: NOTHING }
    case 'switchboard:releaseControl':
      return { state: free, signals: state.held.has(id) ? [signal('released', 'E5', 'released')] : NOTHING }
    case 'switchboard:offerControl:failure':
    case 'switchboard:acceptControl:failure':
    case 'switchboard:passControl:failure':
      return { state, signals: [failure(name.replace(/:.*/, '').replace('Control', '-failed'), 'refused')] }
    default:
      return { state, signals: NOTHING }
  }
}

const isWorkspace = (integration: unknown) =>
  WORKSPACE.test(textAt(integration, 'integrationType') ?? textAt(integration, 'name') ?? '')

/** A message: the platform says of an AI that it is one, and where it was written. */
function message(state: State, payload: unknown, type: string): Stepped {
  const messenger = type === 'messenger:message'
  const id = textAt(payload, 'conversation', 'id') ?? 'one'
  const one = at(payload, 'message')
  const role = messenger ? textAt(one, 'role') : textAt(one, 'author', 'type')
  if (role !== 'business' && role !== 'appMaker') return { state, signals: NOTHING }
  const name = textAt(one, messenger ? 'name' : 'author', ...(messenger ? [] : ['displayName']))
  const ai = listAt(one, messenger ? 'subroles' : 'author', ...(messenger ? [] : ['subtypes'])).includes('AI')
  const source = textAt(one, 'source', 'type')
  const written = source === undefined ? !messenger : WORKSPACE.test(source)
  const held = state.held.has(id) || messenger
  if (ai || !written || !held) {
    const bots = name === undefined ? state.bots : remember(state.bots, name)
    return { state: { ...state, bots }, signals: NOTHING }
  }
  // What triggers send bears the name of the business, under which it has mostly spoken before.
  const key = `message ${textAt(one, 'id') ?? textAt(one, '_id')}`
  if (name === undefined || state.bots.has(name) || state.told.has(key)) return { state, signals: NOTHING }
  return {
    state: { ...state, told: remember(state.told, key) },
    signals: [
      {
        ...signal('agent-message', 'E4', 'written in the workspace of the agents'),
        actor: 'human',
        participant: name,
      },
    ],
  }
}

/** Escalations of the AI agents widget: the merchant's own desk says what became of each. */
function escalation(state: State, json: unknown, type: string): Stepped {
  const id = `widget ${textAt(json, 'platformConversationId') ?? textAt(json, 'conversationId')}`
  const connected = state.held.has(id)
  const agent = textAt(json, 'agent')
  const who = { actor: 'human' as const, ...(agent === undefined ? {} : { participant: agent }) }
  switch (type) {
    case 'widgetEscalate':
      return {
        state,
        signals: [{ ...signal('widget-escalate', 'E1', 'the bot asks for an agent'), actor: 'bot' }],
      }
    case 'escalationQueueUpdate':
      return { state, signals: [{ ...signal('widget-queue', 'E2', 'waits for an agent'), ...queue(json) }] }
    case 'escalationSuccess':
      return {
        state: { ...state, held: remember(state.held, id) },
        signals: connected
          ? NOTHING
          : [{ ...signal('widget-success', 'E3', 'an agent is connected'), ...who }],
      }
    case 'message':
      return {
        state,
        signals: connected
          ? [{ ...signal('widget-message', 'E4', 'written by the agent'), ...who }]
          : NOTHING,
      }
    case 'escalationFailed':
      return {
        state: { ...state, held: without(state.held, id) },
        signals: [failure('widget-failed', 'no-agent')],
      }
    default:
      return {
        state: { ...state, held: without(state.held, id) },
        signals: connected ? [signal('widget-disconnect', 'E5', 'the agent has ended it')] : NOTHING,
      }
  }
}

/** Place in the queue, and the waiting time in minutes; both are texts. */
function queue(json: unknown): Pick<Signal, 'queue'> {
  const number = (key: string) => {
    const text = at(json, key)
    const value = typeof text === 'number' || typeof text === 'string' ? Number(text) : Number.NaN
    return text !== '' && value >= 0 && value <= DAY ? value : undefined
  }
  const position = number('queuePosition')
  const minutes = number('waitingTime')
  if (position === undefined && minutes === undefined) return {}
  return {
    queue: {
      ...(position === undefined ? {} : { position }),
      ...(minutes === undefined ? {} : { eta: minutes * 60_000 }),
    },
  }
}

const without = (set: ReadonlySet<string>, one: string) => new Set([...set].filter((kept) => kept !== one))

const failure = (name: string, failed: Failure): Signal => ({
  kind: 'handoff',
  name: `zendesk.${name}`,
  actor: 'system',
  failed,
})

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `zendesk.${name}`,
  level,
  actor: 'system',
  detail,
})

export const zendesk: Platform<State> = {
  id: 'zendesk',
  title: 'Zendesk messaging',
  proves: ['E1', 'E2', 'E3', 'E4', 'E5'],
  seen: 'both',
  verify: [
    'Shape of the messages that the web messenger gets (role, subroles, source)',
    'How the widget of the AI agents is told of an escalation: the documented events are looked for',
    'What triggers of the workspace send under a name that was not seen before',
  ],
  source:
    'https://developer.zendesk.com/documentation/conversations/messaging-platform/programmable-conversations/switchboard and https://developer.zendesk.com/api-reference/ai-agents/widget-escalation/widget-escalation/',
  start: () => ({ known: UNKNOWN, held: new Set(), bots: new Set(), told: new Set() }),
  step,
}
