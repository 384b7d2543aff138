/** Scenarios that both passed and failed within a run, and how likely several repetitions in a row pass. */
import type { Comparison } from '../../documents/types/comparison.js'
import { groupBy } from '../group.js'
import { passK } from '../statistics/pass.js'
import type { Pair } from './pairs.js'
import { outcomeOf } from './tests.js'

type Target = Comparison['targets'][number]
type Repeated = Target['flaky'][number]['a']

/** So many repetitions in a row are told of at most. */
const MOST = 8

export function flakyOf(pairs: readonly Pair[]): Target['flaky'] {
  return repeatedOf(pairs).filter(({ a, b }) => isFlaky(a) || isFlaky(b))
}

const isFlaky = ({ n, passed }: Repeated) => passed > 0 && passed < n

/** Mean pass^k over scenarios and arms, for every k that all of them have in both runs; none without repetitions. */
export function reliabilityOf(pairs: readonly Pair[]): Target['reliability'] {
  const all = repeatedOf(pairs).filter(({ a, b }) => a.n > 0 && b.n > 0)
  const fewest = all.reduce((least, { a, b }) => Math.min(least, a.n, b.n), MOST)
  if (all.length === 0 || fewest < 2) return []
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return Array.from({ length: fewest }, (_, i) => ({
    k: i + 1,
    a: mean(all.map(({ a }) => a.passK[i] as number)),
    b: mean(all.map(({ b }) => b.passK[i] as number)),
  }))
}

function repeatedOf(pairs: readonly Pair[]): Target['flaky'] {
  const groups = groupBy(pairs, ({ scenario, arm }) => `${scenario}/${arm}`)
  return [...groups.values()].map((own) => {
    const { scenario, arm } = own[0] as Pair
    return {
      scenario,
      arm,
      a: repeated(own.map(({ a }) => outcomeOf(a))),
      b: repeated(own.map(({ b }) => outcomeOf(b))),
    }
  })
}

function repeated(outcomes: readonly (boolean | undefined)[]): Repeated {
  const scored = outcomes.filter((outcome) => outcome !== undefined)
  const [n, passed] = [scored.length, scored.filter(Boolean).length]
  const ks = Array.from({ length: Math.min(n, MOST) }, (_, i) => i + 1)
  return { n, passed, passK: ks.map((k) => passK(n, passed, k) as number) }
}
