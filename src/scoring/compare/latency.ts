/** By how much the second run is slower: paired by trial, one value a scenario. */
import type { Comparison } from '../../documents/types/comparison.js'
import { groupBy } from '../group.js'
import { hodgesLehmann } from '../statistics/hodges-lehmann.js'
import { quantile } from '../statistics/quantile.js'
import type { ComparedTrial } from './comparable.js'
import type { Pair } from './pairs.js'

export type Latency = Comparison['targets'][number]['latency']

/** Below this many values Wilcoxon's interval has no bounds at 95 %. */
const FEWEST = 6

/** Shift of the median first content of a trial, in milliseconds; positive where B is slower. */
export function latencyOf(pairs: readonly Pair[], timed: boolean): Latency {
  if (!timed) return { withheld: 'channels', pairs: 0, shift: null, interval: null }
  const silent: [number, number] = [0, 0]
  const differences = pairs.flatMap(({ scenario, a, b }) => {
    const [inA, inB] = [medianOf(a), medianOf(b)]
    if (inA === null) silent[0]++
    if (inB === null) silent[1]++
    return typeof inA === 'number' && typeof inB === 'number' ? [{ scenario, value: inB - inA }] : []
  })
  const ofScenarios = [...groupBy(differences, ({ scenario }) => scenario).values()].map(
    (own) =>
      quantile(
        own.map(({ value }) => value),
        0,
        0.5,
      ) as number,
  )
  const units = ofScenarios.length >= FEWEST ? 'scenarios' : 'trials'
  const values = units === 'scenarios' ? ofScenarios : differences.map(({ value }) => value)
  const found = hodgesLehmann(values)
  if (found === null) return { withheld: 'nothing-timed', pairs: 0, silent, shift: null, interval: null }
  const { shift, low, high } = found
  const bounded = Number.isFinite(low) && Number.isFinite(high)
  return {
    pairs: differences.length,
    units,
    n: values.length,
    silent,
    shift: Math.round(shift),
    interval: bounded ? [Math.round(low), Math.round(high)] : null,
  }
}

/** undefined where nothing was timed, null where it falls on a silence. */
function medianOf({ firstContent }: ComparedTrial): number | null | undefined {
  if (firstContent.length === 0) return undefined
  const times = firstContent.filter((time) => time !== null)
  return quantile(times, firstContent.length - times.length, 0.5)
}
