/** Findings as a table for spreadsheets: RFC 4180 with a byte order mark, and no cell that would be a formula. */
import Papa from 'papaparse'
import type { Lang } from '../documents/ready.js'
import type { Finding, Result, Target1, Trial } from '../documents/types/result.js'
import { auditTitle } from './findings.js'
import { reason } from './mark.js'
import { STRINGS } from './strings.js'
import { cut, oneLine } from './text.js'

const LONGEST = { cell: 2000, lines: 12 }
/** What spreadsheets take for the beginning of a formula, full-width forms too: an apostrophe goes before it. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/
/** Excel takes a file without it for one in the local encoding, and Chinese comes out wrong. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * One row for each finding; a conversation without any has one row that says why, so that nothing is missing.
 * `lang` is the language of the headings and words, the plan's own by default.
 */
export function renderCsv(result: Result, options: { lang?: Lang } = {}): string {
  const lang = options.lang ?? result.plan.lang
  const rows = result.targets.flatMap((target) =>
    target.trials.flatMap((trial) =>
      trial.findings.length === 0
        ? [[...about(target, trial), ...unheld(trial, lang), ...source(trial)]]
        : trial.findings.map((finding) => [
            ...about(target, trial),
            ...found(result, trial, finding, lang),
            ...source(trial),
          ]),
    ),
  )
  return csv(STRINGS[lang].columns, rows)
}

/** A whole file of rows, none of whose cells a spreadsheet computes. */
export function csv(fields: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return csvHead(fields) + rows.map(csvLine).join('')
}

/** How a file of such rows begins. */
export function csvHead(fields: readonly string[]): string {
  return BYTE_ORDER_MARK + csvLine(fields)
}

/** One row, with its line break. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${Papa.unparse([cells.map(cell)])}\r\n`
}

/** Words on one line, bounded, and never a formula; numbers of ours stay numbers. */
function cell(value: string | number): string | number {
  if (typeof value === 'number') return value
  const text = oneLine(cut(value, LONGEST.cell))
  return FORMULA.test(text) ? `'${text}` : text
}

function about(target: Target1, trial: Trial): (string | number)[] {
  const arm = Object.entries(trial.arm).map(([key, value]) => `${key}=${value}`)
  return [
    target.id,
    target.title,
    target.channel,
    trial.id,
    trial.scenario,
    trial.title,
    trial.tags.join(' '),
    trial.persona,
    arm.join(','),
    trial.repetition,
  ]
}

function found(result: Result, trial: Trial, finding: Finding, lang: Lang): (string | number)[] {
  const s = STRINGS[lang]
  const proof = new Set(finding.lines)
  const said = trial.chat.filter((line) => proof.has(line.seq)).slice(0, LONGEST.lines)
  const outcomes: Partial<Record<Finding['outcome'], string>> = s.outcomes
  return [
    finding.step ?? '',
    finding.turn ?? '',
    finding.audit,
    auditTitle(result, finding.audit)[lang],
    s.categories[finding.category],
    outcomes[finding.outcome] ?? finding.outcome,
    finding.expected ? s.yes : s.no,
    finding.weight,
    finding.score ?? '',
    finding.measured?.value ?? '',
    finding.measured?.unit ?? '',
    finding.message[lang],
    finding.wanted?.[lang] ?? '',
    finding.lines.slice(0, LONGEST.lines).join(' '),
    said.map((line) => `L${line.seq} ${line.text}`).join(' | '),
  ]
}

/** The same columns of a conversation that nothing was found of. */
function unheld(trial: Trial, lang: Lang): (string | number)[] {
  const why = [trial.stop ? reason(trial.stop.reason)[lang] : '', trial.stop?.detail ?? '']
  const words = [STRINGS[lang].outcomes[trial.outcome], '', '', '', '', '', why.filter(Boolean).join(': ')]
  return ['', '', '', '', '', ...words, '', '', '']
}

function source(trial: Trial): string[] {
  return [trial.started ?? '', trial.transcript ?? '', trial.sha256 ?? '']
}
