/** Bot Framework over Direct Line, and Copilot Studio: hand-off events among the activities that Web Chat gets. */
import type { Frame, Platform, Signal } from './platform.js'
import { at, hostedBy, hostOf, listAt, NOTHING, pathOf, remember, textAt } from './shape.js'

interface State {
  /** Hosts that are known to speak Direct Line. */
  known: ReadonlySet<string>
  /** Ids under which the consumer writes. */
  guests: ReadonlySet<string>
  /** Ids that asked for a person: without a role, only one of them is believed that a person accepted. */
  bots: ReadonlySet<string>
  /** Activities that were read: a reconnect sends them again. */
  told: ReadonlySet<string>
  /** Whether somebody accepted, and nothing has ended since. */
  accepted: boolean
}

const HOSTS = ['botframework.com', 'botframework.azure.cn', 'botframework.azure.us']
const PATH = /\/v3\/directline\/(?:conversations|tokens)(?:\/|$)/
/** `from.role` that hubs give to a person; the schema itself knows `user`, `bot`, `skill` and `channel`. */
const PEOPLE = new Set<unknown>(['agent', 'human'])

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  if (!PATH.test(pathOf(frame))) return { state: before, signals: NOTHING }
  if (frame.direction === 'out')
    return { state: guest(before, textAt(frame.json, 'from', 'id')), signals: NOTHING }
  let state = recognised(before, frame)
  if (!state.known.has(hostOf(frame))) return { state, signals: NOTHING }
  const signals: Signal[] = []
  for (const activity of listAt(frame.json, 'activities')) {
    const id = textAt(activity, 'id')
    if (ownedByGuest(state, activity) || (id !== undefined && state.told.has(id))) continue
    if (id !== undefined) state = { ...state, told: remember(state.told, id) }
    const signal = signalIn(state, activity)
    if (signal === undefined) continue
    signals.push(signal)
    const by = textAt(activity, 'from', 'id')
    if (signal.level === 'E1' && by !== undefined) state = { ...state, bots: remember(state.bots, by) }
    if (signal.level === 'E3') state = { ...state, accepted: true }
    if (signal.level === 'E5' || signal.failed) state = { ...state, accepted: false }
  }
  return { state, signals }
}

/** A host of Microsoft, or one that has opened a conversation as Direct Line does. */
function recognised(state: State, frame: Frame): State {
  const opened =
    textAt(frame.json, 'conversationId') && (textAt(frame.json, 'token') ?? textAt(frame.json, 'streamUrl'))
  if (!opened && !hostedBy(frame, ...HOSTS)) return state
  return { ...state, known: remember(state.known, hostOf(frame)) }
}

const guest = (state: State, id: string | undefined): State =>
  id === undefined ? state : { ...state, guests: remember(state.guests, id) }

/** A guest can post any event in its own name; the service sends it back with the others. */
function ownedByGuest({ guests }: State, activity: unknown): boolean {
  const id = textAt(activity, 'from', 'id')
  return id === undefined || id.startsWith('dl_') || guests.has(id) || at(activity, 'from', 'role') === 'user'
}

function signalIn({ accepted, bots }: State, activity: unknown): Signal | undefined {
  const type = textAt(activity, 'type')
  const by = textAt(activity, 'from', 'name') ?? textAt(activity, 'from', 'id')
  if (type === 'event') {
    const name = textAt(activity, 'name')
    if (name === 'handoff.initiate')
      return {
        kind: 'handoff',
        name: 'direct-line.initiate',
        level: 'E1',
        actor: 'bot',
        detail: 'the bot asks for a person',
      }
    const believed =
      at(activity, 'from', 'role') !== undefined || bots.has(textAt(activity, 'from', 'id') ?? '')
    return name === 'handoff.status' && believed ? status(activity) : undefined
  }
  if (type === 'message' && accepted && PEOPLE.has(at(activity, 'from', 'role')))
    return {
      kind: 'handoff',
      name: 'direct-line.agent-message',
      level: 'E4',
      actor: 'human',
      detail: 'written by an agent',
      ...(by === undefined ? {} : { participant: by }),
    }
  if (type === 'endOfConversation' && accepted)
    return {
      kind: 'handoff',
      name: 'direct-line.end',
      level: 'E5',
      actor: 'system',
      detail: 'the conversation ended',
    }
  return undefined
}

function status(activity: unknown): Signal | undefined {
  const event = { kind: 'handoff', name: 'direct-line.status', actor: 'system' } as const
  switch (at(activity, 'value', 'state')) {
    case 'accepted':
      return { ...event, level: 'E3', detail: 'a person accepted' }
    case 'completed':
      return { ...event, level: 'E5', detail: 'the hand-off is completed' }
    case 'failed':
      return {
        ...event,
        failed: 'no-agent',
        detail: textAt(activity, 'value', 'message') ?? 'the hand-off failed',
      }
    default:
      return undefined
  }
}

export const directLine: Platform<State> = {
  id: 'direct-line',
  title: 'Bot Framework, Direct Line, Copilot Studio',
  proves: ['E1', 'E3', 'E4', 'E5'],
  seen: 'client',
  verify: [
    'Direct Line Streaming, whose frames are binary, is not read',
    'Which hubs send handoff.status to the client, and not to the bot alone',
    'Which hubs give a person a role of its own: where it writes as the bot, E3 is all there is',
  ],
  source:
    'https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human; botbuilder-core 4.23.3',
  start: () => ({ known: new Set(), guests: new Set(), bots: new Set(), told: new Set(), accepted: false }),
  step,
}
