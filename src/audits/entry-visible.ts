/** Audit `entry-visible`: a way to a person is in sight on the first screen, and after a failure. */
import { failed } from '../handoff/entry.js'
import { escalationOf } from '../handoff/escalation.js'
import type { Audit } from './audit.js'
import { never, WEIGHT } from './way.js'
import { both, verdict } from './words.js'

export const entryVisible: Audit = {
  meta: {
    id: 'entry-visible',
    category: 'escalation',
    weight: WEIGHT,
    scope: 'trial',
    title: both('人工入口看得见', 'The way to a person is in sight'),
    description: both(
      '首屏上，以及机器人第一次没帮上忙之后，看得见找人工的按钮或说明。',
      'On the first screen, and after the first failure of the bot, a button or words lead to a person.',
    ),
  },
  evaluate(evidence) {
    const { first, afterFailure } = escalationOf(evidence).measures.entry
    const { turns } = evidence.reading
    const welcome = turns.find((turn) => turn.turn === 0)?.lines ?? []
    const places = [
      { entry: first, zh: '首屏', en: 'on the first screen', lines: welcome },
      {
        entry: afterFailure,
        zh: '没帮上忙之后',
        en: 'after a failure',
        lines: turns.find(failed)?.lines ?? [],
      },
    ].filter(({ entry }) => entry !== null)
    if (places.length === 0)
      return [
        never(evidence, [
          '没有首屏可看，机器人也没有失败过',
          'there was no first screen to see, and the bot did not fail',
        ]),
      ]
    const hidden = places.filter(({ entry }) => entry === 'none')
    const told = hidden.length > 0 ? hidden : places
    const lines = told.flatMap((place) => place.lines.slice(0, 1))
    const zh = told.map((place) => place.zh).join('、')
    const en = told.map((place) => place.en).join(' and ')
    return [
      hidden.length > 0
        ? verdict('fail', [`${zh}看不见人工入口`, `no way to a person in sight ${en}`], lines, {
            wanted: both(
              '“人工”按钮，或者说明怎么找人工',
              'a button for a person, or words how to ask for one',
            ),
          })
        : verdict('pass', [`${zh}看得见人工入口`, `a way to a person is in sight ${en}`], lines),
    ]
  },
}
