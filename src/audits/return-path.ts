/** Audit `return-path`: where nobody comes, or a person is refused, the consumer gets a way on. */
import { escalationOf, type Return, wayOn } from '../handoff/escalation.js'
import type { Audit } from './audit.js'
import { untested } from './untested.js'
import { never, WEIGHT } from './way.js'
import { both, verdict } from './words.js'

const WAYS: Record<Exclude<Return, 'none'>, [zh: string, en: string]> = {
  message: ['可以留言', 'a message can be left'],
  callback: ['会有人联系', 'somebody will be in touch'],
  channel: ['给了别的渠道', 'another channel was named'],
  bot: ['说明了转回机器人', 'the bot said that it is back'],
}

export const returnPath: Audit = {
  meta: {
    id: 'return-path',
    category: 'escalation',
    weight: WEIGHT,
    scope: 'trial',
    title: both('没等到人也有去处', 'A way on where nobody comes'),
    description: both(
      '排队超时、没人值班或被拒绝之后，给消费者一条路：留言、回电、别的渠道，或者说明转回机器人。',
      'After a wait in vain, out of hours or a refusal there is a way on: a message, a call back, another channel, or the bot that says it is back.',
    ),
  },
  evaluate(evidence) {
    const { timeline, measures } = escalationOf(evidence)
    const refused = timeline.find(({ state }) => state === 'refused' || state === 'out-of-hours')
    const over = timeline.find(({ state }) => state === 'timed-out' || state === 'returned')
    const end = over ?? refused
    const way =
      measures.returnPath ??
      (refused && measures.reached === null ? wayOn(evidence.reading, timeline, refused.line) : null)
    const withdrawn = untested(evidence)
    if (way === null || end === undefined)
      return [
        withdrawn ?? never(evidence, ['没有白等，也没有被拒绝', 'nobody was waited for in vain, or refused']),
      ]
    if (way !== 'none') return [verdict('pass', WAYS[way], [end.line])]
    return [
      withdrawn ??
        verdict(
          'fail',
          ['没有人工接入，也没有给别的路', 'nobody came, and no other way was shown'],
          [end.line],
          { wanted: both('留言、回电、别的渠道', 'a message, a call back, another channel') },
        ),
    ]
  },
}
