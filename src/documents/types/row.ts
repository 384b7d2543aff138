// Generated from schemas/row.schema.json by `npm run types`; change the schema, not this file.

/**
 * One line of index.jsonl: what is known of one trial besides its findings; made anew by ombud score.
 */
export interface Row {
  trial: string
  target: string
  merchant: string
  channel: string
  scenario: string
  lang: 'zh-CN' | 'en'
  tags: string[]
  /**
   * Id of the pair that the scenario belongs to.
   */
  pair?: string
  persona: string
  arm: {
    [k: string]: string
  }
  repetition: number
  attempt?: number
  status: 'done' | 'unscored' | 'not-run'
  reason?: string
  whose?: string
  detail?: string
  outcome: 'pass' | 'fail' | 'inconclusive' | 'unscored' | 'not-run'
  /**
   * UTC.
   */
  started?: string
  /**
   * Local day at the target, else where it was held.
   */
  day?: string
  /**
   * Local hour.
   */
  hour?: number
  /**
   * Whether people were on duty when it began, where the target file tells.
   */
  onDuty?: boolean
  /**
   * Turns after the welcome.
   */
  turns?: number
  /**
   * Milliseconds of each turn that answers or is silent and whose time counts; null for a silence.
   */
  times?: {
    turns: number[]
    ack: (number | null)[]
    firstContent: (number | null)[]
    complete: (number | null)[]
    /**
     * Of each silence: how long was waited.
     */
    silent?: number[]
    withheld?: number
  }
  levels?: {
    level: string
    at: number
    line: number
    /**
     * Requests for a person that had been made by then.
     */
    requests: number
    /**
     * Actions of the consumer from the opening until then.
     */
    actions: number
  }[]
  /**
   * The way to a person; absent for probes.
   */
  way?: {
    state: string
    seen: string[]
    /**
     * It was over while a person was on the way.
     */
    open: boolean
    reached: 'proven' | 'claimed' | null
    requests: number
    /**
     * All requests of the trial.
     */
    made: number
    actions: number | null
    actionsToAsk: number | null
    time: number | null
    queueWait: number | null
    botLatency: number | null
    loop: number
    entryFirst: string | null
    entryAfterFailure: string | null
    volunteered: boolean | null
    kept: boolean | null
    carried: boolean | null
    returnPath: string | null
    elderly: boolean
    over60: boolean
    /**
     * Line of the first request.
     */
    asked: number | null
    /**
     * A person was offered, on the way or there before any was asked for.
     */
    unasked: boolean
  }
  /**
   * As the plan has it.
   */
  people?: 'none' | 'probe'
  /**
   * Of those, the ones in which the bot showed anything.
   */
  content?: number
}
