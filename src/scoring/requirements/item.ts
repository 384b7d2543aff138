/** What a requirement is judged on: observations of a trial, or pairs of trials, decided or still open. */
import { MEASURES } from '../../documents/measures.js'
import type { Bilingual } from '../../documents/ready.js'
import type { Requirement } from '../../documents/types/profile.js'
import type { Requirement as RequirementRow } from '../../documents/types/scorecard.js'

/** What observations and pairs have in common. */
export interface Item {
  /** Place of its trial in the plan; of the tested one, for a pair. */
  trial: number
  /** What it is no independent sample of: its scenario, or its session. */
  cluster: string
  /** Transcript lines. */
  lines: readonly number[]
  turn?: number | undefined
  /** A judge decided it. */
  judged?: boolean
  /** Its trial, or one of them, was held and does not count. */
  unscored?: boolean
}

/** One observation. */
export interface Seen extends Item {
  /** 1 or 0; or a time or a count, Infinity for a silence; undefined where it is open. */
  value: number | undefined
  /** Local day. */
  day?: string
}

/** An observation that was decided. */
export type Decided = Seen & { value: number }

/** Two trials that differ in one setting alone, by what each came to. */
export interface Paired extends Item {
  test: number | undefined
  control: number | undefined
}

/** What the decided items of a requirement come to. */
export interface Outcome
  extends Pick<
    RequirementRow,
    'n' | 'hits' | 'clusters' | 'nEffective' | 'value' | 'bounds' | 'interval' | 'further' | 'p' | 'cells'
  > {
  verdict: 'pass' | 'fail' | 'inconclusive'
  reason: Bilingual
  /** Strictest threshold at which it would pass. */
  passUpTo?: number | null
  /** Threshold from which on it would fail. */
  failFrom?: number | null
}

/** How one kind of requirement is judged. Everything is pure. */
export interface Kind<T extends Item> {
  decide(items: readonly T[], requirement: Requirement): Outcome
  isOpen(item: T): boolean
  /** What an open item would be, at its worst or at its best. */
  settle(item: T, how: 'failed' | 'passed'): T
  /** Whether it proves a failure, or what was to be proven; and the value to be shown beside it. */
  proofs(requirement: Requirement): (item: T) => { value?: number | null } | undefined
}

/** Default of `confidence`. */
const CONFIDENCE = 0.95

export const confidenceOf = ({ confidence = CONFIDENCE }: Requirement) => confidence

/**
 * Fewest tries for saying "never", where the profile names no minimum: with fewer, a share of one half could not be
 * excluded (1 - 0.05^(1/n) falls below 0.5 from n = 5). The number is ombud's own.
 */
export const LEAST = 5

/** Whether it counts yes and no, as every audit does, and not times or numbers. */
export const isShare = ({ measure = '' }: Requirement) => (MEASURES[measure]?.unit ?? 'share') === 'share'

/** Groups by cluster, in the order in which clusters are met. */
export function byCluster<T extends Item>(items: readonly T[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const own = groups.get(item.cluster)
    if (own) own.push(item)
    else groups.set(item.cluster, [item])
  }
  return [...groups.values()]
}
