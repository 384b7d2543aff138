/** Audit `same-answer`: a question asked again gets the same answer. Whether that answer is right is judged elsewhere. */
import { pointsBack, sameAnswer } from '../understanding/answers/same-answer.js'
import { partsOf } from '../understanding/judge/question.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { byJudge } from './by-judge.js'
import { type Exchange, exchanges } from './exchange.js'
import { turnsOf } from './steps.js'
import { both, quote, verdict } from './words.js'

export const sameAnswerAudit: Audit = {
  meta: {
    id: 'same-answer',
    category: 'resolution',
    weight: 1,
    scope: 'turn',
    title: both('同样的问题，同样的回答', 'The same answer to the same question'),
    description: both(
      '再问一遍（原话或换个说法），回答的意思不变。只在两次都真正作答时比较。',
      'Asked again, in the same or other words, the answer means the same. Compared only where both turns answer.',
    ),
  },
  evaluate(evidence, call) {
    const named = String(call.options)
    const first = exchanges({ ...call, step: named, turns: turnsOf(evidence, named) })[0]
    return exchanges(call).map((again) => judge(evidence, first, again, named))
  },
}

function judge(evidence: Evidence, first: Exchange | undefined, again: Exchange, named: string): Verdict {
  const about = { turn: again.turn }
  if (first === undefined) {
    return verdict(
      'not-applicable',
      [`步骤 ${named} 没有进行，无从比较`, `step ${named} did not take place; nothing to compare with`],
      [],
      about,
    )
  }
  const lines = [...first.lines, ...again.lines]
  // Told off for asking again: a person who asks twice gets nothing the second time.
  const toldOff = first.answers && !again.ambiguous && pointsBack(again.words)
  if (!toldOff && (!first.answers || !again.answers)) {
    const [zh, en] = first.answers ? ['这一次', 'this time'] : ['第一次', 'the first time']
    return verdict(
      'not-applicable',
      [
        `${zh}没有作答，一致性只在回答之间比较`,
        `not answered ${en}; consistency is judged between answers only`,
      ],
      lines,
      about,
    )
  }
  const before = quote(first.words)
  const now = quote(again.words)
  if (first.ambiguous || again.ambiguous) {
    return verdict(
      'inconclusive',
      [`分不清 ${now} 是对哪个问题的回答`, `cannot tell which question ${now} answers`],
      lines,
      about,
    )
  }
  const found = sameAnswer(
    first.answer,
    toldOff ? again.words : again.answer,
    evidence.scenario.lang,
    evidence.encoder,
  )
  if (found.outcome === 'same') {
    return verdict(
      'pass',
      [`与第一次意思相同：${now}`, `means the same as the first time: ${now}`],
      lines,
      about,
    )
  }
  if (found.outcome === 'uncertain') {
    const open = verdict(
      'inconclusive',
      [
        `说不准两次意思是否相同：先说 ${before}，后说 ${now}`,
        `cannot tell whether both mean the same: first ${before}, then ${now}`,
      ],
      lines,
      about,
    )
    const parts = partsOf([...first.turns, ...again.turns])
    return byJudge(
      evidence,
      { criterion: 'same-answer', lang: evidence.scenario.lang, rubric: '', parts },
      open,
      {
        yes: both(
          `裁判认为与第一次意思相同：${now}`,
          `the judge finds that it means the same as the first time: ${now}`,
        ),
        no: both(
          `裁判认为前后不同：先说 ${before}，后说 ${now}`,
          `the judge finds that it differs: first ${before}, then ${now}`,
        ),
      },
    )
  }
  const message: [string, string] =
    found.outcome === 'contradictory'
      ? [`前后矛盾：先说 ${before}，后说 ${now}`, `contradicts itself: first ${before}, then ${now}`]
      : [`前后不同：先说 ${before}，后说 ${now}`, `differs: first ${before}, then ${now}`]
  return verdict('fail', message, lines, {
    ...about,
    wanted: both(`与 ${before} 意思相同的回答`, `an answer that means the same as ${before}`),
  })
}
