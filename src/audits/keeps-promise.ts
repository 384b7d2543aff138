/** Audit `keeps-promise`, always on: where the bot says that it transfers to a person, a person comes. */
import type { Audit, Evidence, Verdict } from './audit.js'
import { followedUp, promiseOf, type Said, unkept, usualWait } from './promise.js'
import { untested } from './untested.js'
import { both, verdict } from './words.js'

export const keepsPromise: Audit = {
  meta: {
    id: 'keeps-promise',
    category: 'escalation',
    weight: 1,
    scope: 'trial',
    title: both('说到转人工就做到', 'Keeps its promise of a person'),
    description: both(
      '机器人说了“为您转人工”之后确实有人工接入；只在它作出承诺时评。',
      'After the bot said that it transfers to a person, one came. Judged only where it promised.',
    ),
  },
  evaluate(evidence) {
    const promise = promiseOf(evidence)
    return promise === undefined ? [] : [judge(evidence, promise)]
  },
}

function judge(evidence: Evidence, promise: Said): Verdict {
  const person = evidence.levels.find((seen) => seen.level === 'E3' || seen.level === 'E4')
  if (person !== undefined) {
    return verdict(
      'pass',
      [`说了 ${promise.words}，有人工接入`, `said ${promise.words}; a person came`],
      [promise.line, person.line],
    )
  }
  const sign = evidence.levels.find((seen) => ['E1', 'E2', 'E3-claimed'].includes(seen.level))
  const waited = (evidence.events.at(-1)?.at ?? promise.at) - promise.at
  const next = followedUp(evidence, promise)
  const more = { wanted: both('人工接入', 'a person who joins') }
  if (sign?.level === 'E3-claimed') {
    return verdict(
      'inconclusive',
      [
        `说了 ${promise.words}，据称有人工接入，没有平台证据`,
        `said ${promise.words}; a person is said to have joined, without evidence of the platform`,
      ],
      [promise.line, sign.line],
      more,
    )
  }
  const withdrawn = untested(evidence, more)
  if (withdrawn) return withdrawn
  const enough = waited >= usualWait(evidence)
  const early = !enough && (sign !== undefined || next === undefined)
  const message = unkept(promise, waited, next !== undefined && !enough)
  return verdict(
    early ? 'inconclusive' : 'fail',
    message,
    next === undefined ? [promise.line] : [promise.line, next],
    more,
  )
}
