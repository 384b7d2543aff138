// Generated from schemas/wording.schema.json by `npm run types`; change the schema, not this file.

/**
 * The step is skipped unless this holds.
 */
export type Condition =
  | string
  | {
      act?: Strings
      slot?: string
      state?: 'resolved' | 'human-joined' | 'human-asked' | 'silent'
      /**
       * A regular expression on the bot's words.
       */
      says?: string
      /**
       * Part of the label of an offered choice.
       */
      offers?: string
    }
/**
 * @minItems 1
 */
export type Strings = string | string[]
/**
 * The step is skipped when this holds.
 */
export type Condition1 =
  | string
  | {
      act?: Strings
      slot?: string
      state?: 'resolved' | 'human-joined' | 'human-asked' | 'silent'
      /**
       * A regular expression on the bot's words.
       */
      says?: string
      /**
       * Part of the label of an offered choice.
       */
      offers?: string
    }
/**
 * Words, several wordings of them, or the name of a wording.
 *
 * @minItems 1
 */
export type Say = string | string[]
/**
 * button, phrase or arm; or an object. One attempt is one request.
 */
export type AskHuman =
  | string
  | {
      /**
       * Ways to ask, in order; `arm` takes the way from the arm of the trial.
       *
       * @minItems 1
       */
      by?: string | ('button' | 'phrase')[]
      /**
       * Requests at most. Default 1.
       */
      attempts?: number
      /**
       * How each attempt sounds, in order; the last one stays.
       *
       * @minItems 1
       */
      mood?: string | ('polite' | 'plain' | 'annoyed')[]
      say?: Say1
    }
/**
 * Words, several wordings of them, or the name of a wording.
 *
 * @minItems 1
 */
export type Say1 = string | string[]
/**
 * A picture, PDF or text file beside this file (or below it), sent as an attachment; not applicable where the channel has none.
 */
export type Upload =
  | string
  | {
      name: string
      /**
       * Media type.
       */
      type: string
      /**
       * The file, base64.
       */
      data: string
    }
/**
 * Words, several wordings of them, or the name of a wording.
 *
 * @minItems 1
 */
export type Say2 = string | string[]
/**
 * Truths that meet the need. Default: all of the scenario.
 *
 * @minItems 1
 */
export type Strings1 = string | string[]
/**
 * One audit or a list of audits.
 */
export type Expectations = string | Expectation[]
/**
 * An audit: its id, or one key with its options. `stop: true` beside it ends the conversation when it fails.
 */
export type Expectation =
  | string
  | {
      states?: Statement
      'never-states'?: Statement1
      /**
       * The answer is about what was asked.
       */
      relevant?: boolean | null
      /**
       * Truths that must have been stated; all of them when none is named.
       *
       * @minItems 1
       */
      resolves?: string | string[] | boolean | null
      /**
       * Lower-case letters, digits and hyphens, at most 64.
       */
      'same-answer'?: string
      'never-act'?: Strings2
      latency?: {
        measure?: 'ack' | 'firstContent' | 'complete'
        /**
         * A number with a unit: 500ms, 5s, 2m.
         */
        max: string
      }
      /**
       * A person was reached: the level of evidence needed, and the effort allowed.
       */
      human?:
        | string
        | {
            level?: 'E0' | 'E1' | 'E2' | 'E3' | 'E3-claimed' | 'E4' | 'E5'
            /**
             * Requests at most.
             */
            requests?: number
            /**
             * Consumer actions at most, counted from the opening of the chat.
             */
            actions?: number
            /**
             * A number with a unit: 500ms, 5s, 2m.
             */
            within?: string
          }
      /**
       * A way to a person is in sight on the first screen, and after a failure.
       */
      'entry-visible'?: boolean | null
      /**
       * Repeated requests for a person do not meet with the same non-answer.
       */
      'no-loop'?: boolean | null
      /**
       * Who is queued is told the place or the time, and the time is kept.
       */
      'waiting-told'?:
        | {
            /**
             * A number with a unit: 500ms, 5s, 2m.
             */
            over?: string
          }
        | boolean
        | null
      /**
       * Where nobody is on duty the hours are told, or when to come back.
       */
      'hours-stated'?: boolean | null
      /**
       * After two failures in a row a person is offered unasked.
       */
      'offers-human'?: boolean | null
      /**
       * Neither the person nor a form asks again for what was told.
       */
      'context-carried'?: boolean | null
      /**
       * Where nobody comes, or a person is refused, there is a way on.
       */
      'return-path'?: boolean | null
      /**
       * unasked: the bot says by itself that it is a machine; on-asking: it admits it when asked.
       */
      'discloses-ai'?: 'unasked' | 'on-asking'
      /**
       * Complaint channels named: all of the list (or of the law pack), or at least so many.
       *
       * @minItems 1
       */
      'names-channels'?:
        | string[]
        | {
            least?: number
            /**
             * @minItems 1
             */
            of?: string[]
          }
        | null
      /**
       * axe-core finds nothing serious or critical in the chat (WCAG 2.2, A and AA).
       */
      'widget-axe'?: boolean | null
      /**
       * Words stand out from their background.
       */
      'widget-contrast'?: boolean | null
      /**
       * Everything in the chat has a role and a name.
       */
      'widget-names'?: boolean | null
      /**
       * A whole conversation by keyboard alone, without a trap.
       */
      'widget-keyboard'?: boolean | null
      /**
       * Every reply is announced to a screen reader.
       */
      'widget-live-region'?: boolean | null
      /**
       * Enlarged and in a narrow window the chat can be read and written in.
       */
      'widget-zoom'?: boolean | null
      /**
       * Fields are labelled, and errors are said in words.
       */
      'widget-forms'?: boolean | null
      /**
       * Words can be marked and copied, with a time or day beside them.
       */
      'evidence-kept'?: boolean | null
      /**
       * A rubric for a judge; inconclusive where none is configured.
       */
      judged?: string
      /**
       * End the conversation when this expectation fails.
       */
      stop?: boolean
    }
/**
 * The answer states these truths, compared as values.
 *
 * @minItems 1
 */
export type Statement =
  | string
  | string[]
  | {
      value?: string | number | boolean
      pattern?: string
      /**
       * What the value or pattern means, as reports say it.
       */
      as?: string
    }
/**
 * Nothing the bot says states this.
 *
 * @minItems 1
 */
export type Statement1 =
  | string
  | string[]
  | {
      value?: string | number | boolean
      pattern?: string
      /**
       * What the value or pattern means, as reports say it.
       */
      as?: string
    }
/**
 * Acts that the bot must not do, for example fallback.
 *
 * @minItems 1
 */
export type Strings2 = string | string[]

/**
 * Shared wordings and steps, for the wording bank and for include.
 */
export interface Wording {
  lang?: 'zh-CN' | 'en'
  wording?: {
    /**
     * @minItems 1
     */
    [k: string]: string | string[]
  }
  steps?: {
    /**
     * @minItems 1
     */
    [k: string]: Step[]
  }
}
/**
 * Exactly one verb: say, choose, repeat, ask-human, tell, wait, upload, converse or use.
 */
export interface Step {
  /**
   * Lower-case letters, digits and hyphens, at most 64.
   */
  id?: string
  when?: Condition
  unless?: Condition1
  say?: Say
  /**
   * Part of the label of an offered choice.
   */
  choose?: string
  repeat?: {
    /**
     * Lower-case letters, digits and hyphens, at most 64.
     */
    step: string
    /**
     * The same words again (default), or another wording of the same need.
     */
    words?: 'verbatim' | 'other'
    times?: number
  }
  'ask-human'?: AskHuman
  /**
   * Name of a fact to tell.
   */
  tell?: string
  /**
   * Listen without saying anything.
   */
  wait?: string
  /**
   * With wait: where a person was promised, until one joins, and no longer than that; else not at all.
   */
  until?: 'human'
  upload?: Upload
  converse?: Converse
  /**
   * Name of shared steps of an included file.
   */
  use?: string
  expect?: Expectations
}
/**
 * A whole conversation for one need: the consumer reacts to what the bot does until the need is met, a person is there, or its patience is spent.
 */
export interface Converse {
  ask: Say2
  wants?: Strings1
  /**
   * Asks for a person when patience runs out. Default true.
   */
  person?: boolean
  /**
   * Replies that may lead nowhere. Default: the persona's, else 4.
   */
  patience?: number
  /**
   * Messages of the consumer at most. Default 12.
   */
  turns?: number
}
