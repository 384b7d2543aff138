/** Audit `human`: a person was reached, with the evidence asked for and within the effort allowed. */
import { milliseconds } from '../documents/duration.js'
import type { StopEvent } from '../documents/types/event.js'
import { actions, requests } from '../handoff/requests.js'
import type { Level, LevelSeen } from '../understanding/types.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { NOT_OFFERED } from './offered.js'
import { followedUp, promiseOf, refusalOf, usualWait } from './promise.js'
import { both, seconds, verdict } from './words.js'

/** Timers and the last look at a page may end a wait a little early. */
const TOLERANCE_MS = 500

/** What counts as proof of each level. A person who joined was routed; a claim proves nothing but itself. */
const ACCEPTED: Record<Level, readonly Level[]> = {
  E0: ['E0', 'E1', 'E2', 'E3-claimed', 'E3', 'E4'],
  E1: ['E1', 'E2', 'E3', 'E4'],
  E2: ['E2', 'E3', 'E4'],
  'E3-claimed': ['E3-claimed', 'E3', 'E4'],
  E3: ['E3', 'E4'],
  E4: ['E4'],
  E5: ['E5'],
}

interface Options {
  level: Level
  requests?: number
  actions?: number
  /** Milliseconds from the first request. */
  within: number
}

export const human: Audit = {
  meta: {
    id: 'human',
    category: 'escalation',
    weight: 3,
    scope: 'trial',
    title: both('找得到人工', 'A person can be reached'),
    description: both(
      '在允许的请求次数、操作步数和时间内有人工接入，并达到要求的证据等级。',
      'A person was reached, with the level of evidence asked for, within the requests, actions and time allowed.',
    ),
  },
  evaluate(evidence, call) {
    return [judge(evidence, optionsOf(evidence, call.options))]
  },
}

function optionsOf(evidence: Evidence, options: unknown): Options {
  const given = (typeof options === 'string' ? { level: options } : (options ?? {})) as {
    level?: Level
    requests?: number
    actions?: number
    within?: string
  }
  const within = given.within === undefined ? usualWait(evidence) : milliseconds(given.within)
  return { ...given, level: given.level ?? 'E3', within }
}

function judge(evidence: Evidence, options: Options): Verdict {
  const asked = requests(evidence.events)
  const first = asked[0]
  const reached = evidence.levels
    .filter((seen) => ACCEPTED[options.level].includes(seen.level))
    .sort((a, b) => a.at - b.at)[0]
  if (first === undefined && reached === undefined) return notAsked(evidence, options)
  const from = first?.at ?? reached?.at ?? 0
  if (reached !== undefined) return within(evidence, options, reached, from, asked)
  const claimed = evidence.levels.find((seen) => seen.level === 'E3-claimed')
  if (claimed !== undefined && options.level !== 'E5') {
    return verdict(
      'inconclusive',
      [
        '页面上显示有人工接入，但没有平台证据',
        'the page says that a person joined; no evidence of the platform',
      ],
      [claimed.line],
      { measured: { value: Math.max(0, claimed.at - from), unit: 'ms' }, wanted: wantedOf(options) },
    )
  }
  return notReached(evidence, options, from)
}

function wantedOf(options: Options) {
  const time = seconds(options.within)
  const zh = [`${time['zh-CN']} 内有人工接入（${options.level}）`]
  const en = [`a person within ${time.en} (${options.level})`]
  if (options.requests !== undefined) {
    zh.push(`最多提 ${options.requests} 次`)
    en.push(`at most ${options.requests} requests`)
  }
  if (options.actions !== undefined) {
    zh.push(`最多 ${options.actions} 步操作`)
    en.push(`at most ${options.actions} actions`)
  }
  return both(zh.join('，'), en.join(', '))
}

/** Reached: what it took, against what was allowed. */
function within(
  evidence: Evidence,
  options: Options,
  reached: LevelSeen,
  from: number,
  asked: ReturnType<typeof requests>,
): Verdict {
  const elapsed = Math.max(0, reached.at - from)
  const made = asked.filter((request) => request.at <= reached.at)
  const steps = actions(evidence.events, reached.at)
  const took = seconds(elapsed)
  const zh: string[] = []
  const en: string[] = []
  if (elapsed > options.within) {
    zh.push(`用时 ${took['zh-CN']}，上限 ${seconds(options.within)['zh-CN']}`)
    en.push(`took ${took.en}, at most ${seconds(options.within).en}`)
  }
  if (options.requests !== undefined && made.length > options.requests) {
    zh.push(`提了 ${made.length} 次，上限 ${options.requests} 次`)
    en.push(`needed ${made.length} requests, at most ${options.requests}`)
  }
  if (options.actions !== undefined && steps > options.actions) {
    zh.push(`用了 ${steps} 步操作，上限 ${options.actions} 步`)
    en.push(`needed ${steps} actions, at most ${options.actions}`)
  }
  const lines = [...made.slice(0, 1).map((request) => request.line), reached.line]
  const measured = { value: elapsed, unit: 'ms' }
  if (zh.length > 0) {
    return verdict(
      'fail',
      [`有人工接入，但${zh.join('，')}`, `a person came, but it ${en.join('; it ')}`],
      lines,
      {
        measured,
        wanted: wantedOf(options),
      },
    )
  }
  return verdict(
    'pass',
    [
      `${reached.level}：提 ${made.length} 次、${steps} 步操作、${took['zh-CN']}`,
      `${reached.level} after ${made.length} ${made.length === 1 ? 'request' : 'requests'}, ${steps} ${steps === 1 ? 'action' : 'actions'}, ${took.en}`,
    ],
    lines,
    { measured },
  )
}

/** No request was made: because no button was there, because the bot was gone, or for another reason. */
function notAsked(evidence: Evidence, options: Options): Verdict {
  const wanted = wantedOf(options)
  const measured = { value: null, unit: 'ms' }
  const skipped = evidence.events.find(
    (event) => event.kind === 'decision' && event.verb === 'ask-human' && event.skipped === NOT_OFFERED,
  )
  if (skipped !== undefined) {
    return verdict(
      'fail',
      ['没有“人工”按钮，无法提出请求', 'not asked: there was no button that asks for a person'],
      [skipped.seq],
      {
        measured,
        wanted,
      },
    )
  }
  const stop = stopOf(evidence)
  if (stop?.whose === 'bot') {
    return verdict(
      'fail',
      [
        `还没能提出请求，会话已中断（${stop.reason}）`,
        `the conversation broke off before it could be asked for (${stop.reason})`,
      ],
      [stop.seq],
      {
        measured,
        wanted,
      },
    )
  }
  if (stop === undefined || stop.whose === 'harness' || stop.whose === 'network') {
    return verdict(
      'inconclusive',
      ['对话在提出请求之前结束', 'the conversation ended before a person was asked for'],
      stop === undefined ? [] : [stop.seq],
    )
  }
  return verdict('not-applicable', ['没有要求转人工', 'no person was asked for'], [stop.seq])
}

/** Asked for, and nobody came: what the bot said instead, and whether it was waited for long enough. */
function notReached(evidence: Evidence, options: Options, from: number): Verdict {
  const stop = stopOf(evidence)
  const end = stop?.at ?? evidence.events.at(-1)?.at ?? from
  const waited = seconds(Math.max(0, end - from))
  const promise = promiseOf(evidence)
  const refusal = refusalOf(evidence, from)
  const more = { measured: { value: null, unit: 'ms' }, wanted: wantedOf(options) }
  const enough =
    end - from >= options.within - TOLERANCE_MS ||
    stop?.whose === 'bot' ||
    (promise !== undefined && followedUp(evidence, promise))
  const queued = evidence.levels.find((seen) => seen.level === 'E2' || seen.level === 'E1')
  const lines = [promise?.line, queued?.line, refusal?.line].filter((line) => line !== undefined)
  if (stop === undefined || (!enough && (stop.whose === 'harness' || stop.whose === 'network'))) {
    return verdict(
      'inconclusive',
      [`只等了 ${waited['zh-CN']}，对话提前结束`, `waited only ${waited.en}; the conversation ended early`],
      lines,
      more,
    )
  }
  if (!enough && (promise !== undefined || queued !== undefined)) {
    return verdict(
      'inconclusive',
      [`答应转接后只等了 ${waited['zh-CN']}`, `a transfer was promised and waited for only ${waited.en}`],
      lines,
      more,
    )
  }
  if (queued !== undefined) {
    return verdict(
      'fail',
      [
        `排队或转接 ${waited['zh-CN']}，没有人工接入`,
        `queued or routed, and no person came within ${waited.en}`,
      ],
      lines,
      more,
    )
  }
  if (promise !== undefined) {
    return verdict(
      'fail',
      [
        `说了 ${promise.words}，${waited['zh-CN']} 内没有人工接入`,
        `said ${promise.words}; no person came within ${waited.en}`,
      ],
      lines,
      more,
    )
  }
  if (refusal !== undefined) {
    return verdict(
      'fail',
      [`${refusal.zh}：${refusal.words}`, `${refusal.en}: ${refusal.words}`],
      lines,
      more,
    )
  }
  const requested = requests(evidence.events).map((request) => request.line)
  return verdict(
    'fail',
    [
      `要求转人工 ${requested.length} 次，没有人工接入`,
      `asked for a person ${requested.length === 1 ? 'once' : `${requested.length} times`}; nobody came`,
    ],
    requested,
    more,
  )
}

function stopOf(evidence: Evidence): StopEvent | undefined {
  return evidence.events.findLast((event): event is StopEvent => event.kind === 'stop')
}
