/**
 * JUnit XML as Jenkins, GitLab and GitHub read it: a suite for each target, a case for each trial; and a suite for
 * each profile that the target is judged by, a case for each requirement.
 * Follows the schema of Jenkins' xUnit plugin (junit-10.xsd).
 */
import type { Lang } from '../documents/ready.js'
import type { Result, Trial } from '../documents/types/result.js'
import { problem } from './problem.js'
import { detail } from './requirement-text.js'
import { allProfiles, type RequirementView } from './requirements.js'
import { cut, oneLine, plain } from './text.js'

const LONGEST = 400

/** A case as its suite counts it. */
interface Case {
  outcome: 'pass' | 'fail' | 'error' | 'skipped'
  seconds: number
  xml: string
}

const OF_TRIAL = {
  pass: 'pass',
  fail: 'fail',
  unscored: 'error',
  inconclusive: 'skipped',
  'not-run': 'skipped',
} as const satisfies Record<Trial['outcome'], Case['outcome']>

/** `lang` is the language of the messages, the plan's own by default. */
export function renderJunit(result: Result, options: { lang?: Lang } = {}): string {
  const lang = options.lang ?? result.plan.lang
  const profiles = new Map(allProfiles(result).map((one) => [one.target.id, one.profiles]))
  const suites = result.targets.flatMap((target) => [
    { name: target.id, cases: target.trials.map((trial) => ofTrial(result, trial, lang)) },
    ...(profiles.get(target.id) ?? []).map((profile) => ({
      name: `${target.id} · ${profile.id}`,
      cases: profile.requirements.map((one) => ofRequirement(target.id, profile.id, one, lang)),
    })),
  ])
  const began = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(result.run.started)?.[0]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ombud" ${totals(suites.flatMap((suite) => suite.cases))}>`,
    ...suites.map(({ name, cases }) => suite(name, cases, began)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(name: string, cases: Case[], began: string | undefined): string {
  const skipped = cases.filter((one) => one.outcome === 'skipped').length
  const when = began ? ` timestamp="${began}"` : ''
  return [
    `  <testsuite name=${quoted(name)} ${totals(cases)} skipped="${skipped}"${when}>`,
    ...cases.map((one) => one.xml),
    '  </testsuite>',
  ].join('\n')
}

function totals(cases: Case[]): string {
  const count = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length
  const time = cases.reduce((sum, one) => sum + one.seconds, 0).toFixed(3)
  return `tests="${cases.length}" failures="${count('fail')}" errors="${count('error')}" time="${time}"`
}

function ofTrial(result: Result, trial: Trial, lang: Lang): Case {
  // To the last message.
  const seconds = Math.max(0, trial.chat.at(-1)?.at ?? 0) / 1000
  const arm = Object.entries(trial.arm).map(([key, value]) => `${key}=${value}`)
  const name = [trial.title, ...arm, `#${trial.repetition}`].join(' · ')
  const outcome = OF_TRIAL[trial.outcome]
  const why = problem(result, trial, lang)
  const body = why === null ? '' : element(outcome, 'expectation', why.message, why.detail)
  return testcase({ name, path: [trial.id.split('/')[0] ?? '', trial.scenario], outcome, seconds, body })
}

/** What is no verdict, or none yet, is skipped, and says why. */
function ofRequirement(target: string, profile: string, requirement: RequirementView, lang: Lang): Case {
  const { id, title, verdict, mark, reason } = requirement
  const outcome = verdict === 'pass' || verdict === 'fail' ? verdict : 'skipped'
  const message = `${mark.word[lang]}: ${reason[lang]}`
  const body = outcome === 'pass' ? '' : element(outcome, 'requirement', message, detail(requirement, lang))
  return testcase({ name: `${id} · ${title[lang]}`, path: [target, profile], outcome, seconds: 0, body })
}

function testcase(of: Omit<Case, 'xml'> & { name: string; path: string[]; body: string }): Case {
  // A dot divides packages and classes in a class name; ids of ours may hold some.
  const classname = of.path.map((part) => part.replaceAll('.', '_')).join('.')
  const head = `    <testcase name=${quoted(of.name)} classname=${quoted(classname)} time="${of.seconds.toFixed(3)}"`
  const xml = of.body === '' ? `${head}/>` : `${head}>\n${of.body}\n    </testcase>`
  return { outcome: of.outcome, seconds: of.seconds, xml }
}

function element(outcome: Case['outcome'], type: string, message: string, text: string): string {
  if (outcome === 'fail')
    return `      <failure type="${type}" message=${quoted(message)}>${escaped(text)}</failure>`
  if (outcome === 'error')
    return `      <error type="unscored" message=${quoted(message)}>${escaped(text)}</error>`
  return `      <skipped message=${quoted(message)}/>`
}

function escaped(text: string): string {
  return plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function quoted(text: string): string {
  return `"${escaped(oneLine(cut(text, LONGEST))).replaceAll('"', '&quot;')}"`
}
