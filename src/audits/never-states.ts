/** Audit `never-states`: nothing the bot says states this. */
import type { Statement as Named } from '../documents/types/scenario.js'
import type { TurnReading } from '../understanding/types.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { spoke } from './exchange.js'
import { type Expected, expectedOf, shown, stated } from './expected.js'
import { personJoined } from './steps.js'
import { both, quote, verdict } from './words.js'

export const neverStates: Audit = {
  meta: {
    id: 'never-states',
    category: 'resolution',
    weight: 1,
    scope: 'trial',
    title: both('没有说不该说的话', 'Says nothing it must not say'),
    description: both(
      '机器人说的每句话（包括欢迎语）都不含不该出现的内容。',
      'None of the messages of the bot, the welcome included, contains what must not be said.',
    ),
  },
  evaluate(evidence, call) {
    const welcome = evidence.reading.turns.filter((turn) => turn.turn === 0)
    const turns = call.step === undefined ? [...welcome, ...call.turns] : call.turns
    // Of a whole conversation it does not matter which question the words belong to.
    const certain = (turn: TurnReading) => call.step === undefined || !turn.ambiguous
    return expectedOf(evidence, call.options as Named).map((one) => judge(evidence, turns, one, certain))
  },
}

function judge(
  evidence: Evidence,
  turns: readonly TurnReading[],
  expected: Expected,
  certain: (turn: TurnReading) => boolean,
): Verdict {
  if ('absent' in expected) {
    return verdict('not-applicable', [
      `没有可比对的“${expected.name}”：${expected.absent}`,
      `nothing to compare “${expected.name}” with: ${expected.absent}`,
    ])
  }
  if (!spoke(turns)) return verdict('not-applicable', ['机器人什么也没说', 'the bot said nothing'])
  const what = shown(expected)
  const joined = personJoined(evidence)
  let doubt: number | undefined
  for (const turn of turns) {
    for (const message of turn.messages) {
      // What a person says is no word of the bot.
      if (message.actor === 'human' || message.at >= joined) continue
      const said = stated(message.text, expected, evidence.scenario.lang)
      if (said.outcome === 'states' && certain(turn)) {
        const words = quote(around(message.text, said.span))
        return verdict(
          'fail',
          [`说了不该说的 ${what}：${words}`, `said ${what}, which it must not: ${words}`],
          [message.line],
          {
            turn: turn.turn,
            wanted: both(`不出现 ${what}`, `nothing that states ${what}`),
          },
        )
      }
      if (said.outcome === 'states' || said.outcome === 'uncertain') doubt ??= message.line
    }
  }
  if (doubt !== undefined) {
    return verdict('inconclusive', [`说不准是否说了 ${what}`, `cannot tell whether it said ${what}`], [doubt])
  }
  return verdict('pass', [`没有出现 ${what}`, `${what} was not said`])
}

/** The found words with a little of what stands around them. */
function around(text: string, span: string | undefined): string {
  const at = span === undefined ? -1 : text.indexOf(span)
  return at < 0 ? text : text.slice(Math.max(0, at - 20), at + (span?.length ?? 0) + 40)
}
