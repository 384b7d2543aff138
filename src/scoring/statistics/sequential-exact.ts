/** What a sequential plan does, counted out: its error rates and how many trials it takes. */
import { boundariesOf, type SequentialPlan } from './sprt.js'

export interface Operating {
  conforms: number
  doesNot: number
  /** Undecided at the end. */
  truncated: number
  /** Mean number of trials. */
  trials: number
}

/** Where so little is still undecided the rest is not worth counting. */
const REST = 1e-12

/**
 * Operating characteristics at a share of failures `q`, by following the probability of every number of failures from
 * trial to trial (Aroian, Technometrics 10 (1968) 125).
 * @param n most trials; Infinity for a test without an end
 */
export function operating(plan: SequentialPlan, q: number, n: number): Operating {
  const { reject, accept, failure, pass } = boundariesOf(plan)
  let open = new Map([[0, 1]])
  const result: Operating = { conforms: 0, doesNot: 0, truncated: 0, trials: 0 }
  let rest = 1
  for (let used = 1; used <= n && rest > REST; used++) {
    result.trials += rest
    const next = new Map<number, number>()
    const move = (failures: number, chance: number) => {
      const llr = failures * failure + (used - failures) * pass
      if (llr >= reject) result.doesNot += chance
      else if (llr <= accept) result.conforms += chance
      else next.set(failures, (next.get(failures) ?? 0) + chance)
    }
    for (const [failures, chance] of open) {
      move(failures + 1, chance * q)
      move(failures, chance * (1 - q))
    }
    open = next
    rest = [...open.values()].reduce((sum, chance) => sum + chance, 0)
  }
  return { ...result, truncated: rest > REST ? rest : 0 }
}
