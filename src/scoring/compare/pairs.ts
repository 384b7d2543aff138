/** Which targets and trials of two runs belong together, and what has no counterpart. */
import { InputError } from '../../documents/input-error.js'
import { groupBy } from '../group.js'
import type { Comparable, ComparedTarget, ComparedTrial } from './comparable.js'

/** The same trial in both runs. */
export interface Pair {
  scenario: string
  arm: string
  repetition: number
  a: ComparedTrial
  b: ComparedTrial
}

export interface Matched {
  merchant: string
  a: ComparedTarget
  b: ComparedTarget
}

/**
 * Targets of the same merchant: the same target first, then the same kind of channel, then what is left, in order.
 * @throws InputError where no merchant is in both runs
 */
export function matchTargets(
  a: Comparable,
  b: Comparable,
  anyMerchant = false,
): { matched: Matched[]; onlyA: string[]; onlyB: string[] } {
  const [ofA, ofB] = [
    groupBy(a.targets, ({ merchant }) => merchant),
    groupBy(b.targets, ({ merchant }) => merchant),
  ]
  if (anyMerchant && ofA.size === 1 && ofB.size === 1)
    return matchAlike([...ofA.values()].flat(), [...ofB.values()].flat())
  const common = [...ofA.keys()].filter((merchant) => ofB.has(merchant))
  if (common.length === 0) {
    const names = (all: Map<string, unknown>) => [...all.keys()].slice(0, 5).join(', ') || 'nobody'
    throw new InputError(
      `${a.name} and ${b.name} have no merchant in common: ${names(ofA)} against ${names(ofB)}`,
      'give both target files the same merchant:, or compare one merchant with another by ombud compare --any-merchant',
    )
  }
  const parts = [...new Set([...ofA.keys(), ...ofB.keys()])]
    .sort()
    .map((merchant) => matchAlike(ofA.get(merchant) ?? [], ofB.get(merchant) ?? []))
  return {
    matched: parts.flatMap(({ matched }) => matched),
    onlyA: parts.flatMap(({ onlyA }) => onlyA),
    onlyB: parts.flatMap(({ onlyB }) => onlyB),
  }
}

/** Targets that may be matched with each other. */
function matchAlike(a: readonly ComparedTarget[], b: readonly ComparedTarget[]) {
  const matched: Matched[] = []
  const [restA, restB] = [[...a], [...b]]
  const rules: ((one: ComparedTarget, other: ComparedTarget) => boolean)[] = [
    (one, other) => one.target === other.target,
    (one, other) => one.channel === other.channel,
    (one, other) => isBrowser(one) === isBrowser(other),
    () => true,
  ]
  for (const rule of rules)
    for (const one of [...restA]) {
      const at = restB.findIndex((other) => rule(one, other))
      if (at < 0) continue
      const [other] = restB.splice(at, 1) as [ComparedTarget]
      restA.splice(restA.indexOf(one), 1)
      matched.push({ merchant: one.merchant, a: one, b: other })
    }
  const names = (targets: readonly ComparedTarget[]) => targets.map(({ target }) => target)
  return { matched, onlyA: names(restA), onlyB: names(restB) }
}

/** Times of a page and of an API are never compared: between them lies what a page adds. */
export function isBrowser({ channel }: { channel: string }): boolean {
  return channel === 'browser'
}

/**
 * Trials equal in scenario, arm and repetition. Those whose scenario or persona is another one by now are left out.
 * @param hashes of the documents of both runs, by kind/id
 */
export function pairTrials(
  { a, b }: Matched,
  hashes: { a: Record<string, string>; b: Record<string, string> },
): { pairs: Pair[]; changed: string[]; onlyA: string[]; onlyB: string[] } {
  const inB = new Map(b.trials.map((trial) => [keyOf(trial), trial]))
  const inA = new Set(a.trials.map(keyOf))
  const changed = new Set<string>()
  const pairs: Pair[] = []
  const onlyA: string[] = []
  for (const one of a.trials) {
    const other = inB.get(keyOf(one))
    const differing = documentsOf(one).filter(
      // What only one of both holds is no change: the trial has no counterpart, then.
      (key) => hashes.b[key] !== undefined && hashes.a[key] !== hashes.b[key],
    )
    for (const key of differing) changed.add(key)
    if (differing.length > 0) continue
    if (other === undefined) onlyA.push(keyOf(one))
    else pairs.push({ scenario: one.scenario, arm: one.arm, repetition: one.repetition, a: one, b: other })
  }
  const onlyB = b.trials.filter(
    (trial) => !inA.has(keyOf(trial)) && !documentsOf(trial).some((key) => changed.has(key)),
  )
  return { pairs, changed: [...changed].sort(), onlyA, onlyB: onlyB.map(keyOf) }
}

const keyOf = ({ scenario, arm, repetition }: ComparedTrial) => `${scenario}/${arm}/${repetition}`

const documentsOf = ({ scenario, persona }: ComparedTrial) => [`scenario/${scenario}`, `persona/${persona}`]
