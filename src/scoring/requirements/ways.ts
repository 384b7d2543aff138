/** Ways to ask for a person: of trials that differ in the way alone the best one counts for a requirement. */
import type { Plan } from '../../documents/types/plan.js'
import { withoutWay } from '../arms.js'
import type { Seen } from './item.js'

/** Measures of which only the best way counts: a person need be found by one of them. */
export const BY_BEST_WAY: ReadonlySet<string> = new Set([
  'reached',
  'human',
  'offered',
  'first-request',
  'one-step',
])

const PASSED = 0
const OPEN = 1
const FAILED = 2
const SILENT = 3
const UNKNOWN = 4

export class Ways {
  readonly #keys: readonly (string | undefined)[]
  /** How many ways each group has, those that the budget of human contacts left out among them. */
  readonly #sizes = new Map<string, number>()
  readonly #last = new Map<string, number>()

  constructor(plan: Plan) {
    this.#keys = plan.trials.map(({ id }) => withoutWay(id))
    for (const [trial, key] of this.#keys.entries()) if (key !== undefined) this.#last.set(key, trial)
    const left = plan.notPlanned.filter(({ reason }) => reason === 'contacts')
    for (const key of [...this.#keys, ...left.map(({ trial }) => withoutWay(trial))])
      if (key !== undefined) this.#sizes.set(key, (this.#sizes.get(key) ?? 0) + 1)
  }

  /** The place in the plan at which all ways of this trial's group are known. */
  lastOf(trial: number): number {
    const key = this.#keys[trial]
    return key === undefined ? trial : (this.#last.get(key) ?? trial)
  }

  /**
   * Observations of which only the best way of each group is left. While a way is unknown the failure of the others
   * decides nothing: it is open.
   * @param seen in the order of the plan
   * @param scored trials with a way that count, whether they showed anything or not
   */
  best(seen: readonly Seen[], scored: ReadonlySet<number>): Seen[] {
    const groups = new Map<string, Map<number, Seen[]>>()
    const kept: Seen[] = []
    for (const one of seen) {
      const key = this.#keys[one.trial]
      if (key === undefined) kept.push(one)
      else put(groups, key, one)
    }
    const known = new Map<string, number>()
    for (const trial of scored) {
      const key = this.#keys[trial]
      if (key !== undefined) known.set(key, (known.get(key) ?? 0) + 1)
    }
    for (const [key, trials] of groups)
      kept.push(...bestOf([...trials.values()], (known.get(key) ?? 0) < (this.#sizes.get(key) ?? 0)))
    return kept.sort((a, b) => a.trial - b.trial)
  }
}

function put(groups: Map<string, Map<number, Seen[]>>, key: string, one: Seen): void {
  const group = groups.get(key) ?? new Map<number, Seen[]>()
  groups.set(key, group)
  const own = group.get(one.trial)
  if (own) own.push(one)
  else group.set(one.trial, [one])
}

function bestOf(trials: readonly Seen[][], unknown: boolean): Seen[] {
  const [best] = trials.map((own) => ({ own, rank: rankOf(own) })).sort((a, b) => a.rank - b.rank)
  if (best === undefined) return []
  if (best.rank !== FAILED || !unknown) return best.own
  return best.own.map((one) => ({ ...one, value: undefined }))
}

function rankOf(own: readonly Seen[]): number {
  if (own.some(({ unscored }) => unscored)) return UNKNOWN
  if (own.some(({ value }) => value === 0)) return FAILED
  if (own.some(({ value }) => value === undefined)) return OPEN
  return own.length > 0 ? PASSED : SILENT
}
