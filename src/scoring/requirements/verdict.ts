/** The verdict of a profile from those of its requirements. */
import { both } from '../../audits/words.js'
import type { Bilingual } from '../../documents/ready.js'
import type { Profile, Requirement } from '../../documents/types/profile.js'
import type {
  Profile as ProfileCard,
  Requirement as RequirementRow,
} from '../../documents/types/scorecard.js'
import { UNSCORED_GATE } from '../categories.js'
import { holm } from '../statistics/holm.js'
import { notOutlasted } from './difference-reasons.js'
import { confidenceOf } from './item.js'
import { percent, round } from './numbers.js'
import { joined } from './reasons.js'

/** Requirements that are named in a reason. */
const NAMED = 5

/**
 * Rows whose differences are corrected for one another (Holm). A difference fails only if its p outlasts that: with
 * many comparisons one of them looks bad by chance. A pass is left as it is, since all of them must pass.
 */
export function corrected(profile: Profile, rows: readonly RequirementRow[]): RequirementRow[] {
  const compared = rows.filter(({ p, verdict }) => typeof p === 'number' && verdict !== 'information')
  const adjusted = holm(compared.map(({ p }) => p ?? 1))
  return rows.map((row) => {
    const at = compared.indexOf(row)
    if (at < 0) return row
    const own = round(adjusted[at] ?? 1)
    const requirement = profile.requirements.find(({ id }) => id === row.id) as Requirement
    const alpha = 1 - confidenceOf(requirement)
    if (row.verdict !== 'fail' || own <= alpha + 1e-9) return { ...row, adjusted: own }
    const reason = joined(row.reason, notOutlasted(own, alpha, compared.length))
    return { ...row, adjusted: own, verdict: 'inconclusive', reason }
  })
}

/**
 * Withheld above the share of unscored trials that is allowed, fails being named all the same; fail where a blocker
 * or major requirement fails; inconclusive where one of those is; pass where at least one requirement passed. What is
 * minor is told and decides nothing.
 * @param unscored share of the target's trials, 0..1; null where none was held
 */
export function profileCard(
  profile: Profile,
  rows: readonly RequirementRow[],
  unscored: number | null,
): ProfileCard {
  const { verdict, reason } = verdictOf(profile, rows, unscored)
  return { profile: profile.id, verdict, reason, requirements: [...rows] }
}

function verdictOf(
  profile: Profile,
  rows: readonly RequirementRow[],
  unscored: number | null,
): Pick<ProfileCard, 'verdict' | 'reason'> {
  const decisive = new Set(
    profile.requirements.filter(({ severity = 'major' }) => severity !== 'minor').map(({ id }) => id),
  )
  const which = (verdict: RequirementRow['verdict'], isDecisive = true) =>
    rows.filter((row) => row.verdict === verdict && decisive.has(row.id) === isDecisive)
  const failed = which('fail')
  const open = which('inconclusive')
  const passed = rows.filter(({ verdict }) => verdict === 'pass')
  const minor = which('fail', false)
  const failing = failed.length === 0 ? undefined : named(failed, '项不符合', 'failed')
  const besides = minor.length === 0 ? undefined : named(minor, '项次要要求不符合', 'minor failed')
  if (unscored === null)
    return { verdict: 'inconclusive', reason: both('还没有进行任何对话', 'no conversation was held yet') }
  if (unscored > UNSCORED_GATE) {
    const [share, gate] = [percent(unscored), percent(UNSCORED_GATE)]
    const withheld = both(
      `${share} 的对话未能计分，超过 ${gate}，暂不判定`,
      `${share} of the trials are unscored, more than ${gate}: withheld`,
    )
    return { verdict: 'withheld', reason: joined(withheld, failing) }
  }
  if (failing !== undefined) return { verdict: 'fail', reason: joined(failing, besides) }
  const told = both(`${passed.length} 项符合`, `${passed.length} met`)
  if (open.length > 0)
    return {
      verdict: 'inconclusive',
      reason: joined(named(open, '项不能下结论', 'inconclusive'), told, besides),
    }
  if (which('pass').length === 0)
    return { verdict: 'inconclusive', reason: both('没有一项要求得到判定', 'no requirement was decided') }
  return { verdict: 'pass', reason: joined(told, besides) }
}

function named(rows: readonly RequirementRow[], zh: string, en: string): Bilingual {
  const ids = rows.slice(0, NAMED).map(({ id }) => id)
  const rest = rows.length - ids.length
  return both(
    `${rows.length} ${zh}（${ids.join('、')}${rest > 0 ? ` 等` : ''}）`,
    `${rows.length} ${en} (${ids.join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`,
  )
}
