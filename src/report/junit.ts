/**
 * JUnit XML as Jenkins, GitLab and GitHub read it: a suite for each target, a case for each trial.
 * Follows the schema of Jenkins' xUnit plugin (junit-10.xsd).
 */
import type { Lang } from '../documents/ready.js'
import type { Result, Trial } from '../documents/types/result.js'
import { problem } from './problem.js'
import { cut, oneLine, plain } from './text.js'

const LONGEST = 400

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
  const body = element(result, trial, lang)
  return body === '' ? `${head}/>` : `${head}>\n${body}\n    </testcase>`
}

function element(result: Result, trial: Trial, lang: Lang): string {
  const why = problem(result, trial, lang)
  if (why === null) return ''
  const message = quoted(why.message)
  if (trial.outcome === 'fail')
    return `      <failure type="expectation" message=${message}>${escaped(why.detail)}</failure>`
  if (trial.outcome === 'unscored')
    return `      <error type="unscored" message=${message}>${escaped(why.detail)}</error>`
  return `      <skipped message=${message}/>`
}

function escaped(text: string): string {
  return plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function quoted(text: string): string {
  return `"${escaped(oneLine(cut(text, LONGEST))).replaceAll('"', '&quot;')}"`
}
