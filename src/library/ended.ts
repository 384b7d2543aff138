/** Scores a conversation as soon as it has ended, so that a reporter can tell what failed while the run goes on. */
import type { Audits } from '../audits/registry.js'
import type { PlanTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import { changesFor, redactionOf, spoken } from '../report/redact/change.js'
import type { AttemptEnd } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import type { Judged } from '../run/progress.js'
import { bestWay } from '../scoring/arms.js'
import { findingsOf } from '../scoring/findings.js'
import { outcomeOf } from '../scoring/result.js'
import { type Encoders, encodersIn } from './encoders.js'
import { evidenceOf } from './evidence.js'
import { PeopleMet } from './people.js'

export class Ended {
  readonly #plan: Plan
  readonly #directory: RunDirectory
  readonly #audits: Audits
  readonly #encoders: Encoders
  readonly #people: PeopleMet
  /** Findings of trials of which only the best way counts. */
  readonly #ways = new Map<string, Finding[]>()

  constructor(plan: Plan, path: string, audits: Audits) {
    this.#plan = plan
    this.#directory = RunDirectory.open(path)
    this.#audits = audits
    this.#encoders = encodersIn(this.#directory, plan)
    this.#people = new PeopleMet(plan)
  }

  /**
   * What is known now that this attempt has ended: its own outcome, and where it is one of several ways to ask for
   * a person, that of the other ways too. Nothing where the attempt does not count. Names of people who answered so far,
   * and credentials, are left out: it is shown, and logs keep it.
   */
  score(trial: PlanTrial, { attempt, status }: AttemptEnd): Judged[] {
    if (status !== 'done') return []
    const events = this.#directory.transcript(trial, attempt)
    this.#people.add(trial.target, events)
    const evidence = evidenceOf(resolveTrial(this.#plan, trial), events, this.#encoders)
    const own = findingsOf(evidence, this.#audits).map(this.#shown<Finding>(trial.target))
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

  /** How an attempt ended, without what is left out. */
  shown(trial: PlanTrial, end: AttemptEnd): AttemptEnd {
    return this.#shown<AttemptEnd>(trial.target)(end)
  }

  #shown<T>(target: string): (value: T) => T {
    const change = changesFor(new Map([[target, this.#people.of(target)]]), redactionOf(undefined))?.(target)
    return (value) => (change ? spoken(value, change) : value)
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
