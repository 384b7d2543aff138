/** Audit `judged`: a rubric for a judge. Without a judge it is inconclusive and never counted as 0. */
import type { Audit } from './audit.js'
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
  evaluate(_evidence, call) {
    const rubric = quote(String(call.options), 120)
    return [
      verdict('inconclusive', [
        `没有配置裁判，未评：${rubric}`,
        `no judge is configured; not judged: ${rubric}`,
      ]),
    ]
  },
}
