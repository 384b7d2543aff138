/** Audit `relevant`: the answer is about what was asked. */
import { relevance } from '../understanding/answers/relevance.js'
import { type Part, partsOf } from '../understanding/judge/question.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { byJudge } from './by-judge.js'
import { type Exchange, exchanges } from './exchange.js'
import { both, quote, verdict } from './words.js'

export const relevant: Audit = {
  meta: {
    id: 'relevant',
    category: 'resolution',
    weight: 2,
    scope: 'turn',
    title: both('答的是所问', 'Answers what was asked'),
    description: both(
      '回答的内容与问题有关，不是答非所问。',
      'The answer is about the question and not about something else.',
    ),
  },
  evaluate(evidence, call) {
    if (call.options === false) return []
    return exchanges(call).map((exchange) => judge(evidence, exchange))
  },
}

function judge(evidence: Evidence, exchange: Exchange): Verdict {
  const about = { turn: exchange.turn, wanted: both('针对问题的回答', 'an answer to the question') }
  const asked = quote(exchange.question, 40)
  if (exchange.silent) {
    const lines = exchange.turns.flatMap((turn) => turn.consumer.map((message) => message.line))
    return verdict('fail', [`问 ${asked}，没有回答`, `asked ${asked}; no answer`], lines, about)
  }
  const found = relevance(exchange.question, answerOf(exchange), evidence.scenario.lang, {
    context: before(evidence, exchange).map(({ text }) => text),
    encoder: evidence.encoder,
  })
  const said = quote(exchange.words)
  if (found.outcome === 'uncertain') {
    const open = verdict(
      'inconclusive',
      [`说不准 ${said} 是否答了 ${asked}`, `cannot tell whether ${said} answers ${asked}`],
      exchange.lines,
      about,
    )
    if (exchange.ambiguous) return open
    const parts = [...before(evidence, exchange), ...partsOf(exchange.turns)]
    return byJudge(
      evidence,
      { criterion: 'relevant', lang: evidence.scenario.lang, rubric: '', parts },
      open,
      {
        yes: both(`裁判认为回答针对所问：${said}`, `the judge finds that it answers what was asked: ${said}`),
        no: both(
          `问 ${asked}，裁判认为没有答到：${said}`,
          `asked ${asked}; the judge finds that it is not answered: ${said}`,
        ),
      },
    )
  }
  if (exchange.ambiguous) {
    return verdict(
      'inconclusive',
      [`分不清 ${said} 是对哪个问题的回答`, `cannot tell which question ${said} answers`],
      exchange.lines,
      about,
    )
  }
  if (found.outcome === 'on-topic') {
    return verdict(
      'pass',
      [`回答与问题有关：${said}`, `the answer is about the question: ${said}`],
      exchange.lines,
      { turn: exchange.turn },
    )
  }
  const message: [string, string] =
    found.outcome === 'off-topic'
      ? [`问 ${asked}，答的是别的：${said}`, `asked ${asked}; the answer is about something else: ${said}`]
      : [`问 ${asked}，没有给出回答：${said}`, `asked ${asked}; no answer given: ${said}`]
  return verdict('fail', message, exchange.lines, about)
}

/** Where the detail that the bot asked for was not understood afterwards, its answer still stands. */
function answerOf({ turns, answer }: Exchange): string {
  const answering = turns.filter((turn) => turn.answers)
  return answering.length === 0 ? answer : answering.map((turn) => turn.answer).join('\n')
}

/** So many turns back a question can still refer to. */
const LOOK_BACK = 5

/** What the consumer had said before: "and how long?" is about the matter so far. */
function before(evidence: Evidence, exchange: Exchange): Part[] {
  const { turns } = evidence.reading
  const first = turns.findIndex((turn) => turn.turn === exchange.turns[0]?.turn)
  const near = turns.slice(Math.max(0, first - LOOK_BACK), Math.max(0, first))
  return partsOf(near).filter(({ role }) => role === 'consumer')
}
