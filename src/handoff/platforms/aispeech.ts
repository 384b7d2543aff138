/** Weixin dialogue platform (微信对话开放平台): who serves a customer, as the merchant's desk has set it. */
import { flatXml } from './flat-xml.js'
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, NOTHING, textAt } from './shape.js'

interface State {
  /** Last state: a poll repeats it. */
  last: string
  served: boolean
}

/**
 * State in the answer of `kefustate/get`, or in the request of `kefustate/change` as the merchant hands it on. The
 * answer to a poll that does not ask for all has `on` or `off` alone.
 */
function stateIn(frame: Frame): string | undefined {
  const { json, text } = frame
  if (json !== undefined) {
    if (at(json, 'errcode') !== 0) return undefined
    return textAt(json, 'status') ?? textAt(json, 'kefustate')
  }
  const xml = flatXml(text)
  return xml?.get('appid') && xml.get('openid') ? xml.get('kefustate') : undefined
}

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  const now = fromMerchant(frame) ? stateIn(frame) : undefined
  if (now === undefined || now === before.last) return { state: before, signals: NOTHING }
  const state = { ...before, last: now.slice(0, 100) }
  switch (now) {
    case 'needperson':
      return { state, signals: [{ ...signal('needperson', 'E1', '待转人工'), actor: 'bot' }] }
    case 'personserving':
      return {
        state: { ...state, served: true },
        signals: [{ ...signal('personserving', 'E3', '已接入'), actor: 'human' }],
      }
    case 'on':
      return { state: { ...state, served: true }, signals: [signal('on', 'E3-claimed', '已接入 (on)')] }
    // The documentation says of `asking` both that a person is to come and that the customer talks with the bot.
    case 'asking':
    case 'complete':
    case 'off':
      return {
        state: { ...state, served: false },
        signals: before.served ? [signal(now, 'E5', 'the bot serves again')] : NOTHING,
      }
    default:
      return { state, signals: NOTHING }
  }
}

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `aispeech.${name}`,
  level,
  actor: 'system',
  detail,
})

export const aispeech: Platform<State> = {
  id: 'aispeech',
  title: 'Weixin dialogue platform (微信对话开放平台)',
  proves: ['E1', 'E3-claimed', 'E3', 'E5'],
  seen: 'merchant',
  verify: [
    'The state is what the desk of the merchant sets: it may set it before anybody has looked',
    'Whether `asking` is ever a queue',
  ],
  source: 'https://developers.weixin.qq.com/doc/aispeech/confapi/thirdkefu/changestate.html',
  start: () => ({ last: '', served: false }),
  step,
}
