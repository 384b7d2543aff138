/** Whether an answer is about what was asked: rules that rather say uncertain than accuse wrongly. */
import type { Lang } from '../documents/ready.js'
import { actsOf } from './acts.js'
import { factsIn } from './facts.js'
import { containment, contentTokens } from './normalise.js'
import { related, topicsOf } from './topics.js'
import type { Relevance } from './types.js'

/** Share of content words in common that shows the same matter. */
const SHARED = 0.34
/** Words that every service answer may hold: they show no common matter. */
const GENERIC = new Set(
  'order item product number day time service customer help need want get 订单 商品 客服 时间 问题 客户 申请 需要 办理 可以 什么 怎么 多久 多少 如何'.split(
    ' ',
  ),
)

const telling = (text: string) => new Set([...contentTokens(text)].filter((token) => !GENERIC.has(token)))

/**
 * Judges one answer. Fallbacks, menus, hand-offs, greetings and questions back are not answers. Shared or related
 * topics, or enough shared words, are on-topic; off-topic is only said where both sides have known topics and
 * none of them goes with another. `context` is what the consumer said before, newest last.
 */
export function relevance(
  question: string,
  answer: string,
  lang: Lang,
  context: readonly string[] = [],
): Relevance {
  const acts = actsOf(answer, lang)
  if (!acts.some((one) => one.act === 'answer')) {
    return { outcome: 'not-an-answer', reason: acts.map((one) => one.act).join(', ') || 'no words' }
  }
  let asked = topicsOf(question)
  for (let i = context.length - 1; asked.size === 0 && i >= 0; i--) asked = topicsOf(context[i] ?? '')
  const answered = topicsOf(answer)
  for (const topic of asked)
    if (answered.has(topic)) return { outcome: 'on-topic', reason: `both about ${topic}` }
  const likeness = containment(telling(question), telling(answer))
  if (likeness >= SHARED) return { outcome: 'on-topic', reason: 'content words in common' }
  if (related(asked, answered)) return { outcome: 'uncertain', reason: 'related topics' }
  if (asked.size > 0 && answered.size > 0 && likeness < 0.15) {
    return {
      outcome: 'off-topic',
      reason: `asked about ${[...asked].join(', ')}, answered about ${[...answered].join(', ')}`,
    }
  }
  if (
    /多少|几[天个点时]|多久|什么时候|how (?:many|much|long)|when\b/i.test(question) &&
    factsIn(answer).length === 0
  ) {
    return { outcome: 'uncertain', reason: 'a value was asked for and none was given' }
  }
  return { outcome: 'uncertain', reason: 'no topic known on both sides' }
}
