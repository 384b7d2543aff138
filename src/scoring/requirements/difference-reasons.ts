/** Why a difference came out as it did, in words with the numbers. */
import { both } from '../../audits/words.js'
import type { Bilingual } from '../../documents/ready.js'
import type { Requirement } from '../../documents/types/profile.js'
import { MIN_CLUSTERS } from '../statistics/clustered-wilson.js'
import { fewestDiscordant } from '../statistics/mcnemar.js'
import type { Outcome } from './item.js'
import { amount, counted, percent, points } from './numbers.js'
import { fewClusters, joined, more, tooSmall } from './reasons.js'

type Verdict = Outcome['verdict']

interface Pairs {
  pairs: number
  clusters: number
  difference: number
  won: number
  lost: number
  test: number
  control: number
  low: number | null
  high: number | null
  threshold: number
  confidence: number
  minimum: number
  further: number | null
  p: number
  unit: 'scenario' | 'session'
}

export function differenceReason(verdict: Verdict, numbers: Pairs): Bilingual {
  const { pairs, clusters, test, control, difference, won, lost, low, high, threshold } = numbers
  const { confidence, minimum, further, unit } = numbers
  const seen = both(
    `${pairs} 对：受试一方 ${percent(test)}，对照一方 ${percent(control)}，相差 ${points(difference)} 个百分点（只有对照做到 ${lost} 对，只有受试做到 ${won} 对）`,
    `${counted(pairs, 'pair')}: tested ${percent(test)}, control ${percent(control)}, a difference of ${points(difference)} points (${lost} lost, ${won} won)`,
  )
  const few = fiveNil(numbers)
  if (low === null || high === null) return joined(seen, fewClusters(clusters, unit), few)
  if (pairs < minimum) return joined(seen, tooSmall(pairs, minimum), more(further), few)
  return joined(seen, bounded(verdict, { low, high, threshold, confidence }), more(further), few)
}

/** Too few discordant pairs can never reach significance, whatever they say. */
function fiveNil({ lost, won, clusters, pairs }: Pairs): Bilingual | undefined {
  const [discordant, needed] = [lost + won, fewestDiscordant(0.05)]
  if (discordant === 0 || discordant >= needed || clusters < pairs) return undefined
  return both(
    `${lost} 负 ${won} 胜永远不可能显著：双侧精确检验至少要 ${needed} 对有胜负`,
    `${counted(lost, 'lost pair')} and ${won === 0 ? 'none' : won} won can never be significant: the two-sided exact test takes at least ${needed} pairs that differ`,
  )
}

interface Bounded {
  low: number
  high: number
  threshold: number
  confidence: number
}

function bounded(verdict: Verdict, { low, high, threshold, confidence }: Bounded): Bilingual {
  const [sure, margin] = [percent(confidence), points(threshold)]
  const [least, most] = [points(low, threshold), points(high, threshold)]
  if (verdict === 'pass')
    return both(
      `有 ${sure} 的把握差距不低于 ${least} 个百分点，没有越过允许的 ${margin}`,
      `with ${sure} confidence the difference is at least ${least} points, within the ${margin} allowed`,
    )
  if (verdict === 'fail')
    return both(
      `有 ${sure} 的把握差距不高于 ${most} 个百分点，越过了允许的 ${margin}`,
      `with ${sure} confidence the difference is at most ${most} points, beyond the ${margin} allowed`,
    )
  return both(
    `真实差距可能低至 ${least}，也可能高达 ${most} 个百分点（各有 ${sure} 的把握），允许的 ${margin} 在两者之间，不能下结论`,
    `the true difference may be as low as ${least} or as high as ${most} points (each at ${sure} confidence), and the ${margin} allowed lies between: no conclusion`,
  )
}

interface Ratio {
  n: number
  clusters: number
  value: number | null
  low: number | null
  high: number | null
  threshold: number
  confidence: number
  minimum: number
  further: number | null
  requirement: Requirement
}

export function ratioReason(verdict: Verdict, numbers: Ratio): Bilingual {
  const { n, clusters, value, low, high, threshold, confidence, minimum, further, requirement } = numbers
  const isRatio = requirement.as === 'ratio'
  const told = (size: number | null): Bilingual => {
    if (size === null) return both('无限', 'endless')
    if (!isRatio) return amount(requirement.measure, size)
    const times = String(Number(size.toFixed(2)))
    return both(`${times} 倍`, `${times} times`)
  }
  const [seen, most, sure] = [told(value), told(threshold), percent(confidence)]
  const head = isRatio
    ? both(
        `${n} 对：受试一方为对照一方的 ${seen['zh-CN']}`,
        `${counted(n, 'pair')}: tested ${seen.en} the control`,
      )
    : both(
        `${n} 对：受试一方多出 ${seen['zh-CN']}`,
        `${counted(n, 'pair')}: tested ${seen.en} more than the control`,
      )
  if (clusters < MIN_CLUSTERS) return joined(head, fewClusters(clusters, requirement.unit ?? 'scenario'))
  if (n < minimum) return joined(head, tooSmall(n, minimum), more(further))
  if (verdict === 'pass')
    return joined(
      head,
      both(
        `有 ${sure} 的把握不超过 ${told(high)['zh-CN']}，在允许的 ${most['zh-CN']}以内`,
        `with ${sure} confidence at most ${told(high).en}, within the ${most.en} allowed`,
      ),
    )
  if (verdict === 'fail')
    return joined(
      head,
      both(
        `有 ${sure} 的把握不少于 ${told(low)['zh-CN']}，超过允许的 ${most['zh-CN']}`,
        `with ${sure} confidence at least ${told(low).en}, beyond the ${most.en} allowed`,
      ),
    )
  return joined(
    head,
    high === null
      ? both('场景太少，没有上限可言，不能下结论', 'too few scenarios for an upper bound: no conclusion')
      : both(
          `可能高达 ${told(high)['zh-CN']}，允许的 ${most['zh-CN']}在可能的范围之内，不能下结论`,
          `it may be as much as ${told(high).en}, and the ${most.en} allowed lies within what is possible: no conclusion`,
        ),
    more(further),
  )
}

interface Days {
  days: number
  n: number
  minimum: number
  worst: { day: string; share: number; n: number }
  best: { day: string; share: number; n: number }
  low: number | null
  high: number | null
  threshold: number
  confidence: number
}

export function daysReason(verdict: Verdict, numbers: Days): Bilingual {
  const { days, n, minimum, worst, best, low, high, threshold, confidence } = numbers
  if (days < 2)
    return both(
      `只有 ${worst.day} 一天的对话（${percent(worst.share)}），无从比较，不能下结论`,
      `conversations of one day only (${worst.day}, ${percent(worst.share)}): nothing to compare, no conclusion`,
    )
  const seen = both(
    `${days} 天中最差的是 ${worst.day}（${percent(worst.share)}），最好的是 ${best.day}（${percent(best.share)}）`,
    `of ${days} days ${worst.day} was worst (${percent(worst.share)}) and ${best.day} best (${percent(best.share)})`,
  )
  if (low === null || high === null)
    return joined(
      seen,
      both(
        `有的日子不足 ${MIN_CLUSTERS} 个场景，不能下结论`,
        `some day has fewer than ${MIN_CLUSTERS} scenarios: no conclusion`,
      ),
    )
  if (n < minimum) return joined(seen, tooSmall(n, minimum))
  return joined(seen, bounded(verdict, { low, high, threshold, confidence }))
}

/** That a fail does not outlast the correction for several comparisons. */
export function notOutlasted(adjusted: number, alpha: number, comparisons: number): Bilingual {
  return both(
    `本套要求共有 ${comparisons} 项比较，按 Holm 校正后 p = ${pText(adjusted)}，不小于 ${pText(alpha)}，不足以判定不符合`,
    `of ${comparisons} comparisons in this profile, p = ${pText(adjusted)} after Holm, not below ${pText(alpha)}: not enough for a fail`,
  )
}

const pText = (p: number) => (p < 0.001 ? '0.001' : String(Number(p.toFixed(3))))
