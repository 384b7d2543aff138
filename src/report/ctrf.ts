/** Common Test Report Format (CTRF), as https://ctrf.io describes it: one test for each trial, one for each requirement. */
import type { Lang } from '../documents/ready.js'
import type { Result, Target1, Trial } from '../documents/types/result.js'
import { auditTitle } from './findings.js'
import { problem } from './problem.js'
import { detail } from './requirement-text.js'
import { allProfiles, type ProfileView, type RequirementView } from './requirements.js'
import { cut, oneLine, plain } from './text.js'

/** Version of the specification that is followed. */
const SPEC = '0.1.0'
const LONGEST = { name: 300, message: 600, trace: 4000, tags: 50 }

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other'

/** Inconclusive and unscored are neither a pass nor a failure; what was planned and not held is still to do. */
const STATUS: Record<Trial['outcome'], Status> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'other',
  unscored: 'other',
  'not-run': 'pending',
}

const REQUIREMENT: Record<RequirementView['verdict'], Status> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'other',
  'not-applicable': 'skipped',
  information: 'skipped',
  declaration: 'skipped',
}

/** `lang` is the language of the messages, the plan's own by default. Equal results give equal bytes. */
export function renderCtrf(result: Result, options: { lang?: Lang } = {}): string {
  const lang = options.lang ?? result.plan.lang
  const trials = result.targets.flatMap((target) =>
    target.trials.map((trial) => testOf(result, target.title, trial, lang)),
  )
  const requirements = allProfiles(result).flatMap(({ target, profiles }) =>
    profiles.flatMap((profile) =>
      profile.requirements.map((one) => requirementOf(target, profile, one, lang)),
    ),
  )
  const tests = [...trials, ...requirements]
  const count = (status: Status) => tests.filter((test) => test.status === status).length
  const start = milliseconds(result.run.started) ?? 0
  const stop = milliseconds(result.run.ended) ?? start
  const report = {
    reportFormat: 'CTRF',
    specVersion: SPEC,
    ...(milliseconds(result.run.ended ?? result.run.started) === undefined
      ? {}
      : { timestamp: new Date(stop).toISOString() }),
    generatedBy: 'ombud',
    results: {
      tool: { name: 'ombud', version: word(result.run.tool.replace(/^ombud /, '')) },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        suites: result.targets.length,
        start,
        stop,
      },
      tests,
      environment: { osPlatform: word(result.run.platform), extra: { plan: word(result.plan.id) } },
    },
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

function testOf(result: Result, suite: string, trial: Trial, lang: Lang) {
  const why = problem(result, trial, lang)
  const began = milliseconds(trial.started)
  const duration = Math.round(Math.max(0, trial.chat.at(-1)?.at ?? 0))
  const audits = new Set(
    trial.findings.filter((one) => one.expected && one.outcome === 'fail').map((one) => one.audit),
  )
  return {
    // An id is never empty; titles are for people and need not be distinct.
    name: word(trial.id) || '-',
    status: STATUS[trial.outcome],
    duration,
    ...(began === undefined ? {} : { start: began, stop: began + duration }),
    suite: [word(suite), word(trial.title)],
    ...(why === null ? {} : { message: cut(plain(why.message), LONGEST.message) }),
    ...(why?.detail ? { trace: plain(why.detail) } : {}),
    rawStatus: trial.outcome,
    tags: trial.tags.slice(0, LONGEST.tags).map(word),
    labels: Object.fromEntries(
      [['persona', trial.persona], ...Object.entries(trial.arm)].map(([key, value]) => [
        word(key ?? ''),
        word(value ?? ''),
      ]),
    ),
    type: 'conversation',
    ...(trial.transcript === undefined ? {} : { filePath: word(trial.transcript) }),
    extra: {
      repetition: trial.repetition,
      failed: [...audits].map((audit) => auditTitle(result, audit)[lang]),
    },
  }
}

/** A requirement takes no time of its own. What cannot be tried, or does not apply, is skipped. */
function requirementOf(target: Target1, profile: ProfileView, requirement: RequirementView, lang: Lang) {
  const { id, verdict, title, reason, severity } = requirement
  return {
    name: word(`${target.id}/${profile.id}/${id}`),
    status: REQUIREMENT[verdict],
    duration: 0,
    suite: [word(target.title), word(profile.title[lang])],
    message: cut(plain(reason[lang]), LONGEST.message),
    trace: cut(plain(detail(requirement, lang)), LONGEST.trace),
    rawStatus: verdict,
    labels: { severity: word(severity[lang]) },
    type: 'requirement',
    extra: { title: word(title[lang]), further: requirement.card.further ?? null },
  }
}

const word = (text: string): string => oneLine(cut(text, LONGEST.name))

/** Milliseconds since 1970 of an ISO time. */
function milliseconds(iso: string | undefined): number | undefined {
  const time = iso === undefined ? Number.NaN : Date.parse(iso)
  return Number.isNaN(time) ? undefined : time
}
