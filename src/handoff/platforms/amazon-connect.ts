/** Amazon Connect Chat: the WebSocket of the participant service, and GetTranscript. */
import type { Frame, Platform, Signal } from './platform.js'
import { at, hostOf, innerJson, isAnswer, listAt, NOTHING, pathOf, remember, textAt } from './shape.js'

interface State {
  /** Connections that asked for the topic of a chat. */
  asked: ReadonlySet<string>
  /** Connections that are known to be Amazon's. */
  known: ReadonlySet<string>
  /** Participants that were called a bot: one of them is no person, whatever it is called later. */
  bots: ReadonlySet<string>
  /** Items that were read: the transcript repeats what the socket said. */
  told: ReadonlySet<string>
}

const HOST = /(?:^|\.)connect\.[a-z0-9-]{2,30}\.amazonaws\.com(?:\.cn)?$/
const EVENT = 'application/vnd.amazonaws.connect.event.'

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  let state = recognised(before, frame)
  if (frame.direction === 'out' || !state.known.has(frame.connection)) return { state, signals: NOTHING }
  const signals: Signal[] = []
  for (const item of itemsIn(frame)) {
    const id = textAt(item, 'Id')
    const participant = textAt(item, 'ParticipantId')
    const role = textAt(item, 'ParticipantRole')
    if (id === undefined || state.told.has(id)) continue
    state = { ...state, told: remember(state.told, id) }
    if (participant && (role === 'CUSTOM_BOT' || role === 'SYSTEM'))
      state = { ...state, bots: remember(state.bots, participant) }
    const person = role === 'AGENT' && participant !== undefined && !state.bots.has(participant)
    const signal = signalIn(item, person, role)
    if (signal) signals.push(signal)
  }
  return { state, signals }
}

/** By its host, or by the subscription that the client asks for and the service confirms. */
function recognised(state: State, frame: Frame): State {
  const { connection, direction, json } = frame
  if (HOST.test(hostOf(frame))) return { ...state, known: remember(state.known, connection) }
  if (frame.source !== 'ws' || textAt(json, 'topic') !== 'aws/subscribe') return state
  if (!listAt(json, 'content', 'topics').includes('aws/chat')) return state
  if (direction === 'out') return { ...state, asked: remember(state.asked, connection) }
  const confirmed = state.asked.has(connection) && textAt(json, 'content', 'status') === 'success'
  return confirmed ? { ...state, known: remember(state.known, connection) } : state
}

/** Items of a frame; `content` of the socket is JSON in a text, by the protocol. */
function itemsIn(frame: Frame): readonly unknown[] {
  if (frame.source === 'ws') {
    if (textAt(frame.json, 'topic') !== 'aws/chat') return []
    return [innerJson(frame.json, 'content') ?? at(frame.json, 'content')]
  }
  return isAnswer(frame) && pathOf(frame) === '/participant/transcript'
    ? listAt(frame.json, 'Transcript')
    : []
}

function signalIn(item: unknown, person: boolean, role: string | undefined): Signal | undefined {
  const content = textAt(item, 'ContentType') ?? ''
  const type = textAt(item, 'Type')
  const by = textAt(item, 'DisplayName') ?? textAt(item, 'ParticipantId')
  const agent = { actor: 'human', ...(by === undefined ? {} : { participant: by }) } as const
  if (type !== 'EVENT') {
    const written = (type === 'MESSAGE' || type === 'ATTACHMENT') && !content.startsWith(EVENT)
    if (!person || !written) return undefined
    return {
      kind: 'handoff',
      name: 'amazon-connect.agent-message',
      level: 'E4',
      detail: 'written by an agent',
      ...agent,
    }
  }
  switch (content.startsWith(EVENT) ? content.slice(EVENT.length) : '') {
    case 'participant.invited':
      return role === 'AGENT' ? told('invited', 'E2', 'an agent is invited') : undefined
    case 'participant.joined':
      if (!person) return undefined
      return {
        kind: 'participant',
        name: 'amazon-connect.agent-joined',
        level: 'E3',
        change: 'joined',
        ...agent,
      }
    case 'participant.left':
      return person
        ? { kind: 'participant', name: 'amazon-connect.agent-left', change: 'left', ...agent }
        : undefined
    case 'transfer.succeeded':
      // Control went to a queue or an agent: that somebody is there is said when he joins.
      return told('transferred', 'E2', 'the chat is transferred')
    case 'transfer.failed':
      return { ...told('transfer-failed', undefined, 'the transfer failed'), failed: 'no-agent' }
    case 'chat.ended':
      return told('ended', 'E5', 'the chat ended')
    default:
      return undefined
  }
}

const told = (name: string, level: Signal['level'], detail: string): Signal => ({
  kind: 'handoff',
  name: `amazon-connect.${name}`,
  actor: 'system',
  detail,
  ...(level === undefined ? {} : { level }),
})

export const amazonConnect: Platform<State> = {
  id: 'amazon-connect',
  title: 'Amazon Connect Chat',
  proves: ['E2', 'E3', 'E4', 'E5'],
  seen: 'client',
  verify: [
    'Whether a bot can join with the role AGENT where it does not log in as an agent',
    'What comes between a transfer to a queue and the agent who joins',
  ],
  source:
    'https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_Item.html; amazon-connect-chatjs 5.0.0',
  start: () => ({ asked: new Set(), known: new Set(), bots: new Set(), told: new Set() }),
  step,
}
