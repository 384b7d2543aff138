/** A requirement as a scorecard shows it: the verdict with its numbers, its proofs, and how firmly it stands. */
import { both } from '../../audits/words.js'
import type { Requirement } from '../../documents/types/profile.js'
import type { Requirement as RequirementRow, Sensitivity } from '../../documents/types/scorecard.js'
import { days } from './days.js'
import { difference } from './difference.js'
import { existence } from './existence.js'
import { type Decided, type Item, isShare, type Kind, type Outcome, type Paired, type Seen } from './item.js'
import { correctedOf, type JudgeErrors } from './judged.js'
import { prohibition } from './prohibition.js'
import { limitOf, quantile } from './quantile.js'
import { rate } from './rate.js'
import { ratio } from './ratio.js'
import { joined } from './reasons.js'

/** Proofs that are shown; `proven` counts all of them. */
const SHOWN = 20

interface Asked {
  requirement: Requirement
  /** The name of a trial by its place in the plan. */
  idOf: (trial: number) => string
  errors?: JudgeErrors
}

/** Of single observations. */
export function seenRow(seen: readonly Seen[], asked: Asked): RequirementRow {
  const { requirement, errors } = asked
  const row = rowOf(KINDS[requirement.kind ?? 'rate'], seen, asked)
  if (requirement.kind !== 'rate' || errors === undefined || !row.sensitivity?.judged) return row
  const decided = seen.filter((one): one is Decided => one.value !== undefined)
  const corrected = correctedOf(decided, row, requirement, errors)
  return { ...row, sensitivity: { ...row.sensitivity, ...corrected } }
}

/** Which observations may be asked for their lines, so that those of the others need not be kept. */
export function provingValues(requirement: Requirement): (value: number | undefined) => boolean {
  const { kind = 'rate' } = requirement
  if (kind === 'difference') return (value) => !isShare(requirement) || value === 0
  const proof = KINDS[kind].proofs(requirement)
  return (value) => proof({ ...NOTHING, value }) !== undefined
}

const NOTHING = { trial: 0, cluster: '', lines: [] }

/** Of pairs. */
export function pairedRow(pairs: readonly Paired[], asked: Asked): RequirementRow {
  return rowOf(isShare(asked.requirement) ? difference : ratio, pairs, asked)
}

const KINDS: Readonly<Record<NonNullable<Requirement['kind']>, Kind<Seen>>> = {
  rate,
  prohibition,
  existence,
  quantile,
  // Of pairs but for the axis day, which has none.
  difference: days,
}

function rowOf<T extends Item>(kind: Kind<T>, items: readonly T[], asked: Asked): RequirementRow {
  const { requirement } = asked
  const decided = items.filter((item) => !kind.isOpen(item))
  const { reason, passUpTo, failFrom, ...outcome } = kind.decide(decided, requirement)
  const open = items.filter((item) => kind.isOpen(item) && !item.unscored).length
  const proofOf = kind.proofs(requirement)
  const proofs = decided.flatMap((item) => {
    const proof = proofOf(item)
    return proof === undefined || item.trial < 0 ? [] : [{ item, proof }]
  })
  return {
    id: requirement.id,
    ...outcome,
    reason: joined(reason, open === 0 ? undefined : stillOpen(open)),
    open,
    ...(requirement.threshold === undefined ? {} : { threshold: limitOf(requirement) }),
    sensitivity: {
      ...(passUpTo === undefined ? {} : { passUpTo }),
      ...(failFrom === undefined ? {} : { failFrom }),
      ...ifOpen(kind, items, requirement, outcome.verdict),
      ...judgedOf(decided),
    },
    proofs: proofs.slice(0, SHOWN).map(({ item, proof }) => ({
      trial: asked.idOf(item.trial),
      ...(item.turn === undefined ? {} : { turn: item.turn }),
      lines: [...item.lines],
      ...proof,
    })),
    proven: proofs.length,
  }
}

/** What it would be if all that is open or unscored had failed, and if it had passed. */
function ifOpen<T extends Item>(
  kind: Kind<T>,
  items: readonly T[],
  requirement: Requirement,
  verdict: Outcome['verdict'],
): Pick<Sensitivity, 'ifOpenFailed' | 'ifOpenPassed'> {
  if (!items.some((item) => kind.isOpen(item))) return { ifOpenFailed: verdict, ifOpenPassed: verdict }
  const all = (how: 'failed' | 'passed') =>
    kind.decide(
      items.map((item) => (kind.isOpen(item) ? kind.settle(item, how) : item)),
      requirement,
    ).verdict
  return { ifOpenFailed: all('failed'), ifOpenPassed: all('passed') }
}

function judgedOf(decided: readonly Item[]): Pick<Sensitivity, 'judged'> {
  const judged = decided.filter((item) => item.judged).length
  return judged === 0 ? {} : { judged }
}

const stillOpen = (open: number) =>
  both(`另有 ${open} 次无法判定，两边都不算`, `${open} more could not be decided and count for neither side`)
