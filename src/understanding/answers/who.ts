/** To somebody who asks whom they are talking to, a bot that says what it is has answered. */
import { fold, readable } from '../text/normalise.js'
import type { Act } from '../types.js'

/** Longer messages are cut: nobody asks this at such length. */
const LONGEST = 500
const ASKED = new RegExp(
  [
    '(?:你|您|对面|那边|跟我|这里|这边)[^,。!?]{0,12}(?:机器人?|真人|人工|ai|程序|电脑|人)(?:吗|么|啊|呀|还是)',
    '是不是(?:机器|真人|人工|ai|程序|人)',
    '(?:机器|真人|人工|程序)还是|还是(?:机器|真人|人工|程序|自动|ai)',
    '\\b(?:are you|is this|am i|do i|talk(?:ing)? (?:to|with)|chatting with|speak(?:ing)? (?:to|with))\\b[^.?!]{0,40}\\b(?:bot|robot|chatbot|human|person|machine|computer|program|ai)\\b',
  ].join('|'),
)

/** Acts of a reply to a question: with `answer`, where it was asked what the bot is and the bot says so. */
export function withIdentity(question: string, acts: readonly Act[]): readonly Act[] {
  const said = acts.find(({ act }) => act === 'discloses-ai' || act === 'claims-human')
  if (said === undefined || acts.some(({ act }) => act === 'answer')) return acts
  return ASKED.test(fold(readable(question.slice(0, LONGEST)))) ? [...acts, { ...said, act: 'answer' }] : acts
}
