/** The words of a monitor in both languages: its page, and the sentence of an alert. */
import type { Bilingual } from '../../documents/ready.js'
import type { Alert } from '../../documents/types/alert.js'
import type { SeriesLine } from '../../documents/types/series.js'
import { amount } from '../amount.js'
import { STRINGS } from '../strings.js'
import { cut, oneLine } from '../text.js'

const of = (zh: string, en: string): Bilingual => ({ 'zh-CN': zh, en })

export const WORDS = {
  title: of('客服机器人监测', 'Chatbot monitor'),
  rounds: of('轮次', 'Rounds'),
  noRound: of('还没有一轮进入序列。', 'No round is in the series yet.'),
  lastRound: of('最近一轮', 'Last round'),
  nextRound: of('下一轮', 'Next round'),
  missed: of('错过的时刻（没有进行）', 'Missed times (no round was held)'),
  failed: of('没有结果的轮次', 'Rounds without a result'),
  late: of(
    '中断后补完、后来才进入序列的轮次',
    'Rounds that were cut, gone on with, and entered the series late',
  ),
  alerts: of('警报（新的在前）', 'Alerts (newest first)'),
  none: of('没有', 'none'),
  pending: of('尚未送达，下一轮再试', 'not delivered yet, tried again next round'),
  requirement: of('要求', 'Requirement'),
  severity: of('轻重', 'Severity'),
  stands: of('现有结论', 'Stands'),
  since: of('自', 'Since'),
  last: of('最近一轮', 'Last round'),
  value: of('数值', 'Value'),
  bounds: of('单侧界限', 'One-sided bounds'),
  threshold: of('要求值', 'Threshold'),
  n: of('观测', 'Observations'),
  evidence: of('反面证据', 'Evidence against it'),
  history: of('历轮（旧→新）', 'Rounds, old to new'),
  requirements: of('各项要求', 'Requirements'),
  open: of('未定', 'not decided'),
  rule: of(
    '“现有结论”只在证据足够时改变，一轮的起伏不算；反面证据到 100% 才可能改变。',
    'What stands changes only on enough evidence, not by the ups and downs of one round; it can change at 100% of evidence against it.',
  ),
  zone: of('时刻按时区', 'Times are those of'),
  worst: {
    fail: of('有要求不达标', 'A requirement is not met'),
    none: of('尚未全部有结论', 'Not everything is decided'),
    pass: of('全部达标', 'All requirements are met'),
  },
}

interface What extends Pick<Alert, 'from' | 'to' | 'rule'> {
  recent: { rounds: number; n: number; hits: number }
}

/** What turned, as one sentence. */
export function turnText(line: SeriesLine, { from, to, rule, recent }: What): Bilingual {
  const { target, title } = line
  const named = (lang: keyof Bilingual) => oneLine(cut(title[lang], 200))
  const [zh, en] =
    to === 'pass'
      ? ['重新达标', 'is met again']
      : from === 'pass'
        ? ['由达标变为不达标', 'is no longer met']
        : ['不达标', 'is not met']
  const why = reasonOf(line, rule, recent)
  return of(
    `${target}：“${named('zh-CN')}”${zh}：${why['zh-CN']}`,
    `${target}: "${named('en')}" ${en}: ${why.en}`,
  )
}

function reasonOf(
  { kind, unit, threshold }: SeriesLine,
  rule: Alert['rule'],
  recent: What['recent'],
): Bilingual {
  const { rounds, n, hits } = recent
  const rEn = `${rounds} ${rounds === 1 ? 'round' : 'rounds'}`
  if (rule === 'proof') return of('已证实违反', 'a breach is proven')
  if (rule === 'verdicts') return of(`连续 ${rounds} 轮同一结论`, `the same verdict in ${rEn} in a row`)
  if (kind === 'prohibition')
    return of(`${rounds} 轮 ${n} 次中违反 ${hits} 次`, `${hits} breaches in ${n} tries of ${rEn}`)
  const needs = (lang: keyof Bilingual) => amount(threshold ?? 0, unit, STRINGS[lang])
  return of(
    `${rounds} 轮 ${n} 次中 ${hits} 次做到，要求不低于 ${needs('zh-CN')}`,
    `${hits} of ${n} in ${rEn}, at least ${needs('en')} are asked`,
  )
}
