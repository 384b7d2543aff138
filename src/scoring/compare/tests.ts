/** Whether shares differ between two runs: overall, in each category, of each audit, and within each scenario. */
import type { Comparison } from '../../documents/types/comparison.js'
import { groupBy } from '../group.js'
import { holm } from '../statistics/holm.js'
import { fewestDiscordant, mcnemar } from '../statistics/mcnemar.js'
import { type Cells, newcombePaired } from '../statistics/newcombe-paired.js'
import { normalCdf } from '../statistics/normal.js'
import { pairedDifference } from '../statistics/paired-difference.js'
import { signFlip } from '../statistics/sign-flip.js'
import type { ComparedTrial } from './comparable.js'
import type { Pair } from './pairs.js'

export type Test = Comparison['targets'][number]['tests'][number]

/** true passed, false failed, undefined where it stayed open or was not scored. */
type Outcome = boolean | undefined

/** A pair of trials that passed or failed in both runs. */
interface Decided {
  scenario: string
  a: boolean
  b: boolean
}

/**
 * All tests of one target, adjusted together. Pairs of one scenario are no independent sample, so that what is said of
 * the suite flips the signs of whole scenarios; where each scenario was held once this is McNemar's exact test. What is
 * said of one scenario rests on its repetitions alone.
 * @param timed false where times are not compared: the category `latency` is left out
 */
export function testsOf(pairs: readonly Pair[], alpha: number, timed: boolean): Test[] {
  const of = (outcome: (trial: ComparedTrial) => Outcome): Decided[] =>
    pairs.flatMap(({ scenario, a, b }) => {
      const [inA, inB] = [outcome(a), outcome(b)]
      return inA === undefined || inB === undefined ? [] : [{ scenario, a: inA, b: inB }]
    })
  const known = pairs.flatMap(({ a, b }) => [...a.audits, ...b.audits])
  const told = known.filter(({ category }) => timed || category !== 'latency')
  const categories = [...new Set(told.map(({ category }) => category))].sort()
  const audits = [...new Set(told.map(({ audit }) => audit))].sort()
  const overall = of(outcomeOf)
  const raw = [
    suiteTest('overall', 'overall', overall),
    ...categories.map((id) =>
      suiteTest(
        'category',
        id,
        of((trial) => categoryOf(trial, id)),
      ),
    ),
    ...audits.map((id) =>
      suiteTest(
        'audit',
        id,
        of((trial) => auditOf(trial, id)),
      ),
    ),
    ...[...groupBy(overall, ({ scenario }) => scenario)].map(([id, own]) => scenarioTest(id, own)),
  ].filter((test) => test !== null)
  return adjusted(raw, alpha)
}

/** Passed or failed; undefined where it is neither. */
export function outcomeOf({ outcome }: ComparedTrial): Outcome {
  return outcome === 'pass' ? true : outcome === 'fail' ? false : undefined
}

/** Failed where any of its audits that weigh something failed. */
function categoryOf({ audits }: ComparedTrial, id: string): Outcome {
  const own = audits.filter(({ category, weight }) => category === id && weight > 0)
  return own.length === 0 ? undefined : own.every(({ outcome }) => outcome === 'pass')
}

function auditOf({ audits }: ComparedTrial, id: string): Outcome {
  const own = audits.find(({ audit }) => audit === id)
  return own && own.outcome === 'pass'
}

/** A test before it is adjusted, and whether so much changed that it could be significant at all. */
interface Raw extends Omit<Test, 'adjusted' | 'real'> {
  /** Units that changed: scenarios, or pairs of one scenario. */
  discordant: number
}

function suiteTest(kind: Test['kind'], id: string, decided: readonly Decided[]): Raw | null {
  const clusters = [...groupBy(decided, ({ scenario }) => scenario).values()].map(cellsOf)
  const nets = clusters.map(([, onlyA, onlyB]) => onlyB - onlyA)
  const difference = pairedDifference(clusters.map(turned))
  if (difference === null) return null
  const { exact, midP } = changeTest(nets)
  const { low, high } = difference
  const interval = low === null || high === null ? null : [low, high]
  const discordant = nets.filter((net) => net !== 0).length
  return {
    ...shares(kind, id, cellsOf(decided)),
    clusters: clusters.length,
    interval,
    p: exact,
    midP,
    discordant,
  }
}

/** Changed scenarios above which the sum of their nets is as good as normal: the exact sum takes time to their square. */
const MANY = 1000

/** Two-sided p of the nets of scenarios: McNemar's where each was held once, else with signs flipped. */
function changeTest(nets: readonly number[]): { exact: number; midP: number } {
  const changed = nets.filter((net) => net !== 0)
  if (changed.every((net) => Math.abs(net) === 1))
    return mcnemar(changed.filter((net) => net < 0).length, changed.filter((net) => net > 0).length)
  if (changed.length <= MANY) return signFlip(changed)
  const sum = changed.reduce((total, net) => total + net, 0)
  const deviation = Math.sqrt(changed.reduce((total, net) => total + net ** 2, 0))
  const p = 2 * normalCdf(-Math.abs(sum) / deviation)
  return { exact: p, midP: p }
}

/** Only where a scenario was repeated: one pair says nothing. */
function scenarioTest(id: string, decided: readonly Decided[]): Raw | null {
  if (decided.length < 2) return null
  const cells = cellsOf(decided)
  const { exact, midP } = mcnemar(cells[1], cells[2])
  const found = newcombePaired(turned(cells))
  const interval = found && [found.low, found.high]
  const discordant = cells[1] + cells[2]
  return { ...shares('scenario', id, cells), clusters: 1, interval, p: exact, midP, discordant }
}

function shares(kind: Test['kind'], id: string, cells: Cells) {
  const [both, onlyA, onlyB, neither] = cells
  const n = both + onlyA + onlyB + neither
  const [shareA, shareB] = [(both + onlyA) / n, (both + onlyB) / n]
  return { kind, id, cells: [...cells], shareA, shareB, difference: (onlyB - onlyA) / n }
}

function cellsOf(decided: readonly Decided[]): Cells {
  const count = (a: boolean, b: boolean) => decided.filter((one) => one.a === a && one.b === b).length
  return [count(true, true), count(true, false), count(false, true), count(false, false)]
}

/** B before A, because what is told is B less A. */
const turned = ([both, onlyA, onlyB, neither]: Cells): Cells => [both, onlyB, onlyA, neither]

/**
 * Holm over the tests that could reach alpha. Those with so few changes that even one-sided ones are too few can be
 * significant in no case and are no part of the family: Tarone, Biometrics 46 (1990) 515.
 */
function adjusted(raw: readonly Raw[], alpha: number): Test[] {
  const family = raw.filter(({ discordant }) => discordant >= fewestDiscordant(alpha))
  const ps = holm(family.map(({ p }) => p))
  const adjustedOf = new Map(family.map((test, at) => [test, ps[at] as number]))
  return raw.map((one) => {
    const { discordant: _, ...test } = one
    const p = adjustedOf.get(one) ?? null
    const [low = 0, high = 0] = test.interval ?? []
    return { ...test, adjusted: p, real: p !== null && p < alpha && (low > 0 || high < 0) }
  })
}
