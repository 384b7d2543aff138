/** Audit `hours-stated`: where nobody is on duty the hours are told, or when to come back. */
import { escalationOf } from '../handoff/escalation.js'
import { hoursIn } from '../handoff/words.js'
import type { Audit } from './audit.js'
import { never, WEIGHT } from './way.js'
import { both, quote, verdict } from './words.js'

export const hoursStated: Audit = {
  meta: {
    id: 'hours-stated',
    category: 'escalation',
    weight: WEIGHT,
    scope: 'trial',
    title: both('说清人工服务时间', 'Tells when people are there'),
    description: both(
      '没有人值班时，告诉消费者服务时间，或者什么时候再来。',
      'Where nobody is on duty, the consumer is told the hours, or when to come back.',
    ),
  },
  evaluate(evidence) {
    const { timeline, measures } = escalationOf(evidence)
    const closed = timeline.find((one) => one.state === 'out-of-hours')
    const offDuty = evidence.scenario.requires?.hours === 'off-duty' && measures.requests > 0
    if (measures.reached !== null || (closed === undefined && !offDuty))
      return [never(evidence, ['没有遇到下班时间', 'nobody was off duty'])]
    const said = evidence.reading.turns
      .flatMap(({ messages }) => messages)
      .filter(({ actor }) => actor !== 'consumer')
    for (const { text, line } of said) {
      const hours = hoursIn(text)
      if (hours === undefined) continue
      const words = quote(hours)
      return [verdict('pass', [`说了什么时候有人：${words}`, `told when people are there: ${words}`], [line])]
    }
    const line = closed?.line ?? said.at(-1)?.line
    return [
      verdict(
        'fail',
        ['没有人值班，也没有说什么时候有人', 'nobody was on duty, and it was not told when people are there'],
        line === undefined ? [] : [line],
        { wanted: both('服务时间，或者什么时候再来', 'the hours, or when to come back') },
      ),
    ]
  },
}
