/** Messenger and Instagram: which app has control of a thread. The inbox of the page is where people write. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, listAt, NOTHING, remember, textAt } from './shape.js'

interface State {
  /** Threads that the inbox has. */
  inbox: ReadonlySet<string>
  told: ReadonlySet<string>
}

type Stepped = { state: State; signals: readonly Signal[] }

/** App of the page's own inbox. */
const INBOX = '263902037430900'
const OBJECTS = new Set(['page', 'instagram'])

function step(before: State, frame: Frame): Stepped {
  if (!fromMerchant(frame) || !OBJECTS.has(textAt(frame.json, 'object') ?? ''))
    return { state: before, signals: NOTHING }
  let state = before
  const signals: Signal[] = []
  for (const entry of listAt(frame.json, 'entry'))
    for (const event of [...listAt(entry, 'messaging'), ...listAt(entry, 'standby')]) {
      const next = read(state, event)
      state = next.state
      signals.push(...next.signals)
    }
  return { state, signals }
}

function read(before: State, event: unknown): Stepped {
  const id = textAt(event, 'sender', 'id')
  const consumer = at(event, 'message', 'is_echo') === true ? textAt(event, 'recipient', 'id') : id
  const key = `${id} ${at(event, 'timestamp')} ${textAt(event, 'message', 'mid') ?? ''}`
  if (consumer === undefined || before.told.has(key)) return { state: before, signals: NOTHING }
  const state = { ...before, told: remember(before.told, key) }
  const held = state.inbox.has(consumer)
  for (const way of ['pass_thread_control', 'take_thread_control']) {
    const to = appAt(event, way, 'new_owner_app_id')
    if (to === undefined) continue
    const inbox = to === INBOX ? remember(state.inbox, consumer) : without(state.inbox, consumer)
    return { state: { ...state, inbox }, signals: control(way, to, held) }
  }
  if (appAt(event, 'request_thread_control', 'requested_owner_app_id') === INBOX)
    return { state, signals: [{ ...signal('requested', 'E1', 'the inbox asks for the thread') }] }
  const byInbox = at(event, 'message', 'is_echo') === true && appAt(event, 'message', 'app_id') === INBOX
  // The inbox answers by itself, too: away messages and instant replies are its own.
  if (byInbox && held && textAt(event, 'message', 'text') !== undefined)
    return { state, signals: [signal('inbox-message', 'E3-claimed', 'written in the inbox')] }
  return { state, signals: NOTHING }
}

/** Control is a way, and nobody's answer: whoever has it may be a person, a desk or another bot. */
function control(way: string, to: string, held: boolean): readonly Signal[] {
  if (to === INBOX) return held ? NOTHING : [signal('to-inbox', 'E2', 'the inbox has the thread')]
  if (held) return [signal('returned', 'E5', 'the inbox has given the thread back')]
  return way === 'pass_thread_control'
    ? [{ ...signal('passed', 'E1', 'passed to another app'), actor: 'bot' }]
    : NOTHING
}

/** Ids of apps are texts, numbers in echoes. */
function appAt(value: unknown, ...path: string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'number' ? String(found) : textAt(value, ...path)
}

const without = (set: ReadonlySet<string>, one: string) => new Set([...set].filter((kept) => kept !== one))

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `messenger.${name}`,
  level,
  actor: 'system',
  detail,
})

export const messenger: Platform<State> = {
  id: 'messenger',
  title: 'Messenger, Instagram',
  proves: ['E1', 'E2', 'E3-claimed', 'E5'],
  seen: 'merchant',
  verify: [
    'Away messages and instant replies of the inbox have its app id: nothing tells them from what a person writes',
    'Whether other apps that get control are desks of people',
  ],
  source:
    'https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_handovers',
  start: () => ({ inbox: new Set(), told: new Set() }),
  step,
}
