/** Audit `response-time`, always on: how long the answer of each turn took, scored on a curve. */
import type { TurnReading } from '../understanding/types.js'
import type { Audit, Verdict } from './audit.js'
import { logNormalScore } from './log-normal.js'
import { personJoined, turnsOfAll } from './steps.js'
import { both, seconds, unreliable, verdict } from './words.js'

/** ombud's own control points: 90 points at 2 s and 50 points at 10 s. */
const CURVE = { p10: 2000, median: 10_000 }

export const responseTime: Audit = {
  meta: {
    id: 'response-time',
    category: 'latency',
    weight: 1,
    scope: 'turn',
    title: both('回答用时', 'Time to answer'),
    description: both(
      '从消费者发出消息到首条内容出现的时间，按对数正态曲线计分（2 秒 90 分，10 秒 50 分，为 ombud 自定）。没有回答计 0 分；没有作答的轮次不计。',
      'Time from the message of the consumer to the first content, scored on a log-normal curve (90 points at 2 s, 50 at 10 s: ombud’s own). Silence scores 0; turns that do not answer are not scored.',
    ),
  },
  evaluate(evidence) {
    const joined = personJoined(evidence)
    return turnsOfAll(evidence).flatMap((turn) => {
      const opened = turn.consumer.at(-1)?.at
      // Once a person has joined, the times are no longer the bot's.
      if (opened === undefined || opened >= joined) return []
      return turn.silent || turn.answers ? [judge(turn)] : []
    })
  },
}

function judge(turn: TurnReading): Verdict {
  const lines = [...turn.consumer, ...turn.messages.slice(0, 1)].map((message) => message.line)
  const about = { turn: turn.turn }
  if (turn.unreliable !== undefined) return verdict('inconclusive', unreliable(turn.unreliable), lines, about)
  const value = turn.silent ? null : turn.latency.firstContent
  const measured = { value, unit: 'ms' }
  if (value === null) {
    const waited = turn.latency.waited === null ? undefined : seconds(turn.latency.waited)
    return verdict(
      'fail',
      [
        `等了 ${waited?.['zh-CN'] ?? '整轮'}，没有回答`,
        `no answer ${waited === undefined ? 'in the whole turn' : `within ${waited.en} of waiting`}`,
      ],
      lines,
      { ...about, measured, score: 0 },
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
  const score = logNormalScore(value, CURVE)
  const took = seconds(value)
  return verdict(
    value <= CURVE.median ? 'pass' : 'fail',
    [`首条内容用时 ${took['zh-CN']}`, `first content after ${took.en}`],
    lines,
    { ...about, measured, score },
  )
}
