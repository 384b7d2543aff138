/** What overrules the numbers: no observation at all, a sequential test, a requirement that is no verdict. */
import { both } from '../../audits/words.js'
import type { Bilingual } from '../../documents/ready.js'
import type { Requirement } from '../../documents/types/profile.js'
import type { Requirement as RequirementRow } from '../../documents/types/scorecard.js'
import { MIN_CLUSTERS } from '../statistics/clustered-wilson.js'
import type { Collected } from './collected.js'
import { LEAST } from './item.js'
import { counted, percent } from './numbers.js'
import { fewClusters, joined } from './reasons.js'
import type { SequentialPlan } from './sequential.js'

/**
 * Why nothing was decided. What never came up, though it was looked for as often as a verdict takes, does not apply:
 * a bot that never fails cannot show what it does then. Everything else is inconclusive.
 */
export function whyNothing(
  row: RequirementRow,
  { minimum = LEAST }: Requirement,
  { scored, lookedFor, lost }: Pick<Collected, 'scored' | 'lookedFor' | 'lost'>,
  isPlanned: () => boolean,
): RequirementRow {
  const never = row.open === 0 && lost === 0 && lookedFor >= minimum
  const reason = (zh: string, en: string): RequirementRow => ({
    ...row,
    verdict: never ? 'not-applicable' : 'inconclusive',
    reason: both(zh, en),
    // Bounds and what-ifs are of observations, and there are none.
    ...(never ? { further: null, sensitivity: {} } : {}),
  })
  if (never)
    return reason(
      `${lookedFor} 次对话中都没有出现需要判定的情形，不适用`,
      `what it asks for did not come up in ${counted(lookedFor, 'conversation')}: not applicable`,
    )
  if (row.open > 0)
    return reason(
      `${row.open} 次观察全都无法判定，不能下结论`,
      `nothing could be decided of ${counted(row.open, 'observation')}: no conclusion`,
    )
  if (scored > 0)
    return reason(
      `${scored} 次对话都没有可以判定的内容${lost > 0 ? `，另有 ${lost} 次未能计分` : ''}，不能下结论`,
      `${counted(scored, 'conversation')} with nothing that could be decided${lost > 0 ? `, ${lost} more are unscored` : ''}: no conclusion`,
    )
  if (lost > 0)
    return reason(
      `有关的 ${lost} 次对话全都未能计分，不能下结论`,
      `${counted(lost, 'conversation')} about it, all unscored: no conclusion`,
    )
  return isPlanned()
    ? reason('有关的对话尚未进行，不能下结论', 'no conversation about it was held yet: no conclusion')
    : reason('计划中没有与此有关的对话，不能下结论', 'the plan has no conversation about it: no conclusion')
}

/**
 * A requirement that was tested sequentially has the verdict of that test: who stopped because it was decided cannot
 * go by bounds for a sample of a fixed size, which are printed all the same, nor by what they would come to at other
 * thresholds. Nothing is decided below the minimum.
 */
export function decidedBySequence(
  row: RequirementRow,
  sequential: NonNullable<RequirementRow['sequential']>,
  plan: SequentialPlan | undefined,
  { minimum = 1 }: Requirement,
): RequirementRow {
  if (plan === undefined) return row
  const { decision, used } = sequential
  const few = (row.clusters ?? 0) < MIN_CLUSTERS
  const missing = Math.max(0, minimum - row.n)
  const verdict =
    few || missing > 0 || decision === 'open' || decision === 'truncated'
      ? 'inconclusive'
      : decision === 'conforms'
        ? 'pass'
        : 'fail'
  const odds = both(
    `做不到的真实比例为 ${percent(plan.p0)} 或更低时，误判不超过 ${percent(plan.alpha)}；为 ${percent(plan.p1)} 或更高时，放过不超过 ${percent(plan.beta)}；两者之间不作保证`,
    `a bot that misses it in ${percent(plan.p0)} or less is failed in at most ${percent(plan.alpha)} of cases, one that misses it in ${percent(plan.p1)} or more passed in at most ${percent(plan.beta)}; between them nothing is promised`,
  )
  const said: Record<typeof decision, Bilingual> = {
    conforms: both(
      `序贯检验用 ${used} 次对话判定符合`,
      `the sequential test found it met after ${counted(used, 'trial')}`,
    ),
    'does-not': both(
      `序贯检验用 ${used} 次对话判定不符合`,
      `the sequential test found it not met after ${counted(used, 'trial')}`,
    ),
    open: both(
      `序贯检验进行了 ${used} 次对话，尚无结论`,
      `the sequential test is open after ${counted(used, 'trial')}`,
    ),
    truncated: both(
      `序贯检验已到上限 ${plan.n} 次，仍无结论`,
      `the sequential test ended undecided at its limit of ${counted(plan.n, 'trial')}`,
    ),
  }
  const { judged, corrected } = row.sensitivity ?? {}
  return {
    ...row,
    verdict,
    sequential,
    sensitivity: {
      ...(judged === undefined ? {} : { judged }),
      ...(corrected === undefined ? {} : { corrected }),
    },
    further: missing > 0 ? missing : null,
    reason: joined(
      both(`${said[decision]['zh-CN']}（${odds['zh-CN']}）`, `${said[decision].en} (${odds.en})`),
      few ? fewClusters(row.clusters ?? 0, 'scenario') : undefined,
      missing > 0
        ? both(
            `样本太小，至少还要 ${missing} 次`,
            `the sample is too small: at least ${missing} more are needed`,
          )
        : undefined,
      seenOf(row),
    ),
  }
}

function seenOf({ n, hits = 0 }: RequirementRow): Bilingual {
  return both(`共 ${n} 次中 ${hits} 次做到`, `in all met in ${hits} of ${n}`)
}

/** A row that gives no verdict; with numbers it says what they would come to. */
export function barred(row: RequirementRow, numbers?: RequirementRow): RequirementRow {
  return numbers === undefined ? row : { ...row, reason: joined(row.reason, numbers.reason) }
}
