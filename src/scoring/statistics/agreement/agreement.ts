/** How well a rater agrees with people, in all the figures that are printed, and what that may be called. */
import type { Tier } from '../../../understanding/judge/question.js'
import { wilson } from '../wilson.js'
import { type AltTest, altTest } from './alt-test.js'
import { type BeyondHuman, beyondHuman } from './beyond-human.js'
import { cohenKappa } from './kappa.js'
import { nominalAlpha } from './krippendorff.js'
import { annotatorsOf, majority, type Rated } from './rated.js'

export interface Agreement {
  n: number
  annotators: number
  /** Share of the things that the rater decided. */
  coverage: number
  /** Things on which people are level, so that they have no majority. */
  ties: number
  /** How often: majority of people, then the rater. */
  confusion: Record<string, Record<string, number>>
  /** Of what was decided and has a majority: share like the majority, with its 95 % interval. */
  accuracy: number | null
  interval: [number, number] | null
  kappa: number | null
  alpha: { people: number | null; withRater: number | null }
  /** At epsilon 0 and 0.1; null with fewer than three annotators. */
  altTest: { exact: AltTest; lenient: AltTest } | null
  beyond: BeyondHuman | null
  tier: Tier
}

const FEWEST_ITEMS = 50

/** @param abstains the label by which a rater decides nothing */
export function agreement(items: readonly Rated[], abstains: string): Agreement {
  const decided = items.filter(({ rater }) => rater !== abstains)
  const most = items.map((item) => ({ rater: item.rater, people: majority(Object.values(item.labels)) }))
  const confusion: Agreement['confusion'] = {}
  const pairs: [string, string][] = []
  for (const { people, rater } of most) {
    if (people === null) continue
    confusion[people] ??= {}
    const row = confusion[people]
    row[rater] = (row[rater] ?? 0) + 1
    if (rater !== abstains) pairs.push([people, rater])
  }
  const accuracy =
    pairs.length === 0 ? null : pairs.filter(([people, rater]) => people === rater).length / pairs.length
  const exact = altTest(items, 0)
  const lenient = altTest(items, 0.1)
  const figures = {
    n: items.length,
    annotators: annotatorsOf(items).length,
    altTest: exact && lenient ? { exact, lenient } : null,
    beyond: beyondHuman(items),
  }
  return {
    ...figures,
    coverage: items.length === 0 ? 0 : decided.length / items.length,
    ties: most.filter(({ people }) => people === null).length,
    confusion,
    accuracy,
    interval: accuracy === null ? null : wilson(accuracy, pairs.length),
    kappa: cohenKappa(pairs),
    alpha: {
      people: nominalAlpha(items.map(({ labels }) => Object.values(labels))),
      withRater: nominalAlpha(
        items.map(({ labels, rater }) => [...Object.values(labels), ...(rater === abstains ? [] : [rater])]),
      ),
    },
    tier: tierOf(figures),
  }
}

/**
 * human-level: the rater may stand in for half of the people even if people are preferred a little. Above: even if
 * they are not, and it is oftener right than one of them beyond chance.
 */
function tierOf({ n, altTest: test, beyond }: Pick<Agreement, 'n' | 'altTest' | 'beyond'>): Tier {
  if (test === null || n < FEWEST_ITEMS) return 'uncalibrated'
  const { exact, lenient } = test
  if (lenient.advantage < 0.5 || lenient.omega < 0.5) return 'uncalibrated'
  return exact.omega >= 0.5 && beyond !== null && beyond.interval[0] > 0 ? 'above human-human' : 'human-level'
}
