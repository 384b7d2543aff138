/** What a judge decided says so wherever it is shown, and how far that judge is known to agree with people. */
import type { Bilingual } from '../documents/ready.js'
import type { Finding, Result } from '../documents/types/result.js'
import { both } from './strings.js'
import { cut, oneLine, plainBoth } from './text.js'

/** The message of a finding, bounded, and who it is from where a judge was asked. */
export function messageOf(finding: Finding, length: number): Bilingual {
  const message = plainBoth(finding.message, length)
  const by = byJudge(finding)
  return by === null ? message : together(message, by)
}

/** The title of what was found, and who it is from where a judge decided. */
export function titleWith(title: Bilingual, finding: Finding): Bilingual {
  const by = finding.score === null ? null : byJudge(finding)
  return by === null ? title : together(title, by)
}

function byJudge({ method, judge }: Finding): Bilingual | null {
  if (method !== 'judge') return null
  return both((s) => s.byJudge(s.tiers[judge?.tier ?? 'uncalibrated']))
}

function together(text: Bilingual, by: Bilingual): Bilingual {
  return { 'zh-CN': `${text['zh-CN']}（${by['zh-CN']}）`, en: `${text.en} (${by.en})` }
}

/** How many of the findings behind a number are a judge's; null where none is. */
export function shareOfJudge(judged: number | undefined, result: Result): Bilingual | null {
  if (judged === undefined) return null
  return both((s) => s.judgedOf(judged, s.tiers[result.run.judge?.tier ?? 'uncalibrated']))
}

/** Who judged in a run, how often it was asked, and what it was not asked or did not say; null where nobody did. */
export function judgeLine({ run }: Result): Bilingual | null {
  const { judge } = run
  if (judge === undefined) return null
  const id = oneLine(cut(judge.id, 200))
  return both((s) =>
    [
      `${id} · ${s.tiers[judge.tier]}`,
      s.judgeAsked(judge.questions, judge.calls),
      judge.leftOut > 0 ? s.judgeLeftOut(judge.leftOut) : '',
      (judge.unanswered ?? 0) > 0 ? s.judgeUnanswered(judge.unanswered ?? 0) : '',
      judge.suspected > 0 ? s.judgeSuspected(judge.suspected) : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
  )
}
