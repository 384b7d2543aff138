/** Requirements of the kind difference, of shares: paired arms of which one must not be worse than the other. */
import type { Requirement } from '../../documents/types/profile.js'
import { normalCdf } from '../statistics/normal.js'
import { type PairedDifference, pairedDifference } from '../statistics/paired-difference.js'
import { signFlip } from '../statistics/sign-flip.js'
import { differenceReason } from './difference-reasons.js'
import { byCluster, confidenceOf, type Kind, type Outcome, type Paired } from './item.js'
import { finite, round } from './numbers.js'
import { nothing } from './reasons.js'

/** The exact distribution takes clusters times pairs; beyond this it is as good as normal. */
const MOST_STEPS = 20_000_000
/** The size of a sample is doubled so often in search of one that decides. */
const DOUBLINGS = 12

type Cells = readonly [both: number, onlyTest: number, onlyControl: number, neither: number]

/**
 * Test minus control, by Newcombe's paired interval on the effective number of pairs: pass where the lower bound is
 * above the threshold (how much worse at most), fail where the upper one is below it. A pass needs no correction for
 * several comparisons, for all must pass; a fail does, for one is enough: see verdict.ts.
 * p is exact, over scenarios: McNemar's where each holds one pair.
 */
export const difference: Kind<Paired> = {
  decide,
  isOpen: ({ test, control }) => test === undefined || control === undefined,
  settle: (item, how) => ({
    ...item,
    test: item.test ?? (how === 'passed' ? 1 : 0),
    control: item.control ?? (how === 'passed' ? 0 : 1),
  }),
  proofs:
    () =>
    ({ test, control }) =>
      test === 0 && control === 1 ? {} : undefined,
}

function decide(pairs: readonly Paired[], requirement: Requirement): Outcome {
  const confidence = confidenceOf(requirement)
  const clusters = byCluster(pairs).map(cellsOf)
  const one = pairedDifference(clusters, { confidence, sides: 1 })
  if (one === null) return nothing(requirement)
  const two = pairedDifference(clusters, { confidence: 0.95, sides: 2 })
  const { minimum = 1 } = requirement
  const threshold = Number(requirement.threshold ?? 0)
  const enough = one.pairs >= minimum
  const verdict = enough ? verdictOf(one, threshold) : 'inconclusive'
  const [both, onlyTest, onlyControl, neither] = one.cells
  const p = exactP(clusters.map(([, won, lost]) => won - lost))
  const further =
    verdict === 'inconclusive' ? furtherOf(clusters, one.pairs, threshold, confidence, minimum) : null
  const { low, high } = one
  return {
    verdict,
    reason: differenceReason(verdict, {
      ...one,
      won: onlyTest,
      lost: onlyControl,
      control: (both + onlyControl) / one.pairs,
      test: (both + onlyTest) / one.pairs,
      threshold,
      confidence,
      minimum,
      further,
      p,
      unit: requirement.unit ?? 'scenario',
    }),
    n: one.pairs,
    clusters: one.clusters,
    nEffective: round(one.nEffective),
    value: round(one.difference),
    bounds: [finite(low), finite(high)],
    ...(two === null || two.low === null ? {} : { interval: [finite(two.low), finite(two.high)] }),
    further,
    p: round(p),
    cells: [both, onlyControl, onlyTest, neither],
    passUpTo: enough ? finite(low) : null,
    failFrom: enough ? finite(high) : null,
  }
}

function verdictOf({ low, high }: PairedDifference, threshold: number): Outcome['verdict'] {
  if (low === null || high === null) return 'inconclusive'
  return low > threshold ? 'pass' : high < threshold ? 'fail' : 'inconclusive'
}

function cellsOf(pairs: readonly Paired[]): Cells {
  const count = (test: number, control: number) =>
    pairs.filter((pair) => pair.test === test && pair.control === control).length
  return [count(1, 1), count(1, 0), count(0, 1), count(0, 0)]
}

function exactP(nets: readonly number[]): number {
  const steps = nets.length * nets.reduce((sum, net) => sum + Math.abs(net), 0)
  if (steps <= MOST_STEPS) return signFlip(nets).exact
  const sum = nets.reduce((total, net) => total + net, 0)
  const squares = nets.reduce((total, net) => total + net * net, 0)
  return Math.min(1, 2 * normalCdf(-Math.abs(sum) / Math.sqrt(squares)))
}

/** Further pairs, were there more scenarios like these; null where no number of them decides. */
function furtherOf(
  clusters: readonly Cells[],
  pairs: number,
  threshold: number,
  confidence: number,
  minimum: number,
): number | null {
  const decides = (times: number) => {
    const whole = pairedDifference(repeated(clusters, times), { confidence, sides: 1 })
    return whole !== null && verdictOf(whole, threshold) !== 'inconclusive'
  }
  // With as many scenarios again and again; the first doubling that decides, then halved.
  const least = Math.max(1, Math.ceil(minimum / pairs))
  if (pairs < minimum && decides(least)) return minimum - pairs
  let high = 2
  for (let i = 1; !decides(high); i++) {
    if (i >= DOUBLINGS || high * clusters.length > 100_000) return null
    high *= 2
  }
  let low = high / 2
  while (low < high && high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (decides(middle)) high = middle
    else low = middle
  }
  return Math.max(minimum - pairs, (high - 1) * pairs)
}

function repeated(clusters: readonly Cells[], times: number): Cells[] {
  return Array.from({ length: times }, () => clusters).flat()
}
