/** The shipped profiles: they are sound, cite what the table of sources holds and no more, can be passed, and can be tried. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { AUDITS } from '../../src/audits/registry.js'
import { SHIPPED, shippedScenarios } from '../../src/documents/catalogue.js'
import { AUDIT_KEYS, auditKeys } from '../../src/documents/expectations.js'
import { checkDocuments, loadDocuments } from '../../src/documents/load.js'
import { MEASURES, UNASKED_AUDITS } from '../../src/documents/measures.js'
import { formatProblems } from '../../src/documents/problem.js'
import type { Lang, ReadyScenario, ReadyTarget } from '../../src/documents/ready.js'
import type { Profile, Requirement } from '../../src/documents/types/profile.js'
import { requirementNeeds } from '../../src/run/needs.js'
import { MIN_CLUSTERS } from '../../src/scoring/statistics/clustered-wilson.js'
import { NOWHERE } from '../support/trials.js'

interface Source {
  document: string
  address: string
  status: string
  wording: string
  clauses: Record<string, string>
}

const PROFILES = join(SHIPPED, 'profiles')
const NAMES = 'accessibility-widget ai-disclosure ci-smoke consumer-315 elderly-access gbt-47746 human-access'
const { profiles, scenarios } = loadDocuments([PROFILES, ...shippedScenarios()])
const shipped = NAMES.split(' ').map((id) => [id, profiles[id]] as const)
const sources = parse(readFileSync(new URL('sources.yaml', import.meta.url), 'utf8')) as Source[]
const cited = new Map(
  sources.flatMap(({ clauses, ...source }) =>
    Object.entries(clauses).map(([id, clause]) => [id, { id, clause, ...source }] as const),
  ),
)
const TARGET: ReadyTarget = {
  ...NOWHERE,
  id: 'shop',
  merchant: 'shop',
  title: 'Shop',
  channel: { browser: { url: 'https://shop.example/' } },
}
/** Of the normal distribution, one-sided, by confidence. */
const Z: Record<number, number> = { 0.95: 1.6448536269514722, 0.8: 0.8416212335729143 }

/** Of one language no shipped scenario says anything about these, and why that stays so. */
const UNTRIED: Record<string, string> = {
  'human-access/es-not-cut zh-CN': 'a Spanish requirement, and no Chinese scenario waits in vain',
}

test('there are seven, all sound', () => {
  expect(formatProblems(checkDocuments([PROFILES]).problems)).toBe('')
  expect(Object.keys(profiles).sort().join(' ')).toBe(NAMES)
})

test('every audit is known as a measure, and no measure has the name of one', () => {
  const known = [...AUDIT_KEYS, ...UNASKED_AUDITS]
  expect(known.toSorted()).toEqual([...AUDITS.keys()].toSorted())
  expect(Object.keys(MEASURES).filter((name) => AUDITS.has(name))).toEqual([])
})

test('all twenty points of the interview are there, two of them as information', () => {
  const points = profiles['consumer-315']?.requirements ?? []
  const numbers = Array.from({ length: 20 }, (_, i) => `c${String(i + 1).padStart(2, '0')}`)
  expect([...new Set(points.map(({ id }) => id.slice(0, 3)))]).toEqual(numbers)
  const information = points
    .filter(({ severity }) => severity === 'information')
    .map(({ id }) => id.slice(0, 3))
  expect(information).toEqual(['c13', 'c18'])
  expect(points.filter(({ citations }) => !citations?.some(({ id }) => id === 'interview-315')).length).toBe(
    0,
  )
})

test('the standard is there clause by clause, and what only a telephone shows is a declaration', () => {
  const rows = [...cited.keys()].filter((id) => id.startsWith('gbt47746-'))
  const requirements = profiles['gbt-47746']?.requirements ?? []
  expect(requirements.map(({ id }) => id)).toEqual(rows)
  const declared = requirements.filter(({ declaration }) => declaration).map(({ id }) => id.slice(9))
  expect(declared).toEqual(['entry', 'third-visit', 'key', 'voice'])
})

test('the smoke test claims no law and never says that anything conforms', () => {
  const smoke = profiles['ci-smoke']
  expect(smoke?.words).toEqual({
    pass: { 'zh-CN': '冒烟通过', en: 'smoke passed' },
    fail: { 'zh-CN': '冒烟未通过', en: 'smoke failed' },
  })
  expect(smoke?.requirements.flatMap(({ citations = [] }) => citations)).toEqual([])
})

describe.each(shipped)('%s', (id, profile) => {
  const requirements = profile?.requirements ?? []

  test.each(requirements.map((one) => [one.id, one] as const))(
    '%s says what it asks, and whose it is',
    (_, one) => {
      const { title, explanation, reason, basis, severity, declaration, citations = [], measure } = one
      for (const text of [title, explanation, ...(reason ? [reason] : [])]) {
        expect(text?.['zh-CN']).toMatch(/\p{Script=Han}/u)
        expect(text?.en).toMatch(/^[\w“][^\p{Script=Han}]+$/u)
      }
      expect(severity).toBeDefined()
      if (measure !== undefined && severity !== 'information') {
        expect(basis).toBeDefined()
        if (basis !== 'source') expect(reason).toBeDefined()
      }
      if (declaration || severity === 'information' || basis === 'source') expect(citations).not.toEqual([])
      for (const { effective, until, principle, ...citation } of citations)
        expect(citation).toEqual(cited.get(`${citation.id}`))
    },
  )

  test('only the wording of the W3C was read at its source', () => {
    const official = requirements
      .flatMap(({ citations = [] }) => citations)
      .filter((one) => one.wording === 'official')
    expect(official.filter(({ document }) => !/^WCAG 2\.2$|^WAI-ARIA/.test(document))).toEqual([])
  })

  test.each(requirements.filter(isJudged).map((one) => [one.id, one] as const))(
    'the minimum of %s allows a pass',
    (_, one) => {
      expect(one.minimum).toBeGreaterThan(0)
      expect(canPass(one)).toBe(true)
    },
  )

  test.each(
    requirements
      .filter(isJudged)
      .flatMap((one) => (['zh-CN', 'en'] as const).map((lang) => [`${one.id} ${lang}`, one, lang] as const)),
  )('%s is tried by a shipped scenario', (name, one, lang) => {
    const tried = scenarios.some((scenario) => scenario.lang === lang && tries(one, scenario))
    expect(tried).toBe(UNTRIED[`${id}/${name}`] === undefined)
  })

  test.each(requirements.filter(isJudged).map((one) => [one.id, one] as const))(
    'what is planned for %s can pass',
    (_, one) => {
      for (const lang of ['zh-CN', 'en'] satisfies Lang[]) {
        if (UNTRIED[`${id}/${one.id} ${lang}`] !== undefined) continue
        const target: ReadyTarget = {
          ...TARGET,
          lang,
          jurisdiction: one.jurisdiction ?? ['cn'],
          industry: one.industry ? [one.industry[0] as 'banking'] : ['retail'],
        }
        const fitting = scenarios.filter((scenario) => canBeHeld(scenario, target))
        const [need] = requirementNeeds([{ ...profile, requirements: [one] } as Profile], fitting, target)
        const held = need?.scenarios.length ?? 0
        const repeat = need?.variants[0]?.repeat ?? 0
        // What agrees throughout counts once a scenario, or once a session.
        const clusters = one.unit === 'session' ? held * repeat : held
        if (one.kind === 'rate')
          expect(
            low(clusters, clusters, one.confidence ?? 0.95),
            `${lang}: ${clusters}`,
          ).toBeGreaterThanOrEqual(Number(one.threshold))
        if (one.kind === 'rate' || one.kind === 'quantile')
          expect(clusters).toBeGreaterThanOrEqual(MIN_CLUSTERS)
      }
    },
  )
})

test('what is not yet in force, or ends, says so', () => {
  const all = shipped.flatMap(
    ([, profile]) => profile?.requirements.flatMap((one) => one.citations ?? []) ?? [],
  )
  const dates = (pattern: RegExp) => [
    ...new Set(
      all.filter(({ id }) => pattern.test(`${id}`)).map(({ effective, until }) => `${effective} ${until}`),
    ),
  ]
  expect(dates(/^gbt47746-/)).toEqual(['2026-09-01 undefined'])
  expect(dates(/^aia-/)).toEqual(['2026-08-02 undefined'])
  expect(dates(/^es-/)).toEqual(['2026-12-28 undefined'])
  expect(dates(/^ca-1609-/)).toEqual(['2027-01-01 undefined'])
  expect(dates(/^ut-/)).toEqual(['undefined 2027-07-01'])
})

test('laws of a place bind only where the target file names it', () => {
  const PLACES: Record<string, RegExp> = {
    eu: /^(aia|dsa|dmfsd|crd)-/,
    es: /^es-/,
    nl: /^nl-/,
    us: /^us-/,
    'us-ca': /^ca-(1609|17941)/,
    'us-ut': /^ut-/,
    'us-me': /^me-/,
    br: /^br-/,
    kr: /^kr-/,
  }
  for (const id of ['ai-disclosure', 'human-access'])
    for (const { id: name, jurisdiction, citations = [] } of profiles[id]?.requirements ?? [])
      for (const citation of citations.filter(({ principle }) => !principle))
        for (const [place, rows] of Object.entries(PLACES))
          if (rows.test(`${citation.id}`)) expect(jurisdiction, name).toEqual([place])
})

function canBeHeld({ lang, industry }: ReadyScenario, target: ReadyTarget): boolean {
  return lang === target.lang && (industry === undefined || target.industry?.includes(industry) === true)
}

type Judged = Requirement & { measure: string; kind: NonNullable<Requirement['kind']> }

function isJudged(one: Requirement): one is Judged {
  return one.measure !== undefined && one.severity !== 'information'
}

/** Lower one-sided bound of Wilson. */
function low(hits: number, n: number, confidence: number): number {
  const z2 = (Z[confidence] ?? Number.NaN) ** 2
  const p = hits / n
  return (p + z2 / (2 * n) - Math.sqrt(z2 * ((p * (1 - p)) / n + z2 / (4 * n * n)))) / (1 + z2 / n)
}

/** Whether a faultless sample of the smallest size passes. */
function canPass({
  kind,
  minimum = 1,
  threshold,
  confidence = 0.95,
  quantile = 0.5,
  as,
  arms,
}: Judged): boolean {
  const alpha = 1 - confidence
  switch (kind) {
    case 'rate':
      return low(minimum, minimum, confidence) >= Number(threshold)
    // The longest of n is a bound of the quantile where all n fall below it too seldom.
    case 'quantile':
      return quantile ** minimum <= alpha
    case 'difference': {
      // The signed-rank test of pairs that all agree; Newcombe's bound of pairs of which none is lost.
      if (as === 'ratio') return 0.5 ** minimum <= alpha
      const days = arms?.axis === 'day' ? 3 : 1
      // Three pairs of days share the error: the quantile of 1 - 0.05 / 3.
      const z = days === 3 ? 2.1280452341 : (Z[confidence] ?? Number.NaN)
      const n = minimum / days
      return z ** 2 / (n + z ** 2) <= -Number(threshold)
    }
    case 'prohibition':
    case 'existence':
      return true
  }
}

const ASKS = new Set(['reached', 'first-request', 'time-to-person', 'no-loop', 'keeps-promise'])
const ALWAYS = new Set([
  'first-content',
  'complete',
  'silence',
  'answered',
  'turns',
  'entry-first',
  'unasked',
])

/** Whether a scenario lies in the scope, and says anything about the measure. */
function tries({ measure, options, scope = {}, arms, industry }: Judged, scenario: ReadyScenario): boolean {
  const { id, tags = [], requires = {}, pair, probe } = scenario
  if (measure === 'paraphrase') return probe !== undefined
  if (probe !== undefined) return false
  if (scope.scenarios && !scope.scenarios.includes(id)) return false
  if (scope.tags && !scope.tags.some((tag) => tags.includes(tag))) return false
  if (scope.hours && (requires.hours ?? 'on-duty') !== scope.hours) return false
  if (industry && scenario.industry && !industry.includes(scenario.industry)) return false
  if (arms?.axis === 'phase' && pair?.arm !== arms.control) return false
  return says(measure, options, scenario)
}

function says(measure: string, options: unknown, { steps, expect: whole = [] }: ReadyScenario): boolean {
  const asks = steps.some((step) => step['ask-human'] || (step.converse && step.converse.person !== false))
  if (ALWAYS.has(measure)) return true
  if (ASKS.has(measure) && asks) return true
  if (measure === 'one-step') return steps[0]?.['ask-human'] !== undefined
  if (measure === 'volunteered')
    return says('offers-human', undefined, { steps, expect: whole } as ReadyScenario)
  return [...whole, ...steps.flatMap((step) => step.expect ?? [])].some((one) => {
    const [audit = ''] = auditKeys(one)
    const given = typeof one === 'string' ? undefined : (one as Record<string, unknown>)[audit]
    return audit === measure && (options === undefined || given === options)
  })
}
