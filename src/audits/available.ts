/** Audit `available`, always on: the bot was there to talk to. */
import type { StopEvent } from '../documents/types/event.js'
import type { Audit } from './audit.js'
import { both, quote, verdict } from './words.js'

/** Ends of a conversation that say: the bot was not there (any more). */
export const GONE: Record<string, [string, string]> = {
  'service-down': ['客服机器人无法使用', 'the bot could not be used'],
  closed: ['机器人一方结束了会话', 'the bot closed the conversation'],
  silent: ['机器人不再回应', 'the bot stopped answering'],
  error: ['机器人一方出错', 'the bot failed with an error'],
}

export const available: Audit = {
  meta: {
    id: 'available',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('机器人在线可用', 'The bot is there'),
    description: both(
      '对话没有因为机器人一方无法使用、关闭、无响应或出错而中断。只显示、不计分：在线不等于解决问题。',
      'The conversation did not end because the bot was down, closed it, fell silent or failed. Shown, not scored: being there solves nothing.',
    ),
  },
  evaluate(evidence) {
    const stop = evidence.events.findLast((event): event is StopEvent => event.kind === 'stop')
    if (stop === undefined) return [verdict('inconclusive', ['记录没有结束', 'the transcript has no end'])]
    const gone = stop.whose === 'bot' ? GONE[stop.reason] : undefined
    if (gone === undefined) return [verdict('pass', ['机器人在线', 'the bot was there'], [stop.seq])]
    const detail = stop.detail === undefined ? '' : quote(stop.detail, 120)
    return [
      verdict(
        'fail',
        [`${gone[0]}${detail && `：${detail}`}`, `${gone[1]}${detail && `: ${detail}`}`],
        [stop.seq],
        {
          wanted: both('能把话说完的会话', 'a conversation that can be finished'),
        },
      ),
    ]
  },
}
