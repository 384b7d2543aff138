// Generated from schemas/alert.schema.json by `npm run types`; change the schema, not this file.

/**
 * One line of alerts.jsonl: a verdict that turned, and then one line for each way on which it was told.
 */
export type AlertLine = Alert | Delivery

export interface Alert {
  /**
   * Run, target, profile and requirement: the same alert, told again, has the same id.
   */
  id: string
  /**
   * When the round began in which it turned.
   */
  time: string
  run: string
  target: string
  merchant: string
  profile: string
  requirement: string
  title: {
    'zh-CN': string
    en: string
  }
  severity: 'blocker' | 'major' | 'minor' | 'information'
  turn: 'worse' | 'better'
  from: 'pass' | 'fail' | 'unknown'
  to: 'pass' | 'fail'
  /**
   * By which rule: docs/monitor.md.
   */
  rule: 'share' | 'verdicts' | 'proof'
  /**
   * Of the round in which it turned.
   */
  value: number | null
  /**
   * One-sided bounds at the confidence of the requirement.
   *
   * @minItems 2
   * @maxItems 2
   */
  bounds: (number | null)[]
  n: number
  /**
   * The rounds for which the verdict stood.
   */
  reference: {
    rounds: number
    n: number
    hits: number
  }
  /**
   * The rounds since.
   */
  recent: {
    rounds: number
    n: number
    hits: number
  }
  /**
   * The same as one sentence.
   */
  text: {
    'zh-CN': string
    en: string
  }
  /**
   * How it has to be told.
   */
  ways: ('webhook' | 'command')[]
}
export interface Delivery {
  id: string
  way: 'webhook' | 'command'
  delivered: string
}
