/** What is known of one requirement and one target, trial by trial. */
import { MEASURES } from '../../documents/measures.js'
import type { Requirement } from '../../documents/types/profile.js'
import type { Measure, TrialFacts } from '../measures/measure.js'
import { measureOf } from '../measures/registry.js'
import type { Seen } from './item.js'
import { Observations } from './observations.js'
import { provingValues } from './row.js'
import { BY_BEST_WAY, type Ways } from './ways.js'

/** Measures of what comes up only if the bot gives cause: a bot that never fails has nobody to offer a person to. */
const CONDITIONAL: ReadonlySet<string> = new Set([
  'entry-after-failure',
  'volunteered',
  'wait-kept',
  'time-to-person',
])

export class Collected {
  /** Trials of the scope that count, and those of them in which it came up or was looked for in vain. */
  scored = 0
  lookedFor = 0
  readonly #observations = new Observations()
  /** Scenarios of the trials that were held and do not count. */
  readonly #unscored = new Map<number, string>()
  /** Scenarios that were scored, and those of them that showed anything. */
  readonly #held = new Set<string>()
  readonly #telling = new Set<string>()
  readonly #withWay = new Set<number>()
  readonly #measure: Measure
  readonly #mayProve: (value: number | undefined) => boolean
  readonly #isBestWay: boolean
  /** A prohibition counts breaches: of an audit what failed, of a measure what happened. */
  readonly #isTurned: boolean

  constructor(readonly requirement: Requirement) {
    const { kind, measure = '' } = requirement
    this.#measure = measureOf(requirement)
    this.#mayProve = provingValues(requirement)
    this.#isBestWay = BY_BEST_WAY.has(measure)
    this.#isTurned = kind === 'prohibition' && !Object.hasOwn(MEASURES, measure)
  }

  /** @param trial its place in the plan */
  add(trial: number, facts: TrialFacts): void {
    const seen = this.#measure(facts, this.requirement)
    this.#unscored.delete(trial)
    this.scored++
    if (this.#isLookedFor(facts)) this.lookedFor++
    this.#held.add(facts.row.scenario)
    if (seen.length > 0) this.#telling.add(facts.row.scenario)
    if (this.#isBestWay && facts.row.arm.by !== undefined) this.#withWay.add(trial)
    for (const one of seen) {
      const value = typeof one.value === 'number' && this.#isTurned ? 1 - one.value : one.value
      const isProof = this.#mayProve(value === null ? Number.POSITIVE_INFINITY : value)
      this.#observations.add(trial, { ...one, value }, isProof)
    }
  }

  unscored(trial: number, scenario: string): void {
    this.#unscored.set(trial, scenario)
  }

  /** How often was looked for what comes up only if the bot gives cause. */
  get inVain(): number {
    return CONDITIONAL.has(this.requirement.measure ?? '') ? this.lookedFor : 0
  }

  /** Trials of the scope that were held and do not count. */
  get lost(): number {
    return this.#unscored.size
  }

  /**
   * In the order of the plan, of ways to a person the best ones only. An unscored trial is open, unless the others of
   * its scenario say nothing about this requirement.
   */
  items(ways: Ways, clusterOf: (trial: number) => string): Seen[] {
    const lost = [...this.#unscored]
      .filter(([, scenario]) => this.#telling.has(scenario) || !this.#held.has(scenario))
      .map(
        ([trial]): Seen => ({
          trial,
          cluster: clusterOf(trial),
          lines: [],
          value: undefined,
          unscored: true,
        }),
      )
    const told = this.#observations.sorted(clusterOf)
    const seen = lost.length === 0 ? told : [...told, ...lost].sort((a, b) => a.trial - b.trial)
    return this.#isBestWay ? ways.best(seen, this.#withWay) : seen
  }

  #isLookedFor({ row, findings }: TrialFacts): boolean {
    const { measure = '' } = this.requirement
    if (CONDITIONAL.has(measure)) return row.way !== undefined
    return findings.some(({ audit }) => audit === measure)
  }
}
