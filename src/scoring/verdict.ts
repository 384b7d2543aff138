/** The verdict on a target: of the profiles it is judged by, else of what the scenarios expected. */
import { available } from '../audits/available.js'
import { both } from '../audits/words.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { UNSCORED_GATE } from './categories.js'
import type { Counted } from './counted.js'

type TargetCard = Scorecard['targets'][number]
type Profiles = NonNullable<TargetCard['profiles']>

export type Judgement = Pick<TargetCard, 'verdict' | 'verdictReason'>

/** The worst first. */
const RANKS: readonly TargetCard['verdict'][] = ['fail', 'withheld', 'inconclusive', 'pass']

/** The worst verdict of the profiles, with the reason of each that has it. @param profiles at least one */
export function judgedByProfiles(profiles: Profiles): Judgement {
  const verdict = RANKS.find((rank) => profiles.some((one) => one.verdict === rank)) ?? 'inconclusive'
  const own = profiles.filter((one) => one.verdict === verdict)
  return {
    verdict,
    verdictReason: both(
      own.map(({ profile, reason }) => `${profile}：${reason['zh-CN']}`).join('；'),
      own.map(({ profile, reason }) => `${profile}: ${reason.en}`).join('; '),
    ),
  }
}

/** Where nobody named a profile: a failed expectation fails, and without one that passed nothing is decided. */
export function judgedByExpectations(findings: readonly Counted[], share: number): Judgement {
  const expected = findings.filter((finding) => finding.expected)
  const count = (outcome: Counted['outcome'], list: readonly Counted[] = expected) =>
    list.filter((finding) => finding.outcome === outcome).length
  const failed = count('fail')
  const open = count('inconclusive') + count('error')
  if (failed > 0) {
    return {
      verdict: 'fail',
      verdictReason: both(
        `${failed} 项期望未达到`,
        `${failed} ${failed === 1 ? 'expectation' : 'expectations'} failed`,
      ),
    }
  }
  if (share > UNSCORED_GATE) {
    const [unscored, gate] = [Number((share * 100).toFixed(1)), UNSCORED_GATE * 100]
    return {
      verdict: 'withheld',
      verdictReason: both(
        `${unscored}% 的对话未能计分，超过 ${gate}%`,
        `${unscored} % of the trials are unscored, more than ${gate} %`,
      ),
    }
  }
  // That the bot was there decides nothing that a scenario asked for.
  const passed = count(
    'pass',
    expected.filter((finding) => finding.audit !== available.meta.id),
  )
  if (passed === 0) {
    return {
      verdict: 'inconclusive',
      verdictReason: both('没有一项期望得到判定', 'no expectation was decided'),
    }
  }
  return {
    verdict: 'pass',
    verdictReason: both(
      `${passed} 项期望达到${open > 0 ? `，${open} 项无法判定` : ''}`,
      `${passed} ${passed === 1 ? 'expectation' : 'expectations'} met${open > 0 ? `, ${open} inconclusive` : ''}`,
    ),
  }
}
