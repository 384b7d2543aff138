/** Intercom: webhook topics, and a conversation as the API shows it. The bot may speak as an admin. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, listAt, NOTHING, remember, textAt } from './shape.js'

interface State {
  /** Admins in whose name an AI, an app or a workflow has spoken. */
  spoken: ReadonlySet<string>
  /** Conversations that were with a bot. */
  automatic: ReadonlySet<string>
  told: ReadonlySet<string>
}

/** Teams of old and the operator bot are admins with an address of Intercom's own. */
const NO_PERSON = /@(?:[\w.-]+\.)?intercom(?:-mail)?\.(?:com|io)$/i

/** Ids are texts or numbers; as text they are remembered. */
const idAt = (value: unknown, ...path: string[]) => {
  const id = at(value, ...path)
  return typeof id === 'number' || typeof id === 'string' ? String(id).slice(0, 100) : undefined
}

/** The conversation in a payload, and the topic where it is a webhook's. */
function conversationIn({ json }: Frame): { topic: string; item: unknown } | undefined {
  const item = textAt(json, 'type') === 'notification_event' ? at(json, 'data', 'item') : json
  if (textAt(item, 'type') !== 'conversation' || idAt(item, 'id') === undefined) return undefined
  return { topic: textAt(json, 'topic') ?? '', item }
}

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  const found = fromMerchant(frame) ? conversationIn(frame) : undefined
  if (!found) return { state: before, signals: NOTHING }
  const { topic, item } = found
  const parts = listAt(item, 'conversation_parts', 'conversation_parts')
  let state = before
  const id = idAt(item, 'id') ?? ''
  const routed = textAt(item, 'ai_agent', 'resolution_state') === 'routed_to_team'
  for (const part of parts) if (byMachine(part)) state = speaks(state, part)
  if (routed || parts.some((part) => words(part) && byMachine(part)))
    state = { ...state, automatic: remember(state.automatic, id) }
  const signals: Signal[] = []
  const tell = (key: string, one: Signal) => {
    if (state.told.has(key)) return
    state = { ...state, told: remember(state.told, key) }
    signals.push(one)
  }
  if (routed)
    tell(`routed ${id}`, {
      ...signal('routed-to-team', 'E1', 'the AI agent gave it to a team'),
      actor: 'bot',
    })
  const team = idAt(item, 'team_assignee_id')
  if (team !== undefined && team !== '0')
    tell(`team ${id} ${team}`, signal('team-assigned', 'E2', 'assigned to a team'))
  for (const part of parts) {
    const key = idAt(part, 'id') ?? id
    const to = at(part, 'assigned_to')
    if (textAt(to, 'type') === 'team')
      tell(`team ${key}`, signal('team-assigned', 'E2', 'assigned to a team'))
    // Who is assigned before a bot has spoken may be the name under which it will.
    else if (state.automatic.has(id) && assigns(part) && isPerson(to, state))
      tell(`assigned ${key}`, { ...signal('admin-assigned', 'E3', 'assigned to a person'), ...person(to) })
    if (writes(part, state))
      tell(`wrote ${key}`, {
        ...signal('admin-reply', 'E4', 'written by an admin who is no AI'),
        ...person(at(part, 'author')),
      })
  }
  if (topic === 'conversation.admin.closed' || textAt(item, 'state') === 'closed')
    tell(`closed ${id}`, signal('closed', 'E5', 'closed'))
  return { state, signals }
}

const assigns = (part: unknown) =>
  /^(?:assignment|assign_and_reopen|default_assignment)$/.test(textAt(part, 'part_type') ?? '')

/** An admin who is a person as far as the payload and all before it say. */
function isPerson(who: unknown, { spoken }: State): boolean {
  const id = idAt(who, 'id')
  const email = textAt(who, 'email')
  if (textAt(who, 'type') !== 'admin' || id === undefined || id === '0') return false
  return !spoken.has(id) && !(email !== undefined && NO_PERSON.test(email)) && !flagged(who)
}

const flagged = (author: unknown) =>
  at(author, 'from_ai_agent') === true ||
  at(author, 'is_ai_answer') === true ||
  textAt(author, 'type') === 'bot'

/** A part that an AI or an app wrote, whoever it names as its author. */
function byMachine(part: unknown): boolean {
  return flagged(at(part, 'author')) || textAt(part, 'app_package_code') !== undefined
}

function speaks(state: State, part: unknown): State {
  const id = idAt(part, 'author', 'id')
  return id === undefined ? state : { ...state, spoken: remember(state.spoken, id) }
}

/** Whether this part says something to the consumer. */
const words = (part: unknown) =>
  /^(?:comment|quick_reply)$/.test(textAt(part, 'part_type') ?? '') && textAt(part, 'body') !== undefined

/** Whether this part is an answer to the consumer that says of itself that no AI wrote it. */
function writes(part: unknown, state: State): boolean {
  const author = at(part, 'author')
  const denied = at(author, 'from_ai_agent') === false || at(author, 'is_ai_answer') === false
  return words(part) && denied && isPerson(author, state)
}

const person = (who: unknown) => {
  const participant = textAt(who, 'name') ?? idAt(who, 'id')
  return { actor: 'human' as const, ...(participant === undefined ? {} : { participant }) }
}

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `intercom.${name}`,
  level,
  actor: 'system',
  detail,
})

export const intercom: Platform<State> = {
  id: 'intercom',
  title: 'Intercom',
  proves: ['E1', 'E2', 'E3', 'E4', 'E5'],
  seen: 'merchant',
  verify: [
    'What the messenger itself receives has no public description: only webhooks and the API are read',
    'An admin whom a workflow assigns may not have seen the conversation yet',
  ],
  source:
    'https://developers.intercom.com/docs/references/webhooks/webhook-models and npm intercom-client 7.0.3',
  start: () => ({ spoken: new Set(), automatic: new Set(), told: new Set() }),
  step,
}
