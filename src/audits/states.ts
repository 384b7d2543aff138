/** Audit `states`: the answer states a truth, compared as a value. */
import type { Statement as Named } from '../documents/types/scenario.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { type Exchange, exchanges, proving } from './exchange.js'
import { type Expected, expectedOf, shown, stated } from './expected.js'
import { both, quote, verdict } from './words.js'

export const statesAudit: Audit = {
  meta: {
    id: 'states',
    category: 'resolution',
    weight: 2,
    scope: 'turn',
    title: both('说出正确内容', 'States the right thing'),
    description: both(
      '回答里要说出标准答案；数字、时长、金额和日期按数值比较。',
      'The answer states what is true; numbers, durations, amounts and dates are compared as values.',
    ),
  },
  evaluate(evidence, call) {
    const expected = expectedOf(evidence, call.options as Named)
    return exchanges(call).flatMap((exchange) => expected.map((one) => judge(evidence, exchange, one)))
  },
}

function judge(evidence: Evidence, exchange: Exchange, expected: Expected): Verdict {
  const about = { turn: exchange.turn }
  if ('absent' in expected) {
    return verdict(
      'not-applicable',
      [
        `没有标准答案“${expected.name}”：${expected.absent}`,
        `no truth “${expected.name}” here: ${expected.absent}`,
      ],
      [],
      about,
    )
  }
  const want = shown(expected)
  const wanted = both(`说出 ${want}`, `to state ${want}`)
  const { lang } = evidence.scenario
  if (exchange.silent) {
    return verdict('fail', [`没有回答，应说出 ${want}`, `no answer; expected ${want}`], lines(exchange), {
      ...about,
      wanted,
    })
  }
  const said = stated(exchange.answer, expected, lang, exchange.question)
  const line = proving(exchange.turns, said.span)?.line
  const proof = line === undefined ? exchange.lines : [line]
  if (said.outcome === 'uncertain') {
    return verdict(
      'inconclusive',
      [`说不准是否说出 ${want}`, `cannot tell whether it states ${want}`],
      exchange.lines,
      {
        ...about,
        wanted,
      },
    )
  }
  if (exchange.ambiguous) {
    return verdict(
      'inconclusive',
      [
        `分不清这些话是对哪个问题的回答（要看的是 ${want}）`,
        `cannot tell which question these words answer (looked for ${want})`,
      ],
      exchange.lines,
      { ...about, wanted },
    )
  }
  if (said.outcome === 'states') {
    const span = quote(said.span ?? want)
    return verdict('pass', [`说出了 ${want}：${span}`, `stated ${want}: ${span}`], proof, about)
  }
  if (exchange.late !== '' && stated(exchange.late, expected, lang).outcome === 'states') {
    return verdict(
      'inconclusive',
      [`本轮结束后才说出 ${want}`, `${want} was stated only after the turn had closed`],
      exchange.lines,
      {
        ...about,
        wanted,
      },
    )
  }
  if (said.outcome === 'contradicts') {
    const span = quote(said.span ?? exchange.words)
    return verdict('fail', [`说的是 ${span}，应为 ${want}`, `said ${span}; the truth is ${want}`], proof, {
      ...about,
      wanted,
    })
  }
  const answer = quote(exchange.words)
  return verdict(
    'fail',
    [`没有说出 ${want}，只说了 ${answer}`, `did not state ${want}; said ${answer}`],
    exchange.lines,
    {
      ...about,
      wanted,
    },
  )
}

/** A silence is proven by the consumer's own lines. */
function lines(exchange: Exchange): number[] {
  return exchange.turns.flatMap((turn) => turn.consumer.map((message) => message.line))
}
