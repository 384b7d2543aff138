/** Trials that passed before and fail now, that fail no more, and that still fail, with the lines that prove it. */
import type { Comparison } from '../../documents/types/comparison.js'
import type { ComparedTrial } from './comparable.js'
import type { Pair } from './pairs.js'
import { outcomeOf } from './tests.js'

type Target = Comparison['targets'][number]
type Change = Target['regressions'][number]
type Audit = Change['audits'][number]

/** What changed, and what did not, of trials that passed or failed in both runs. */
export function changesOf(pairs: readonly Pair[]): Pick<Target, 'regressions' | 'fixed' | 'stillFailing'> {
  const of = (inA: boolean, inB: boolean) =>
    pairs.filter(({ a, b }) => outcomeOf(a) === inA && outcomeOf(b) === inB).map(changeOf)
  return { regressions: of(true, false), fixed: of(false, true), stillFailing: of(false, false) }
}

function changeOf({ scenario, arm, repetition, a, b }: Pair): Change {
  return { scenario, arm, repetition, a: a.trial, b: b.trial, audits: failedIn(a, b) }
}

/** Audits that failed in either run; the expectations, which decided the trial, first. */
function failedIn(a: ComparedTrial, b: ComparedTrial): Audit[] {
  const [ofA, ofB] = [a, b].map(({ audits }) => new Map(audits.map((one) => [one.audit, one]))) as [
    Map<string, ComparedTrial['audits'][number]>,
    Map<string, ComparedTrial['audits'][number]>,
  ]
  const failed = [...a.audits, ...b.audits].filter(({ outcome }) => outcome === 'fail')
  const ids = [...new Set(failed.map(({ audit }) => audit))].sort()
  const told = ids.map((audit): Audit => {
    const [inA, inB] = [ofA.get(audit), ofB.get(audit)]
    // The failure of the newer run is told, where there is one.
    const message = inB?.message ?? inA?.message
    const expected = [inA, inB].some((one) => one?.outcome === 'fail' && one.expected)
    return { audit, expected, ...(message ? { message } : {}), a: proofOf(inA), b: proofOf(inB) }
  })
  return told.sort((one, other) => Number(other.expected) - Number(one.expected))
}

function proofOf(audit: ComparedTrial['audits'][number] | undefined): Audit['a'] {
  return { outcome: audit?.outcome ?? 'open', lines: audit?.lines ?? [] }
}
