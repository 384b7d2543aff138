/** What went wrong in one conversation of a log, as far as rules and readings can tell without knowing the truth. */
import { both } from '../../audits/words.js'
import type { Bilingual, Lang } from '../../documents/ready.js'
import { ASKED, asksForHuman } from '../../understanding/acts/requests.js'
import { relevance } from '../../understanding/answers/relevance.js'
import { sameAnswer } from '../../understanding/answers/same-answer.js'
import { repetitionOf } from '../../understanding/repetition.js'
import { bare } from '../../understanding/text/normalise.js'
import type { LevelSeen, TurnReading } from '../../understanding/types.js'
import type { Problem } from './problems.js'
import { exampleOf, type Failure } from './theme-table.js'
import { asks, questionOf, type topicsOfTurns } from './topic.js'

export interface LogConversation {
  id: string
  /** Those in which the consumer spoke. */
  turns: readonly TurnReading[]
  levels: readonly LevelSeen[]
  lang: Lang
  topics: ReturnType<typeof topicsOfTurns>
}

/** A reply that begins later than this is slow: the median point of the audit `response-time`. */
const SLOW_MS = 10_000
/** An act is held against a bot from this confidence on. */
const PROVEN = 0.6
/** Earlier questions with which a question is compared. */
const LOOK_BACK = 20
/** After these the consumer who says no more went away with nothing. */
const LEFT_BY: ReadonlySet<Problem> = new Set<Problem>(['no-answer', 'off-topic', 'loop', 'silent'])
const PERSON = new Set<LevelSeen['level']>(['E3-claimed', 'E3', 'E4'])

interface Met {
  problem: Problem
  message: Bilingual
}

/** Everything that went wrong, in order. What happens after a person came is no doing of the bot. */
export function failuresIn(talk: LogConversation): Failure[] {
  const { turns, levels, topics, id } = talk
  const came = levels.filter(({ level }) => PERSON.has(level)).map(({ line }) => line)
  const person = Math.min(...came, Number.POSITIVE_INFINITY)
  const own = turns.filter((turn) => (turn.consumer[0]?.line ?? 0) < person)
  const failure = (turn: TurnReading, { problem, message }: Met): Failure => ({
    problem,
    topic: topics.of.get(turn.turn) ?? topics.main,
    grave: problem !== 'slow',
    example: exampleOf({
      trial: id,
      turn: turn.turn,
      lines: [...turn.consumer, ...turn.messages].map(({ line }) => line),
      asked: questionOf(turn),
      answered: turn.answer,
      message,
    }),
  })
  const promised = Math.min(...levels.map(({ line }) => line), Number.POSITIVE_INFINITY)
  const found = own.flatMap((turn, i) => {
    const waits = turn.silent && (turn.consumer[0]?.line ?? 0) > promised
    const met = waits ? undefined : missed(turn, own.slice(Math.max(0, i - LOOK_BACK), i), talk.lang)
    const late = slow(turn)
    return [...(met ? [failure(turn, met)] : []), ...(late ? [failure(turn, late)] : [])]
  })
  const sought = own.filter((turn) => asksForHuman(questionOf(turn)).probability >= ASKED)
  const [first] = sought
  if (first && person === Number.POSITIVE_INFINITY) found.push(failure(first, nobody(sought.length, levels)))
  const last = own.at(-1)
  const stuck = found.find(({ example, problem }) => example.turn === last?.turn && LEFT_BY.has(problem))
  if (last && stuck && last === turns.at(-1) && person === Number.POSITIVE_INFINITY)
    found.push(
      failure(last, {
        problem: 'gone',
        message: both('没有得到回答后，消费者不再说话', 'the consumer said no more after no answer'),
      }),
    )
  return found
}

/** How the answer to a turn was missed, if it was. */
function missed(turn: TurnReading, before: readonly TurnReading[], lang: Lang): Met | undefined {
  const question = questionOf(turn)
  if (turn.silent)
    return asks(question) ? { problem: 'silent', message: both('没有回复', 'no reply') } : undefined
  const again = before.findLast((one) => bare(questionOf(one)) === bare(question) && one.answer !== '')
  if (again && asks(question)) {
    const same = sameAnswer(again.answer, turn.answer, lang)
    if (same.outcome === 'contradictory')
      return {
        problem: 'inconsistent',
        message: both('同一问题，前后两种回答', 'the same question, and another answer'),
      }
    if (repetitionOf(turn.answer, [again.answer]))
      return {
        problem: 'loop',
        message: both('再问一遍，还是同一句话', 'asked again, and the same words came'),
      }
  }
  const act = (name: string) => turn.acts.find((one) => one.act === name && one.confidence >= PROVEN)
  if (act('repeats-itself') && !turn.answers)
    return { problem: 'loop', message: both('又是同一句话', 'the same words once more') }
  if (act('fallback'))
    return { problem: 'no-answer', message: both('没听懂式的回复', 'it did not understand') }
  if (act('error')) return { problem: 'down', message: both('系统出错', 'the system failed') }
  if (!asks(question)) return undefined
  const context = before.slice(-5).map(questionOf)
  return relevance(question, turn.answer, lang, { context }).outcome === 'off-topic'
    ? { problem: 'off-topic', message: both('答的是别的', 'the answer is about something else') }
    : undefined
}

function slow({ silent, unreliable, latency }: TurnReading): Met | undefined {
  const { firstContent } = latency
  if (silent || unreliable !== undefined || firstContent === null || firstContent <= SLOW_MS) return undefined
  const seconds = Math.round(firstContent / 1000)
  return {
    problem: 'slow',
    message: both(`${seconds} 秒后才回复`, `the reply came after ${seconds} s`),
  }
}

function nobody(requests: number, levels: readonly LevelSeen[]): Met {
  return levels.some(({ level }) => level === 'E0' || level === 'E1' || level === 'E2')
    ? {
        problem: 'broken-promise',
        message: both('答应转人工，没有人来', 'a person was promised, and nobody came'),
      }
    : {
        problem: 'no-person',
        message: both(
          `要求转人工 ${requests} 次，没有人来`,
          `asked for a person (${requests}), and nobody came`,
        ),
      }
}
