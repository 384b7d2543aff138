// Generated from schemas/profile.schema.json by `npm run types`; change the schema, not this file.

/**
 * A set of requirements: measure, kind, threshold, confidence and citation.
 */
export interface Profile {
  id: string
  title: Text
  description?: Text
  /**
   * @minItems 1
   */
  requirements: Requirement[]
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
export interface Requirement {
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
