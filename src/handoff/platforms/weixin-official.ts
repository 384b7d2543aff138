/** Weixin Official Accounts and Mini Programs: events of customer service sessions, as XML or as JSON. */
import { flatXml } from './flat-xml.js'
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, NOTHING, numberAt, remember, textAt } from './shape.js'

interface State {
  /** Whether somebody has the session. */
  served: boolean
  told: ReadonlySet<string>
}

type Stepped = { state: State; signals: readonly Signal[] }

/** An account of a person: its name, and the account that it serves. */
const ACCOUNT = /^[^@\s]{1,100}@[^@\s]{1,100}$/

/** How to read a field of a payload, whichever of both forms it has; its envelope has to be there. */
function fieldsOf({ json, text }: Frame): ((key: string) => string | undefined) | undefined {
  const xml = json === undefined ? flatXml(text) : undefined
  const field = (key: string) => (xml ? xml.get(key) : (textAt(json, key) ?? numberAt(json, key)?.toString()))
  const whole = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType'].every((key) => field(key))
  return whole ? field : undefined
}

function step(before: State, frame: Frame): Stepped {
  if (!fromMerchant(frame)) return { state: before, signals: NOTHING }
  const field = fieldsOf(frame)
  if (field === undefined) return session(before, frame)
  const event = field('MsgType') === 'event' ? field('Event') : undefined
  const key = `${field('MsgType')} ${event} ${field('CreateTime')} ${field('FromUserName')}`
  if (before.told.has(key)) return { state: before, signals: NOTHING }
  const state = { ...before, told: remember(before.told, key) }
  // The bot's answer to a message, which the merchant hands on.
  if (field('MsgType') === 'transfer_customer_service')
    return { state, signals: [{ ...signal('transfer', 'E1', '转发到客服'), actor: 'bot' }] }
  return changed(state, event, field)
}

function changed(
  state: State,
  event: string | undefined,
  field: (key: string) => string | undefined,
): Stepped {
  switch (event) {
    case 'kf_create_session':
      return joins(state, 'created', '接入会话', field('KfAccount'))
    case 'kf_switch_session':
      return joins(state, 'switched', '转接会话', field('ToKfAccount'))
    case 'kf_close_session':
      return { state: { ...state, served: false }, signals: [signal('closed', 'E5', '关闭会话')] }
    default:
      return { state, signals: NOTHING }
  }
}

/** The answer of `kfsession/getsession`: who has the session. */
function session(state: State, { json }: Frame): Stepped {
  const answered = (at(json, 'errcode') ?? 0) === 0 && numberAt(json, 'createtime') !== undefined
  if (!answered || state.served) return { state, signals: NOTHING }
  return joins(state, 'session', '会话中', textAt(json, 'kf_account'))
}

function joins(state: State, rule: string, detail: string, account: string | undefined): Stepped {
  if (account === undefined || !ACCOUNT.test(account)) return { state, signals: NOTHING }
  return {
    state: { ...state, served: true },
    signals: [{ ...signal(rule, 'E3', detail), actor: 'human', participant: account }],
  }
}

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `weixin-official.${name}`,
  level,
  actor: 'system',
  detail,
})

export const weixinOfficial: Platform<State> = {
  id: 'weixin-official',
  title: 'Weixin Official Account, Mini Program (公众号、小程序客服)',
  proves: ['E1', 'E3', 'E5'],
  seen: 'merchant',
  verify: [
    'A session that the API creates (kfsession/create) is with somebody who is online, and may not have looked yet',
    'The list of waiting sessions and the records of messages: their answers were not compared with a live account',
  ],
  source: 'https://developers.weixin.qq.com/doc/service/guide/product/kf/intro.html',
  start: () => ({ served: false, told: new Set() }),
  step,
}
