/** Rasa: events of the tracker that say that the assistant gives up the conversation to a person. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, listAt, NOTHING, pathOf, remember, textAt } from './shape.js'

interface State {
  /** Events that were read: the tracker repeats them all. */
  told: ReadonlySet<string>
}

const TRACKER = /\/conversations\/[^/]{1,200}\/tracker$/
const FLOW = 'pattern_human_handoff'
/** Names that custom actions of a hand-off have; one that only offers the choice is none. */
const ACTION =
  /^action_(?:(?:human_|agent_)?hand_?(?:off|over)|(?:transfer|connect|escalate)_to_(?:a_)?(?:human|agent))$/

/** Events of a tracker, or one that an event broker brings. */
function eventsIn(frame: Frame): readonly unknown[] {
  const { json, direction } = frame
  if (direction === 'out' || textAt(json, 'sender_id') === undefined) return []
  if (!fromMerchant(frame) && !TRACKER.test(pathOf(frame))) return []
  return textAt(json, 'event') === undefined ? listAt(json, 'events') : [json]
}

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  let state = before
  const signals: Signal[] = []
  for (const event of eventsIn(frame)) {
    const rule = ruleOf(event)
    const key = `${rule} ${at(event, 'timestamp')}`
    if (rule === undefined || state.told.has(key)) continue
    state = { told: remember(state.told, key) }
    signals.push({
      kind: 'handoff',
      name: `rasa.${rule}`,
      level: 'E1',
      actor: 'bot',
      detail: textAt(event, 'name') ?? FLOW,
    })
  }
  return { state, signals: signals.length === 0 ? NOTHING : signals }
}

function ruleOf(event: unknown): string | undefined {
  const kind = textAt(event, 'event')
  if (kind === 'flow_started' && textAt(event, 'flow_id') === FLOW) return 'human-handoff-flow'
  return kind === 'action' && ACTION.test(textAt(event, 'name') ?? '') ? 'handoff-action' : undefined
}

export const rasa: Platform<State> = {
  id: 'rasa',
  title: 'Rasa',
  proves: ['E1'],
  seen: 'merchant',
  verify: ["Names of custom actions are the merchant's own: only the usual ones are known"],
  source:
    'https://rasa.com/docs/reference/primitives/patterns/ and https://rasa.com/docs/reference/api/pro/http-api/',
  start: () => ({ told: new Set() }),
  step,
}
