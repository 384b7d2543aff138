/** Wald's sequential test of a share of failures, with an end: undecided then is undecided. */

/** Frozen before the first message. */
export interface SequentialPlan {
  /** Share of failures of a bot that conforms. */
  p0: number
  /** Share of failures of one that does not; above p0. */
  p1: number
  /** Chance of failing a bot at p0. */
  alpha: number
  /** Chance of passing one at p1. */
  beta: number
}

export type SequentialDecision = 'conforms' | 'does-not' | 'open' | 'truncated'

/** @throws RangeError unless 0 < p0 < p1 < 1, alpha and beta are positive and together below 1 */
export function boundariesOf({ p0, p1, alpha, beta }: SequentialPlan) {
  if (!(p0 > 0 && p0 < p1 && p1 < 1 && alpha > 0 && beta > 0 && alpha + beta < 1))
    throw new RangeError(`no sequential plan: ${JSON.stringify({ p0, p1, alpha, beta })}`)
  return {
    /** The log likelihood ratio from which on it does not conform, and down to which it does. */
    reject: Math.log((1 - beta) / alpha),
    accept: Math.log(beta / (1 - alpha)),
    /** What a failure and a pass add. */
    failure: Math.log(p1 / p0),
    pass: Math.log1p(-p1) - Math.log1p(-p0),
  }
}

/**
 * Wald, Ann. Math. Stat. 16 (1945) 117. Trials are independent draws: one a scenario, in an order drawn by chance.
 * Once decided nothing changes it.
 */
export class Sprt {
  decision: SequentialDecision = 'open'
  llr = 0
  /** Trials that were looked at. */
  used = 0
  readonly #bounds

  /** @param n most trials; undecided after them is `truncated` */
  constructor(
    plan: SequentialPlan,
    readonly n: number,
  ) {
    this.#bounds = boundariesOf(plan)
  }

  add(failed: boolean): void {
    if (this.decision !== 'open') return
    const { reject, accept, failure, pass } = this.#bounds
    this.used++
    this.llr += failed ? failure : pass
    if (this.llr >= reject) this.decision = 'does-not'
    else if (this.llr <= accept) this.decision = 'conforms'
    else if (this.used >= this.n) this.decision = 'truncated'
  }
}
