/** Who rates what people have labelled: the readings that come with ombud, and a judge. */
import type { Judgement } from '../documents/types/judgement.js'
import { type Judge, PASSING } from '../judge/judge.js'
import { actsOf } from '../understanding/acts/acts.js'
import { relevance } from '../understanding/answers/relevance.js'
import { sameAnswer } from '../understanding/answers/same-answer.js'
import { type JudgeQuestion, keyOf, readied } from '../understanding/judge/question.js'
import type { LabelItem } from './label-items.js'

type Label = 'pass' | 'fail' | 'cannot-tell'

/** The label of a thing, or that it could not be asked for; `rates` says of which criteria it has an opinion. */
export interface Rater {
  name: 'embedded' | 'judge'
  rates(criterion: string): boolean
  rate(item: LabelItem): Promise<Label | 'unanswered'>
}

/** The readings that the audits rest on. */
export const embedded: Rater = {
  name: 'embedded',
  rates: (criterion) => criterion !== 'judged',
  rate: (item) => Promise.resolve(readingOf(item)),
}

function readingOf({ criterion, question, context, answer, first, lang, encoder }: LabelItem): Label {
  if (criterion === 'relevant') {
    const { outcome } = relevance(question, answer, lang, { context, encoder })
    return outcome === 'on-topic' ? 'pass' : outcome === 'uncertain' ? 'cannot-tell' : 'fail'
  }
  if (criterion === 'same-answer') {
    const { outcome } = sameAnswer(first, answer, lang, encoder)
    return outcome === 'same' ? 'pass' : outcome === 'uncertain' ? 'cannot-tell' : 'fail'
  }
  return actsOf(answer, lang).some(({ act }) => `act:${act}` === criterion) ? 'pass' : 'fail'
}

const CRITERIA: Record<string, Judgement['criterion']> = {
  relevant: 'relevant',
  'same-answer': 'same-answer',
  judged: 'rubric',
}

/**
 * A judge; what it could not be asked, for its budget or for want of a reply, is unanswered and no opinion. Rows with
 * the same words are asked about once.
 */
export function raterOf(judge: Judge): Rater {
  const asked = new Map<string, Promise<Judgement>>()
  return {
    name: 'judge',
    rates: (criterion) => criterion in CRITERIA,
    async rate({ criterion, lang, rubric, parts }) {
      const question: JudgeQuestion = {
        criterion: CRITERIA[criterion] ?? 'rubric',
        lang,
        rubric: criterion === 'judged' ? rubric : '',
        parts,
      }
      const key = keyOf(readied(question))
      const judgement = asked.get(key) ?? judge.ask(question)
      asked.set(key, judgement)
      const { outcome, reason = '' } = await judgement
      if (outcome === 'yes') return 'pass'
      if (outcome === 'no') return 'fail'
      return PASSING.has(reason) ? 'unanswered' : 'cannot-tell'
    },
  }
}
