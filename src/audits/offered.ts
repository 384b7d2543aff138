/** Audit `offered`, implicit: what a step wanted to choose was there to be chosen. */
import type { DecisionEvent } from '../documents/types/event.js'
import type { Audit, Evidence, Verdict } from './audit.js'
import { decisionsOf } from './steps.js'
import { both, list, quote, verdict } from './words.js'

/** What the consumer writes into its decision where it found nothing to choose. */
export const NOT_OFFERED = 'not-offered'

export const offered: Audit = {
  meta: {
    id: 'offered',
    category: 'escalation',
    weight: 1,
    scope: 'turn',
    title: both('提供所需的按钮', 'Offers the button'),
    description: both(
      '步骤要点的选项或“人工”按钮确实出现在页面上。',
      'The choice that a step wants to make, or the button that asks for a person, was offered.',
    ),
  },
  evaluate(evidence, call) {
    // In a whole conversation nothing in particular is wanted: whoever talks takes what there is.
    if (call.step === undefined || evidence.scenario.steps.find((one) => one.id === call.step)?.converse)
      return []
    // The first try counts: a button that comes only after asking in words was not there to be found.
    const first = decisionsOf(evidence, call.step).find((one) => one.verb === 'choose' || one.by === 'button')
    return first === undefined ? [] : [judge(evidence, first)]
  },
}

function judge(evidence: Evidence, decision: DecisionEvent): Verdict {
  const person = decision.verb === 'ask-human'
  const label = evidence.scenario.steps.find((step) => step.id === decision.step)?.choose ?? ''
  const [zh, en] = person
    ? ['“人工”按钮', 'a button that asks for a person']
    : [`选项 ${quote(label, 40)}`, `the choice ${quote(label, 40)}`]
  if (decision.skipped !== NOT_OFFERED)
    return verdict('pass', [`提供了${zh}`, `${en} was offered`], [decision.seq])
  const turn = evidence.reading.turns.findLast((one) => (one.lines[0] ?? 0) <= decision.seq)
  const labels = (turn?.choices ?? []).slice(0, 8).map((choice) => quote(choice.label, 20))
  const there =
    labels.length === 0
      ? ['没有任何按钮', 'no buttons at all']
      : [`当时有 ${list(labels)['zh-CN']}`, `offered were ${list(labels).en}`]
  return verdict(
    'fail',
    [`没有提供${zh}，${there[0]}`, `${en} was not offered; ${there[1]}`],
    [decision.seq],
    {
      turn: turn?.turn,
      wanted: both(`可以点的${zh}`, en),
    },
  )
}
