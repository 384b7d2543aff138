/** Audit `waiting-told`: who is queued is told the place or the time, and the time is kept. */
import { milliseconds } from '../documents/duration.js'
import { escalationOf } from '../handoff/escalation.js'
import { THERE } from '../handoff/states.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { untested } from './untested.js'
import { never, WEIGHT } from './way.js'
import { both, seconds, verdict } from './words.js'

/** Nobody has to be told of a wait as short as this, milliseconds. */
const SHORT = 10_000

export const waitingTold: Audit = {
  meta: {
    id: 'waiting-told',
    category: 'escalation',
    weight: WEIGHT,
    scope: 'trial',
    title: both('如实告知等待', 'Honest about the wait'),
    description: both(
      '排队时告知位置或时间；说了时间的，在这个时间（加上 over 所许的宽限）内有人工接入。',
      'Who is queued is told the place or the time; where a time is told a person comes within it, or at most `over` later.',
    ),
  },
  evaluate(evidence, call) {
    const { over = '0s' } = (call.options ?? {}) as { over?: string }
    return [judge(evidence, milliseconds(over))]
  },
}

function judge(evidence: Evidence, over: number): Verdict {
  const { timeline, measures } = escalationOf(evidence)
  const queued = timeline.find((one) => one.state === 'queued')
  if (queued === undefined) return never(evidence, ['没有排队', 'there was no queue'])
  const { stated } = measures
  if (stated !== null) {
    const most = stated.eta + over
    const [told, took] = [seconds(stated.eta), seconds(stated.waited)]
    const more = {
      measured: { value: stated.real, unit: 'ms' },
      wanted: both(`${seconds(most)['zh-CN']}内有人工接入`, `a person within ${seconds(most).en}`),
    }
    if (stated.real !== null) {
      const message = [
        `说要等 ${told['zh-CN']}，实际等了 ${took['zh-CN']}`,
        `said ${told.en}; it took ${took.en}`,
      ] as const
      const came = timeline.find((one) => THERE.has(one.state))
      const lines = came === undefined ? [stated.line] : [stated.line, came.line]
      return verdict(stated.real <= most ? 'pass' : 'fail', message, lines, more)
    }
    const message = [
      `说要等 ${told['zh-CN']}，等了 ${took['zh-CN']}，没有人工接入`,
      `said ${told.en}; nobody had come after ${took.en}`,
    ] as const
    if (stated.waited >= most) return verdict('fail', message, [stated.line], more)
    return untested(evidence, more) ?? verdict('inconclusive', message, [stated.line], more)
  }
  const placed = timeline.find((one) => one.queue?.position !== undefined)
  if (placed !== undefined)
    return verdict(
      'pass',
      [
        `告知了排队位置：第 ${placed.queue?.position} 位`,
        `told the place in the queue: ${placed.queue?.position}`,
      ],
      [placed.line],
    )
  const waited = measures.queueWait ?? Math.max(0, (evidence.events.at(-1)?.at ?? 0) - queued.at)
  const time = seconds(waited)
  const more = { wanted: both('排队位置或预计时间', 'the place in the queue, or the time') }
  if (waited <= SHORT && measures.queueWait !== null)
    return verdict(
      'not-applicable',
      [`只等了 ${time['zh-CN']}，不必告知`, `it took only ${time.en}: there was nothing to tell`],
      [queued.line],
    )
  if (waited <= SHORT)
    return (
      untested(evidence, more) ??
      verdict(
        'inconclusive',
        [`只等了 ${time['zh-CN']}，对话就结束了`, `the conversation ended after only ${time.en} of waiting`],
        [queued.line],
        more,
      )
    )
  return verdict(
    'fail',
    [
      `排队 ${time['zh-CN']}，没有告知位置或时间`,
      `${time.en} in the queue, and neither the place nor the time was told`,
    ],
    [queued.line],
    more,
  )
}
