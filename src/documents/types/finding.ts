// Generated from schemas/finding.schema.json by `npm run types`; change the schema, not this file.

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
