/** Whether an answer is about what was asked: rules that rather say uncertain than accuse wrongly. */
import type { Lang } from '../documents/ready.js'
import { actsOf } from './acts.js'
import { factsIn } from './facts.js'
import { containment, contentTokens } from './normalise.js'
import { related, topicsOf } from './topics.js'
import type { Relevance } from './types.js'

/** Share of content words in common that shows the same matter. */
const SHARED = 0.34

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
  const likeness = containment(contentTokens(question), contentTokens(answer))
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
    factsIn(answer, lang).length === 0
  ) {
    return { outcome: 'uncertain', reason: 'a value was asked for and none was given' }
  }
  return { outcome: 'uncertain', reason: 'no topic known on both sides' }
}
