/** What a judge decided says so wherever it is shown, and how far that judge is known to agree with people. */
import type { Bilingual, Lang } from '../documents/ready.js'
import type { Finding, Result, Target, Target1 } from '../documents/types/result.js'
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
  return { 'zh-CN': beside(text['zh-CN'], by, 'zh-CN'), en: beside(text.en, by, 'en') }
}

/** A number or a sentence, and in brackets how much of it is a judge's. */
export function beside(text: string, by: Bilingual | null, lang: Lang): string {
  if (by === null) return text
  return lang === 'en' ? `${text} (${by.en})` : `${text}（${by[lang]}）`
}

/** Why a target got its verdict, and how many of the expectations that it counts a judge decided. */
export function reasonWith(result: Result, target: Target1, score: Target, length: number): Bilingual {
  const text = plainBoth(score.verdictReason, length)
  const judged = target.trials
    .flatMap((trial) => trial.findings)
    .filter(({ expected, method, outcome }) => expected && method === 'judge' && outcome === score.verdict)
  const by = shareOfJudge(judged.length, result)
  return by === null ? text : together(text, by)
}

/** How many of the findings behind a number are a judge's; null where none is. */
export function shareOfJudge(judged: number | undefined, result: Result): Bilingual | null {
  if (!judged) return null
  return both((s) => s.judgedOf(judged, s.tiers[result.run.judge?.tier ?? 'uncalibrated']))
}

/** The language model that played the consumer; null where none did. */
export function consumerLine({ plan }: Result): Bilingual | null {
  const { consumer } = plan
  if (consumer === undefined) return null
  const model = oneLine(cut(consumer.model, 120))
  const server = oneLine(cut(consumer.server ?? '', 120))
  return both((s) =>
    s.consumerModel(server === '' ? model : `${model} @ ${server}`, consumer.prompt.slice(0, 12)),
  )
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
