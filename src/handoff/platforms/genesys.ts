/** Genesys Cloud web messaging: frames of the guest's WebSocket, and the history that it fetches. */
import type { Frame, Platform, Signal } from './platform.js'
import { at, hostedBy, isAnswer, listAt, NOTHING, pathOf, remember, textAt } from './shape.js'

interface State {
  /** Connections on which the guest configured a session. */
  asked: ReadonlySet<string>
  /** Connections that are known to be Genesys'. */
  known: ReadonlySet<string>
  /** Messages that were read: the history repeats them. */
  told: ReadonlySet<string>
}

/** Domains of the regions. */
const DOMAINS = [
  'mypurecloud.com',
  'mypurecloud.com.au',
  'mypurecloud.de',
  'mypurecloud.ie',
  'mypurecloud.jp',
  'pure.cloud',
  'us-gov-pure.cloud',
]
const CONFIGURES = new Set<unknown>(['configureSession', 'configureAuthenticatedSession'])

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  let state = recognised(before, frame)
  if (frame.direction === 'out' || !state.known.has(frame.connection)) return { state, signals: NOTHING }
  const signals: Signal[] = []
  for (const message of messagesIn(frame)) {
    const id = textAt(message, 'id')
    if (id === undefined || state.told.has(id)) continue
    state = { ...state, told: remember(state.told, id) }
    signals.push(...signalsIn(message))
  }
  return { state, signals }
}

/** By its host, or by a session that the guest asks for and the service confirms. */
function recognised(state: State, frame: Frame): State {
  const { connection, direction, json, source } = frame
  if (hostedBy(frame, ...DOMAINS)) return { ...state, known: remember(state.known, connection) }
  if (source !== 'ws') return state
  if (direction === 'out')
    return CONFIGURES.has(at(json, 'action')) && textAt(json, 'deploymentId')
      ? { ...state, asked: remember(state.asked, connection) }
      : state
  const confirmed = textAt(json, 'class') === 'SessionResponse' && at(json, 'body', 'connected') === true
  return confirmed && state.asked.has(connection)
    ? { ...state, known: remember(state.known, connection) }
    : state
}

function messagesIn(frame: Frame): readonly unknown[] {
  const { json, source } = frame
  if (source === 'ws') {
    const message = textAt(json, 'class') === 'StructuredMessage' && textAt(json, 'type') === 'message'
    return message ? [at(json, 'body')] : []
  }
  return isAnswer(frame) && /\/webmessaging\/messages$/.test(pathOf(frame)) ? listAt(json, 'entities') : []
}

/** A guest is a human, too: only what goes out to the guest tells of an agent. */
function signalsIn(message: unknown): Signal[] {
  if (textAt(message, 'direction') !== 'Outbound') return []
  const human = textAt(message, 'originatingEntity') === 'Human'
  const from = at(message, 'channel', 'from')
  const by = textAt(from, 'nickname') ?? textAt(from, 'firstName')
  const agent = { actor: 'human', ...(by === undefined ? {} : { participant: by }) } as const
  const type = textAt(message, 'type')
  if (type === 'Text' || type === 'Structured')
    return human
      ? [
          {
            kind: 'handoff',
            name: 'genesys.human-message',
            level: 'E4',
            detail: 'written by a person',
            ...agent,
          },
        ]
      : []
  if (type !== 'Event') return []
  return listAt(message, 'events').flatMap((event): Signal[] => {
    if (textAt(event, 'eventType') !== 'Presence') return []
    const presence = textAt(event, 'presence', 'type')
    // A Join that names nobody is the guest's own, which the messenger sends by itself.
    if (presence === 'Join' && human && by !== undefined)
      return [{ kind: 'participant', name: 'genesys.human-joined', level: 'E3', change: 'joined', ...agent }]
    if (presence !== 'Disconnect') return []
    return [
      {
        kind: 'handoff',
        name: 'genesys.disconnect',
        level: 'E5',
        actor: 'system',
        detail: 'disconnected by the merchant',
      },
    ]
  })
}

export const genesys: Platform<State> = {
  id: 'genesys',
  title: 'Genesys Cloud web messaging',
  proves: ['E3', 'E4', 'E5'],
  seen: 'client',
  verify: [
    'Whether every automatic message of a flow says that its origin is a bot',
    'Whether an agent who joins is announced with a Join that names him: without one, his first message is the proof',
  ],
  source:
    'https://developer.genesys.cloud/commdigital/digital/webmessaging/websocketapi; github.com/MyPureCloud/genesys-messenger-transport-mobile-sdk',
  start: () => ({ asked: new Set(), known: new Set(), told: new Set() }),
  step,
}
