/** Audit `latency`: the answer of one turn came within a bound. A bound judges; the score is that of `response-time`. */
import { milliseconds } from '../documents/duration.js'
import type { TurnReading } from '../understanding/types.js'
import type { Audit, Verdict } from './audit.js'
import { both, seconds, unreliable, verdict } from './words.js'

type Measure = 'ack' | 'firstContent' | 'complete'

const NAMES: Record<Measure, [string, string]> = {
  ack: ['首个响应', 'first sign of life'],
  firstContent: ['首条内容', 'first content'],
  complete: ['回答完整', 'complete answer'],
}

export const latency: Audit = {
  meta: {
    id: 'latency',
    category: 'latency',
    weight: 0,
    scope: 'turn',
    title: both('在时限内回答', 'Answers in time'),
    description: both(
      '该轮的回答在规定时间内出现。没有回答算不通过；“没听懂”之类不算回答，不评。',
      'The answer of the turn came within the bound. Silence fails; what is no answer, such as a fallback, is not judged.',
    ),
  },
  evaluate(_evidence, call) {
    const options = call.options as { measure?: Measure; max: string }
    return call.turns
      .filter((turn) => turn.consumer.length > 0)
      .map((turn) => judge(turn, options.measure ?? 'firstContent', milliseconds(options.max)))
  },
}

function judge(turn: TurnReading, measure: Measure, max: number): Verdict {
  const [zh, en] = NAMES[measure]
  const bound = seconds(max)
  const lines = [...turn.consumer, ...turn.messages.slice(0, 1)].map((message) => message.line)
  const about = {
    turn: turn.turn,
    wanted: both(`${zh}在 ${bound['zh-CN']}内出现`, `${en} within ${bound.en}`),
  }
  if (turn.unreliable !== undefined) return verdict('inconclusive', unreliable(turn.unreliable), lines, about)
  const value = turn.latency[measure]
  const measured = { value, unit: 'ms' }
  if (turn.silent || value === null) {
    const waited = seconds(turn.latency.waited ?? max)
    const short = turn.latency.waited !== null && turn.latency.waited < max
    return verdict(
      short ? 'inconclusive' : 'fail',
      [`等了 ${waited['zh-CN']}，没有回答`, `no answer within ${waited.en} of waiting`],
      lines,
      { ...about, measured },
    )
  }
  if (turn.ambiguous) {
    return verdict(
      'inconclusive',
      ['分不清内容属于哪一轮', 'cannot tell which turn the content belongs to'],
      lines,
      { ...about, measured },
    )
  }
  const took = seconds(value)
  if (!turn.answers) {
    return verdict(
      'not-applicable',
      [
        `这一轮没有作答（${took['zh-CN']}后回复），不评快慢`,
        `the turn does not answer (replied after ${took.en}), so its speed is not judged`,
      ],
      lines,
      { ...about, measured },
    )
  }
  return verdict(
    value <= max ? 'pass' : 'fail',
    [`${zh}用时 ${took['zh-CN']}，上限 ${bound['zh-CN']}`, `${en} after ${took.en}, bound ${bound.en}`],
    lines,
    { ...about, measured },
  )
}
