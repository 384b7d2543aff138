/** How far a queue is, in words. */
import type { Lang } from '../documents/ready.js'
import { plain } from '../report/text.js'
import type { LaneCounts, QueueStatus } from '../run/queue/contract.js'

export function statusLines(status: QueueStatus, lang: Lang): string[] {
  return lang === 'en' ? inEnglish(status) : inChinese(status)
}

const english = ({ all, done, held, waiting, paused }: LaneCounts) =>
  `${all}: ${done} done, ${held} held, ${waiting} waiting, ${paused} paused`

const chinese = ({ all, done, held, waiting, paused }: LaneCounts) =>
  `${all}：完成 ${done}，进行中 ${held}，等待 ${waiting}，暂停 ${paused}`

function inEnglish({ plan, cancelled, lanes, kinds, trials, reasons }: QueueStatus): string[] {
  if (plan === undefined) return ['nothing is enqueued']
  const why = Object.entries(reasons).map(([reason, n]) => `${reason} ${n}`)
  return [
    `plan ${plan.slice(0, 12)}${cancelled ? ' (cancelled)' : ''}`,
    `lanes   ${english(lanes)}`,
    ...(kinds.browser.all > 0 ? [`  of them in a browser ${english(kinds.browser)}`] : []),
    `trials  ${trials.all}: ${trials.done} done, ${trials.unscored} unscored, ${trials.running} running, ${trials.lost} attempts lost, ${trials.surplus} surplus`,
    ...(why.length > 0 ? [`handed back: ${why.join(', ')}`] : []),
  ]
}

const REASONS: Record<string, string> = {
  slice: '时间片已到',
  draining: '执行机退出',
  duty: '等待上班时间',
  window: '等待时段',
  contacts: '当日人工名额已满',
  'back-off': '对方要求稍候',
  'cut-off': '执行机故障或与队列断开',
}

function inChinese({ plan, cancelled, lanes, kinds, trials, reasons }: QueueStatus): string[] {
  if (plan === undefined) return ['队列为空']
  const why = Object.entries(reasons).map(([reason, n]) => `${REASONS[reason] ?? plain(reason)} ${n}`)
  return [
    `计划 ${plan.slice(0, 12)}${cancelled ? '（已取消）' : ''}`,
    `通道 ${chinese(lanes)}`,
    ...(kinds.browser.all > 0 ? [`  其中浏览器通道 ${chinese(kinds.browser)}`] : []),
    `对话 ${trials.all}：完成 ${trials.done}，未计分 ${trials.unscored}，进行中 ${trials.running}，中断 ${trials.lost}，多余 ${trials.surplus}`,
    ...(why.length > 0 ? [`已交回：${why.join('，')}`] : []),
  ]
}
