/** Chatwoot: the ActionCable frames and answers that its widget gets, and its webhooks. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant, type Recognised, recognise, UNKNOWN } from './recognised.js'
import { at, innerJson, listAt, NOTHING, pathOf, remember, textAt } from './shape.js'

interface State {
  known: Recognised
  /** Conversations that a bot held: `pending` is what Chatwoot calls that. */
  pending: ReadonlySet<string>
  /** Conversations that were taken from a bot. */
  opened: ReadonlySet<string>
  /** Conversations with a message by somebody who is a bot by type. */
  answered: ReadonlySet<string>
  /** Users who wrote while a bot held the conversation: a bot may post with the token of a user. */
  bots: ReadonlySet<string>
  told: ReadonlySet<string>
}

/** Types of senders that are no people. */
const BOTS = new Set(['AgentBot', 'agent_bot', 'Captain::Assistant', 'captain_assistant'])
/** `message_type` of a message to the consumer, on the wire and in webhooks. */
const OUTGOING = new Set<unknown>([1, 'outgoing'])
const SHAPED =
  /^(?:message|conversation|assignee)[._](?:created|updated|status_changed|opened|resolved|changed)$/

/** Ids are numbers; as text they are remembered. */
const idAt = (value: unknown, ...path: string[]) => {
  const id = at(value, ...path)
  return typeof id === 'number' || typeof id === 'string' ? String(id).slice(0, 100) : undefined
}

interface Told {
  event: string
  data: unknown
}

/** Events in a frame: of the cable, of a webhook, or the messages that the widget fetches. */
function eventsIn(frame: Frame): Told[] {
  const { json, source } = frame
  if (fromMerchant(frame)) {
    const event = textAt(json, 'event')
    if (event) return [{ event: event.replace('_', '.'), data: json }]
    return messages(json)
  }
  if (source === 'ws') {
    const event = textAt(json, 'message', 'event')
    const channel = textAt(innerJson(json, 'identifier'), 'channel')
    return event && channel === 'RoomChannel' ? [{ event, data: at(json, 'message', 'data') }] : []
  }
  if (source === 'http' && /\/api\/v1\/widget\/messages$/.test(pathOf(frame))) return messages(json)
  return []
}

const messages = (json: unknown) =>
  listAt(json, 'payload').map((data) => ({ event: 'message.created', data }))

/** What shows that a connection is Chatwoot's cable. */
function handshake({ json, source }: Frame): boolean {
  return (
    source === 'ws' &&
    textAt(json, 'type') === 'confirm_subscription' &&
    textAt(innerJson(json, 'identifier'), 'channel') === 'RoomChannel'
  )
}

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  if (frame.direction === 'out') return { state: before, signals: NOTHING }
  const events = eventsIn(frame).filter(({ event }) => SHAPED.test(event))
  const shaken = handshake(frame)
  if (events.length === 0 && !shaken) return { state: before, signals: NOTHING }
  const widget = /\/(?:cable|api\/v1\/widget\/messages)$/.test(pathOf(frame))
  const known = recognise(before.known, frame, shaken || (frame.source === 'http' && widget))
  let state: State = { ...before, known }
  const sure = known.sure.has(frame.connection)
  const signals: Signal[] = []
  for (const { event, data } of events) {
    const next = event.startsWith('message') ? message(state, data) : conversation(state, data)
    // What was said before a connection is known is remembered, and proves nothing.
    state = sure ? next.state : { ...next.state, told: state.told }
    if (sure) signals.push(...next.signals)
  }
  return { state, signals }
}

/** A conversation in whole: who holds it, who is to answer. */
function conversation(state: State, data: unknown): ReturnType<typeof step> {
  const id = idAt(data, 'id') ?? 'one'
  const status = textAt(data, 'status')
  const signals: Signal[] = []
  let next = state
  if (status === 'pending')
    next = { ...next, pending: remember(next.pending, id), opened: without(next.opened, id) }
  else if (status === 'open' && next.pending.has(id) && !next.opened.has(id)) {
    next = { ...next, opened: remember(next.opened, id) }
    signals.push(signal('opened', 'E2', 'taken from the bot: pending to open'))
  } else if (status === 'resolved') signals.push(signal('resolved', 'E5', 'resolved'))
  const assignee = at(data, 'meta', 'assignee')
  const who = idAt(assignee, 'id')
  if (who === undefined) return { state: { ...next, told: remember(next.told, `free ${id}`) }, signals }
  // Only who comes to a conversation of nobody or of a bot has taken it; who is assigned from the start may be the bot.
  const fresh = `assigned ${id} ${who}`
  const type = textAt(assignee, 'type') ?? textAt(data, 'meta', 'assignee_type') ?? 'user'
  const taken = next.told.has(`free ${id}`) || next.opened.has(id) || next.answered.has(id)
  if (status !== 'open' || !taken || BOTS.has(type) || next.bots.has(who) || next.told.has(fresh))
    return { state: next, signals }
  signals.push({ ...signal('assigned', 'E3', 'assigned to an agent'), actor: 'human', ...named(assignee) })
  return { state: { ...next, told: remember(next.told, fresh) }, signals }
}

/** One message: its sender's type is the platform's word, its name is not. */
function message(state: State, data: unknown): ReturnType<typeof step> {
  const id = idAt(data, 'conversation_id') ?? idAt(data, 'conversation', 'id') ?? 'one'
  const status = textAt(data, 'conversation', 'status')
  const type = textAt(data, 'sender_type') ?? textAt(data, 'sender', 'type')
  const who = idAt(data, 'sender_id') ?? idAt(data, 'sender', 'id')
  let next = status === 'pending' ? { ...state, pending: remember(state.pending, id) } : state
  if (!OUTGOING.has(at(data, 'message_type')) || at(data, 'private') === true)
    return { state: next, signals: NOTHING }
  if (type !== undefined && BOTS.has(type))
    return { state: { ...next, answered: remember(next.answered, id) }, signals: NOTHING }
  if ((type !== 'User' && type !== 'user') || who === undefined || automatic(data))
    return { state: next, signals: NOTHING }
  const held = next.pending.has(id) && !next.opened.has(id) && status !== 'open'
  if (held) next = { ...next, bots: remember(next.bots, who) }
  if (held || next.bots.has(who)) return { state: next, signals: NOTHING }
  const fresh = `wrote ${idAt(data, 'id')}`
  if (next.told.has(fresh)) return { state: next, signals: NOTHING }
  const sender = at(data, 'sender')
  // Chatwoot tells bots and users apart, but a bot may post with the token of a user: then nobody else is the bot.
  const assignee =
    idAt(data, 'conversation', 'assignee_id') ?? idAt(data, 'conversation', 'meta', 'assignee', 'id')
  const unassigned = at(data, 'conversation', 'assignee_id') === null && assignee === undefined
  const other =
    next.answered.has(id) ||
    next.told.has(`assigned ${id} ${who}`) ||
    (next.opened.has(id) && !unassigned && (assignee ?? who) === who)
  return {
    state: { ...next, told: remember(next.told, fresh) },
    signals: [
      {
        ...signal(
          other ? 'user-message' : 'user-message-unproven',
          other ? 'E4' : 'E3-claimed',
          'written by a user',
        ),
        actor: 'human',
        ...named(sender),
      },
    ],
  }
}

/** Sent by a campaign, a rule or a survey in the name of a user. */
function automatic(data: unknown): boolean {
  const type = textAt(data, 'content_type')
  return (
    at(data, 'additional_attributes', 'campaign_id') != null ||
    at(data, 'content_attributes', 'automation_rule_id') != null ||
    (type !== undefined && type !== 'text')
  )
}

const named = (value: unknown) => {
  const participant = textAt(value, 'available_name') ?? textAt(value, 'name') ?? idAt(value, 'id')
  return participant === undefined ? {} : { participant }
}

const without = (set: ReadonlySet<string>, one: string) =>
  set.has(one) ? new Set([...set].filter((kept) => kept !== one)) : set

const signal = (name: string, level: Signal['level'], detail: string): Signal => ({
  kind: 'handoff',
  name: `chatwoot.${name}`,
  actor: 'system',
  detail,
  ...(level === undefined ? {} : { level }),
})

const nobody: ReadonlySet<string> = new Set()

export const chatwoot: Platform<State> = {
  id: 'chatwoot',
  title: 'Chatwoot',
  proves: ['E2', 'E3-claimed', 'E3', 'E4', 'E5'],
  seen: 'both',
  verify: [
    'A bot that posts with the token of a user, in a conversation that was never pending, looks like that user',
    'An assignment by a rule comes before the agent has read anything',
  ],
  source:
    'https://www.chatwoot.com/hc/user-guide/articles/1677693021-how-to-use-webhooks and github.com/chatwoot/chatwoot',
  start: () => ({
    known: UNKNOWN,
    pending: nobody,
    opened: nobody,
    answered: nobody,
    bots: nobody,
    told: nobody,
  }),
  step,
}
