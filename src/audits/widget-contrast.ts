/** Audit `widget-contrast`: the words of a chat stand out from what is behind them. */
import type { Audit } from './audit.js'
import { byRules } from './by-rules.js'
import { both } from './words.js'

const RULES: ReadonlySet<string> = new Set(['color-contrast', 'link-in-text-block'])

export const widgetContrast: Audit = {
  meta: {
    id: 'widget-contrast',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('文字看得清', 'Words stand out from their background'),
    description: both(
      '文字与背景的对比度至少 4.5:1，大字 3:1；链接不只靠颜色区分（WCAG 2.2 的 1.4.3、1.4.1）。只显示、不计分。',
      'Contrast of at least 4.5:1, 3:1 for large words; links not told by colour alone (WCAG 2.2, 1.4.3 and 1.4.1). Shown, not scored.',
    ),
  },
  evaluate(evidence) {
    return [
      byRules(evidence, {
        counts: ({ id }) => RULES.has(id),
        about: (id) => RULES.has(id),
        strict: true,
        passes: ['查到的文字对比度都够', 'all words that could be measured have enough contrast'],
        wanted: ['对比度至少 4.5:1，大字 3:1', 'a contrast of at least 4.5:1, 3:1 for large words'],
      }),
    ]
  },
}
