/** Dialogflow CX and ES: a signal for a person. What is done with it is up to whoever integrates it. */
import type { Frame, Platform, Signal } from './platform.js'
import { at, hostOf, listAt, NOTHING, pathOf } from './shape.js'

/** The service and its regions; the messenger's own place. */
const HOST = /^(?:(?:[a-z0-9-]+-)?dialogflow\.googleapis\.com|dialogflow\.cloud\.google\.com)$/
const DETECT =
  /\/sessions\/[^/]{1,200}:(?:server-streaming-detect-intent|serverStreamingDetectIntent|detectIntent)$/

function step(_: null, frame: Frame): { state: null; signals: readonly Signal[] } {
  const own = frame.source === 'api' || frame.source === 'webhook' || HOST.test(hostOf(frame))
  if (frame.direction === 'out' || !(own || DETECT.test(pathOf(frame))))
    return { state: null, signals: NOTHING }
  const result = at(frame.json, 'queryResult')
  const messages = listAt(result, 'responseMessages')
  const says = (key: string) =>
    messages.some((message) => isObject(at(message, key))) || at(result, 'intent', key) === true
  const signals: Signal[] = []
  if (says('liveAgentHandoff'))
    signals.push({
      kind: 'handoff',
      name: 'dialogflow.live-agent-handoff',
      level: 'E1',
      actor: 'bot',
      detail: 'the bot asks for a person',
    })
  if (says('endInteraction'))
    signals.push({
      kind: 'participant',
      name: 'dialogflow.end-interaction',
      actor: 'bot',
      change: 'left',
      detail: 'the bot has nothing more to say',
    })
  return { state: null, signals }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

export const dialogflow: Platform<null> = {
  id: 'dialogflow',
  title: 'Dialogflow CX and ES',
  proves: ['E1'],
  seen: 'both',
  verify: ['Where Dialogflow Messenger gets its replies from: any address that ends as the API does is read'],
  source: 'https://cloud.google.com/dialogflow/cx/docs/reference/rest/v3/ResponseMessage#LiveAgentHandoff',
  start: () => null,
  step,
}
