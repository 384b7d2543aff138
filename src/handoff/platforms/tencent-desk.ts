/** Tencent Cloud Desk: state of a session, as the merchant asks for it. */
import type { Frame, Platform, Signal } from './platform.js'
import { fromMerchant } from './recognised.js'
import { at, NOTHING, textAt } from './shape.js'

interface State {
  /** Last state with its agent: a poll repeats it. */
  last: string
  served: boolean
}

function step(before: State, frame: Frame): { state: State; signals: readonly Signal[] } {
  const { json } = frame
  const answered = textAt(json, 'ActionStatus') === 'OK' && at(json, 'ErrorCode') === 0
  const now =
    fromMerchant(frame) && answered && textAt(json, 'SessionId') ? textAt(json, 'CurrentState') : undefined
  const agent = textAt(json, 'AgentId')
  const last = `${now} ${agent}`
  if (now === undefined || last === before.last) return { state: before, signals: NOTHING }
  const state = { ...before, last }
  switch (now) {
    case 'Queueing':
      return { state, signals: [signal('queueing', 'E2', '转人工排队中')] }
    // An agent is asked, and has not accepted.
    case 'WaitingForAgentAnswering':
      return { state, signals: [signal('waiting-for-agent', 'E2', '等待客服确认接待')] }
    case 'Agent':
      if (agent === undefined) return { state, signals: NOTHING }
      return {
        state: { ...state, served: true },
        signals: [{ ...signal('agent', 'E3', '人工服务中'), actor: 'human', participant: agent }],
      }
    case 'NotInSession':
    case 'Chatbot':
      return {
        state: { ...state, served: false },
        signals: before.served
          ? [signal('ended', 'E5', now === 'Chatbot' ? '机器人接待中' : '不在会话中')]
          : NOTHING,
      }
    default:
      return { state, signals: NOTHING }
  }
}

const signal = (name: string, level: NonNullable<Signal['level']>, detail: string): Signal => ({
  kind: 'handoff',
  name: `tencent-desk.${name}`,
  level,
  actor: 'system',
  detail,
})

export const tencentDesk: Platform<State> = {
  id: 'tencent-desk',
  title: 'Tencent Cloud Desk (腾讯云智能客服)',
  proves: ['E2', 'E3', 'E5'],
  seen: 'merchant',
  verify: ["What the chat SDK tells the consumer's own client"],
  source: 'https://cloud.tencent.com/document/product/679/116639',
  start: () => ({ last: '', served: false }),
  step,
}
