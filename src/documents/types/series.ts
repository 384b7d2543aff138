// Generated from schemas/series.schema.json by `npm run types`; change the schema, not this file.

/**
 * One line of series.jsonl: what one round of a monitor found of one requirement of one target.
 */
export interface SeriesLine {
  /**
   * When the round began.
   */
  time: string
  /**
   * Name of its run directory under runs.
   */
  run: string
  /**
   * The round was cut, gone on with later, and entered the series after rounds that began later.
   */
  late?: boolean
  target: string
  merchant: string
  profile: string
  requirement: string
  title: {
    'zh-CN': string
    en: string
  }
  severity: 'blocker' | 'major' | 'minor' | 'information'
  kind: 'rate' | 'prohibition' | 'existence' | 'quantile' | 'difference'
  /**
   * Of value, bounds and threshold.
   */
  unit: 'share' | 'points' | 'ms' | 'ratio' | 'count'
  /**
   * SHA-256 of the requirement: where it asks something else, a new series begins.
   */
  asked: string
  verdict: 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'information' | 'declaration'
  /**
   * Too much of the round is unscored: nothing is told from it but a proof.
   */
  withheld?: boolean
  /**
   * In the unit; null where there is none.
   */
  value?: number | null
  /**
   * One-sided bounds at the confidence of the requirement.
   *
   * @minItems 2
   * @maxItems 2
   */
  bounds?: (number | null)[]
  /**
   * Observations that count.
   */
  n: number
  /**
   * Of those, the ones that are met (rate), broken (prohibition), proven (existence).
   */
  hits?: number
  /**
   * What they are worth, as those of one scenario go together.
   */
  nEffective?: number | null
  /**
   * In the unit of value.
   */
  threshold?: number | null
  confidence: number
  /**
   * Fewest observations for a verdict.
   */
  minimum: number
  /**
   * For a rate: share of failures of a bot that conforms.
   */
  p0?: number
  /**
   * For a rate: share of failures of one that does not.
   */
  p1?: number
}
