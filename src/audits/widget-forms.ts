/** Audit `widget-forms`: fields say what goes in, and what is wrong with what is in. */
import type { Audit, Evidence, Verdict } from './audit.js'
import { looks, named, records, unseen, untaken } from './widget.js'
import { both, verdict } from './words.js'

export const widgetForms: Audit = {
  meta: {
    id: 'widget-forms',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('填什么、错在哪都有说明', 'Fields say what they want'),
    description: both(
      '输入框和表单项有标签；标为错误的要用文字说明错在哪（WCAG 2.2 的 3.3.1、3.3.2）。只显示、不计分。',
      'Box and fields are labelled; what is marked as wrong is said in words (WCAG 2.2, 3.3.1 and 3.3.2). Shown, not scored.',
    ),
  },
  evaluate(evidence) {
    return [judge(evidence)]
  },
}

function judge(evidence: Evidence): Verdict {
  const all = looks(evidence, 'fields').map((look) => ({ ...look, fields: records(look.value.fields) }))
  const wanted = both('每个输入框有标签，错误用文字说明', 'a label for every field, and errors in words')
  const wrong = all.flatMap(({ line, fields }) =>
    fields.flatMap(({ name, by, composer, invalid, error }): { line: number; words: [string, string] }[] => {
      const [zh, en] = composer === true ? ['输入框', 'the box'] : named([String(name || '?')])
      if (by === 'none') return [{ line, words: [`${zh}没有标签`, `${en} has no label`] }]
      if (invalid === true && !error)
        return [
          {
            line,
            words: [`${zh}标为错误，却没说错在哪`, `${en} is marked as wrong, and nothing says why`],
          },
        ]
      return []
    }),
  )
  if (wrong.length > 0) {
    const unique = (of: (words: readonly [string, string]) => string) => [
      ...new Set(wrong.map(({ words }) => of(words))),
    ]
    const lines = [...new Set(wrong.map(({ line }) => line))]
    return verdict(
      'fail',
      [
        unique(([zh]) => zh)
          .slice(0, 4)
          .join('；'),
        unique(([, en]) => en)
          .slice(0, 4)
          .join('; '),
      ],
      lines,
      { wanted },
    )
  }
  if (all.length === 0) return unseen(evidence)
  const missed = all.find(({ failed, fields }) => failed || fields.length === 0)
  if (missed) return untaken(evidence, missed.line)
  const fleeting = all.some(({ fields }) => fields.some(({ by }) => by === 'placeholder'))
  return verdict(
    'pass',
    fleeting
      ? ['输入框有提示语，但一输入就消失', 'every field has words; those of a placeholder go away on typing']
      : ['输入框都有标签', 'every field is labelled'],
    all.map(({ line }) => line),
  )
}
