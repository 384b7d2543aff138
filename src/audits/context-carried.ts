/** Audit `context-carried`: what was told is known to the person who comes, and to the form before. */
import { escalationOf } from '../handoff/escalation.js'
import { THERE } from '../handoff/states.js'
import type { Audit } from './audit.js'
import { never, WEIGHT } from './way.js'
import { both, list, verdict } from './words.js'

export const contextCarried: Audit = {
  meta: {
    id: 'context-carried',
    category: 'escalation',
    weight: WEIGHT,
    scope: 'trial',
    title: both('不用从头再说', 'Nothing has to be told twice'),
    description: both(
      '转人工以后，人工或表单不再问消费者已经说过的事。',
      'After the hand-off neither the person nor a form asks again for what was told.',
    ),
  },
  evaluate(evidence) {
    const { timeline, measures } = escalationOf(evidence)
    const { carried } = measures
    if (carried === null)
      return [
        never(evidence, [
          '没有人工接入或表单，或者之前什么也没说',
          'neither a person nor a form came, or nothing had been told before',
        ]),
      ]
    const measured = { value: carried.again.length, unit: `/${carried.told}` }
    if (carried.again.length > 0) {
      const names = list([...new Set(carried.again.map(({ fact }) => fact))])
      return [
        verdict(
          'fail',
          [`又问了已经说过的：${names['zh-CN']}`, `asked again for what had been told: ${names.en}`],
          carried.again.map(({ line }) => line),
          { measured, wanted: both('已经知道说过的事', 'to know what was told') },
        ),
      ]
    }
    const came = timeline.find((one) => THERE.has(one.state))
    const spoke = evidence.reading.turns
      .flatMap(({ messages }) => messages)
      .find(({ actor, line }) => actor !== 'system' && (actor === 'human' || (came && line > came.line)))
    const form = evidence.events.find((event) => event.kind === 'form' && event.actor !== 'consumer')
    const line = spoke?.line ?? form?.seq
    if (line === undefined)
      return [
        verdict(
          'inconclusive',
          ['接入的人工一句话也没说', 'the person who came said nothing'],
          came ? [came.line] : [],
        ),
      ]
    return [
      verdict('pass', ['没有再问已经说过的事', 'nothing that had been told was asked for again'], [line], {
        measured,
      }),
    ]
  },
}
