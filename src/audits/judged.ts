/** Audit `judged`: a rubric for a judge. Without a judge it is inconclusive and never counted as 0. */
import { partsOf } from '../understanding/judge/question.js'
import type { Audit } from './audit.js'
import { byJudge } from './by-judge.js'
import { both, quote, verdict } from './words.js'

export const judged: Audit = {
  meta: {
    id: 'judged',
    category: 'resolution',
    weight: 1,
    scope: 'trial',
    title: both('符合评分标准', 'Meets a rubric'),
    description: both(
      '由裁判按文字标准评判；没有配置裁判时无法判定。',
      'A judge decides by a written rubric; inconclusive where none is configured.',
    ),
  },
  evaluate(evidence, call) {
    const rubric = String(call.options)
    const words = quote(rubric, 120)
    const without: [string, string] = evidence.judge
      ? [`裁判未作判定：${words}`, `not decided by the judge: ${words}`]
      : [`没有配置裁判，未评：${words}`, `no judge is configured; not judged: ${words}`]
    return [
      byJudge(
        evidence,
        { criterion: 'rubric', lang: evidence.scenario.lang, rubric, parts: partsOf(call.turns) },
        verdict('inconclusive', without),
        {
          yes: both(`裁判认为符合：${words}`, `the judge finds that it meets: ${words}`),
          no: both(`裁判认为不符合：${words}`, `the judge finds that it does not meet: ${words}`),
        },
      ),
    ]
  },
}
