// Generated from schemas/scenario.schema.json by `npm run types`; change the schema, not this file.

/**
 * Lower-case letters, digits and hyphens, at most 64.
 */
export type Id = string
/**
 * @minItems 1
 */
export type Ids = Id[]
/**
 * Before or after the sale; use {{arm.phase}} in the words.
 *
 * @minItems 1
 */
export type Ids1 = Id[]
/**
 * Letters, digits, _ and hyphens, a letter first, at most 64.
 */
export type Name = string
/**
 * Paths of *.wording.yaml files, relative to this file, whose wording and steps can be used here.
 *
 * @minItems 1
 */
export type Strings = string | string[]
/**
 * A literal, or where it comes from and when the consumer tells it.
 */
export type Fact =
  | string
  | number
  | boolean
  | {
      /**
       * May name other facts: {{item}}.
       */
      value?: string | number | boolean
      from?: Reference
      fake?: 'name' | 'phone' | 'order-id' | 'amount' | 'address' | 'email' | 'city' | 'date'
      reveal?: 'upfront' | 'on-ask' | 'never'
      /**
       * One of these, drawn from the seed.
       *
       * @minItems 2
       */
      oneOf?: Scalar[]
    }
/**
 * target.* is a fact of the target file, law.* an entry of a shipped law pack.
 */
export type Reference = string
export type Scalar = string | number | boolean
/**
 * A literal, or where it comes from. absent: skip drops it from `resolves` where the source has no such fact.
 */
export type Truth =
  | string
  | number
  | boolean
  | {
      value?: string | number | boolean | Scalar[]
      from?: Reference
      absent?: 'skip'
    }
  | Scalar[]
/**
 * Words, several wordings of them, or join: one of each part, put together.
 *
 * @minItems 1
 */
export type Wording =
  | string
  | string[]
  | {
      /**
       * Names of wordings (of this scenario, an included file or the bank) or lists of words.
       *
       * @minItems 2
       * @maxItems 5
       */
      join: (string | string[])[]
    }
/**
 * True of the last turn: the name of an act or state, or all parts of an object.
 */
export type Condition =
  | string
  | {
      act?: Strings1
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
export type Strings1 = string | string[]
/**
 * Words, several wordings of them, or the name of a wording.
 *
 * @minItems 1
 */
export type Say = string | string[]
/**
 * Words, several wordings of them, or the name of a wording.
 *
 * @minItems 1
 */
export type Say1 = string | string[]
/**
 * True of the last turn: the name of an act or state, or all parts of an object.
 */
export type Condition1 =
  | string
  | {
      act?: Strings1
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
 * True of the last turn: the name of an act or state, or all parts of an object.
 */
export type Condition2 =
  | string
  | {
      act?: Strings1
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
      say?: Say2
    }
/**
 * Words, several wordings of them, or the name of a wording.
 *
 * @minItems 1
 */
export type Say2 = string | string[]
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
export type Say3 = string | string[]
/**
 * Truths that meet the need. Default: all of the scenario.
 *
 * @minItems 1
 */
export type Strings2 = string | string[]
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
      resolves?: string | Name[] | boolean | null
      /**
       * Lower-case letters, digits and hyphens, at most 64.
       */
      'same-answer'?: string
      'never-act'?: Strings3
      latency?: {
        measure?: 'ack' | 'firstContent' | 'complete'
        max: Duration
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
  | Name[]
  | {
      value?: Scalar
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
  | Name[]
  | {
      value?: Scalar
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
export type Strings3 = string | string[]
/**
 * A number with a unit: 500ms, 5s, 2m.
 */
export type Duration = string
/**
 * One audit or a list of audits.
 */
export type Expectations1 = string | Expectation[]

/**
 * A consumer need: what the consumer knows, what it does, and what a good answer contains. See docs/scenarios.md.
 */
export interface Scenario {
  /**
   * Name of the scenario, part of every trial id. Default: the name of the file.
   */
  id?: string
  /**
   * Language the consumer speaks. Default: read from the words of the scenario.
   */
  lang?: 'zh-CN' | 'en'
  /**
   * One line for reports.
   */
  title?: string
  description?: string
  /**
   * Themes, for --tag, --skip-tag and for filters in reports.
   */
  tags?: Id[]
  /**
   * The trade that this need belongs to: only merchants of it are asked. Default: every merchant.
   */
  industry?:
    | 'retail'
    | 'food-delivery'
    | 'travel'
    | 'telecom'
    | 'banking'
    | 'insurance'
    | 'education'
    | 'ride-hailing'
    | 'express'
    | 'utilities'
  /**
   * Sibling scenarios of one pair get the same words; arm names which side this one is (for example before-sale).
   */
  pair?: {
    id: Id
    arm: Id
  }
  /**
   * One of three short conversations that tell understanding from keyword replies: the same need with its keyword, reworded without it, and the keyword in another need (decoy).
   */
  probe?: {
    /**
     * Lower-case letters, digits and hyphens, at most 64.
     */
    pair: string
    kind: 'keyword' | 'reworded' | 'decoy'
    /**
     * What a keyword bot would look for: in the words of keyword and decoy, never in those of reworded.
     */
    keyword: string
  }
  /**
   * Lower-case letters, digits and hyphens, at most 64.
   */
  persona?: string
  /**
   * The account of the target file that this consumer uses; a target without it is left out.
   */
  account?: string
  /**
   * Settings to vary: one trial for each combination.
   */
  arms?: {
    persona?: Ids
    /**
     * Ways to ask for a person; the best one counts.
     *
     * @minItems 1
     */
    by?: ('button' | 'phrase')[]
    phase?: Ids1
    /**
     * Accounts of the target file: what the merchant knows of its consumer.
     *
     * @minItems 1
     */
    account?: Name[]
  }
  /**
   * Conditions without which this scenario says nothing about a target.
   */
  requires?: {
    channel?: 'browser' | 'http'
    hours?: 'on-duty' | 'off-duty'
    /**
     * People that may be reached. Default: 1 when a step asks for a human, else 0.
     */
    contacts?: number
  }
  include?: Strings
  /**
   * One scenario for each row: rows written here, or the path of a CSV file. Its columns are facts.
   *
   * @minItems 1
   */
  table?:
    | string
    | {
        [k: string]: string | number | boolean
      }[]
  /**
   * What the consumer knows.
   */
  facts?: {
    [k: string]: Fact
  }
  /**
   * What a right answer contains.
   */
  truth?: {
    [k: string]: Truth
  }
  /**
   * Named sets of wordings; one is drawn from the seed.
   */
  wording?: {
    [k: string]: Wording
  }
  /**
   * Reactions to what the bot does, at most one a turn, before the next step.
   */
  always?: Handler[]
  say?: Say1
  /**
   * @minItems 1
   */
  steps?: Step[]
  expect?: Expectations1
}
/**
 * When the condition holds after a turn: exactly one of say, choose, tell.
 */
export interface Handler {
  when: Condition
  say?: Say
  choose?: string
  tell?: Name
  /**
   * At most so many times in a conversation. Default 3.
   */
  times?: number
}
/**
 * Exactly one verb: say, choose, repeat, ask-human, tell, wait, upload, converse or use.
 */
export interface Step {
  id?: Id
  when?: Condition1
  unless?: Condition2
  say?: Say
  /**
   * Part of the label of an offered choice.
   */
  choose?: string
  repeat?: {
    step: Id
    /**
     * The same words again (default), or another wording of the same need.
     */
    words?: 'verbatim' | 'other'
    times?: number
  }
  'ask-human'?: AskHuman
  /**
   * Letters, digits, _ and hyphens, a letter first, at most 64.
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
   * Letters, digits, _ and hyphens, a letter first, at most 64.
   */
  use?: string
  expect?: Expectations
}
/**
 * A whole conversation for one need: the consumer reacts to what the bot does until the need is met, a person is there, or its patience is spent.
 */
export interface Converse {
  ask: Say3
  wants?: Strings2
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
