/** Audit `widget-axe`: a checker finds nothing serious in the chat, in any state that it looked at. */
import type { Audit } from './audit.js'
import { byRules } from './by-rules.js'
import { both } from './words.js'

export const widgetAxe: Audit = {
  meta: {
    id: 'widget-axe',
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    title: both('聊天窗口无严重的无障碍问题', 'No serious accessibility fault in the chat'),
    description: both(
      '用 axe-core 查 WCAG 2.2 的 A 级和 AA 级：打开后、对话中都没有严重（serious、critical）问题。只显示、不计分。',
      'axe-core, WCAG 2.2 levels A and AA: nothing serious or critical once opened and in conversation. Shown, not scored.',
    ),
  },
  evaluate(evidence) {
    return [
      byRules(evidence, {
        counts: ({ impact }) => impact === 'serious' || impact === 'critical',
        about: () => true,
        passes: ['axe-core 没有查出严重的问题', 'axe-core finds nothing serious'],
        wanted: ['没有严重的无障碍问题', 'no serious accessibility fault'],
      }),
    ]
  },
}
