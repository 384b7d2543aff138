/** Audit `never-act`: the bot does not do certain things, for example fall back on "I do not understand". */
import type { TurnReading } from '../understanding/types.js'
import type { Audit, Verdict } from './audit.js'
import { proving } from './exchange.js'
import { both, list, quote, verdict } from './words.js'

/** From this confidence on an act is taken as proven; below it the verdict is inconclusive. */
const PROVEN = 0.6

export const neverAct: Audit = {
  meta: {
    id: 'never-act',
    category: 'resolution',
    weight: 1,
    scope: 'turn',
    title: both('没有不该有的应对', 'Does nothing it must not do'),
    description: both(
      '回答里没有指定的应对方式，例如“没听懂”式的兜底话术（fallback）。',
      'The bot does none of the named acts, for example a fallback (“I do not understand”).',
    ),
  },
  evaluate(_evidence, call) {
    const acts = ([] as string[]).concat(call.options as string | string[])
    const turns = call.turns.filter((turn) => turn.consumer.length > 0)
    const verdicts = turns.map((turn) => judge(turn, acts))
    if (call.step !== undefined) return verdicts
    const worst = ['fail', 'inconclusive', 'pass'].map((outcome) =>
      verdicts.find((one) => one.outcome === outcome),
    )
    return [worst.find((one) => one !== undefined) ?? verdicts[0] ?? silence()]
  },
}

function judge(turn: TurnReading, acts: string[]): Verdict {
  const about = { turn: turn.turn }
  if (turn.silent) return silence(turn)
  const found = turn.acts
    .filter((act) => acts.includes(act.act))
    .sort((a, b) => b.confidence - a.confidence)[0]
  const named = list(acts)
  if (found === undefined) return verdict('pass', [`没有出现 ${named['zh-CN']}`, `no ${named.en}`], [], about)
  const message = proving([turn], found.span)
  const words = quote(message?.text ?? found.span)
  const lines = message === undefined ? [] : [message.line]
  const wanted = both(`不出现 ${named['zh-CN']} 的回答`, `an answer without ${named.en}`)
  if (found.confidence < PROVEN || turn.ambiguous) {
    return verdict(
      'inconclusive',
      [`说不准 ${words} 是不是 ${found.act}`, `cannot tell whether ${words} is ${found.act}`],
      lines,
      {
        ...about,
        wanted,
      },
    )
  }
  return verdict('fail', [`出现 ${found.act}：${words}`, `${found.act}: ${words}`], lines, {
    ...about,
    wanted,
  })
}

function silence(turn?: TurnReading): Verdict {
  const lines = turn?.consumer.map((message) => message.line) ?? []
  return verdict('not-applicable', ['没有回答，无从判断', 'no answer to judge'], lines, { turn: turn?.turn })
}
