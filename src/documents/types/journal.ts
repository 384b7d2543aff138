// Generated from schemas/journal.schema.json by `npm run types`; change the schema, not this file.

/**
 * One line of journal.jsonl: an attempt began, or ended with its result.
 */
export type JournalLine = Begin | End

export interface Begin {
  kind: 'begin'
  trial: string
  attempt: number
  time: string
  /**
   * People that the attempt may reach: reserved until it has ended.
   */
  contacts: number
  /**
   * Politeness key of the target, with which it shares a budget of contacts. Default: its id.
   */
  key?: string
  /**
   * Kept and not counted: another attempt of this trial was committed before, or its lane was lost to another worker.
   */
  surplus?: true
}
export interface End {
  kind: 'end'
  trial: string
  attempt: number
  time: string
  /**
   * Transcript, relative to the run directory; absent where no conversation was opened.
   */
  file?: string
  reason:
    | 'resolved'
    | 'script-end'
    | 'human-connected'
    | 'gave-up'
    | 'closed'
    | 'silent'
    | 'error'
    | 'service-down'
    | 'max-turns'
    | 'max-time'
    | 'no-rule'
    | 'cancelled'
    | 'browser-crash'
    | 'no-browser'
    | 'off-duty'
    | 'contacts'
    | 'input'
    | 'down'
    | 'rate-limited'
    | 'consumer-fault'
    | 'decided'
    | 'attempts'
  whose: 'consumer' | 'bot' | 'harness' | 'network'
  status: 'done' | 'unscored' | 'aborted'
  detail?: string
  turns: number
  messages: number
  /**
   * A person may have been reached.
   */
  contacted?: boolean
  /**
   * Commits to the lines of the transcript, without their newlines.
   */
  lines?: {
    count: number
    /**
     * SHA-256 of the last line, which follows from all before it.
     */
    head: string
    /**
     * Root of the tree over all lines (RFC 6962): single lines can be withheld and the others proven.
     */
    root: string
  }
  /**
   * Its process died: the line was written by whoever went on with the run.
   */
  lost?: true
  /**
   * As of begin.
   */
  surplus?: true
}
