/** Runs the audits on the evidence of one trial. */
import type { Audit, Call, Evidence, Verdict } from '../audits/audit.js'
import { GONE } from '../audits/available.js'
import { NOT_OFFERED } from '../audits/offered.js'
import { ALWAYS, AUDITS, type Audits, IMPLICIT } from '../audits/registry.js'
import { decisionsOf, turnsOf, turnsOfAll } from '../audits/steps.js'
import { both, verdict } from '../audits/words.js'
import type { StopEvent } from '../documents/types/event.js'
import type { Finding } from '../documents/types/finding.js'
import type { Expectation } from '../documents/types/scenario.js'

/** One expectation of the scenario, whichever way it is written. */
interface Wanted {
  audit: string
  options: unknown
  stop: boolean
}

/**
 * Every finding of one trial: its expectations in the order of the scenario, then what is always looked at.
 * @param audits what an expectation may name
 */
export function findingsOf(evidence: Evidence, audits: Audits = AUDITS): Finding[] {
  const { steps, expect } = evidence.scenario
  return [
    ...steps.flatMap((step) => stepFindings(evidence, step.id, audits)),
    ...expectations(expect).flatMap((one) =>
      expectedFindings(evidence, one, { options: one.options, turns: turnsOfAll(evidence) }, audits),
    ),
    ...ALWAYS.flatMap(({ audit, expected }) =>
      evaluate(evidence, audit, { options: undefined, turns: turnsOfAll(evidence) }, expected),
    ),
  ]
}

/** Whether an expectation of this step that is marked `stop: true` has failed, so that the conversation ends. */
export function failed(evidence: Evidence, stepId: string, audits: Audits = AUDITS): boolean {
  const step = evidence.scenario.steps.find((one) => one.id === stepId)
  return expectations(step?.expect)
    .filter((one) => one.stop)
    .some((one) =>
      expectedFindings(evidence, one, callOf(evidence, stepId, one), audits).some(
        (finding) => finding.outcome === 'fail',
      ),
    )
}

/** Expectations, whichever way each is written. */
function expectations(written: readonly Expectation[] = []): Wanted[] {
  return written.flatMap((one): Wanted[] => {
    if (typeof one === 'string') return [{ audit: one, options: undefined, stop: false }]
    const { stop = false, ...audits } = one
    return Object.entries(audits).map(([audit, options]) => ({ audit, options, stop }))
  })
}

function callOf(evidence: Evidence, step: string, { options }: Wanted): Call {
  return { options, step, turns: turnsOf(evidence, step) }
}

function stepFindings(evidence: Evidence, step: string, audits: Audits): Finding[] {
  const written = evidence.scenario.steps.find((one) => one.id === step)?.expect
  const turns = turnsOf(evidence, step)
  return [
    ...evaluate(evidence, IMPLICIT, { options: undefined, step, turns }, true),
    ...expectations(written).flatMap((one) =>
      expectedFindings(evidence, one, { options: one.options, step, turns }, audits),
    ),
  ]
}

function expectedFindings(evidence: Evidence, { audit: id }: Wanted, call: Call, audits: Audits): Finding[] {
  const audit = audits.get(id)
  if (audit === undefined) return [unknownAudit(evidence, id, call, audits)]
  const missing = unreached(evidence, id, call)
  if (missing !== undefined) return [findingOf(evidence, audit, call, true, missing)]
  return evaluate(evidence, audit, call, true)
}

/** Runs one audit; one that throws yields an `error` and the others go on. */
function evaluate(evidence: Evidence, audit: Audit, call: Call, expected: boolean): Finding[] {
  let verdicts: Verdict[]
  try {
    verdicts = audit.evaluate(evidence, call)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    verdicts = [verdict('error', [`审核项出错：${why}`, `the audit failed: ${why}`])]
  }
  return verdicts.map((one) => findingOf(evidence, audit, call, expected, one))
}

function unknownAudit(evidence: Evidence, id: string, call: Call, audits: Audits): Finding {
  const known = [...audits.keys()].join(', ')
  return {
    trial: evidence.trial.id,
    audit: id,
    category: 'resolution',
    weight: 0,
    scope: 'trial',
    ...(call.step === undefined ? {} : { step: call.step }),
    outcome: 'error',
    score: null,
    expected: true,
    message: both(`没有名为 ${id} 的审核项；可用：${known}`, `no audit is named ${id}; known are ${known}`),
    lines: [],
  }
}

/** What a verdict is worth that gives no score of its own. */
const SCORES: Partial<Record<Finding['outcome'], number>> = { pass: 1, fail: 0 }

function findingOf(
  evidence: Evidence,
  { meta }: Audit,
  call: Call,
  expected: boolean,
  one: Verdict,
): Finding {
  const score = one.score ?? SCORES[one.outcome]
  return {
    trial: evidence.trial.id,
    audit: meta.id,
    category: meta.category,
    weight: meta.weight,
    scope: meta.scope,
    ...(call.step === undefined ? {} : { step: call.step }),
    ...(one.turn === undefined ? {} : { turn: one.turn }),
    outcome: one.outcome,
    score: score === undefined ? null : Number(score.toFixed(6)),
    expected,
    ...(one.measured === undefined ? {} : { measured: one.measured }),
    ...(call.options === undefined ? {} : { options: { [meta.id]: call.options } }),
    message: one.message,
    ...(one.wanted === undefined ? {} : { wanted: one.wanted }),
    lines: one.lines,
    ...(one.method === undefined ? {} : { method: one.method }),
    ...(one.judge === undefined ? {} : { judge: one.judge }),
  }
}

/** Why a step was left out that wanted to do something. */
const UNTAKEN: Readonly<Record<string, [zh: string, en: string]>> = {
  [NOT_OFFERED]: ['没有提供要点的选项', 'what it chooses was not offered'],
  'no-upload': ['这里不能发送附件', 'this chat takes no such file'],
}

/** Audits that know themselves what to say of a conversation that came to nothing. */
const TELLS = /^(human|judged|widget-.*|evidence-kept)$/

/** What an expectation is worth whose step never took place; undefined where the audit itself can tell. */
function unreached(evidence: Evidence, audit: string, call: Call): Verdict | undefined {
  if (call.turns.length > 0 || TELLS.test(audit)) return undefined
  const decisions = call.step === undefined ? [] : decisionsOf(evidence, call.step)
  const skipped = decisions.find((one) => one.skipped !== undefined)
  if (skipped !== undefined) {
    const [zh, en] =
      skipped.verb === 'guard'
        ? ['前提条件不满足', 'its condition did not hold']
        : (UNTAKEN[String(skipped.skipped)] ?? ['没有可做的事', String(skipped.skipped)])
    return verdict(
      'not-applicable',
      [`步骤没有进行：${zh}`, `the step did not take place: ${en}`],
      [skipped.seq],
    )
  }
  const stop = evidence.events.findLast((event): event is StopEvent => event.kind === 'stop')
  const lines = stop === undefined ? [] : [stop.seq]
  if (stop?.whose === 'bot') {
    const [zh, en] = GONE[stop.reason] ?? [stop.reason, stop.reason]
    return {
      ...verdict('fail', [`没能进行到这一步：${zh}`, `could not get this far: ${en}`], lines),
      wanted: both('能用的客服', 'a bot that can be used'),
    }
  }
  if (stop?.whose === 'consumer') {
    return verdict(
      'not-applicable',
      [`对话在此之前已结束（${stop.reason}）`, `the conversation had ended before (${stop.reason})`],
      lines,
    )
  }
  return verdict(
    'inconclusive',
    [
      `对话在此之前中断（${stop?.reason ?? '?'}）`,
      `the conversation broke off before (${stop?.reason ?? '?'})`,
    ],
    lines,
  )
}
