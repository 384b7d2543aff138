/** Whether an answer is about what was asked: rules that rather say uncertain than accuse wrongly. */
import type { Lang } from '../../documents/ready.js'
import { actsOf } from '../acts/acts.js'
import { factsIn } from '../facts/facts.js'
import { containment, contentTokens } from '../text/normalise.js'
import type { Relevance } from '../types.js'
import { withoutEcho } from './echo.js'
import { met, related, topicsOf } from './topics.js'

/** Share of content words in common that shows the same matter. */
const SHARED = 0.34
/** Words that every service answer may hold: they show no common matter. */
const GENERIC = new Set(
  'order item product number day time service customer help need want get 订单 商品 客服 时间 问题 客户 申请 需要 办理 可以 什么 怎么 多久 多少 如何'.split(
    ' ',
  ),
)
/** Sentences of one answer that are looked at one by one. */
const SENTENCES = 40
const SENTENCE = /[^。!?！？\n]+[。!?！？\n]*/g

const telling = (text: string) => new Set([...contentTokens(text)].filter((token) => !GENERIC.has(token)))
const answers = (text: string, lang: Lang) => actsOf(text, lang).some((one) => one.act === 'answer')

/** The sentences that answer something: a welcome or an offer beside them has topics of its own. */
function told(answer: string, lang: Lang): string {
  const sentences = answer.match(SENTENCE) ?? []
  if (sentences.length < 2 || sentences.length > SENTENCES) return answer
  const kept = sentences.filter((one) => answers(one, lang))
  return kept.length > 0 ? kept.join('') : answer
}

/**
 * Judges one answer. Fallbacks, menus, hand-offs, greetings, questions back and the question said again are not
 * answers. Shared topics, or enough shared words, are on-topic; off-topic is only said where both sides have known
 * topics and none of them goes with another. Only the sentences that answer count: a welcome in front of them has
 * no say. `context` is what the consumer said before, newest last.
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
  const said = withoutEcho(question, answer)
  if (said !== answer && !answers(said, lang)) {
    return { outcome: 'not-an-answer', reason: 'only says the question again' }
  }
  const words = told(said, lang)
  let asked = topicsOf(question)
  for (let i = context.length - 1; asked.size === 0 && i >= 0; i--) asked = topicsOf(context[i] ?? '')
  const answered = topicsOf(words)
  const topic = met(asked, answered)
  if (topic !== undefined) return { outcome: 'on-topic', reason: `about ${topic}` }
  const likeness = containment(telling(question), telling(words))
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
    factsIn(words).length === 0
  ) {
    return { outcome: 'uncertain', reason: 'a value was asked for and none was given' }
  }
  return { outcome: 'uncertain', reason: 'no topic known on both sides' }
}
