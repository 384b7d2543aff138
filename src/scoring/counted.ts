/** What counts of a finding, and those of a whole run in little memory. */
import type { Finding } from '../documents/types/finding.js'

/** All of a finding but its trial, what was measured, and its words. */
export type Counted = Pick<
  Finding,
  'audit' | 'category' | 'weight' | 'scope' | 'step' | 'turn' | 'outcome' | 'score' | 'expected' | 'method'
>

/** What counts, by the id of its trial. */
export type CountedOf = ReadonlyMap<string, readonly Counted[]>

/** Collects what counts of the findings of a run. */
export class Counts {
  readonly ofTrial = new Map<string, Counted[]>()
  /** Most findings of the repetitions of a scenario are equal: each is kept once. */
  readonly #known = new Map<string, Counted>()

  add(finding: Finding): void {
    const own = this.ofTrial.get(finding.trial)
    if (own) own.push(this.#one(finding))
    else this.ofTrial.set(finding.trial, [this.#one(finding)])
  }

  #one(finding: Finding): Counted {
    const counted = countedOf(finding)
    // A score between these is hardly ever met again.
    if (![null, 0, 1].includes(counted.score)) return counted
    const key = JSON.stringify(counted)
    const known = this.#known.get(key) ?? counted
    this.#known.set(key, known)
    return known
  }
}

function countedOf(finding: Finding): Counted {
  const { audit, category, weight, scope, step, turn, outcome, score, expected, method } = finding
  return {
    audit,
    category,
    weight,
    scope,
    ...(step === undefined ? {} : { step }),
    ...(turn === undefined ? {} : { turn }),
    outcome,
    score,
    expected,
    ...(method === undefined ? {} : { method }),
  }
}
