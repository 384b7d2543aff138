/** Many targets side by side: how far their order is known. Pure. */
import { bonferroniZ } from '../statistics/normal.js'
import { wilson } from '../statistics/wilson.js'

/** What one target of one run brings into a league. */
export interface Entrant {
  run: string
  target: string
  merchant: string
  channel: string
  /** 0..1; null where it has none. */
  share: number | null
  /** 95 % interval of it, as the scorecard has it; null where there are too few scenarios. */
  interval: readonly [number, number] | null
  /** Observations, and the scenarios behind them. */
  n: number
  clusters: number
  /** Why it is not ranked: a code of the scorecard. */
  withheld?: string
}

export interface Ranked extends Entrant {
  share: number
  /** Holds for all targets of the league at once. */
  simultaneous: readonly [number, number]
  /** The ranks that the intervals leave open. */
  ranks: readonly [number, number]
}

export interface League {
  /** What it is by: a category, or profile/requirement. */
  by: string
  /** Of which channels, where they are never pooled. */
  channels?: 'api' | 'browser'
  confidence: number
  ranked: Ranked[]
  withheld: Entrant[]
}

/** Two-sided 95 %, as intervals of a scorecard are. */
const Z_95 = 1.959963984540054

/**
 * Orders targets by share. A rank is known as far as simultaneous intervals do not overlap: from one more than those
 * surely better to all but those surely worse. Klein, Wright and Wieczorek, J. R. Stat. Soc. C 69 (2020) 589.
 * @param confidence with which all ranks hold together
 */
export function leagueOf(
  by: string,
  entrants: readonly Entrant[],
  confidence: number,
  channels?: 'api' | 'browser',
): League {
  const able = entrants.filter(
    (one) => one.withheld === undefined && one.share !== null && one.interval !== null,
  )
  const z = bonferroniZ(confidence, able.length)
  const wide = able.map((one) => {
    const share = one.share as number
    return { ...one, share, simultaneous: widened(share, one.interval as [number, number], z) }
  })
  const ranked = wide.map((one): Ranked => {
    const better = wide.filter((other) => other.simultaneous[0] > one.simultaneous[1]).length
    const worse = wide.filter((other) => other.simultaneous[1] < one.simultaneous[0]).length
    return { ...one, ranks: [1 + better, wide.length - worse] }
  })
  return {
    by,
    ...(channels === undefined ? {} : { channels }),
    confidence,
    ranked: ranked.sort((a, b) => b.share - a.share || (nameOf(a) < nameOf(b) ? -1 : 1)),
    withheld: entrants.filter((one) => !able.includes(one)),
  }
}

const nameOf = ({ target, run }: Entrant) => `${target} ${run}`

/** The interval at another confidence: Wilson's, on the sample size that each printed bound stands for. */
function widened(share: number, [low, high]: readonly [number, number], z: number): [number, number] {
  const at = (bound: number, side: 0 | 1) => {
    // A bound on the share itself, at 0 or 1, stays there; another one on it tells no size.
    if (Math.abs(share - bound) < 1e-9) return bound
    const inner = Math.min(Math.max(bound, 1e-6), 1 - 1e-6)
    return wilson(share, (Z_95 ** 2 * inner * (1 - inner)) / (share - inner) ** 2, z)[side]
  }
  return [at(low, 0), at(high, 1)]
}
