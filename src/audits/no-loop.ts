/** Audit `no-loop`: repeated requests for a person do not meet with the same non-answer. */
import { escalationOf } from '../handoff/escalation.js'
import { requests } from '../handoff/requests.js'
import type { Audit } from './audit.js'
import { counted } from './human-wanted.js'
import { never, WEIGHT } from './way.js'
import { both, quote, verdict } from './words.js'

export const noLoop: Audit = {
  meta: {
    id: 'no-loop',
    category: 'escalation',
    weight: WEIGHT,
    scope: 'trial',
    title: both('不兜圈子', 'No loop'),
    description: both(
      '再次要求转人工时，不是又得到同一句不解决问题的话。',
      'Asked again for a person, the bot does not give the same non-answer again.',
    ),
  },
  evaluate(evidence) {
    const { timeline, measures } = escalationOf(evidence)
    const made = requests(evidence.events)
    const measured = { value: measures.loop, unit: 'requests' }
    if (measures.loop >= 2) {
      const at = timeline.filter((one) => one.state === 'looped')
      const words = at[0]?.why ? quote(at[0].why) : undefined
      return [
        verdict(
          'fail',
          [
            `连续 ${measures.loop} 次要求转人工，得到同样的回应${words === undefined ? '：没有回答' : `：${words}`}`,
            `${counted(measures.loop, 'request')} in a row met with the same${words === undefined ? ' silence' : `: ${words}`}`,
          ],
          at.map(({ line }) => line),
          { measured, wanted: both('转接，或者新的办法', 'a transfer, or something new') },
        ),
      ]
    }
    if (made.length < 2)
      return [never(evidence, ['没有第二次要求转人工', 'a person was not asked for a second time'])]
    return [
      verdict(
        'pass',
        [
          `要求转人工 ${made.length} 次，没有重复同样的回应`,
          `${counted(made.length, 'request')}, and none met with the same non-answer as the one before`,
        ],
        made.map(({ line }) => line),
        { measured },
      ),
    ]
  },
}
