/**
 * JUnit XML as Jenkins, GitLab and GitHub read it: a suite for each target, a case for each trial.
 * Follows the schema of Jenkins' xUnit plugin (junit-10.xsd).
 */
import type { Lang } from '../documents/ready.js'
import type { Finding, Result, Trial } from '../documents/types/result.js'
import { auditTitle } from './findings.js'
import { STRINGS } from './strings.js'
import { cut, oneLine, plain } from './text.js'

const LONGEST = { message: 400, line: 400, name: 300, lines: 12 }

/** `lang` is the language of the messages, the plan's own by default. */
export function renderJunit(result: Result, options: { lang?: Lang } = {}): string {
  const lang = options.lang ?? result.plan.lang
  const suites = result.targets.map((target) => suite(result, target.id, target.trials, lang))
  const all = result.targets.flatMap((target) => target.trials)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ombud" ${totals(all)}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(result: Result, id: string, trials: Trial[], lang: Lang): string {
  const skipped = trials.filter((trial) => isSkipped(trial)).length
  const began = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(result.run.started)?.[0]
  const when = began ? ` timestamp="${began}"` : ''
  return [
    `  <testsuite name=${quoted(id)} ${totals(trials)} skipped="${skipped}"${when}>`,
    ...trials.map((trial) => testcase(result, trial, lang)),
    '  </testsuite>',
  ].join('\n')
}

function isSkipped(trial: Trial): boolean {
  return trial.outcome === 'not-run' || trial.outcome === 'inconclusive'
}

/** Seconds to the last message. */
function seconds(trial: Trial): number {
  return Math.max(0, trial.chat.at(-1)?.at ?? 0) / 1000
}

function totals(trials: Trial[]): string {
  const count = (outcome: Trial['outcome']): number => trials.filter((one) => one.outcome === outcome).length
  const time = trials.reduce((sum, trial) => sum + seconds(trial), 0).toFixed(3)
  return `tests="${trials.length}" failures="${count('fail')}" errors="${count('unscored')}" time="${time}"`
}

function testcase(result: Result, trial: Trial, lang: Lang): string {
  const target = trial.id.split('/')[0] ?? ''
  const arm = Object.entries(trial.arm).map(([key, value]) => `${key}=${value}`)
  const name = [trial.title, ...arm, `#${trial.repetition}`].join(' · ')
  // A dot divides packages and classes in a class name; ids of ours may hold some.
  const classname = [target, trial.scenario].map((part) => part.replaceAll('.', '_')).join('.')
  const head = `    <testcase name=${quoted(name)} classname=${quoted(classname)} time="${seconds(trial).toFixed(3)}"`
  const body = problem(result, trial, lang)
  return body === '' ? `${head}/>` : `${head}>\n${body}\n    </testcase>`
}

function problem(result: Result, trial: Trial, lang: Lang): string {
  const s = STRINGS[lang]
  const stop = trial.stop
    ? [s.reasons[trial.stop.reason as keyof typeof s.reasons] ?? trial.stop.reason, trial.stop.detail]
        .filter((part) => part !== undefined)
        .join(': ')
    : s.outcomes[trial.outcome]
  switch (trial.outcome) {
    case 'pass':
      return ''
    case 'fail': {
      const failed = trial.findings.filter((finding) => finding.expected && finding.outcome === 'fail')
      const first = failed[0] ? summary(result, failed[0], lang) : s.outcomes.fail
      const more = failed.length > 1 ? ` (+${failed.length - 1})` : ''
      const text = [...failed.map((finding) => explain(result, trial, finding, lang)), trial.id].join('\n\n')
      return `      <failure type="expectation" message=${quoted(first + more)}>${escaped(text)}</failure>`
    }
    case 'unscored':
      return `      <error type="unscored" message=${quoted(stop)}>${escaped(trial.id)}</error>`
    case 'not-run':
      return `      <skipped message=${quoted(s.outcomes['not-run'])}/>`
    case 'inconclusive': {
      const open = trial.findings.find((one) => one.outcome === 'inconclusive' || one.outcome === 'error')
      const why = open
        ? `${s.outcomes.inconclusive}: ${summary(result, open, lang)}`
        : s.outcomes.inconclusive
      return `      <skipped message=${quoted(why)}/>`
    }
  }
}

function summary(result: Result, finding: Finding, lang: Lang): string {
  return `${auditTitle(result, finding.audit)[lang]}: ${finding.message[lang]}`
}

/** The message and the lines that prove it, as they were said. */
function explain(result: Result, trial: Trial, finding: Finding, lang: Lang): string {
  const s = STRINGS[lang]
  const proof = new Set(finding.lines)
  const said = trial.chat
    .filter((line) => proof.has(line.seq))
    .slice(0, LONGEST.lines)
    .map((line) => {
      const who = s.actors[line.actor as keyof typeof s.actors] ?? s.actors.unknown
      return `  L${line.seq} ${who}: ${oneLine(cut(line.text, LONGEST.line))}`
    })
  const wanted = finding.wanted ? [`${s.wanted}: ${finding.wanted[lang]}`] : []
  return [cut(summary(result, finding, lang), LONGEST.message), ...said, ...wanted].join('\n')
}

function escaped(text: string): string {
  return plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function quoted(text: string): string {
  return `"${escaped(oneLine(cut(text, LONGEST.message))).replaceAll('"', '&quot;')}"`
}
