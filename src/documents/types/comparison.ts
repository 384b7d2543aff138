// Generated from schemas/comparison.schema.json by `npm run types`; change the schema, not this file.

export type Verdict = 'regression' | 'improvement' | 'no-difference'
/**
 * 95 % interval of the difference; null where there are too few scenarios for one.
 *
 * @minItems 2
 * @maxItems 2
 */
export type Interval = number[] | null
/**
 * @minItems 2
 * @maxItems 2
 */
export type Interval1 = number[] | null

/**
 * What changed from run A to run B: ombud compare --format json.
 */
export interface Comparison {
  version: number
  /**
   * Error rate of each target's family of tests.
   */
  alpha: number
  verdict: Verdict
  a: Side
  b: Side
  warnings: Text[]
  targets: Target[]
  /**
   * Targets that have no counterpart.
   */
  onlyA: string[]
  onlyB: string[]
}
export interface Side {
  name: string
  plan: string
  seed: string
  readers: string
}
export interface Text {
  'zh-CN': string
  en: string
}
export interface Target {
  merchant: string
  /**
   * Id of the target in run A.
   */
  a: string
  b: string
  /**
   * @minItems 2
   * @maxItems 2
   */
  channels: string[]
  verdict: Verdict
  reason: Text
  /**
   * Trials equal in scenario, arm and repetition.
   */
  pairs: number
  /**
   * Of those, the ones that passed or failed in both runs.
   */
  scored: number
  /**
   * Smallest difference of the shares that these pairs would show with power 0.8; null where they could show none.
   */
  detectable: number | null
  regressions: Change[]
  fixed: Change[]
  stillFailing: Change[]
  flaky: Flaky[]
  /**
   * pass^k: how likely k repetitions in a row pass, mean over scenarios; only where every scenario has k.
   */
  reliability: {
    k: number
    a: number
    b: number
  }[]
  tests: Test[]
  latency: Latency
  /**
   * Verdicts that changed, those newly broken first.
   */
  requirements: Requirement[]
  /**
   * Scenarios and personas whose content differs: left out.
   */
  changed: string[]
  /**
   * Trials without a counterpart, as scenario/arm/repetition.
   */
  onlyA: string[]
  onlyB: string[]
}
export interface Change {
  scenario: string
  arm: string
  repetition: number
  /**
   * Id of the trial in run A.
   */
  a: string
  b: string
  audits: {
    audit: string
    /**
     * An expectation of the scenario, whose failure fails the trial.
     */
    expected: boolean
    message?: Text
    a: Proof
    b: Proof
  }[]
}
export interface Proof {
  outcome: 'pass' | 'fail' | 'open'
  lines: number[]
  /**
   * Words of those lines, where the transcript is at hand.
   */
  said?: {
    line: number
    actor: string
    text: string
  }[]
}
export interface Flaky {
  scenario: string
  arm: string
  a: Repeated
  b: Repeated
}
export interface Repeated {
  n: number
  passed: number
  /**
   * pass^k for k from 1 to n.
   */
  passK: number[]
}
export interface Test {
  kind: 'overall' | 'category' | 'audit' | 'scenario'
  id: string
  /**
   * Pairs: passed in both, only in A, only in B, in neither.
   *
   * @minItems 4
   * @maxItems 4
   */
  cells: number[]
  /**
   * Scenarios behind it.
   */
  clusters: number
  shareA: number | null
  shareB: number | null
  /**
   * Share in B minus share in A.
   */
  difference: number | null
  interval: Interval
  /**
   * Exact McNemar test, two-sided.
   */
  p: number
  midP: number
  /**
   * p after Holm; null where so few pairs changed that no p could be small enough.
   */
  adjusted: number | null
  real: boolean
}
export interface Latency {
  /**
   * Why it is not compared.
   */
  withheld?: 'channels' | 'nothing-timed'
  /**
   * Pairs of trials with a median first content in both runs.
   */
  pairs: number
  /**
   * What the shift is of: one value a scenario, or, where there are too few of them, a trial.
   */
  units?: 'scenarios' | 'trials'
  n?: number
  /**
   * Trials of A and B whose median falls on a silence; they are in no shift.
   *
   * @minItems 2
   * @maxItems 2
   */
  silent?: number[]
  /**
   * Milliseconds by which B is slower: Hodges-Lehmann.
   */
  shift: number | null
  interval: Interval1
}
export interface Requirement {
  profile: string
  requirement: string
  title: Text
  /**
   * broken: it fails now and did not. met: it passes now and did not.
   */
  change: 'broken' | 'met' | 'other'
  a: string
  b: string
  reason: Text1
}
/**
 * Of the verdict in B.
 */
export interface Text1 {
  'zh-CN': string
  en: string
}
