/** The lines of one round: what its scorecard says of every requirement of every target. */
import { canonicalJson, sha256 } from '../../documents/canonical.js'
import type { Result } from '../../documents/types/result.js'
import type { SeriesLine } from '../../documents/types/series.js'
import { unitOf } from '../../report/amount.js'
import { confidenceOf, LEAST } from '../../scoring/requirements/item.js'
import { failureShares } from '../sequential-plans.js'

/** @param round when it began, and the name of its run directory */
export function linesOf(
  { scorecard, profiles = [] }: Pick<Result, 'scorecard' | 'profiles'>,
  round: Pick<SeriesLine, 'time' | 'run' | 'late'>,
): SeriesLine[] {
  return scorecard.targets.flatMap(({ target, merchant, profiles: cards = [] }) =>
    cards.flatMap((card) =>
      card.requirements.flatMap((row): SeriesLine[] => {
        const asked = profiles
          .find(({ id }) => id === card.profile)
          ?.requirements.find(({ id }) => id === row.id)
        if (asked === undefined) return []
        const { kind = 'rate', severity = 'major', title } = asked
        const shares =
          kind === 'rate' && !asked.declaration ? failureShares(Number(asked.threshold)) : undefined
        return [
          {
            ...round,
            target,
            merchant,
            profile: card.profile,
            requirement: row.id,
            title,
            severity,
            kind,
            unit: unitOf(asked),
            asked: sha256(canonicalJson(asked)),
            verdict: row.verdict,
            ...(card.verdict === 'withheld' ? { withheld: true } : {}),
            value: row.value ?? null,
            bounds: row.bounds ?? [null, null],
            n: row.n,
            ...(row.hits === undefined ? {} : { hits: row.hits }),
            ...(row.nEffective == null ? {} : { nEffective: row.nEffective }),
            ...(row.threshold == null ? {} : { threshold: row.threshold }),
            confidence: confidenceOf(asked),
            minimum: asked.minimum ?? (kind === 'prohibition' ? LEAST : 1),
            ...(shares ?? {}),
          },
        ]
      }),
    ),
  )
}
