/** 8x8: webhooks of its Chat API and of its Chat Gateway. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, listAt, NOTHING, numberAt, remember, textAt } from './shape.js'

interface State {
  /** Conversations that an agent has accepted, with his name. */
  agents: ReadonlyMap<string, string>
  told: ReadonlySet<string>
}

type Stepped = { state: State; signals: readonly Signal[] }

/** Conversations that are remembered. */
const MOST = 100

function step(before: State, frame: Frame): Stepped {
  const { json } = frame
  const type = textAt(json, 'eventType')
  const id = textAt(json, 'conversationId')
  const when = numberAt(json, 'timestamp')
  if (!fromMerchant(frame) || type === undefined || id === undefined || when === undefined)
    return { state: before, signals: NOTHING }
  const key = `${type} ${id} ${when} ${textAt(json, 'messageId') ?? ''}`
  if (before.told.has(key)) return { state: before, signals: NOTHING }
  const state = { ...before, told: remember(before.told, key) }
  const system = textAt(json, 'messageType') === 'SYSTEM'
  const agent = state.agents.get(id)
  switch (type) {
    case 'QUEUED':
      return queued(state, json)
    case 'AGENT_JOINED':
      return system
        ? joined(state, id, textAt(json, 'agentName') ?? textAt(json, 'agentId'))
        : { state, signals: NOTHING }
    // Sent for each message that the agent adds, and for nobody else's.
    case 'TEXT':
      return agent === undefined || textAt(json, 'text') === undefined
        ? { state, signals: NOTHING }
        : {
            state,
            signals: [
              { ...signal('agent-text', 'E4', 'written by the agent'), actor: 'human', participant: agent },
            ],
          }
    case 'TRANSFER':
      return {
        state: { ...state, agents: without(state, id) },
        signals: [signal('transfer', 'E2', 'passed to another queue')],
      }
    case 'AGENT_LEFT':
      return {
        state: { ...state, agents: without(state, id) },
        signals: agent === undefined ? NOTHING : [{ ...left('agent-left'), participant: agent }],
      }
    case 'CONVERSATION_UPDATE':
      return textAt(json, 'data', 'assignment', 'type') === 'agent'
        ? { state, signals: [signal('assigned', 'E2', 'assigned to an agent')] }
        : { state, signals: NOTHING }
    case 'MEMBERS_CHANGED':
      return members(state, at(json, 'data'))
    default:
      return { state, signals: NOTHING }
  }
}

function queued(state: State, json: unknown): Stepped {
  const known = textAt(json, 'queueId') ?? textAt(json, 'data', 'queueId')
  return { state, signals: known === undefined ? NOTHING : [signal('queued', 'E2', 'waits in a queue')] }
}

/** Comes when an agent has accepted, and has seen what was said before. */
function joined(state: State, id: string, agent: string | undefined): Stepped {
  if (agent === undefined) return { state, signals: NOTHING }
  const agents = new Map([...[...state.agents].slice(-MOST), [id, agent] as const])
  return {
    state: { ...state, agents },
    signals: [
      {
        kind: 'participant',
        name: 'eight-by-eight.agent-joined',
        level: 'E3',
        actor: 'human',
        change: 'joined',
        participant: agent,
      },
    ],
  }
}

/** The Gateway's own: the names of its fields are known from the text of its documentation only. */
function members(state: State, data: unknown): Stepped {
  const agents = [data, ...listAt(data, 'members')].filter((one) => textAt(one, 'memberType') === 'agent')
  const changes = agents.map((one) => textAt(one, 'change') ?? textAt(one, 'change', 'type'))
  if (changes.includes('joined'))
    return { state, signals: [signal('member-joined', 'E3-claimed', 'an agent joined')] }
  return { state, signals: changes.includes('left') ? [left('member-left')] : NOTHING }
}

const left = (name: string): Signal => ({
  kind: 'participant',
  name: `eight-by-eight.${name}`,
  actor: 'human',
  change: 'left',
})

const without = ({ agents }: State, id: string) => new Map([...agents].filter(([one]) => one !== id))

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `eight-by-eight.${name}`,
  level,
  actor: 'system',
  detail,
})

export const eightByEight: Platform<State> = {
  id: 'eight-by-eight',
  title: '8x8 Chat API and Chat Gateway',
  proves: ['E2', 'E3-claimed', 'E3', 'E4'],
  seen: 'merchant',
  verify: [
    'Fields of MEMBERS_CHANGED and MESSAGE of the Chat Gateway, which has followed the Chat API',
    'Name of the text in TEXT',
  ],
  source:
    'https://developer.8x8.com/contactcenter/docs/webhook-events-reference and https://developer.8x8.com/actions-events/docs/webhooks-events-reference',
  start: () => ({ agents: new Map(), told: new Set() }),
  step,
}
