/** Scores a conversation as soon as it has ended, so that a reporter can tell what failed while the run goes on. */
import type { Audits } from '../audits/registry.js'
import type { PlanTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import type { AttemptEnd } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import type { Judged } from '../run/progress.js'
import { bestWay } from '../scoring/arms.js'
import { findingsOf } from '../scoring/findings.js'
import { outcomeOf } from '../scoring/result.js'
import { type Encoders, encodersIn } from './encoders.js'
import { evidenceOf } from './evidence.js'

export class Ended {
  readonly #plan: Plan
  readonly #directory: RunDirectory
  readonly #audits: Audits
  readonly #encoders: Encoders
  /** Findings of trials of which only the best way counts. */
  readonly #ways = new Map<string, Finding[]>()

  constructor(plan: Plan, path: string, audits: Audits) {
    this.#plan = plan
    this.#directory = RunDirectory.open(path)
    this.#audits = audits
    this.#encoders = encodersIn(this.#directory, plan)
  }

  /**
   * What is known now that this attempt has ended: its own outcome, and where it is one of several ways to ask for
   * a person, that of the other ways too. Nothing where the attempt does not count.
   */
  score(trial: PlanTrial, { attempt, status }: AttemptEnd): Judged[] {
    if (status !== 'done') return []
    const events = this.#directory.transcript(trial, attempt)
    const own = findingsOf(evidenceOf(resolveTrial(this.#plan, trial), events, this.#encoders), this.#audits)
    if (trial.arm.by === undefined) return [judged(trial, own)]
    this.#ways.set(trial.id, own)
    const trials = this.#plan.trials.filter((other) => sameButForTheWay(other, trial))
    const found = trials.flatMap(({ id }) => this.#ways.get(id) ?? [])
    const counted = bestWay({ ...this.#plan, trials }, found)
    return trials
      .filter(({ id }) => this.#ways.has(id))
      .map((one) =>
        judged(
          one,
          counted.filter((finding) => finding.trial === one.id),
        ),
      )
  }
}

function judged(trial: PlanTrial, findings: readonly Finding[]): Judged {
  return { trial, outcome: outcomeOf('done', findings), findings }
}

function sameButForTheWay(a: PlanTrial, b: PlanTrial): boolean {
  const rest = ({ target, scenario, repetition, arm: { by: _, ...arm } }: PlanTrial) =>
    JSON.stringify([target, scenario, repetition, arm])
  return a.arm.by !== undefined && rest(a) === rest(b)
}
