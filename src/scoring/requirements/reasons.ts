/** Why a requirement came out as it did, in words with the numbers, plain enough for somebody who is no statistician. */
import { both } from '../../audits/words.js'
import type { Bilingual } from '../../documents/ready.js'
import type { Requirement } from '../../documents/types/profile.js'
import { MIN_CLUSTERS } from '../statistics/clustered-wilson.js'
import type { Outcome } from './item.js'
import { amount, counted, percent, percentBeside } from './numbers.js'

type Verdict = Outcome['verdict']
type Unit = NonNullable<Requirement['unit']>

/** What no observation comes to; who knows why there is none says so. */
export function nothing({ minimum }: Requirement): Outcome {
  return {
    verdict: 'inconclusive',
    reason: both(
      '没有可以判定的观察，不能下结论',
      'nothing was observed that could be decided: no conclusion',
    ),
    n: 0,
    hits: 0,
    clusters: 0,
    nEffective: null,
    value: null,
    bounds: [null, null],
    further: minimum ?? null,
  }
}

export function joined(...parts: readonly (Bilingual | undefined)[]): Bilingual {
  const told = parts.filter((part) => part !== undefined)
  return both(told.map((part) => part['zh-CN']).join('；'), told.map((part) => part.en).join('; '))
}

interface Share {
  share: number
  n: number
  hits: number
  low: number | null
  high: number | null
  threshold: number
  confidence: number
  minimum: number
  further: number | null
  clusters: number
}

export function rateReason(verdict: Verdict, numbers: Share, unit: Unit): Bilingual {
  const { share, n, hits, low, high, threshold, confidence, minimum, further, clusters } = numbers
  const seen = both(
    `${n} 次中 ${hits} 次做到（${percent(share)}）`,
    `met in ${hits} of ${n} (${percent(share)})`,
  )
  if (low === null || high === null) return joined(seen, fewClusters(clusters, unit))
  const [sure, asked] = [percent(confidence), percent(threshold)]
  const [least, most] = [percentBeside(low, threshold), percentBeside(high, threshold)]
  if (verdict === 'pass')
    return joined(
      seen,
      both(
        `有 ${sure} 的把握不低于 ${least}，达到要求的 ${asked}`,
        `with ${sure} confidence at least ${least}, which reaches the ${asked} required`,
      ),
    )
  if (verdict === 'fail')
    return joined(
      seen,
      both(
        `有 ${sure} 的把握不高于 ${most}，低于要求的 ${asked}`,
        `with ${sure} confidence at most ${most}, below the ${asked} required`,
      ),
    )
  if (n < minimum) return joined(seen, tooSmall(n, minimum), more(further))
  return joined(
    seen,
    both(
      `真实比例可能低至 ${least}，也可能高达 ${most}（各有 ${sure} 的把握），要求的 ${asked} 在两者之间，不能下结论`,
      `the true share may be as low as ${least} or as high as ${most} (each at ${sure} confidence), and the ${asked} required lies between: no conclusion`,
    ),
    more(further),
  )
}

interface Breaches {
  n: number
  hits: number
  allowed: number
  high: number
  confidence: number
  minimum: number
  further: number | null
}

export function prohibitionReason(verdict: Verdict, numbers: Breaches): Bilingual {
  const { n, hits, allowed, high, confidence, minimum, further } = numbers
  const upper = both(
    `违反的真实比例有 ${percent(confidence)} 的把握不高于 ${percent(high)}`,
    `with ${percent(confidence)} confidence the true share of breaches is at most ${percent(high)}`,
  )
  const most = allowed > 0 ? both(`，最多允许 ${allowed} 次`, `, ${allowed} allowed`) : both('', '')
  const seen = both(`${n} 次中 ${hits} 次违反${most['zh-CN']}`, `breached in ${hits} of ${n}${most.en}`)
  if (verdict === 'fail')
    return joined(
      seen,
      allowed > 0
        ? both('超过了允许的次数', 'more than is allowed')
        : both('这是禁止的，有一次实证就不符合', 'this is forbidden: one proof is enough'),
    )
  if (verdict === 'pass') return joined(seen, upper)
  return joined(seen, tooSmall(n, minimum), more(further), upper)
}

interface Proofs {
  n: number
  hits: number
  high: number
  confidence: number
  minimum: number
  further: number | null
  level: Requirement['level']
}

export function existenceReason(verdict: Verdict, numbers: Proofs): Bilingual {
  const { n, hits, high, confidence, minimum, further, level } = numbers
  const at =
    level === undefined ? both('', '') : both(`（证据等级 ${level}）`, ` (level of evidence ${level})`)
  if (verdict === 'pass')
    return joined(
      both(`${n} 次中 ${hits} 次做到${at['zh-CN']}`, `proven in ${hits} of ${n}${at.en}`),
      both('有一次实证即为可能', 'one proof shows that it is possible'),
    )
  const none = both(
    `${n} 次尝试都没有做到${at['zh-CN']}`,
    `not once in ${n} ${n === 1 ? 'try' : 'tries'}${at.en}`,
  )
  const upper = both(
    `即使可能，真实比例也有 ${percent(confidence)} 的把握不高于 ${percent(high)}`,
    `if it is possible at all, then with ${percent(confidence)} confidence in at most ${percent(high)} of cases`,
  )
  return verdict === 'fail' ? joined(none, upper) : joined(none, tooSmall(n, minimum), more(further))
}

interface Times {
  p: number
  n: number
  within: number
  value: number
  low: number
  high: number
  limit: number
  confidence: number
  minimum: number
  further: number | null
  clusters: number
  measure: string | undefined
  unit: Unit
}

export function quantileReason(verdict: Verdict, numbers: Times): Bilingual {
  const { p, n, within, value, low, high, limit, confidence, minimum, further, clusters, measure, unit } =
    numbers
  const [of, at] = [(time: number) => amount(measure, time), percent(p)]
  const [seen, most, sure] = [of(value), of(limit), percent(confidence)]
  const told = both(
    `${n} 次中 ${within} 次在 ${most['zh-CN']}以内；${at} 分位数为 ${seen['zh-CN']}`,
    `${within} of ${n} within ${most.en}; ${at} quantile ${seen.en}`,
  )
  if (clusters < MIN_CLUSTERS) return joined(told, fewClusters(clusters, unit))
  if (verdict === 'pass')
    return joined(
      told,
      both(
        `有 ${sure} 的把握不超过 ${of(high)['zh-CN']}，在要求的 ${most['zh-CN']}以内`,
        `with ${sure} confidence at most ${of(high).en}, within the ${most.en} required`,
      ),
    )
  if (verdict === 'fail')
    return joined(
      told,
      both(
        `有 ${sure} 的把握不短于 ${of(low)['zh-CN']}，超过要求的 ${most['zh-CN']}`,
        `with ${sure} confidence at least ${of(low).en}, beyond the ${most.en} required`,
      ),
    )
  if (n < minimum) return joined(told, tooSmall(n, minimum), more(further))
  return joined(
    told,
    Number.isFinite(high)
      ? both(
          `真实的分位数可能长达 ${of(high)['zh-CN']}，不能排除超过要求的 ${most['zh-CN']}，也不能断定，不能下结论`,
          `the true quantile may be as long as ${of(high).en}, on either side of the ${most.en} required: no conclusion`,
        )
      : both(
          `没有上限可言：样本太小，或太多次没有回复，不能下结论`,
          `there is no upper bound: the sample is too small, or too much was never answered: no conclusion`,
        ),
    more(further),
  )
}

export function tooSmall(n: number, minimum: number): Bilingual {
  return both(
    `样本太小：至少要 ${minimum} 次，只有 ${n} 次，不能下结论`,
    `sample too small: ${minimum} are needed, ${n} there: no conclusion`,
  )
}

export function more(further: number | null): Bilingual | undefined {
  return further === null
    ? undefined
    : both(
        `若情形不变，约需再测 ${further} 次`,
        `about ${further} more would decide it if they came out as so far`,
      )
}

export function fewClusters(clusters: number, unit: Unit): Bilingual {
  return unit === 'session'
    ? both(
        `只有 ${clusters} 次对话，至少要 ${MIN_CLUSTERS} 次才有置信区间，不能下结论`,
        `from ${counted(clusters, 'conversation')} only, and an interval takes ${MIN_CLUSTERS}: no conclusion`,
      )
    : both(
        `只来自 ${clusters} 个场景，再多重复也说明不了别的问题（至少要 ${MIN_CLUSTERS} 个），不能下结论`,
        `from ${counted(clusters, 'scenario')} only, which says nothing about other questions however often it is repeated (${MIN_CLUSTERS} are needed): no conclusion`,
      )
}
