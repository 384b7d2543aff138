/** Dynamics 365 Omnichannel: events of its chat widget, messages of its chat thread, and the conversation's details. */
import type { Failure, Frame, Platform, Signal } from './platform.js'
import { at, hostedBy, innerJson, isAnswer, listAt, NOTHING, pathOf, remember, textAt } from './shape.js'

interface State {
  /** Whether a host of Omnichannel was seen: its widget runs in the merchant's own page. */
  known: boolean
  /** Whether an agent accepted, and nothing has ended since. */
  accepted: boolean
  /** Messages that were read: they come by push and by fetch. */
  told: ReadonlySet<string>
  /** Last state of the conversation. */
  last: string
}

const HOSTS = ['omnichannelengagementhub.com', 'oc-cdn-ocprod.azureedge.net', 'oc-cdn-public.azureedge.net']
/** Threads of Azure Communication Services, on which the chat runs; others use them, too. */
const THREADS = ['communication.azure.com', 'trouter.communication.microsoft.com', 'trouter.skype.com']
const DETAILS = /\/livechatconnector\/(?:auth\/)?getliveworkitemdetails(?:\/|$)/i

/** What stands before the JSON of a message in socket.io 0.9. */
const PACKET = /^3:\d{0,20}\+?:[^:]{0,100}:/

/** Tags of system messages, and what they mean. */
const TAGS: Readonly<Record<string, { level?: 'E2' | 'E3' | 'E5'; failed?: Failure; detail: string }>> = {
  queueposition: { level: 'E2', detail: 'waits in a queue' },
  agentassignmentready: { level: 'E2', detail: 'an agent is being assigned' },
  agentaccepted: { level: 'E3', detail: 'an agent accepted' },
  agentassignmentfailure: { failed: 'no-agent', detail: 'no agent could be assigned' },
  outsideoperationhours: { failed: 'out-of-hours', detail: 'outside the hours' },
  agentendconversation: { level: 'E5', detail: 'the agent ended the conversation' },
  primarysessionclosed: { level: 'E5', detail: 'the agent ended the session' },
  supervisorforceclosedconversation: { level: 'E5', detail: 'a supervisor ended the conversation' },
}

/** A message of the platform, whatever way it came. */
interface Told {
  id: string | undefined
  tags: readonly string[]
  by: string | undefined
}

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  let state = hostedBy(frame, ...HOSTS) ? { ...before, known: true } : before
  if (frame.direction === 'out' || !state.known) return { state, signals: NOTHING }
  if (isAnswer(frame) && hostedBy(frame, ...HOSTS) && DETAILS.test(pathOf(frame)))
    return details(state, frame.json)
  const signals: Signal[] = []
  if (event(frame.json) === 'lcw:chatQueued' && frame.source === 'post-message')
    signals.push(signal('chat-queued', { level: 'E2', detail: 'the chat is queued' }))
  for (const message of messagesIn(frame)) {
    if (message.id !== undefined && state.told.has(message.id)) continue
    if (message.id !== undefined) state = { ...state, told: remember(state.told, message.id) }
    for (const one of signalsIn(state, message)) {
      signals.push(one)
      state = { ...state, accepted: one.level === 'E3' || (state.accepted && one.level !== 'E5') }
    }
  }
  return { state, signals }
}

/** State of the conversation: a bot makes it active, too. */
function details(state: State, json: unknown): { state: State; signals: readonly Signal[] } {
  const now = textAt(json, 'State') ?? ''
  const person = textAt(json, 'AgentAcceptedOn') !== undefined && textAt(json, 'ParticipantType') !== 'Bot'
  const is = now === 'Active' && person ? 'Active with a person' : now
  if (is === state.last) return { state, signals: NOTHING }
  const next = { ...state, last: is, accepted: state.accepted || is === 'Active with a person' }
  if (is === 'Waiting' || is === 'Open')
    return { state: next, signals: [signal('state', { level: 'E2', detail: `the conversation is ${now}` })] }
  if (is === 'Active with a person')
    return {
      state: next,
      signals: [signal('state', { level: 'E3', detail: 'an agent accepted the conversation' })],
    }
  if ((is === 'WrapUp' || is === 'Closed') && state.accepted)
    return {
      state: { ...next, accepted: false },
      signals: [signal('state', { level: 'E5', detail: `the conversation is ${now}` })],
    }
  return { state: next, signals: NOTHING }
}

/** Name of an event of the widget, as it is posted. */
const event = (json: unknown) => textAt(json, 'eventName') ?? textAt(json, 'event') ?? textAt(json, 'type')

function messagesIn(frame: Frame): readonly Told[] {
  const { json, source } = frame
  if (source === 'post-message' && event(json) === 'lcw:onMessageReceived')
    return ['payload', 'detail', 'data'].map((key) => at(json, key)).flatMap(posted)
  if (!hostedBy(frame, ...THREADS)) return []
  if (isAnswer(frame) && /\/chat\/threads\/[^/]{1,300}\/messages$/.test(pathOf(frame)))
    return listAt(json, 'value').map((message) => ({
      id: textAt(message, 'id'),
      tags: textTags(at(message, 'metadata', 'tags')),
      by: textAt(message, 'senderDisplayName'),
    }))
  return source === 'ws' ? pushed(frame) : []
}

function posted(payload: unknown): Told[] {
  const tags = listAt(payload, 'channelData', 'tags').filter((tag) => typeof tag === 'string')
  const type = textAt(payload, 'messageType')
  const fits = tags.includes('system') ? type === 'system' : type === 'user'
  return fits ? [{ id: undefined, tags, by: textAt(payload, 'senderDisplayName') }] : []
}

/** A push is a message of socket.io 0.9 whose body is JSON in a text, as are the metadata in it: all by the protocol. */
function pushed({ text }: Frame): Told[] {
  const body = innerJson(innerJson([text.replace(PACKET, '')], 0), 'body')
  // 200 is a message that was received.
  if (at(body, 'eventId') !== 200) return []
  const tags = at(innerJson(body, 'acsChatMessageMetadata'), 'tags')
  return [{ id: textAt(body, 'messageId'), tags: textTags(tags), by: textAt(body, 'senderDisplayName') }]
}

/** Tags as the thread has them: one text, with commas and sometimes quotes. */
function textTags(tags: unknown): readonly string[] {
  if (typeof tags !== 'string') return []
  return tags
    .slice(0, 2000)
    .replace(/[[\]"\s]/g, '')
    .split(',')
    .filter((tag) => tag !== '')
}

function signalsIn({ accepted }: State, { tags, by }: Told): Signal[] {
  if (tags.includes('FromCustomer') || by === 'Customer') return []
  if (tags.includes('system'))
    return tags.flatMap((tag) => {
      const meaning = Object.hasOwn(TAGS, tag) ? TAGS[tag] : undefined
      if (meaning === undefined) return []
      const next = tag === 'queueposition' && tags.includes('customerqueuepositionnext')
      return [{ ...signal(tag, meaning), ...(next ? { queue: { position: 1 } } : {}) }]
    })
  // Bots write without tags; a public message counts as a person's once one has accepted.
  if (!tags.includes('public') || !accepted) return []
  const named = by === undefined ? {} : { participant: by }
  return [
    { ...signal('agent-message', { level: 'E4', detail: 'written by an agent' }), actor: 'human', ...named },
  ]
}

const signal = (name: string, meaning: Pick<Signal, 'level' | 'failed' | 'detail'>): Signal => ({
  kind: 'handoff',
  name: `d365-omnichannel.${name}`,
  actor: 'system',
  ...meaning,
})

export const d365Omnichannel: Platform<State> = {
  id: 'd365-omnichannel',
  title: 'Dynamics 365 Omnichannel',
  proves: ['E2', 'E3', 'E4', 'E5'],
  seen: 'client',
  verify: [
    'That a bot which takes a conversation first is not announced with agentaccepted',
    'How the events of the widget reach other frames of the page: their names and payloads are documented, the post is not',
    'The host of the push, and that its body is not compressed',
    'The tag outsideoperationhours: the name of the event is documented, the tag is not',
    'That AgentAcceptedOn is empty, or ParticipantType Bot, while a bot has the conversation',
  ],
  source:
    'https://learn.microsoft.com/dynamics365/customer-service/develop/reference/events/lcw-onmessagereceived; @microsoft/omnichannel-chat-sdk 1.11.8',
  start: () => ({ known: false, accepted: false, told: new Set(), last: '' }),
  step,
}
