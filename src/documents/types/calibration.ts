// Generated from schemas/calibration.schema.json by `npm run types`; change the schema, not this file.

/**
 * @minItems 2
 * @maxItems 2
 */
export type Interval = number[]
export type Share = number | null
/**
 * Of the difference: 95 %, by bootstrap.
 *
 * @minItems 2
 * @maxItems 2
 */
export type Interval1 = number[]
export type Tier = 'uncalibrated' | 'human-level' | 'above human-human'

/**
 * How far readings and a judge agree with people: what `ombud calibrate --labels` writes and `judge.calibration` names.
 */
export interface Calibration {
  version: number
  /**
   * Of the judge: the lowest over the criteria that were measured; uncalibrated without a judge.
   */
  tier: 'uncalibrated' | 'human-level' | 'above human-human'
  /**
   * Id of the judge; absent where only the readings of ombud were measured.
   */
  judge?: string
  /**
   * SHA-256 of every prompt template.
   */
  prompt?: string
  /**
   * Version of the readings.
   */
  readers?: string
  /**
   * SHA-256 of the file of labels.
   */
  labels: string
  rows: number
  annotators: number
  measures: Measure[]
}
export interface Measure {
  rater: 'embedded' | 'judge'
  /**
   * relevant, same-answer, judged, or act:NAME.
   */
  criterion: string
  lang: 'all' | 'zh-CN' | 'en'
  /**
   * Rows that were rated.
   */
  n: number
  /**
   * Rows that are left out, since the judge could not be asked.
   */
  unanswered: number
  annotators: number
  /**
   * Share of the rows that were decided.
   */
  coverage: number
  /**
   * Rows on which people are level.
   */
  ties: number
  /**
   * Rows by the majority of people, then by the rater.
   */
  confusion: {
    [k: string]: {
      [k: string]: number
    }
  }
  /**
   * Of what was decided and has a majority.
   */
  accuracy: number | null
  /**
   * Of the accuracy: 95 %, Wilson.
   */
  interval: Interval | null
  kappa: Share
  alpha: {
    people: Share
    withRater: Share
  }
  altTest: {
    exact: AltTest
    lenient: AltTest1
  } | null
  beyond: {
    /**
     * Accuracy of one person against the majority of the others.
     */
    human: number
    /**
     * Accuracy of the rater against the same majorities.
     */
    rater: number
    interval: Interval1
  } | null
  tier: Tier
}
/**
 * At epsilon 0.
 */
export interface AltTest {
  annotators: number
  /**
   * Share of the annotators to whom the rater is preferable.
   */
  omega: number
  /**
   * Chance that the rater agrees with the others at least as well as the annotator who is left out.
   */
  advantage: number
}
/**
 * At epsilon 0.1.
 */
export interface AltTest1 {
  annotators: number
  /**
   * Share of the annotators to whom the rater is preferable.
   */
  omega: number
  /**
   * Chance that the rater agrees with the others at least as well as the annotator who is left out.
   */
  advantage: number
}
