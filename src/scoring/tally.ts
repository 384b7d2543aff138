/** Adds up a run trial by trial, in any order, to what its scorecard is made of; keeps little of each. */
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import type { Row } from '../documents/types/row.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { type Ways, waysOf } from './arms.js'
import { Counts } from './counted.js'
import { EscalationSample } from './escalation.js'
import { LatencySample } from './latency.js'
import { Conformance, type ConformanceOptions } from './requirements/conformance.js'
import { scorecard, type TrialResult } from './scorecard.js'
import type { Probed } from './understanding.js'

export class Tally {
  readonly #plan: Plan
  readonly #results: TrialResult[] = []
  readonly #counts = new Counts()
  readonly #latency: Map<string, LatencySample>
  readonly #escalated: Map<string, EscalationSample>
  readonly #conformance: Conformance
  readonly #decided = new Set<string>()

  constructor(plan: Plan, options: ConformanceOptions = {}) {
    this.#conformance = new Conformance(plan, options)
    const targets = plan.trials.map(({ target }) => target)
    this.#plan = plan
    this.#latency = new Map(targets.map((target) => [target, new LatencySample()]))
    this.#escalated = new Map(targets.map((target) => [target, new EscalationSample()]))
  }

  /** Takes a trial. @param result how it ended; nothing where it was not held @param findings of this trial */
  add(row: Row, result: TrialResult | undefined, findings: readonly Finding[]): void {
    if (result) this.#results.push(result)
    for (const finding of findings) this.#counts.add(finding)
    if (row.status !== 'done') {
      this.#conformance.unscored(row)
      if (row.reason === 'decided') this.#decided.add(row.trial)
      return
    }
    const { scenarios, targets } = this.#plan.documents
    const [scenario, target] = [scenarios[row.scenario], targets[row.target]]
    if (scenario && target) this.#conformance.add({ row, findings, scenario, target })
    this.#latency.get(row.target)?.add(row)
    this.#escalated.get(row.target)?.add(row)
  }

  /** What a finding is worth beside the other ways to a person. */
  ways(): Ways {
    return waysOf(this.#plan, this.#counts.ofTrial)
  }

  /** @param probed what the probes of each target come to */
  scorecard(probed: ReadonlyMap<string, Pick<Probed, 'card'>>): Scorecard {
    for (const [target, { card }] of probed) this.#conformance.pairs(target, card.pairs ?? [])
    return scorecard(
      this.#plan,
      this.#results,
      this.#counts.ofTrial,
      this.#latency,
      probed,
      this.#escalated,
      this.#conformance.cards(),
      this.#decided,
    )
  }
}
