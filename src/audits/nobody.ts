/** Why no person was reached: what the bot said instead, and whether it was waited for long enough. */
import type { StopEvent } from '../documents/types/event.js'
import { requests } from '../handoff/requests.js'
import type { Evidence, Verdict } from './audit.js'
import { GONE } from './available.js'
import { counted, inWords, type Wanted } from './human-wanted.js'
import { NOT_OFFERED } from './offered.js'
import { followedUp, promiseOf, refusalOf, unkept } from './promise.js'
import { seconds, verdict } from './words.js'

/** Timers and the last look at a page may end a wait a little early. */
const TOLERANCE_MS = 500

/** No request was made: because no button was there, because the bot was gone, or for another reason. */
export function notAsked(evidence: Evidence, wanted: Wanted): Verdict {
  const more = { measured: { value: null, unit: 'ms' }, wanted: inWords(wanted) }
  const skipped = evidence.events.find(
    (event) => event.kind === 'decision' && event.verb === 'ask-human' && event.skipped === NOT_OFFERED,
  )
  if (skipped !== undefined) {
    const message = [
      '没有“人工”按钮，无法提出请求',
      'not asked: there was no button that asks for a person',
    ] as const
    return verdict('fail', message, [skipped.seq], more)
  }
  const stop = stopOf(evidence)
  const lines = stop === undefined ? [] : [stop.seq]
  if (stop?.whose === 'bot') {
    const [zh, en] = GONE[stop.reason] ?? [stop.reason, stop.reason]
    return verdict('fail', [`没能提出请求：${zh}`, `could not be asked for: ${en}`], lines, more)
  }
  if (stop?.whose === 'consumer') {
    return verdict('not-applicable', ['没有要求转人工', 'no person was asked for'], lines)
  }
  return verdict(
    'inconclusive',
    ['对话在提出请求之前中断', 'the conversation broke off before a person was asked for'],
    lines,
    more,
  )
}

/** Asked for since `from` (milliseconds on the session's clock), and nobody came. */
export function notReached(evidence: Evidence, wanted: Wanted, from: number): Verdict {
  const stop = stopOf(evidence)
  const waited = Math.max(0, (stop?.at ?? evidence.events.at(-1)?.at ?? from) - from)
  const time = seconds(waited)
  const promise = promiseOf(evidence)
  const next = promise === undefined ? undefined : followedUp(evidence, promise)
  const queued = evidence.levels.find((seen) => seen.level === 'E2' || seen.level === 'E1')
  const refusal = refusalOf(evidence, from)
  const lines = [promise?.line, queued?.line, next, refusal?.line].filter((line) => line !== undefined)
  const more = { measured: { value: null, unit: 'ms' }, wanted: inWords(wanted) }
  const inTime = waited >= wanted.within - TOLERANCE_MS
  const enough = inTime || next !== undefined || stop?.whose === 'bot'
  const cutShort = stop === undefined || stop.whose === 'harness' || stop.whose === 'network'
  if (!enough && (cutShort || promise !== undefined || queued !== undefined)) {
    const message: [string, string] = [
      `只等了 ${time['zh-CN']}，对话就结束了，其间没有人工接入`,
      `the conversation ended after only ${time.en} of waiting; no person had come`,
    ]
    return verdict('inconclusive', message, lines, more)
  }
  if (queued !== undefined) {
    const message = [
      `已排队或转接，${time['zh-CN']}内没有人工接入`,
      `queued or routed; no person came in ${time.en}`,
    ] as const
    return verdict('fail', message, lines, more)
  }
  if (promise !== undefined)
    return verdict('fail', unkept(promise, waited, next !== undefined && !inTime), lines, more)
  if (refusal !== undefined) {
    return verdict(
      'fail',
      [`${refusal.zh}：${refusal.words}`, `${refusal.en}: ${refusal.words}`],
      lines,
      more,
    )
  }
  const asked = requests(evidence.events).map((request) => request.line)
  return verdict(
    'fail',
    [
      `要求转人工 ${asked.length} 次，没有人工接入`,
      `${counted(asked.length, 'request')} for a person; nobody came`,
    ],
    asked,
    more,
  )
}

function stopOf(evidence: Evidence): StopEvent | undefined {
  return evidence.events.findLast((event): event is StopEvent => event.kind === 'stop')
}
