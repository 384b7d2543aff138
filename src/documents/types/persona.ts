// Generated from schemas/persona.schema.json by `npm run types`; change the schema, not this file.

/**
 * How a consumer speaks and what it uses: behavioural axes, facts and wordings of its own.
 */
export interface Persona {
  id: string
  title?: Text
  description?: Text
  /**
   * How this consumer differs from the control persona.
   */
  axes?: {
    /**
     * all-at-once: tells what else it knows with the first answer; on-ask (default): one fact when asked; fragments: one at a time, each in a message of its own.
     */
    disclosure?: 'all-at-once' | 'on-ask' | 'fragments'
    /**
     * How it sounds from the start; default polite, and plainer as patience is spent.
     */
    register?: 'polite' | 'plain' | 'annoyed'
    /**
     * Replies that may lead nowhere before it asks for a person. Default 4.
     */
    patience?: number
    /**
     * How often it asks for a person before it gives up. Default 3.
     */
    insists?: number
    /**
     * refuses: says that it opens no links and scans no codes.
     */
    links?: 'follows' | 'refuses'
    /**
     * asks-how: asks where to press before it presses.
     */
    menus?: 'uses' | 'asks-how'
    /**
     * What happens to each message on its way, in this order.
     *
     * @minItems 1
     */
    operators?: Operator[]
  }
  assist?: Assist
  facts?: {
    [k: string]: string | number | boolean
  }
  /**
   * Replaces wordings of the bank; `opening` and `closing` go before and after the first message.
   */
  wording?: {
    'zh-CN'?: {
      /**
       * @minItems 1
       */
      [k: string]: string | string[]
    }
    en?: {
      /**
       * @minItems 1
       */
      [k: string]: string | string[]
    }
  }
}
export interface Text {
  'zh-CN': string
  en: string
}
export interface Operator {
  /**
   * What is done to the words.
   */
  use: 'fillers' | 'self-repair' | 'redundancy' | 'vague' | 'homophones' | 'slips' | 'split' | 'punctuation' | 'width'
  /**
   * Share of the places (clauses; characters for homophones and slips) where it is done.
   */
  rate?: number
  /**
   * With homophones: sounds that are not told apart.
   *
   * @minItems 1
   */
  accent?: ('zh-z' | 'n-l' | 'f-h' | 'r-l' | 'in-ing' | 'en-eng' | 'an-ang')[]
  /**
   * With punctuation: none or spaces in its place; with width: full or half.
   */
  style?: 'none' | 'spaces' | 'full' | 'half'
  /**
   * With split: messages at most.
   */
  pieces?: number
  /**
   * Also the facts may suffer; a scenario then is about that.
   */
  facts?: 'corrupt'
}
/**
 * What it uses a page with: laid over the assist of the target file.
 */
export interface Assist {
  /**
   * By keyboard alone: what cannot be reached with Tab is not used.
   */
  keyboard?: boolean
  /**
   * By what a screen reader tells: what has no role and no accessible name is not used (WCAG 2.1, 4.1.2).
   */
  screenReader?: boolean
  /**
   * Zoom of the browser in percent; 200 halves the room that the page has, as WCAG 1.4.10 and 1.4.4 look at it.
   */
  zoom?: number
  /**
   * phone (390x844, touch), or width x height in CSS pixels.
   */
  viewport?: string
}
