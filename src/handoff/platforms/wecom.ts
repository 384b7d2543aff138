/** WeCom customer service (微信客服): state of a session, its changes, and where a message was written. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, listAt, NOTHING, remember, textAt } from './shape.js'

interface State {
  /** Last state of the session: a poll repeats it. */
  last: number
  /** Whether a servicer had the session. */
  served: boolean
  told: ReadonlySet<string>
}

type Stepped = { state: State; signals: readonly Signal[] }

/** `service_state`: 0 new, 1 with the bot, 2 in the pool, 3 with a person, 4 ended. */
const POOL = 2
const PERSON = 3
const ENDED = 4
/** `change_type`: 1 taken from the pool, 2 passed on, 3 ended, 4 taken up again. */
const CHANGES: Readonly<Record<number, string>> = { 1: 'taken', 2: 'passed-on', 4: 'taken-again' }
const END = 3
/** `origin` of a message: 3 the customer, 4 the system, 5 a servicer in his own client; what the API sends is not listed. */
const SYSTEM = 4
const SERVICER = 5

function step(before: State, frame: Frame): Stepped {
  const { json } = frame
  // Every answer of this API begins with a code; one that failed tells nothing.
  if (!fromMerchant(frame) || at(json, 'errcode') !== 0) return { state: before, signals: NOTHING }
  let { state, signals } = session(before, json)
  for (const item of listAt(json, 'msg_list')) {
    const id = textAt(item, 'msgid')
    if (id === undefined || state.told.has(id)) continue
    const next = listed({ ...state, told: remember(state.told, id) }, item)
    state = next.state
    signals = [...signals, ...next.signals]
  }
  return { state, signals }
}

/** The state of a session, as the merchant asks for it. */
function session(state: State, json: unknown): Stepped {
  const now = at(json, 'service_state')
  if (typeof now !== 'number' || now === state.last) return { state, signals: NOTHING }
  const next = { ...state, last: now }
  const servicer = textAt(json, 'servicer_userid')
  if (now === POOL) return { state: next, signals: [signal('pool', 'E2', '待接入池排队中')] }
  if (now === PERSON && servicer !== undefined)
    return { state: { ...next, served: true }, signals: [person('served', 'E3', '由人工接待', servicer)] }
  if (now === ENDED && state.served)
    return { state: { ...next, served: false }, signals: [signal('ended', 'E5', '已结束')] }
  return { state: next, signals: NOTHING }
}

function listed(state: State, item: unknown): Stepped {
  const origin = at(item, 'origin')
  const type = textAt(item, 'msgtype')
  if (origin === SERVICER && type !== 'event') {
    const servicer = textAt(item, 'servicer_userid')
    if (servicer === undefined) return { state, signals: NOTHING }
    return {
      state: { ...state, served: true },
      signals: [person('message', 'E4', '接待人员发送的消息', servicer)],
    }
  }
  const event = at(item, 'event')
  if (origin !== SYSTEM || type !== 'event' || textAt(event, 'event_type') !== 'session_status_change')
    return { state, signals: NOTHING }
  const change = at(event, 'change_type')
  if (change === END)
    return { state: { ...state, served: false }, signals: [signal('ended', 'E5', '结束会话')] }
  const servicer = textAt(event, 'new_servicer_userid')
  const rule = typeof change === 'number' ? CHANGES[change] : undefined
  if (rule === undefined || servicer === undefined) return { state, signals: NOTHING }
  return { state: { ...state, served: true }, signals: [person(rule, 'E3', '接入会话', servicer)] }
}

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `wecom.${name}`,
  level,
  actor: 'system',
  detail,
})

const person = (...[name, level, detail, participant]: [...Parameters<typeof signal>, string]): Signal => ({
  ...signal(name, level, detail),
  actor: 'human',
  participant,
})

export const wecom: Platform<State> = {
  id: 'wecom',
  title: 'WeCom customer service (微信客服)',
  proves: ['E2', 'E3', 'E4', 'E5'],
  seen: 'merchant',
  verify: [
    'A servicer whom the API assigns (service_state/trans to 3) may not have looked yet: his first message is the proof',
    'Whether a program ever runs the client of a servicer',
  ],
  source:
    'https://developer.work.weixin.qq.com/document/path/94698 and https://developer.work.weixin.qq.com/document/path/94670',
  start: () => ({ last: -1, served: false, told: new Set() }),
  step,
}
