/** Audit `offers-human`: after two failures in a row a person is offered unasked. */
import { escalationOf } from '../handoff/escalation.js'
import type { Audit } from './audit.js'
import { never, WEIGHT } from './way.js'
import { both, verdict } from './words.js'

export const offersHuman: Audit = {
  meta: {
    id: 'offers-human',
    category: 'escalation',
    weight: WEIGHT,
    scope: 'trial',
    title: both('主动提出转人工', 'Offers a person unasked'),
    description: both(
      '连续两轮没帮上忙（没听懂、出错、不回答），不等消费者开口就提出转人工。',
      'After two failures in a row (not understood, an error, silence) a person is offered before anybody asks.',
    ),
  },
  evaluate(evidence) {
    const { volunteered } = escalationOf(evidence).measures
    if (volunteered === null)
      return [
        never(evidence, [
          '要求转人工之前，没有连续两轮失败',
          'there were no two failures in a row before a person was asked for',
        ]),
      ]
    const lines = volunteered.lines
    if (volunteered.offered)
      return [
        verdict('pass', ['连续两轮没帮上忙后主动提出转人工', 'offered a person after two failures'], lines),
      ]
    return [
      verdict(
        'fail',
        ['连续两轮没帮上忙，没有提出转人工', 'failed twice in a row, and offered no person'],
        lines,
        { wanted: both('主动提出转人工', 'to offer a person unasked') },
      ),
    ]
  },
}
