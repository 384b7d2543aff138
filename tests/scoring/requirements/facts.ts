/** Plans, profiles and facts of trials for the tests of requirements: small, and one line a trial. */

import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import type { Finding } from '../../../src/documents/types/finding.js'
import type { Plan } from '../../../src/documents/types/plan.js'
import type { Profile, Requirement } from '../../../src/documents/types/profile.js'
import type { Row } from '../../../src/documents/types/row.js'
import type { TrialFacts } from '../../../src/scoring/measures/measure.js'
import { Conformance, type ConformanceOptions } from '../../../src/scoring/requirements/conformance.js'
import { plan as planOf } from '../documents.js'

const schema = JSON.parse(readFileSync('schemas/scorecard.schema.json', 'utf8'))
const valid = new Ajv2020({ strict: false }).compile({
  ...schema,
  $ref: '#/$defs/profile',
  type: undefined,
  required: undefined,
  properties: undefined,
})

/** What a trial showed: findings of audits by their outcome, or a row. */
export interface Shown {
  /** Outcomes of the audit `relevant`, or of others by name. */
  relevant?: Finding['outcome'][]
  findings?: Partial<Finding>[]
  row?: Partial<Row>
  /** The trial was held and does not count. */
  unscored?: boolean
}

export type Run = Record<string, Shown>

export const requirement = (more: Partial<Requirement> = {}): Requirement => ({
  id: 'asked',
  title: { 'zh-CN': '要求', en: 'asked' },
  measure: 'relevant',
  kind: 'rate',
  threshold: 0.8,
  ...more,
})

const profile = (requirements: Requirement[], more: Partial<Profile> = {}): Profile => ({
  id: 'shop-rules',
  title: { 'zh-CN': '守则', en: 'rules' },
  requirements,
  ...more,
})

export interface Asked extends ConformanceOptions {
  /** Changes the plan before it is judged. */
  plan?: (plan: Plan) => void
  /** Trials that were planned and not held. */
  planned?: string[]
  date?: string
  pairs?: Parameters<Conformance['pairs']>[1]
  sequential?: NonNullable<Plan['conformance']>['untilDecided']
  /** Order in which trials are added. */
  order?: (ids: string[]) => string[]
}

export function judge(run: Run, requirements: Requirement[], asked: Asked = {}) {
  const { conformance } = collected(run, requirements, asked)
  const [card] = conformance.cards().get('shop') ?? []
  if (card === undefined) throw new Error('no card')
  const written = JSON.stringify(card)
  expect(valid(JSON.parse(written)), JSON.stringify(valid.errors)).toBe(true)
  expect(written).not.toMatch(/NaN|Infinity|undefined/)
  return card
}

export function collected(run: Run, requirements: Requirement[], asked: Asked = {}) {
  const ids = [...Object.keys(run), ...(asked.planned ?? [])].sort(byName)
  const plan = planOf(ids.length > 0 ? ids : ['shop/none/-/1'], {
    conformance: {
      date: asked.date ?? '2026-11-26',
      profiles: [profile(requirements)],
      ...(asked.sequential ? { untilDecided: asked.sequential } : {}),
    },
  })
  for (const trial of plan.trials) trial.persona = trial.arm.persona ?? 'control'
  for (const trial of plan.trials) {
    const { tags, lang } = run[trial.id]?.row ?? {}
    Object.assign(plan.documents.scenarios[trial.scenario] ?? {}, {
      expect: ['relevant'],
      ...(tags && { tags }),
      ...(lang && { lang }),
    })
  }
  asked.plan?.(plan)
  const conformance = new Conformance(plan, asked)
  const order = asked.order ?? ((list: string[]) => list)
  for (const id of order(Object.keys(run))) {
    const shown = run[id] as Shown
    const facts = factsOf(plan, id, shown)
    if (shown.unscored) conformance.unscored({ ...facts.row, status: 'unscored', outcome: 'unscored' })
    else conformance.add(facts)
  }
  if (asked.pairs) conformance.pairs('shop', asked.pairs)
  return { plan, conformance }
}

/** By numbers where there are any, so that s2 comes before s10. */
const byName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

function factsOf(plan: Plan, id: string, { relevant = [], findings = [], row = {} }: Shown): TrialFacts {
  const trial = plan.trials.find((one) => one.id === id)
  if (trial === undefined) throw new Error(`no trial ${id}`)
  const scenario = plan.documents.scenarios[trial.scenario] as TrialFacts['scenario']
  const all = [...relevant.map((outcome) => ({ audit: 'relevant', outcome })), ...findings]
  return {
    row: {
      trial: id,
      target: trial.target,
      merchant: trial.target,
      channel: 'http',
      scenario: trial.scenario,
      lang: scenario.lang ?? 'zh-CN',
      tags: scenario.tags ?? [],
      persona: trial.persona,
      arm: trial.arm,
      repetition: trial.repetition,
      status: 'done',
      outcome: 'pass',
      ...row,
    },
    findings: all.map((one, i) => ({
      trial: id,
      audit: 'relevant',
      category: 'resolution',
      weight: 1,
      scope: 'turn',
      outcome: 'pass',
      score: one.outcome === 'fail' ? 0 : 1,
      expected: true,
      message: { 'zh-CN': '…', en: '…' },
      lines: [10 + i],
      ...one,
    })),
    scenario,
    target: plan.documents.targets[trial.target] as TrialFacts['target'],
  }
}

/** `n` trials of as many scenarios, the first `failed` of which fail. */
export function many(n: number, failed = 0, arm = '-'): Run {
  return Object.fromEntries(
    Array.from({ length: n }, (_, i) => [
      `shop/s${i}/${arm}/1`,
      { relevant: [i < failed ? 'fail' : 'pass'] } satisfies Shown,
    ]),
  )
}

/** Pairs of persona arms: each cell names how the control and the tested consumer fared, as `pf`. */
export function paired(cells: readonly string[], axis = 'persona', test = 'old', control = 'control'): Run {
  return Object.fromEntries(
    cells.flatMap((cell, i) =>
      ([control, test] as const).map((value, side): [string, Shown] => [
        `shop/s${i}/${axis}=${value}/1`,
        shownBy(cell[side]),
      ]),
    ),
  )
}

function shownBy(letter: string | undefined): Shown {
  if (letter === 'u') return { unscored: true }
  return { relevant: [letter === 'p' ? 'pass' : letter === 'f' ? 'fail' : 'inconclusive'] }
}
