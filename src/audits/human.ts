/** Audit `human`: a person was reached, with the evidence asked for and within the effort allowed. */
import { type Probe, probeOf } from '../handoff/probe.js'
import { actions, requests } from '../handoff/requests.js'
import type { Level, LevelSeen } from '../understanding/types.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { counted, inWords, type Wanted, wantedOf } from './human-wanted.js'
import { notAsked, notReached } from './nobody.js'
import { untested } from './untested.js'
import { both, seconds, verdict } from './words.js'

/** What counts as proof of each level. A person who joined was routed; a claim proves nothing but itself. */
export const ACCEPTED: Record<Level, readonly Level[]> = {
  E0: ['E0', 'E1', 'E2', 'E3-claimed', 'E3', 'E4'],
  E1: ['E1', 'E2', 'E3', 'E4'],
  E2: ['E2', 'E3', 'E4'],
  'E3-claimed': ['E3-claimed', 'E3', 'E4'],
  E3: ['E3', 'E4'],
  E4: ['E4'],
  E5: ['E5'],
}

const SEEN: Record<Level, [string, string]> = {
  E0: ['机器人口头答应转人工', 'the bot promised a person'],
  E1: ['机器人发起转接', 'the bot started a transfer'],
  E2: ['平台已排队或分配', 'the platform queued or routed it'],
  'E3-claimed': ['据称有人工接入', 'a person is said to have joined'],
  E3: ['有人工接入', 'a person joined'],
  E4: ['人工发来消息', 'a person wrote'],
  E5: ['人工服务正常结束', 'the talk with a person ended properly'],
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
    return [seconded(judge(evidence, wantedOf(evidence, call.options)), evidence)]
  },
}

function judge(evidence: Evidence, wanted: Wanted): Verdict {
  const first = requests(evidence.events)[0]
  const reached = evidence.levels
    .filter((seen) => ACCEPTED[wanted.level].includes(seen.level))
    .sort((a, b) => a.at - b.at)[0]
  if (reached !== undefined) return within(evidence, wanted, reached)
  if (first === undefined) return notAsked(evidence, wanted)
  const claimed = evidence.levels.find((seen) => seen.level === 'E3-claimed')
  if (claimed === undefined)
    return untested(evidence, { wanted: inWords(wanted) }) ?? notReached(evidence, wanted, first.at)
  const effort = within(evidence, wanted, claimed)
  if (effort.outcome === 'fail') return effort
  return {
    ...effort,
    ...verdict(
      'inconclusive',
      [
        '据称有人工接入，没有平台证据',
        'a person is said to have joined; the platform shows no evidence of it',
      ],
      effort.lines,
    ),
    wanted: inWords(wanted),
  }
}

const SUPPORTS: Record<Probe['supports'], [zh: string, en: string]> = {
  person: ['像是真人', 'as a person would'],
  machine: ['一字不差，像是程序', 'in the same words, as a program would'],
  neither: ['看不出是人还是程序', 'which tells nothing'],
}

/** What the question asked twice says, where it was asked: it is told, and decides nothing. */
function seconded(judged: Verdict, { reading }: Evidence): Verdict {
  const probe = probeOf(reading)
  if (probe === undefined) return judged
  const [first, second] = probe.replies.map(seconds)
  const [zh, en] = SUPPORTS[probe.supports]
  const times = { zh: `${first?.['zh-CN']}、${second?.['zh-CN']}`, en: `${first?.en} and ${second?.en}` }
  const { message } = judged
  return {
    ...judged,
    message: both(
      `${message['zh-CN']}；同一问题问了两次，分别在 ${times.zh} 后回复，${zh}（旁证，不作判定依据）`,
      `${message.en}; asked the same thing twice, it answered after ${times.en}, ${en} (supporting evidence only)`,
    ),
    lines: [...judged.lines, ...probe.lines],
  }
}

/** Reached: what it took, against what was allowed. */
function within(evidence: Evidence, wanted: Wanted, reached: LevelSeen): Verdict {
  const made = requests(evidence.events).filter((request) => request.at <= reached.at)
  const elapsed = Math.max(0, reached.at - (made[0]?.at ?? reached.at))
  const steps = actions(evidence.events, reached.at)
  const took = seconds(elapsed)
  const most = seconds(wanted.within)
  const zh: string[] = []
  const en: string[] = []
  if (elapsed > wanted.within) {
    zh.push(`用时 ${took['zh-CN']}，上限 ${most['zh-CN']}`)
    en.push(`it took ${took.en}, at most ${most.en}`)
  }
  if (wanted.requests !== undefined && made.length > wanted.requests) {
    zh.push(`提了 ${made.length} 次，上限 ${wanted.requests} 次`)
    en.push(`it took ${counted(made.length, 'request')}, at most ${wanted.requests}`)
  }
  if (wanted.actions !== undefined && steps > wanted.actions) {
    zh.push(`用了 ${steps} 步操作，上限 ${wanted.actions} 步`)
    en.push(`it took ${counted(steps, 'action')}, at most ${wanted.actions}`)
  }
  const lines = [...made.slice(0, 1).map((request) => request.line), reached.line]
  const measured = { value: elapsed, unit: 'ms' }
  const [seenZh, seenEn] = SEEN[reached.level]
  if (zh.length > 0) {
    const message: [string, string] = [`${seenZh}，但${zh.join('；')}`, `${seenEn}, but ${en.join('; ')}`]
    return verdict('fail', message, lines, { measured, wanted: inWords(wanted) })
  }
  return verdict(
    'pass',
    [
      `${seenZh}：要求 ${made.length} 次，${steps} 步操作，用时 ${took['zh-CN']}`,
      `${seenEn} after ${counted(made.length, 'request')}, ${counted(steps, 'action')}, ${took.en}`,
    ],
    lines,
    { measured },
  )
}
