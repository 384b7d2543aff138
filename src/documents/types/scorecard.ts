// Generated from schemas/scorecard.schema.json by `npm run types`; change the schema, not this file.

/**
 * @minItems 2
 * @maxItems 2
 */
export type Bounds = (number | null)[]

/**
 * scorecard.json: a pure function of the committed results.
 */
export interface Scorecard {
  version: number
  /**
   * Id of the plan.
   */
  plan: string
  readers: string
  shard?: Shard
  targets: Target[]
}
/**
 * The part of the plan that this run holds: the index counts from 1. Absent where it holds all of it.
 */
export interface Shard {
  index: number
  of: number
}
export interface Target {
  target: string
  merchant: string
  channel:
    'http' | 'stream' | 'openai' | 'rasa' | 'websocket' | 'socketio' | 'directLine' | 'command' | 'plugin' | 'browser'
  counts: {
    planned: number
    /**
     * Trials with a finished attempt, scored or not.
     */
    run: number
    scored: number
    unscored: number
    /**
     * Planned, and no finished attempt is on file.
     */
    notRun: number
    notPlanned: number
    /**
     * Scored trials in which an expectation failed.
     */
    failed: number
    /**
     * Of those not run: trials whose window or turn has not come.
     */
    waiting?: number
    /**
     * Not held because everything was decided before them.
     */
    decided?: number
  }
  /**
   * Every trial that did not count, by name.
   */
  unscored: {
    trial: string
    reason: string
    detail?: string
  }[]
  unscoredShare: number
  stops: {
    [k: string]: number
  }
  verdict: 'pass' | 'fail' | 'withheld' | 'inconclusive'
  verdictReason: {
    'zh-CN': string
    en: string
  }
  categories: Category[]
  latency: Latency
  understanding?: Understanding
  escalation?: Escalation
  /**
   * What each profile of the plan says of this target; absent where the plan has none.
   */
  profiles?: Profile[]
}
export interface Category {
  id: 'resolution' | 'latency' | 'escalation'
  /**
   * 0..100, or null where withheld or without a scored audit.
   */
  score: number | null
  /**
   * 95 % interval on the same scale, or null where none can be given.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[] | null
  /**
   * Scored findings.
   */
  n: number
  nEffective: number | null
  /**
   * Scenarios behind it.
   */
  clusters: number
  /**
   * Why there is no score.
   */
  withheld?: string
  audits: {
    audit: string
    weight: number
    score: number | null
    n: number
    outcomes: {
      pass: number
      fail: number
      inconclusive: number
      'not-applicable': number
      error: number
    }
    /**
     * Findings that a judge decided; absent where there are none.
     */
    judged?: number
  }[]
  /**
   * Scored findings that a judge decided; absent where there are none.
   */
  judged?: number
  /**
   * Lowest and highest score when the weight of any one audit is halved or doubled.
   */
  sensitivity?: {
    low: number
    high: number
  }
}
export interface Latency {
  ack: Summary
  firstContent: Summary
  complete: Summary
  /**
   * Turns without an answer.
   */
  silences: number
  /**
   * Turns too unreliable to measure.
   */
  withheld: number
  turns: number
}
/**
 * Milliseconds; a silence counts as longer than all; null where it falls on one.
 */
export interface Summary {
  n: number
  p50: number | null
  p90: number | null
  p95: number | null
  max: number | null
  /**
   * 95 % order-statistic interval of each percentile; null where there is no bound: too few turns, or the bound falls on a silence.
   */
  interval?: {
    p50: Bounds
    p90: Bounds
    p95: Bounds
  }
}
/**
 * Understanding or keyword replies, from paired probes; absent where none were planned. It counts for no category.
 */
export interface Understanding {
  /**
   * 0..100: of the pairs that could be judged, the share answered as by a bot that understands; a pair held several times counts once, by its own share.
   */
  index: number | null
  /**
   * Wilson 95 % interval over the judged pairs, on the same scale.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[] | null
  /**
   * Pairs that were judged at least once.
   */
  n: number
  /**
   * How often a pair was answered as by a bot that understands.
   */
  understood: number
  /**
   * How often a pair was answered as by keyword replies.
   */
  keyword: number
  /**
   * How often the readings could not tell; never counted as 0.
   */
  uncertain: number
  /**
   * How often a pair could not be judged: its keyword was not answered, or a conversation is missing.
   */
  unjudged: number
  /**
   * Why there is no index.
   */
  why?: 'not-held' | 'unanswered' | 'uncertain'
  /**
   * Each pair, in order.
   */
  pairs?: {
    pair: string
    repetition: number
    outcome: 'understood' | 'keyword' | 'uncertain' | 'unjudged'
    probes: {
      kind: 'keyword' | 'reworded' | 'decoy'
      trial: string
      lines: number[]
    }[]
  }[]
}
/**
 * The way to a person over many trials; absent where no trial was scored. It counts for no category. How each number is made: docs/scores.md.
 */
export interface Escalation {
  /**
   * Trials in which a person was asked for or came unasked.
   */
  asked: number
  /**
   * Of them those that ended while a person was still on the way: they count for no share of those reached.
   */
  open: number
  reached: Share
  proven: Share
  kept: Share
  /**
   * The same by the local hour in which the trial began: whether there are enough people. Only windows with trials.
   */
  windows: {
    /**
     * Hour, 0 to 23.
     */
    from: number
    /**
     * Hour that is no longer part of it, 1 to 24.
     */
    to: number
    reached: Share
    kept: Share
  }[]
  /**
   * Trials by the state in which their way to a person ended.
   */
  ended: {
    [k: string]: number
  }
  /**
   * Trials in which each state was come to.
   */
  seen: {
    [k: string]: number
  }
  requests: Median
  actions: Median
  time: Median
  queueWait: Median
  botLatency: Median
  /**
   * The most requests in a row that met with the same non-answer in one trial; 0 where there were no two.
   */
  loop: number
  entryFirst: Share
  entryAfterFailure: Share
  volunteered: Share
  elderly: Share
  over60: Share
  carried: Share
  returnPath: Share
}
export interface Share {
  /**
   * Trials that it could be told of.
   */
  n: number
  hits: number
  /**
   * 0..100, or null of no trial.
   */
  share: number | null
  /**
   * Wilson 95 % interval on the same scale, on the effective sample size; null of no trial.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[] | null
}
export interface Median {
  n: number
  /**
   * Null of no trial, or where it falls on one in which it never came.
   */
  p50: number | null
  interval: Bounds
}
export interface Profile {
  profile: string
  verdict: 'pass' | 'fail' | 'inconclusive' | 'withheld'
  /**
   * Why, in words.
   */
  reason: {
    'zh-CN': string
    en: string
  }
  requirements: Requirement[]
}
export interface Requirement {
  id: string
  verdict: 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'information' | 'declaration'
  /**
   * Why, in words, with the numbers.
   */
  reason: {
    'zh-CN': string
    en: string
  }
  /**
   * Observations that count; pairs, for a difference.
   */
  n: number
  /**
   * Of those, the ones that are met (rate), broken (prohibition), proven (existence).
   */
  hits?: number
  /**
   * Observations that could not be decided; they count for neither side.
   */
  open: number
  /**
   * Scenarios (or sessions) behind it.
   */
  clusters?: number
  nEffective?: number | null
  /**
   * Share 0..1, difference, ratio, or milliseconds; null where there is none, or where it is longer than all that was measured.
   */
  value?: number | null
  /**
   * One-sided bounds at the confidence of the requirement, low and high, in the unit of value; null where there is none.
   *
   * @minItems 2
   * @maxItems 2
   */
  bounds?: (number | null)[]
  /**
   * Two-sided 95 % interval.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval?: (number | null)[]
  /**
   * In the unit of value.
   */
  threshold?: number | null
  /**
   * How many more observations would decide it, if they came out as so far; null where none would, or where it is decided.
   */
  further?: number | null
  /**
   * p of the exact test, for a difference.
   */
  p?: number | null
  /**
   * p after Holm over the differences of the profile.
   */
  adjusted?: number | null
  /**
   * Pairs: both met, only control, only test, neither.
   *
   * @minItems 4
   * @maxItems 4
   */
  cells?: number[]
  /**
   * How the sequential test came out.
   */
  sequential?: {
    decision: 'conforms' | 'does-not' | 'open' | 'truncated'
    used: number
    llr: number
  }
  sensitivity?: Sensitivity
  /**
   * Transcript lines behind a fail or a proof, the first few in the order of the plan.
   */
  proofs: Proof[]
  /**
   * How many there are.
   */
  proven: number
}
export interface Sensitivity {
  /**
   * Strictest threshold at which it would still pass.
   */
  passUpTo?: number | null
  /**
   * Threshold from which on it would fail.
   */
  failFrom?: number | null
  /**
   * Verdict if all that is open or unscored had failed.
   */
  ifOpenFailed?: 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'information' | 'declaration'
  ifOpenPassed?: 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'information' | 'declaration'
  /**
   * Observations that a judge decided.
   */
  judged?: number
  /**
   * Share after Rogan-Gladen, where a calibration record tells the judge's errors.
   */
  corrected?: number | null
  correctedVerdict?: 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'information' | 'declaration'
}
export interface Proof {
  trial: string
  turn?: number
  lines: number[]
  value?: number | string | null
}
