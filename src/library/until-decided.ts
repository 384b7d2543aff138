/** Scores each conversation when it has ended, and says which of the others still decide anything. */
import type { Audits } from '../audits/registry.js'
import { selfAudit } from '../consumer/self-audit/self-audit.js'
import type { PlanTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { Plan } from '../documents/types/plan.js'
import { forgetLevels } from '../handoff/levels.js'
import { type AttemptEnd, type TrialState, trialStates } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import type { Gate } from '../run/gate.js'
import { findingsOf } from '../scoring/findings.js'
import { Conformance } from '../scoring/requirements/conformance.js'
import { outcomeOf } from '../scoring/result.js'
import { rowOf } from '../scoring/rows.js'
import type { TrialResult } from '../scoring/scorecard.js'
import { forgetReading } from '../understanding/reading.js'
import { type Encoders, encodersIn } from './encoders.js'
import { evidenceOf } from './evidence.js'

/** How an attempt ended that is the last one of its trial. */
type Ended = Pick<TrialResult, 'attempt' | 'reason' | 'whose'> & { status: 'done' | 'unscored' }

export class UntilDecided implements Gate {
  readonly #plan: Plan
  readonly #directory: RunDirectory
  readonly #audits: Audits
  readonly #encoders: Encoders
  readonly #conformance: Conformance

  /**
   * @param path run directory; what it has on file counts, so that a resumed run goes on where it stood
   * @param again trials that are held again, whose earlier attempts do not count
   */
  constructor(plan: Plan, path: string, audits: Audits, again: ReadonlySet<string> = new Set()) {
    this.#plan = plan
    this.#directory = RunDirectory.open(path)
    this.#audits = audits
    this.#encoders = encodersIn(this.#directory, plan)
    this.#conformance = new Conformance(plan)
    const states = trialStates(plan.trials, this.#directory.journal())
    plan.trials.forEach((trial, i) => {
      const { status, ...end } = states[i] as TrialState
      if (status !== 'not-run' && !again.has(trial.id))
        this.#take(trial, { ...(end as Omit<Ended, 'status'>), status })
    })
  }

  needed(trial: PlanTrial): boolean {
    return this.#conformance.needed(trial.id)
  }

  ended(trial: PlanTrial, { attempt, status, reason, whose }: AttemptEnd): void {
    if (status !== 'aborted') this.#take(trial, { attempt, status, reason, whose } as Ended)
  }

  #take(trial: PlanTrial, end: Ended): void {
    const result: TrialResult = { ...end, trial: trial.id }
    const unscored = { ...result, status: 'unscored' as const }
    const lost = () => this.#conformance.unscored(rowOf(this.#plan, trial, unscored, 'unscored'))
    if (end.status !== 'done') return lost()
    const resolved = resolveTrial(this.#plan, trial)
    const events = this.#directory.transcript(trial, end.attempt)
    if (selfAudit(events, resolved).length > 0) return lost()
    const evidence = evidenceOf(resolved, events, this.#encoders)
    const findings = findingsOf(evidence, this.#audits)
    const row = rowOf(this.#plan, trial, result, outcomeOf('done', findings), evidence, findings)
    const { scenario, target } = resolved
    this.#conformance.add({ row, findings, scenario, target } as Parameters<Conformance['add']>[0])
    forgetReading(events)
    forgetLevels(events, evidence.reading)
  }
}
