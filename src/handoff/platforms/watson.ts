/** Watson Assistant: a reply that asks for a person. Whether one comes is the service desk's affair. */
import type { Frame, Platform, Signal } from './platform.js'
import { at, hostedBy, listAt, NOTHING, pathOf, textAt } from './shape.js'

const HOSTS = ['watson.cloud.ibm.com', 'watson.appdomain.cloud', 'watsonplatform.net']
const MESSAGE = /\/v2\/assistants\/.{1,200}\/message$/

/** A reply of the message API, by its host or path, or as a bot's raw reply. */
function isReply(frame: Frame): boolean {
  if (frame.direction === 'out') return false
  return (
    frame.source === 'api' ||
    frame.source === 'webhook' ||
    hostedBy(frame, ...HOSTS) ||
    MESSAGE.test(pathOf(frame))
  )
}

function step(_: null, frame: Frame): { state: null; signals: readonly Signal[] } {
  const items = isReply(frame) ? listAt(frame.json, 'output', 'generic') : []
  const asks = items.find((item) => textAt(item, 'response_type') === 'connect_to_agent')
  if (asks === undefined) return { state: null, signals: NOTHING }
  // Both texts, for an agent and for none, are in every such reply: neither says which will be shown.
  const detail = textAt(asks, 'message_to_human_agent') ?? 'the bot asks for a person'
  const named = at(asks, 'transfer_info') !== undefined ? `${detail} (with the way to a desk)` : detail
  return {
    state: null,
    signals: [{ kind: 'handoff', name: 'watson.connect-to-agent', level: 'E1', actor: 'bot', detail: named }],
  }
}

export const watson: Platform<null> = {
  id: 'watson',
  title: 'Watson Assistant',
  proves: ['E1'],
  seen: 'both',
  verify: [
    'What the web chat and its service desk plug-ins tell of a person: there is no public wire format',
  ],
  source: 'https://cloud.ibm.com/apidocs/assistant-v2#message; npm ibm-watson 12.2.0',
  start: () => null,
  step,
}
