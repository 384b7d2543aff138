// Generated from schemas/result.schema.json by `npm run types`; change the schema, not this file.

/**
 * @minItems 2
 * @maxItems 2
 */
export type Bounds = (number | null)[]

/**
 * result.json: the one object that every report renders.
 */
export interface Result {
  version: number
  run: RunRecord
  plan: {
    id: string
    seed: string
    lang: 'zh-CN' | 'en'
    trials: number
    readers: string
    /**
     * The language model that played the consumer; absent where none did.
     */
    consumer?: {
      kind: 'llm'
      model: string
      server?: string
      /**
       * sha256 of its instructions.
       */
      prompt: string
    }
    notPlanned: {
      trial: string
      reason: string
      detail?: string
    }[]
  }
  scorecard: Scorecard
  targets: Target1[]
  /**
   * The audits behind the findings, so that a report can name and explain them.
   */
  audits?: {
    id: string
    category: 'resolution' | 'latency' | 'escalation'
    weight: number
    title: {
      'zh-CN': string
      en: string
    }
    description: {
      'zh-CN': string
      en: string
    }
  }[]
  /**
   * The profiles that the run is judged by.
   */
  profiles?: Profile1[]
  insight?: Insight
}
/**
 * run.json: versions, configuration, host and times; everything that differs between two equal runs.
 */
export interface RunRecord {
  version: number
  tool: string
  node: string
  platform: string
  host?: string
  started: string
  ended?: string
  browser?: string
  browserSandbox?: boolean
  configuration?: {
    [k: string]: unknown
  }
  /**
   * Conversations held at once over all targets: as asked, else as the machine bore when the run began.
   */
  atOnce?: number
  warnings?: string[]
  /**
   * When the run was gone on with.
   */
  resumed?: string[]
  shard?: Shard
  /**
   * The runs that this one was merged from, in an order that does not depend on how they were named.
   */
  merged?: {
    shard?: Shard
    tool: string
    node: string
    platform: string
    host?: string
    started: string
    ended?: string
  }[]
  /**
   * Results that are kept and not counted, because another one of the same trial was committed before.
   */
  surplus?: number
  /**
   * The judge that was asked last, and what came of it; its key is never kept.
   */
  judge?: {
    id: string
    /**
     * SHA-256 of every prompt template.
     */
    prompt: string
    temperature: number
    votes: number
    tier: 'uncalibrated' | 'human-level' | 'above human-human'
    /**
     * Questions that audits had for a judge.
     */
    questions: number
    /**
     * Questions whose judgement was on file.
     */
    reused?: number
    calls: number
    tokens: number
    /**
     * Questions that the budget left out.
     */
    leftOut: number
    /**
     * Questions that the judge did not answer, for other reasons than the budget.
     */
    unanswered?: number
    /**
     * Questions in which an attempt to sway the judge is suspected.
     */
    suspected: number
    /**
     * How often it is right where people said yes, and where they said no, as its calibration tells.
     */
    errors?: {
      sensitivity: number
      specificity: number
    }
  }
}
/**
 * The part of the plan that this run holds: the index counts from 1. Absent where it holds all of it.
 */
export interface Shard {
  index: number
  of: number
}
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
export interface Target1 {
  id: string
  merchant: string
  title: string
  channel:
    'http' | 'stream' | 'openai' | 'rasa' | 'websocket' | 'socketio' | 'directLine' | 'command' | 'plugin' | 'browser'
  url: string
  /**
   * When people are on duty, as the target file says.
   */
  hours?: {
    zone: string
    staffed: string
  }
  /**
   * Paired probes: understanding or keyword replies; absent where none were held.
   */
  pairs?: Pair[]
  trials: Trial[]
}
export interface Pair {
  pair: string
  keyword: string
  lang: 'zh-CN' | 'en'
  repetition: number
  outcome: 'understood' | 'keyword' | 'uncertain' | 'unjudged'
  reason: {
    'zh-CN': string
    en: string
  }
  /**
   * The conversations that were held, in the order keyword, reworded, decoy.
   */
  probes: {
    kind: 'keyword' | 'reworded' | 'decoy'
    trial: string
    /**
     * As it was said, shortened where it is long.
     */
    question: string
    /**
     * All that the bot said in time, shortened where it is long; empty for silence.
     */
    answer: string
    /**
     * Lines of the transcript: the question, then the reply.
     */
    lines: number[]
  }[]
}
export interface Trial {
  id: string
  scenario: string
  title: string
  lang: 'zh-CN' | 'en'
  tags: string[]
  persona: string
  arm: {
    [k: string]: string
  }
  repetition: number
  attempt?: number
  status: 'done' | 'unscored' | 'aborted' | 'not-run'
  outcome: 'pass' | 'fail' | 'inconclusive' | 'unscored' | 'not-run'
  stop?: {
    reason: string
    whose: string
    detail?: string
  }
  started?: string
  transcript?: string
  /**
   * SHA-256 of the transcript file.
   */
  sha256?: string
  /**
   * SHA-256 of the last picture of the page: a file of blobs/sha256.
   */
  screenshot?: string
  /**
   * Files of the run that show what was seen, in order.
   */
  evidence?: {
    kind: 'screenshot' | 'har' | 'archive' | 'video' | 'trace'
    /**
     * Relative to the run directory.
     */
    file: string
    /**
     * Turn after which it was taken.
     */
    turn?: number
  }[]
  chat: Line[]
  turns: Turn[]
  levels: {
    level: 'E0' | 'E1' | 'E2' | 'E3-claimed' | 'E3' | 'E4' | 'E5'
    at: number
    line: number
  }[]
  findings: Finding[]
}
export interface Line {
  seq: number
  at: number
  turn?: number
  actor: string
  name?: string
  text: string
  choices?: string[]
  chosen?: string
  late?: boolean
  edited?: boolean
  ambiguous?: boolean
  /**
   * Milliseconds since the last consumer message.
   */
  since?: number | null
}
export interface Turn {
  turn: number
  step?: string
  ack: number | null
  firstContent: number | null
  complete: number | null
  silent: boolean
  answers: boolean
  acts: string[]
  rule?: string
  unreliable?: string
}
/**
 * One line of findings.jsonl: what one audit says of one trial or turn.
 */
export interface Finding {
  trial: string
  audit: string
  category: 'resolution' | 'latency' | 'escalation'
  weight: number
  scope: 'turn' | 'trial'
  step?: string
  turn?: number
  outcome: 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'error'
  /**
   * 0..1; null where it was not scored.
   */
  score: number | null
  /**
   * An expectation of the scenario: its failure fails the trial.
   */
  expected: boolean
  measured?: {
    value: number | string | null
    unit?: string
  }
  options?: {
    [k: string]: unknown
  }
  message: {
    'zh-CN': string
    en: string
  }
  /**
   * What a good answer would have contained.
   */
  wanted?: {
    'zh-CN': string
    en: string
  }
  /**
   * Lines of the transcript that prove it.
   */
  lines: number[]
  /**
   * What decided, or was asked last: rules where it is absent.
   */
  method?: 'rule' | 'model' | 'judge'
  /**
   * The judgement behind it, and how far its judge is known to agree with people.
   */
  judge?: {
    /**
     * Key of its line in judgements.jsonl.
     */
    key: string
    tier: 'uncalibrated' | 'human-level' | 'above human-human'
  }
}
/**
 * A set of requirements: measure, kind, threshold, confidence and citation.
 */
export interface Profile1 {
  id: string
  title: Text
  description?: Text
  /**
   * @minItems 1
   */
  requirements: Requirement1[]
  /**
   * What a verdict is called instead of conforms and does not conform, where the profile promises less.
   */
  words?: {
    pass: Text
    fail: Text
  }
  /**
   * How long an answer is waited for, where this is longer than the target's own cap.
   */
  cap?: string
  /**
   * Most repetitions of a conversation that the plan takes; without it as many as the minimums need.
   */
  repeat?: number
}
export interface Text {
  'zh-CN': string
  en: string
}
export interface Requirement1 {
  id: string
  title: Text
  explanation?: Text
  /**
   * Id of an audit or of a measure.
   */
  measure?: string
  kind?: 'rate' | 'prohibition' | 'existence' | 'quantile' | 'difference'
  /**
   * rate: a share in 0..1. prohibition: the most that is allowed, default 0. existence: none. quantile: a duration. difference: how much worse at most, as -0.1; with as: ratio, how many times at most, as 1.5.
   */
  threshold?: number | string
  quantile?: number
  /**
   * Default 0.95.
   */
  confidence?: number
  /**
   * Fewest observations (pairs, for a difference) for a verdict.
   */
  minimum?: number
  /**
   * Blocker and major decide the verdict of the profile; minor is told; information is no verdict. Default major.
   */
  severity?: 'blocker' | 'major' | 'minor' | 'information'
  scope?: {
    persona?: string[]
    phase?: string[]
    hours?: 'on-duty' | 'off-duty'
    tags?: string[]
    /**
     * @minItems 1
     */
    scenarios?: string[]
    channel?: 'browser'
    /**
     * @minItems 1
     */
    window?: ('day' | 'night' | 'weekday' | 'weekend')[]
    lang?: 'zh-CN' | 'en'
  }
  level?: 'E0' | 'E1' | 'E2' | 'E3-claimed' | 'E3' | 'E4' | 'E5'
  /**
   * Cannot be tried from outside: printed as the operator's declaration, never judged.
   */
  declaration?: boolean
  /**
   * Whose the threshold is: the first citation's, ombud's own, or borrowed from a source outside of its scope. Default ombud.
   */
  basis?: 'source' | 'ombud' | 'borrowed'
  reason?: Text1
  /**
   * How the arms of a difference are compared; default difference.
   */
  as?: 'difference' | 'ratio'
  arms?: Axis
  /**
   * For silence: how long a silence is too long.
   */
  over?: string
  /**
   * For an audit: only findings with these options.
   */
  options?: string | number | boolean | {} | unknown[]
  /**
   * What the result is generalised over: scenarios (default), or sessions of the same few questions.
   */
  unit?: 'scenario' | 'session'
  /**
   * At least this long between two trials of a scenario in a window, over as many calls of `ombud run --resume` as it takes.
   */
  spread?: string
  /**
   * Only where the target file names one of these.
   *
   * @minItems 1
   */
  jurisdiction?: string[]
  /**
   * Only for targets that deal in one of these.
   *
   * @minItems 1
   */
  industry?: string[]
  /**
   * @minItems 1
   */
  citations?: Citation[]
  /**
   * For a rate: Wilson's bounds (default), which err at this confidence on average, or Clopper and Pearson's, which never err more often and ask for a larger sample.
   */
  bounds?: 'wilson' | 'exact'
}
/**
 * Why this threshold, where it is ombud's own or borrowed.
 */
export interface Text1 {
  'zh-CN': string
  en: string
}
/**
 * Paired arms: the same scenarios and words, of which only this differs.
 */
export interface Axis {
  /**
   * day compares the worst day of a run with its best.
   */
  axis: 'persona' | 'phase' | 'window' | 'device' | 'account' | 'day'
  /**
   * Values of the arm that must not be worse. For day: any.
   *
   * @minItems 1
   */
  test: string[]
  control: string
}
export interface Citation {
  /**
   * Short name of the row in the table of sources.
   */
  id?: string
  document: string
  /**
   * A question mark says that the number is to be checked.
   */
  clause?: string
  /**
   * Where the wording can be compared.
   */
  address?: string
  /**
   * seen: the clause itself was read in the copy; secondary: others tell of it; memory: neither.
   */
  status?: 'seen' | 'secondary' | 'memory'
  /**
   * Whether the wording was compared with the official text: official, a copy by others, not read.
   */
  wording: 'official' | 'copy' | 'unread'
  /**
   * In force from this day; before it the requirement is information.
   */
  effective?: string
  /**
   * In force up to and without this day.
   */
  until?: string
  /**
   * Cited as a principle only: it does not ask this of a chat.
   */
  principle?: boolean
}
/**
 * insight.json: what goes wrong again and again, in themes; for the merchant to mend.
 */
export interface Insight {
  version: number
  /**
   * Trials of ombud, or conversations of consumers from the merchant's own logs. Never pooled.
   */
  origin: 'trials' | 'merchant-log'
  targets: Target2[]
}
export interface Target2 {
  target: string
  /**
   * Conversations that were read.
   */
  conversations: number
  /**
   * Turns in which something was asked.
   */
  questions: number
  /**
   * The most frequent first.
   */
  themes: Theme[]
  /**
   * What was asked about, the most frequent first.
   */
  topics?: Topic[]
}
export interface Theme {
  /**
   * What went wrong: no-answer, off-topic, wrong-fact, inconsistent, silent, slow, no-person, broken-promise, undisclosed, inaccessible …
   */
  problem: string
  /**
   * What it was about.
   */
  topic: string
  title: {
    'zh-CN': string
    en: string
  }
  /**
   * What the merchant can do.
   */
  remedy: {
    'zh-CN': string
    en: string
  }
  count: number
  conversations: number
  /**
   * How often this topic was asked at all.
   */
  asked?: number
  scenarios: string[]
  worst: Example
  examples: Example[]
}
export interface Example {
  trial: string
  turn?: number
  lines: number[]
  asked: string
  answered: string
  audit?: string
  message?: {
    'zh-CN': string
    en: string
  }
}
export interface Topic {
  topic: string
  title: {
    'zh-CN': string
    en: string
  }
  /**
   * Turns in which it was asked about.
   */
  asked: number
  /**
   * What went wrong there, over all themes.
   */
  failures: number
  /**
   * Questions that are near to each other, the most frequent first; of logs alone.
   */
  groups?: Group[]
}
export interface Group {
  /**
   * The first of them, as it was asked.
   */
  question: string
  count: number
}
