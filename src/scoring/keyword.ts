/** Keyword replies or understanding: judges a pair of probes by its three answers. */
import { both } from '../audits/words.js'
import type { Bilingual } from '../documents/ready.js'
import { relevance } from '../understanding/answers/relevance.js'
import { sameAnswer } from '../understanding/answers/same-answer.js'
import { bare } from '../understanding/text/normalise.js'
import type { Relevance } from '../understanding/types.js'
import type { Probe, Sketch } from './probes.js'

export interface Judgement {
  outcome: 'understood' | 'keyword' | 'uncertain' | 'unjudged'
  reason: Bilingual
}

type Answer = 'yes' | 'no' | 'uncertain'

/** Turns that answer nothing yet are no failure to understand: the bot asks back, or hands over. */
const OPEN = ['asks-slot', 'asks-confirmation', 'offers-human', 'promises-transfer', 'queue'] as const

/** Whether an answer is about a question. Every probe is a conversation of its own: nothing was said before it. */
const about = (question: string, { answer, lang, encoder }: Sketch): Relevance['outcome'] =>
  relevance(question, answer, lang, encoder ? { encoder } : {}).outcome
const same = (a: Sketch, b: Sketch) => sameAnswer(a.answer, b.answer, a.lang, a.encoder).outcome

/**
 * A pair is understood where the need is answered without its keyword as with it, and the keyword in another need
 * does not bring the same reply; the reverse of either is a keyword reply. Where the keyword itself is not answered
 * there is nothing to compare with, and what the readings cannot tell is uncertain.
 */
export function judgePair(sketches: Partial<Record<Probe['kind'], Sketch>>, keyword: string): Judgement {
  const { keyword: plain, reworded, decoy } = sketches
  if (!plain || !reworded || !decoy)
    return { outcome: 'unjudged', reason: both('有对话没有完成', 'a conversation is missing') }
  if ([plain, reworded, decoy].some((one) => one.doubtful))
    return {
      outcome: 'uncertain',
      reason: both(
        '回答可能不是针对这个问题的，或者来自真人',
        'an answer may belong elsewhere, or to a person',
      ),
    }
  const first = plain.right ? 'on-topic' : about(plain.question, plain)
  if (
    first === 'not-an-answer' ||
    first === 'off-topic' ||
    (first === 'uncertain' && plain.acts.has('fallback'))
  )
    return {
      outcome: 'unjudged',
      reason: both(
        `带关键词“${keyword}”的问题没有得到回答`,
        `the question with “${keyword}” was not answered`,
      ),
    }
  const again = understands(plain, reworded)
  const recited = recites(plain, decoy, keyword)
  if (recited === 'yes')
    return {
      outcome: 'keyword',
      reason: both(
        `“${keyword}”出现在别的问题里，给的还是同一套回复`,
        `“${keyword}” in another need brought the same reply`,
      ),
    }
  const known = first === 'on-topic' || (again === 'yes' && same(plain, reworded) === 'same')
  if (known && again === 'no')
    return {
      outcome: 'keyword',
      reason: both(
        `同一个问题不说“${keyword}”就答不上来`,
        `the same need without “${keyword}” was not answered`,
      ),
    }
  if (known && again === 'yes' && recited === 'no')
    return {
      outcome: 'understood',
      reason: both(
        `不说“${keyword}”也答得上，“${keyword}”出现在别的问题里也不照搬`,
        `answered without “${keyword}” too, and “${keyword}” in another need did not bring the same reply`,
      ),
    }
  return { outcome: 'uncertain', reason: doubt(known, again) }
}

function doubt(known: boolean, again: Answer): Bilingual {
  if (!known)
    return both('说不准带关键词的回答是否切题', 'cannot tell whether the keyword was answered on topic')
  return again === 'uncertain'
    ? both('说不准换了说法的回答是否切题', 'cannot tell whether the reworded need was answered')
    : both(
        '说不准别的问题得到的是不是同一套回复',
        'cannot tell whether the other need brought the same reply',
      )
}

/** Whether the need is answered without its keyword. */
function understands(plain: Sketch, reworded: Sketch): Answer {
  if (reworded.silent) return 'no'
  if (reworded.right || same(plain, reworded) === 'same') return 'yes'
  const found = about(reworded.question, reworded)
  if (found === 'on-topic') return 'yes'
  if (found === 'uncertain' || OPEN.some((act) => reworded.acts.has(act))) return 'uncertain'
  return 'no'
}

/** Whether the keyword in another need brings the reply to the keyword. */
function recites(plain: Sketch, decoy: Sketch, keyword: string): Answer {
  if (decoy.silent) return 'uncertain'
  if (bare(plain.answer) === bare(decoy.answer)) return 'yes'
  const likeness = same(plain, decoy)
  // Whoever admits to have no answer recites none, whatever else is named beside.
  if (decoy.acts.has('fallback') && likeness !== 'same') return 'no'
  // The keyword says nothing of what this question is about.
  const own = about(without(decoy.question, keyword), decoy)
  if (own === 'on-topic') return likeness === 'same' ? 'uncertain' : 'no'
  if (own === 'not-an-answer') return 'no'
  if (likeness === 'same') return 'yes'
  if (about(plain.question, decoy) === 'on-topic') return 'yes'
  return likeness === 'different' ? 'no' : 'uncertain'
}

function without(question: string, keyword: string): string {
  const at = question.toLowerCase().indexOf(keyword.toLowerCase())
  return at < 0 ? question : `${question.slice(0, at)} ${question.slice(at + keyword.length)}`
}
