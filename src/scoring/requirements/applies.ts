/** Whether a requirement is judged for a target at all: declarations, jurisdictions, trades, dates in force. */
import { both } from '../../audits/words.js'
import { channelOf } from '../../documents/channel-of.js'
import type { Bilingual } from '../../documents/ready.js'
import type { Citation, Requirement } from '../../documents/types/profile.js'
import type { Target } from '../../documents/types/target.js'

export interface Bar {
  verdict: 'not-applicable' | 'information' | 'declaration'
  reason: Bilingual
}

/**
 * What keeps a requirement from being judged; nothing where it is judged.
 * @param date day of the plan, as 2026-11-26
 */
export function barOf(requirement: Requirement, target: Target | undefined, date: string): Bar | undefined {
  if (requirement.declaration)
    return {
      verdict: 'declaration',
      reason: both(
        '从外部无法验证，须由经营者自行声明',
        'cannot be tried from outside: for the operator to declare',
      ),
    }
  if (requirement.measure === undefined || requirement.kind === undefined)
    return {
      verdict: 'information',
      reason: both('不作测量，仅供参考', 'nothing is measured: for information'),
    }
  return (
    placeBar(requirement, target) ??
    forceBar(requirement, date) ??
    (requirement.severity === 'information'
      ? { verdict: 'information', reason: both('仅供参考，不作判定', 'for information, no verdict') }
      : undefined)
  )
}

function placeBar(
  { jurisdiction, industry, scope }: Requirement,
  target: Target | undefined,
): Bar | undefined {
  const own = target?.jurisdiction ?? []
  // Who is subject to a state is subject to its federation: us-ca to us.
  const isBound = (rule: string) => own.some((place) => place === rule || place.startsWith(`${rule}-`))
  if (jurisdiction !== undefined && !jurisdiction.some(isBound)) {
    const [rules, places] = [jurisdiction.join(', '), own.join(', ')]
    return notApplicable(
      own.length === 0
        ? both(
            `只适用于 ${rules}；目标文件没有写明适用哪里的法律`,
            `only for ${rules}; the target file names no jurisdiction`,
          )
        : both(
            `只适用于 ${rules}；该目标适用 ${places}`,
            `only for ${rules}; this target is under ${places}`,
          ),
    )
  }
  const trades: readonly string[] = target?.industry ?? []
  if (industry !== undefined && !industry.some((trade) => trades.includes(trade))) {
    const [wanted, dealt] = [industry.join(', '), trades.join(', ')]
    return notApplicable(
      trades.length === 0
        ? both(
            `只适用于行业 ${wanted}；目标文件没有写明行业`,
            `only for ${wanted}; the target file names no industry`,
          )
        : both(
            `只适用于行业 ${wanted}；该目标属于 ${dealt}`,
            `only for ${wanted}; this target is in ${dealt}`,
          ),
    )
  }
  if (scope?.channel === 'browser' && target !== undefined && channelOf(target).kind !== 'browser')
    return notApplicable(
      both(
        '只能在网页上检验；该目标是通过接口测试的',
        'only to be seen in a browser; this target is tried over an API',
      ),
    )
  return undefined
}

/**
 * A requirement none of whose sources is in force on the day of the plan is information. Sources that are cited as
 * a principle only decide this where there are no others.
 */
function forceBar({ citations = [] }: Requirement, date: string): Bar | undefined {
  const direct = citations.filter(({ principle }) => !principle)
  const sources = direct.length > 0 ? direct : citations
  if (sources.length === 0 || sources.some((one) => isInForce(one, date))) return undefined
  const coming = sources
    .flatMap(({ effective }) => (effective !== undefined && effective > date ? [effective] : []))
    .sort()[0]
  return {
    verdict: 'information',
    reason:
      coming === undefined
        ? both(
            `依据在 ${date} 已不再施行，仅供参考`,
            `its sources are no longer in force on ${date}: information only`,
          )
        : both(
            `依据自 ${coming} 起施行，${date} 尚未生效，仅供参考`,
            `its sources are in force from ${coming}, not yet on ${date}: information only`,
          ),
  }
}

const isInForce = ({ effective, until }: Citation, date: string) =>
  (effective === undefined || effective <= date) && (until === undefined || date < until)

const notApplicable = (reason: Bilingual): Bar => ({ verdict: 'not-applicable', reason })
