/** Verdicts of a judge: what it said, or why it said nothing; asked only where rules and models decide nothing. */
import type { Bilingual } from '../documents/ready.js'
import { type JudgeQuestion, readied } from '../understanding/judge/question.js'
import type { Evidence, JudgeOpinion, Verdict } from './audit.js'
import { both, quote } from './words.js'

/** Why a judge decided nothing, in both languages. */
const WHY: Record<NonNullable<JudgeOpinion['reason']>, readonly [string, string]> = {
  'injection-suspected': ['疑似诱导裁判', 'injection suspected'],
  'cannot-tell': ['裁判认为依据不足', 'the judge cannot tell'],
  split: ['裁判的各次表决不一致', 'the votes of the judge are split'],
  void: ['裁判的表决无效', 'the votes of the judge are void'],
  'nothing-to-judge': ['没有可供评判的话', 'there are no words to judge'],
  budget: ['未评：超出预算', 'not judged: budget'],
  down: ['裁判连不上', 'the judge is down'],
  slow: ['裁判超时', 'the judge is too slow'],
  quota: ['裁判的额度已用完', 'the judge is out of quota'],
  refused: ['裁判拒绝了请求', 'the judge refused the request'],
  cancelled: ['未评：运行被中断', 'not judged: the run was interrupted'],
}

/**
 * The verdict of the judge on a question.
 * @param open the verdict where no judge was asked
 * @param sentences what the criterion means where it holds, and where it does not
 */
export function byJudge(
  evidence: Evidence,
  question: JudgeQuestion,
  open: Verdict,
  sentences: { yes: Bilingual; no: Bilingual },
): Verdict {
  const opinion = evidence.judge?.(question)
  if (opinion === undefined) return open
  const { key, tier, outcome, quotes } = opinion
  const judged = { method: 'judge', judge: { key, tier } } as const
  if (outcome === 'inconclusive')
    return { ...open, outcome, message: withReason(open.message, opinion), ...judged }
  const { parts } = readied(question)
  const lines = quotes.flatMap(({ line }) => parts[line - 1]?.line ?? [])
  return {
    ...open,
    outcome: outcome === 'yes' ? 'pass' : 'fail',
    message: sentences[outcome],
    lines: lines.length > 0 ? [...new Set(lines)].sort((a, b) => a - b) : open.lines,
    ...judged,
  }
}

function withReason(message: Bilingual, { reason, detail, suspected = [] }: JudgeOpinion): Bilingual {
  const [zh, en] = WHY[reason ?? 'void']
  const [first] = suspected
  const shown = first === undefined ? detail : `${first.kind}: ${first.shown}`
  const more = shown === undefined ? '' : `: ${quote(shown, 60)}`
  return both(`${message['zh-CN']}（${zh}${more.replace(': ', '：')}）`, `${message.en} (${en}${more})`)
}
