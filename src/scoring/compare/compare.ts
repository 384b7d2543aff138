/** What changed between two runs. Pure. */
import { InputError } from '../../documents/input-error.js'
import type { Comparison } from '../../documents/types/comparison.js'
import { changesOf } from './changes.js'
import type { Comparable } from './comparable.js'
import { detectable } from './detectable.js'
import { flakyOf, reliabilityOf } from './flaky.js'
import { latencyOf } from './latency.js'
import { isBrowser, type Matched, matchTargets, pairTrials } from './pairs.js'
import { askedOtherwise, requirementsOf } from './requirements.js'
import { type Test, testsOf } from './tests.js'
import { improvementWords, noDifferenceWords, regressionWords, warningsOf } from './words.js'

type Target = Comparison['targets'][number]

const VERSION = 1
const ALPHA = 0.05

export interface CompareOptions {
  /** Error rate of the tests of a target together; default 0.05. */
  alpha?: number
  /** One merchant may be compared with another. */
  anyMerchant?: boolean
}

/**
 * Compares run B with run A, which is the older one or the reference.
 * @throws InputError where they have nothing in common, or language models of different kinds held the conversations
 */
export function compareRuns(a: Comparable, b: Comparable, options: CompareOptions = {}): Comparison {
  const { alpha = ALPHA, anyMerchant = false } = options
  if (!(alpha > 0 && alpha < 1)) throw new InputError(`alpha is a number between 0 and 1, not ${alpha}`)
  refuseOtherConsumer(a, b)
  const { matched, onlyA, onlyB } = matchTargets(a, b, anyMerchant)
  const targets = matched.map((pair) => compareTarget(pair, a, b, alpha))
  if (targets.every(({ pairs }) => pairs === 0)) throw nothingInCommon(a, b, targets)
  const warnings = warningsOf(
    a,
    b,
    matched.map((pair) => ({ ...pair, asked: askedOtherwise(pair.a, pair.b) })),
  )
  const is = (verdict: Target['verdict']) => targets.some((target) => target.verdict === verdict)
  return {
    version: VERSION,
    alpha,
    verdict: is('regression') ? 'regression' : is('improvement') ? 'improvement' : 'no-difference',
    a: sideOf(a),
    b: sideOf(b),
    warnings,
    targets,
    onlyA,
    onlyB,
  }
}

const sideOf = ({ name, plan, seed, readers }: Comparable) => ({ name, plan, seed, readers })

/** What a language model says depends on the model and on what it was told: no two of them are alike. */
function refuseOtherConsumer(a: Comparable, b: Comparable): void {
  const nameOf = ({ consumer }: Comparable) =>
    consumer ? `${consumer.model} (${consumer.prompt.slice(0, 8)})` : 'ombud'
  if (a.consumer?.model === b.consumer?.model && a.consumer?.prompt === b.consumer?.prompt) return
  throw new InputError(
    `other consumers held the conversations: ${nameOf(a)} in ${a.name}, ${nameOf(b)} in ${b.name}`,
    'compare runs with the same --consumer, model and instructions',
  )
}

function nothingInCommon(a: Comparable, b: Comparable, targets: readonly Target[]): InputError {
  const changed = [...new Set(targets.flatMap((target) => target.changed))]
  const why = changed.length === 0 ? '' : `; changed since: ${changed.slice(0, 5).join(', ')}`
  return new InputError(
    `${a.name} and ${b.name} have no trial in common${why}`,
    'hold the same scenarios in both runs; --filter, --repeat and the scenario files decide which',
  )
}

function compareTarget(matched: Matched, a: Comparable, b: Comparable, alpha: number): Target {
  const { pairs, changed, onlyA, onlyB } = pairTrials(matched, { a: a.hashes, b: b.hashes })
  const timed = isBrowser(matched.a) === isBrowser(matched.b)
  const tests = testsOf(pairs, alpha, timed)
  const [overall] = tests
  const cells = overall?.kind === 'overall' ? overall.cells : [0, 0, 0, 0]
  const scored = cells.reduce((sum, count) => sum + count, 0)
  const [, lost = 0, gained = 0] = cells
  // What is said of the suite rests on scenarios, not on their repetitions.
  const units = overall?.kind === 'overall' ? overall.clusters : 0
  const seen = detectable(units, scored === 0 ? 0 : (lost + gained) / scored, alpha)
  const requirements = requirementsOf(matched.a, matched.b)
  return {
    merchant: matched.merchant,
    a: matched.a.target,
    b: matched.b.target,
    channels: [matched.a.channel, matched.b.channel],
    ...verdictOf({ scored, detectable: seen, tests, requirements }, alpha),
    pairs: pairs.length,
    scored,
    detectable: seen,
    ...changesOf(pairs),
    flaky: flakyOf(pairs),
    reliability: reliabilityOf(pairs),
    tests,
    latency: latencyOf(pairs, timed),
    requirements,
    changed,
    onlyA,
    onlyB,
  }
}

/** A regression only where a difference is real or a requirement is newly broken. */
function verdictOf(
  found: Pick<Target, 'scored' | 'detectable' | 'tests' | 'requirements'>,
  alpha: number,
): Pick<Target, 'verdict' | 'reason'> {
  const titles = (change: 'broken' | 'met') =>
    found.requirements.filter((one) => one.change === change).map(({ title }) => title)
  const real = (test: Test, sign: number) => test.real && Math.sign(test.difference ?? 0) === sign
  const worse = found.tests.filter((test) => real(test, -1))
  const better = found.tests.filter((test) => real(test, 1))
  const [broken, met] = [titles('broken'), titles('met')]
  if (broken.length + worse.length > 0)
    return { verdict: 'regression', reason: regressionWords(broken, worse) }
  if (met.length + better.length > 0) return { verdict: 'improvement', reason: improvementWords(met, better) }
  return { verdict: 'no-difference', reason: noDifferenceWords(found, alpha) }
}
