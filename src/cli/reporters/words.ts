/** How reporters put trials, findings and times into one line each. Whatever a bot said is made harmless first. */
import type { Lang, PlanTrial } from '../../documents/ready.js'
import type { Finding } from '../../documents/types/finding.js'
import type { Trial } from '../../documents/types/result.js'
import { cut, oneLine } from '../../report/text.js'

export const MARKS: Record<Trial['outcome'], string> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  unscored: '–',
  'not-run': '–',
}

const MOST = 240

/** Log readers of GitHub, Azure and TeamCity take `##[…]`, `##vso[…]` and the like for orders, wherever they stand. */
const ORDER = /##(?=[a-z-]{0,20}\[)/gi

/** The same text with no order to the system that shows the log. */
export function withoutOrders(text: string): string {
  return text.replace(ORDER, '# #')
}

/** Words of others on one line, bounded, with nothing hidden and no order in them. */
export function said(text: string, most = MOST): string {
  return withoutOrders(oneLine(cut(text, most)))
}

/** Scenario, whatever tells this trial from its siblings, and the repetition where there are several. */
export function trialName(trial: PlanTrial, repetitions: number): string {
  const { scenario, arm, persona, repetition } = trial
  const who = arm.persona === undefined && persona !== 'control' ? [persona] : []
  const parts = [
    scenario,
    ...who,
    ...Object.values(arm),
    ...(repetitions > 1 ? [`${repetition}/${repetitions}`] : []),
  ]
  return said(parts.join(' · '))
}

/** What failed, in words, and where. */
export function failureText({ message, turn }: Pick<Finding, 'message' | 'turn'>, lang: Lang): string {
  const at = turn === undefined ? '' : lang === 'en' ? `   turn ${turn}` : `   第 ${turn} 轮`
  return `${said(message[lang])}${at}`
}

/** Seconds as minutes and seconds: 0:07, 12:30. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
