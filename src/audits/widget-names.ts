/** Audit `widget-names`: everything in a chat has a role and a name, so that who cannot see it knows what it is. */
import type { Audit } from './audit.js'
import { byRules } from './by-rules.js'
import { looks, meansOf, named } from './widget.js'
import { both, verdict } from './words.js'

const NAMES = /^(aria-|label$|.*-(name|alt)$|frame-title|nested-interactive)/

export const widgetNames: Audit = {
  meta: {
    id: 'widget-names',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('控件都有名称', 'Everything has a name'),
    description: both(
      '按钮、输入框、图片都有角色和名称，读屏软件说得出是什么（WCAG 2.2 的 1.1.1、4.1.2）。只显示、不计分。',
      'Buttons, fields and pictures have a role and a name that a screen reader can tell (WCAG 2.2, 1.1.1 and 4.1.2). Shown, not scored.',
    ),
  },
  evaluate(evidence) {
    const wanted = ['每个控件都有角色和名称', 'a role and a name for every control'] as const
    const isBlind = meansOf(evidence)?.value.screenReader === true
    // Of several that might be the launcher one that is told is enough.
    const last = new Map(looks(evidence, 'keyboard').map((look) => [String(look.value.part), look]))
    const untold = isBlind ? [...last.values()].filter(({ value }) => value.reached === false) : []
    if (untold.length > 0) {
      const [zh, en] = named(untold.map(({ value }) => String(value.name || value.part)))
      return [
        verdict(
          'fail',
          [`读屏软件说不出这是什么：${zh}`, `a screen reader is told no role and name of ${en}`],
          untold.map(({ line }) => line),
          { wanted: both(...wanted) },
        ),
      ]
    }
    return [
      byRules(evidence, {
        counts: ({ id }) => NAMES.test(id),
        about: (id) => NAMES.test(id),
        passes: ['查到的控件都有角色和名称', 'every control that was found has a role and a name'],
        wanted,
      }),
    ]
  },
}
