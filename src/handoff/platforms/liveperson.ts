/** LivePerson: a bot holds the role of an assigned agent too, so only who comes after it can be a person. */
import type { Frame, Platform, Signal } from './platform.js'
import { type Recognised, recognise, UNKNOWN } from './recognised.js'
import { at, hostedBy, listAt, NOTHING, pathOf, remember, textAt } from './shape.js'

interface State {
  known: Recognised
  /** Agents who were there before anybody was transferred, or are known as bots. */
  bots: ReadonlySet<string>
  /** Agents whose profile, or whose browser, says that they are people. */
  people: ReadonlySet<string>
  /** Agents who came after another had left. */
  after: ReadonlySet<string>
  /** Agent of each conversation, as last seen. */
  assigned: ReadonlyMap<string, string>
  told: ReadonlySet<string>
}

type Stepped = { state: State; signals: Signal[] }

const HOSTS = ['liveperson.net', 'liveperson.com', 'lpsnmedia.net', 'livepersonk.net']
const SHAPED = new Set([
  'cqm.ExConversationChangeNotification',
  'ms.MessagingEventNotification',
  'routing.RoutingTaskNotification',
])
/** `userTypeId` of a profile. */
const HUMAN = 1
const BOT = 2
/** Conversations that are remembered. */
const MOST = 100

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  if (frame.direction === 'out') return { state: before, signals: NOTHING }
  const { json } = frame
  const profile = profileIn(frame)
  if (profile) return { state: profiled(before, profile), signals: NOTHING }
  const type = textAt(json, 'type') ?? ''
  if (textAt(json, 'kind') !== 'notification' || !SHAPED.has(type)) return { state: before, signals: NOTHING }
  const known = recognise(before.known, frame, hostedBy(frame, ...HOSTS))
  let state: State = { ...before, known }
  const signals: Signal[] = []
  const sure = known.sure.has(frame.connection)
  for (const change of listAt(json, 'body', 'changes')) {
    const next =
      type === 'ms.MessagingEventNotification'
        ? message(state, change)
        : type === 'cqm.ExConversationChangeNotification'
          ? conversation(state, at(change, 'result'))
          : ring(state, change)
    state = sure ? next.state : { ...next.state, told: state.told }
    if (sure) signals.push(...next.signals)
  }
  return { state, signals }
}

/** The conversation in whole: its agents, its state. */
function conversation(before: State, result: unknown): Stepped {
  const id = textAt(result, 'convId')
  const details = at(result, 'conversationDetails')
  if (id === undefined || details === undefined) return { state: before, signals: [] }
  const signals: Signal[] = []
  let state = before
  if (textAt(details, 'state') === 'CLOSE') signals.push(signal('closed', 'E5', 'convState CLOSE'))
  const agents = agentsIn(details)
  const was = state.assigned.get(id)
  const now = agents.at(-1)
  if (now === undefined) {
    // The bot has gone and nobody has come: that is the queue.
    if (was === undefined || state.told.has(`left ${id} ${was}`)) return { state, signals }
    signals.push(signal('queued', 'E2', 'no agent is assigned any more'))
    return { state: { ...state, told: remember(state.told, `left ${id} ${was}`) }, signals }
  }
  if (now === was) return { state, signals }
  state = { ...state, assigned: assign(state.assigned, id, now) }
  // Who is there first may be anybody: most often it is the bot.
  if (was === undefined) return { state: { ...state, bots: unlessHuman(state, now) }, signals }
  if (state.bots.has(now)) return { state, signals }
  state = { ...state, after: remember(state.after, now) }
  if (state.told.has(`came ${now}`)) return { state, signals }
  const human = state.people.has(now)
  signals.push({
    ...signal(
      human ? 'agent-assigned' : 'agent-changed',
      human ? 'E3' : 'E3-claimed',
      'another agent than before',
    ),
    actor: human ? 'human' : 'system',
    participant: now,
  })
  return { state: { ...state, told: remember(state.told, `came ${now}`) }, signals }
}

/** Agents of a conversation, in the ways in which its notifications name them. */
function agentsIn(details: unknown): string[] {
  const main = listAt(details, 'dialogs').filter(
    (dialog) => (textAt(dialog, 'dialogType') ?? 'MAIN') === 'MAIN',
  )
  const named = [details, ...main].flatMap((place) => [
    ...listAt(place, 'participants').filter(isAgent),
    ...listAt(place, 'participantsDetails').filter(isAgent),
  ])
  const pid = at(details, 'participantsPId', 'ASSIGNED_AGENT')
  const pids = (typeof pid === 'string' ? [pid] : listAt(pid)).map((one) => ({ id: one }))
  return [...named, ...pids].flatMap((one) => textAt(one, 'id') ?? [])
}

const isAgent = (participant: unknown) =>
  textAt(participant, 'role') === 'ASSIGNED_AGENT' && (textAt(participant, 'state') ?? 'ACTIVE') === 'ACTIVE'

/** A message: whoever wrote before a transfer, or writes as programs do, is a bot. */
function message(state: State, change: unknown): Stepped {
  const role = textAt(change, 'originatorMetadata', 'role')
  const id = textAt(change, 'originatorMetadata', 'id') ?? textAt(change, 'originatorId')
  const event = at(change, 'event')
  const type = textAt(event, 'type')
  const content = type === 'ContentEvent' || type === 'RichContentEvent'
  if (role !== 'ASSIGNED_AGENT' || id === undefined || !content) return { state, signals: [] }
  if (textAt(change, 'messageAudience') === 'AGENTS_AND_MANAGERS') return { state, signals: [] }
  const browser = textAt(change, 'originatorMetadata', 'clientProperties', 'browser') !== undefined
  const people = browser && !state.bots.has(id) ? remember(state.people, id) : state.people
  const written = { ...state, people }
  if (type === 'RichContentEvent' || at(event, 'quickReplies') !== undefined)
    return { state: { ...written, bots: unlessHuman(written, id) }, signals: [] }
  if (state.bots.has(id)) return { state: written, signals: [] }
  if (!people.has(id) && !state.after.has(id)) {
    // Whoever writes first is the bot; another may be seen before the change that brought him.
    const first = state.bots.size === 0 || [...state.assigned.values()].includes(id)
    return { state: first ? { ...written, bots: remember(state.bots, id) } : written, signals: [] }
  }
  const key = `wrote ${id} ${at(change, 'sequence')}`
  if (state.told.has(key)) return { state: written, signals: [] }
  return {
    state: { ...written, told: remember(state.told, key) },
    signals: [
      {
        ...signal('agent-message', 'E4', 'written by another agent than before'),
        actor: 'human',
        participant: id,
      },
    ],
  }
}

/** The merchant's view: an agent's client rings, and he accepts. Bots accept as well. */
function ring(state: State, change: unknown): Stepped {
  const rings = listAt(change, 'result', 'ringsDetails')
  if (rings.length === 0) return { state, signals: [] }
  return { state, signals: [signal('ring', 'E2', 'rings at an agent')] }
}

function profileIn(frame: Frame): { id: string; type: number } | undefined {
  const id = /\/le-users\/users\/([\w.-]{1,100})$/.exec(pathOf(frame))?.[1]
  const type = at(frame.json, 'userTypeId')
  return id && hostedBy(frame, ...HOSTS) && typeof type === 'number' ? { id, type } : undefined
}

function profiled(state: State, { id, type }: { id: string; type: number }): State {
  if (type === HUMAN) return { ...state, people: remember(state.people, id), bots: without(state.bots, id) }
  return type === BOT
    ? { ...state, bots: remember(state.bots, id), people: without(state.people, id) }
    : state
}

const unlessHuman = ({ bots, people }: State, id: string) => (people.has(id) ? bots : remember(bots, id))
const without = (set: ReadonlySet<string>, one: string) => new Set([...set].filter((kept) => kept !== one))

function assign(known: ReadonlyMap<string, string>, id: string, agent: string): ReadonlyMap<string, string> {
  return new Map([...[...known].slice(-MOST), [id, agent]])
}

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `liveperson.${name}`,
  level,
  actor: 'system',
  detail,
})

export const liveperson: Platform<State> = {
  id: 'liveperson',
  title: 'LivePerson Conversational Cloud',
  proves: ['E2', 'E3-claimed', 'E3', 'E4', 'E5'],
  seen: 'client',
  verify: [
    'A bot that hands over to a second bot which sends plain text only looks like a person',
    'Whether a bot ever names a browser among its clientProperties',
    'userTypeId in the profile that the window fetches',
  ],
  source:
    'https://developers.liveperson.com/messaging-window-api-tutorials-get-messages.html and npm node-agent-sdk',
  start: () => ({
    known: UNKNOWN,
    bots: new Set(),
    people: new Set(),
    after: new Set(),
    assigned: new Map(),
    told: new Set(),
  }),
  step,
}
