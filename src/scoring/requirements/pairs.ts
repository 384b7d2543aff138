/** Pairs of trials that differ in one setting alone. */
import type { Requirement } from '../../documents/types/profile.js'
import type { Row } from '../../documents/types/row.js'
import type { Understanding } from '../../documents/types/scorecard.js'
import { quantile } from '../statistics/quantile.js'
import { isShare, type Paired, type Seen } from './item.js'
import { type Place, windowsOf } from './scope.js'
import { BY_BEST_WAY } from './ways.js'

type Axis = NonNullable<Requirement['arms']>
/** The probes of a pair, and what they come to. */
export type Pair = NonNullable<Understanding['pairs']>[number]

/** What pairing asks of a trial. */
export type Held = Pick<Row, 'scenario' | 'pair' | 'arm' | 'repetition'> & Pick<Place, 'hour' | 'day'>

/** A trial as a whole: what its observations come to. */
interface Whole extends Seen {
  side: string
  key: string
}

/**
 * Each test trial beside its control: the same pair id (or scenario), other settings and repetition. For `window` the
 * first of the one is paired with the first of the other, unless the arm itself names the window: they are
 * repetitions of each other. A control may stand beside several test values; pairs of one scenario are one cluster.
 * Trials without a partner make no pair.
 * @param seen in the order of the plan
 */
export function pairsOf(
  seen: readonly Seen[],
  requirement: Requirement,
  heldOf: (trial: number) => Held,
): Paired[] {
  const { arms } = requirement
  if (arms === undefined) return []
  const share = isShare(requirement)
  const wholes = trialsOf(seen).map((own): Whole | undefined => {
    const held = heldOf((own[0] as Seen).trial)
    const side = sideOf(held, arms)
    if (side === undefined) return undefined
    const cluster = held.pair ?? held.scenario
    return { ...wholeOf(own, share), cluster, side, key: keyOf(held, requirement, arms) }
  })
  const turnOf = counter()
  const controls = new Map<string, Whole>()
  const tests: { key: string; whole: Whole }[] = []
  for (const whole of wholes) {
    if (whole === undefined) continue
    const key = isRanked(arms) ? `${whole.key}/${turnOf(`${whole.side}/${whole.key}`)}` : whole.key
    if (whole.side === arms.control) controls.set(key, whole)
    else tests.push({ key, whole })
  }
  return tests.flatMap(({ key, whole }): Paired[] => {
    const control = controls.get(key)
    if (control === undefined) return []
    return [
      {
        trial: whole.trial,
        cluster: requirement.unit === 'session' ? key : whole.cluster,
        lines: whole.lines,
        test: whole.value,
        control: control.value,
        ...(whole.judged || control.judged ? { judged: true } : {}),
        ...(whole.unscored || control.unscored ? { unscored: true } : {}),
      },
    ]
  })
}

/** Probes: the reworded question beside the keyword. What is answered only by the keyword is a lost pair. */
export function probePairs(
  pairs: readonly Pair[],
  { unit }: Requirement,
  placeOf: (trial: string) => number,
): Paired[] {
  return pairs.map(({ pair, repetition, outcome, probes }): Paired => {
    const reworded = probes.find(({ kind }) => kind === 'reworded') ?? probes[0]
    const known = outcome === 'understood' || outcome === 'keyword'
    return {
      trial: reworded === undefined ? -1 : placeOf(reworded.trial),
      cluster: unit === 'session' ? `${pair}/${repetition}` : pair,
      lines: reworded?.lines ?? [],
      test: known ? Number(outcome === 'understood') : undefined,
      control: known ? 1 : undefined,
    }
  })
}

function trialsOf(seen: readonly Seen[]): Seen[][] {
  const trials: Seen[][] = []
  for (const one of seen) {
    const last = trials.at(-1)
    if (last?.[0]?.trial === one.trial) last.push(one)
    else trials.push([one])
  }
  return trials
}

/**
 * A share: not met where anything was not, else open where anything is, else met. A time or a number: the median,
 * which a silence may be.
 */
function wholeOf(own: readonly Seen[], share: boolean): Seen {
  const [first] = own as [Seen]
  const lost = share ? own.find(({ value }) => value === 0) : undefined
  const values = own.flatMap(({ value }) => value ?? [])
  const value = lost ? 0 : values.length < own.length ? undefined : medianOf(values)
  const judged = own.some((one) => one.judged)
  return { ...(lost ?? first), value, ...(judged ? { judged } : {}) }
}

function medianOf(values: readonly number[]): number {
  const times = values.filter(Number.isFinite)
  return quantile(times, values.length - times.length, 0.5) ?? Number.POSITIVE_INFINITY
}

/** The value of a trial on the axis; undefined where it is none of those that are compared. */
function sideOf(held: Held, { axis, test, control }: Axis): string | undefined {
  if (axis === 'window') {
    const own = held.arm.window === undefined ? windowsOf(held) : [held.arm.window]
    return own.find((name) => name === control || test.includes(name))
  }
  const value = held.arm[axis]
  return value === control || (value !== undefined && test.includes(value)) ? value : undefined
}

/** Of ways to a person only the best one is left, on either side whichever it is. */
function keyOf({ scenario, pair, arm, repetition }: Held, { measure = '' }: Requirement, axis: Axis): string {
  const others = Object.entries(arm)
    .filter(([name]) => name !== axis.axis && !(name === 'by' && BY_BEST_WAY.has(measure)))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
  const window = axis.axis === 'window' && arm.window === undefined
  return JSON.stringify([pair ?? scenario, others, ...(window ? [] : [repetition])])
}

/** Whether repetitions of the two sides have other numbers. */
const isRanked = ({ axis }: Axis) => axis === 'window'

/** Counts by key, from 0. */
function counter(): (key: string) => number {
  const counts = new Map<string, number>()
  return (key) => {
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    return count
  }
}
