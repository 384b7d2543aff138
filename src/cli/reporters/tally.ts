/** Where a run stands: what is done and how it went, what runs now, how long the rest will take. */
import type { PlanTrial } from '../../documents/ready.js'
import type { Finding } from '../../documents/types/finding.js'
import type { Trial } from '../../documents/types/result.js'
import type { Progress } from '../../run/progress.js'

type Outcome = Trial['outcome']
type End = Extract<Progress, { type: 'end' }>

export interface Failure {
  trial: PlanTrial
  finding: Finding
}

/** One target. Times are milliseconds of `performance.now()`. */
export class TargetTally {
  readonly running = new Map<string, { trial: PlanTrial; since: number }>()
  readonly counts: Record<Outcome, number> = { pass: 0, fail: 0, inconclusive: 0, unscored: 0, 'not-run': 0 }
  done = 0
  total = 0
  #began: number | undefined

  begin(trial: PlanTrial): void {
    this.#began ??= performance.now()
    this.running.set(trial.id, { trial, since: performance.now() })
  }

  /** Seconds that the rest will take, from the pace so far; undefined as long as there is none. */
  get left(): number | undefined {
    if (this.#began === undefined || this.done === 0) return undefined
    return ((performance.now() - this.#began) / 1000 / this.done) * (this.total - this.done)
  }
}

export class Tally {
  /** By target, in the order of the plan. */
  readonly targets = new Map<string, TargetTally>()
  done = 0
  total = 0
  /** Repetitions of each conversation. */
  repetitions = 1
  readonly #outcomes = new Map<string, Outcome>()
  readonly #told = new Set<string>()

  /** Keeps count. For the end of a conversation it says which failures are known now and were not before. */
  on(progress: Progress): Failure[] {
    if (progress.type === 'planned') {
      const { trials } = progress.plan
      this.total = progress.pending
      this.repetitions = trials.reduce((most, { repetition }) => Math.max(most, repetition), 1)
      const held = new Set(progress.held)
      for (const { id, target } of trials) if (held.has(id)) this.#of(target).total++
    } else if (progress.type === 'begin') this.#of(progress.trial.target).begin(progress.trial)
    else if (progress.type === 'end') return this.#end(progress)
    return []
  }

  /** How many trials came to this. */
  count(outcome: Outcome): number {
    return [...this.targets.values()].reduce((sum, { counts }) => sum + counts[outcome], 0)
  }

  #end({ trial, end, judged = [] }: End): Failure[] {
    const target = this.#of(trial.target)
    target.running.delete(trial.id)
    if (end.status === 'aborted') return []
    this.done++
    target.done++
    if (end.status === 'unscored') this.#set(trial, 'unscored')
    for (const one of judged) this.#set(one.trial, one.outcome)
    return judged.flatMap(({ trial: of, outcome, findings }) => {
      if (outcome !== 'fail' || this.#told.has(of.id)) return []
      this.#told.add(of.id)
      const failed = findings.filter((finding) => finding.expected && finding.outcome === 'fail')
      return failed.map((finding) => ({ trial: of, finding }))
    })
  }

  #set(trial: PlanTrial, outcome: Outcome): void {
    const { counts } = this.#of(trial.target)
    const before = this.#outcomes.get(trial.id)
    if (before !== undefined) counts[before]--
    counts[outcome]++
    this.#outcomes.set(trial.id, outcome)
  }

  #of(target: string): TargetTally {
    const known = this.targets.get(target) ?? new TargetTally()
    this.targets.set(target, known)
    return known
  }
}
