/** A Markdown summary for a CI job: verdicts, a table of targets, and the worst findings with the lines that prove them. */
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import type { ExcerptPart, LineView } from './chat.js'
import type { FaultView } from './findings.js'
import { beside } from './judged.js'
import { inline, markdownTable } from './markdown-inline.js'
import { insightText, profileText } from './markdown-profiles.js'
import type { Gauge } from './scores.js'
import { STRINGS, type Strings } from './strings.js'
import type { TargetView } from './target-view.js'
import { cut, oneLine } from './text.js'
import { view } from './view.js'

const LONGEST = { line: 300, lines: 8, faults: 8, open: 20, pairs: 12 }

/** `lang` is the language of the summary, the plan's own by default. */
export function renderMarkdown(result: Result, options: { lang?: Lang } = {}): string {
  const lang = options.lang ?? result.plan.lang
  const s = STRINGS[lang]
  const report = view(result)
  const parts = [
    `# ${inline(report.title[lang])}`,
    report.overall ? inline(report.overall[lang]) : '',
    table(report.targets, lang),
    ...report.targets.map((target) => section(target, lang, s)),
    [
      ...report.method.map((row) => `${inline(row.label[lang])}: ${inline(row.value)}`),
      ...(report.consumer ? [`${s.consumer}: ${inline(report.consumer[lang])}`] : []),
      ...(report.judge ? [`${s.judge}: ${inline(report.judge[lang])}`] : []),
    ].join(' · '),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** Lines in a fence which nothing that was said can close. */
function fenced(lines: string[]): string {
  const text = lines.join('\n')
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

function table(targets: TargetView[], lang: Lang): string {
  const s = STRINGS[lang]
  const gauges = targets[0]?.gauges ?? []
  const head = [s.object, s.verdict, ...gauges.map((gauge) => gauge.title[lang]), s.trials]
  const rows = targets.map((target) => [
    inline(target.title),
    `${target.mark.symbol} ${target.mark.word[lang]}`,
    ...target.gauges.map((gauge) => score(gauge, lang, s)),
    inline(target.failedText[lang]),
  ])
  return markdownTable(head, rows)
}

function score(gauge: Gauge, lang: Lang, s: Strings): string {
  if (gauge.score === null) return s.noScore
  const shown = gauge.margin === null ? String(gauge.score) : `${gauge.score} ±${gauge.margin}`
  return beside(shown, gauge.judged, lang)
}

function section(target: TargetView, lang: Lang, s: Strings): string {
  const further = target.faults.length + target.furtherFaults.length - LONGEST.faults
  const open = [...target.unscored, ...target.notRun]
  return [
    `## ${target.mark.symbol} ${inline(target.title)}`,
    `**${target.mark.word[lang]}** ${inline(target.sentence[lang])} ${inline(target.countsText[lang])}`,
    ...target.profiles.map((profile) => profileText(profile, lang)),
    insightText(target.insight, lang),
    pairsText(target, lang, s),
    wayText(target, lang, s),
    ...target.faults.slice(0, LONGEST.faults).map((fault) => faultText(fault, lang, s)),
    further > 0 ? s.more(further) : '',
    open.length > 0 ? `### ${s.open}` : '',
    open
      .slice(0, LONGEST.open)
      .map((trial) => `- ${inline(trial.label[lang])}: ${inline(trial.reason[lang])}`)
      .join('\n'),
    open.length > LONGEST.open ? s.furtherFindings(open.length - LONGEST.open) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Understanding or keyword replies, with the pairs that were answered by keyword. */
function pairsText({ understanding }: TargetView, lang: Lang, s: Strings): string {
  if (understanding === null) return ''
  const told = understanding.pairs.filter((pair) => pair.outcome === 'keyword')
  return [
    `**${s.understanding}** ${inline(understanding.sentence[lang])} · ${inline(understanding.counts[lang])}`,
    told
      .slice(0, LONGEST.pairs)
      .map((pair) => `- ✗ ${inline(pair.keyword)}: ${inline(pair.reason[lang])}`)
      .join('\n'),
    told.length > LONGEST.pairs ? s.furtherFindings(told.length - LONGEST.pairs) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The way to a person over all conversations, as a table. */
function wayText({ escalation }: TargetView, lang: Lang, s: Strings): string {
  if (escalation === null) return ''
  const head = [s.escalation.measure, s.escalation.value, s.escalation.trials]
  const rows = escalation.rows.map(({ title, value, interval, n }) => {
    const shown = interval === null ? value[lang] : `${value[lang]} · ${interval[lang]}`
    return [inline(title[lang]), inline(shown), String(n)]
  })
  return markdownTable(head, rows)
}

function faultText(fault: FaultView, lang: Lang, s: Strings): string {
  const where = [inline(fault.trial.label[lang]), fault.where[lang]]
  if (fault.count > 1) where.push(s.seenIn(fault.count))
  if (!fault.expected) where.push(s.observed)
  const lines = fault.excerpt.flatMap((part) => said(part, lang)).slice(0, LONGEST.lines)
  return [
    `### ✗ ${inline(fault.title[lang])}`,
    `${inline(fault.message[lang])}  \n${where.join(' · ')}`,
    lines.length > 0 ? fenced(lines) : '',
    fault.wanted ? `${s.wanted}: ${inline(fault.wanted[lang])}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function said(part: ExcerptPart, lang: Lang): string[] {
  if (part.line === null) return []
  const line: LineView = part.line
  const text = oneLine(cut(line.text, LONGEST.line))
  return [`${line.proof ? '>' : ' '} ${line.time.padStart(8)}  ${line.who[lang]}: ${text}`]
}
