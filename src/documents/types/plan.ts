// Generated from schemas/plan.schema.json by `npm run types`; change the schema, not this file.

/**
 * One thing to do in the page: exactly one of click, fill, select, press, goto and wait. Looked for in the page and its frames.
 */
export type Step = {
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  click?: string
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  fill?: string
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  select?: string
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  press?: string
  /**
   * Address, may be relative to the page.
   */
  goto?: string
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  wait?: string
  /**
   * What is filled in (fill), chosen (select) or the key (press, for example Enter). ${NAME} is read from the environment.
   */
  value?: string
} & {
  [k: string]: unknown
}
/**
 * What is done before the chat: log in, choose an order, pick a topic.
 *
 * @maxItems 50
 */
export type Steps = Step[]
/**
 * What is done before the chat: log in, choose an order, pick a topic.
 *
 * @maxItems 50
 */
export type Steps1 = Step[]
/**
 * What a payload from the target says, where it holds `equals` at `when`, or anything where equals is left out.
 */
export type WireRule = {
  [k: string]: unknown
} & {
  /**
   * Where the kind of a payload is named, for example $.type. The words of a message are no place for that.
   */
  when: string
  /**
   * What must be there.
   */
  equals?: string | number | boolean
  /**
   * What the address of the socket, stream or request must hold.
   */
  url?: string
  /**
   * Level of evidence. E3: a person joined. E4: a person wrote this.
   */
  level?: 'E1' | 'E2' | 'E3' | 'E4' | 'E5'
  /**
   * Who does it. Default: human for E3 and E4, else system.
   */
  actor?: 'human' | 'bot' | 'system'
  /**
   * Name or id of who joined, left or wrote; where the rule has it and it is not there, nothing is said.
   */
  participant?: string
  /**
   * Somebody joined or left.
   */
  change?: 'joined' | 'left'
  /**
   * Place in the queue.
   */
  position?: string
  /**
   * Seconds that the platform says it will take.
   */
  wait?: string
  /**
   * Why nobody comes.
   */
  failed?: 'refused' | 'no-agent' | 'out-of-hours' | 'timed-out'
}
/**
 * @minItems 1
 *
 * Items: Lower-case letters, digits and hyphens, at most 64.
 */
export type Ids = string[]
/**
 * Before or after the sale; use {{arm.phase}} in the words.
 *
 * @minItems 1
 *
 * Items: Lower-case letters, digits and hyphens, at most 64.
 */
export type Ids1 = string[]
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
      /**
       * target.* is a fact of the target file, law.* an entry of a shipped law pack.
       */
      from?: string
      fake?: 'name' | 'phone' | 'order-id' | 'amount' | 'address' | 'email' | 'city' | 'date'
      reveal?: 'upfront' | 'on-ask' | 'never'
      /**
       * One of these, drawn from the seed.
       *
       * @minItems 2
       */
      oneOf?: (string | number | boolean)[]
    }
/**
 * A literal, or where it comes from. absent: skip drops it from `resolves` where the source has no such fact.
 */
export type Truth =
  | string
  | number
  | boolean
  | {
      value?: string | number | boolean | (string | number | boolean)[]
      /**
       * target.* is a fact of the target file, law.* an entry of a shipped law pack.
       */
      from?: string
      absent?: 'skip'
    }
  | (string | number | boolean)[]
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
      resolves?: string | string[] | boolean | null
      /**
       * Lower-case letters, digits and hyphens, at most 64.
       */
      'same-answer'?: string
      'never-act'?: Strings3
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
export type Strings3 = string | string[]
/**
 * One audit or a list of audits.
 */
export type Expectations1 = string | Expectation[]

/**
 * plan.json: the trials of a run in order and the documents they rest on, frozen before the first message.
 */
export interface Plan {
  version: number
  /**
   * SHA-256 over the rest of the plan.
   */
  id: string
  seed: string
  lang: 'zh-CN' | 'en'
  /**
   * Version of the readings.
   */
  readers: string
  documents: {
    targets: {
      [k: string]: Target
    }
    scenarios: {
      [k: string]: Scenario
    }
    personas: {
      [k: string]: Persona
    }
    /**
     * The wording bank by language.
     */
    wording: {
      [k: string]: {
        [k: string]: string[]
      }
    }
    laws: {
      [k: string]: Law
    }
  }
  /**
   * SHA-256 of each document's canonical JSON, by kind/id.
   */
  hashes: {
    [k: string]: string
  }
  /**
   * Audits that are no part of ombud and that the scenarios name: SHA-256 of their modules by id.
   */
  audits?: {
    [k: string]: string
  }
  /**
   * What was learnt of a merchant, by target: SHA-256 of its weights, of which models/ holds a copy.
   */
  weights?: {
    [k: string]: string
  }
  trials: Trial[]
  /**
   * Trials left out, with the reason; neither run nor unscored.
   */
  notPlanned: {
    trial: string
    reason: 'channel' | 'language' | 'facts' | 'contacts' | 'account' | 'consumer' | 'industry' | 'profile'
    detail?: string
  }[]
  /**
   * Who holds the conversations of converse steps, where it is a language model.
   */
  consumer?: {
    kind: 'llm'
    model: string
    server?: string
    /**
     * sha256 of its instructions.
     */
    prompt: string
  }
  /**
   * What the run is judged by, frozen before the first message.
   */
  conformance?: {
    /**
     * Day of the plan: clauses that are not in force on it are information.
     */
    date: string
    profiles: Profile[]
    /**
     * Sequential plans, one for each requirement that is tested so; trials are held only while one of them is open.
     */
    untilDecided?: {
      profile: string
      requirement: string
      /**
       * Share of failures of a bot that conforms.
       */
      p0: number
      /**
       * Share of failures of a bot that does not.
       */
      p1: number
      alpha: number
      beta: number
      /**
       * Trials after which it is left inconclusive.
       */
      n: number
    }[]
  }
}
/**
 * One merchant's bot over one channel: how to reach it, what is true about the merchant, how gently to treat it.
 */
export interface Target {
  /**
   * Name of the target, part of every trial id. Default: the name of the file.
   */
  id?: string
  /**
   * Who is audited; several targets may share it. Default: id.
   */
  merchant?: string
  /**
   * What this merchant deals in: of the scenarios that belong to a trade only these are held. Default: retail.
   *
   * @minItems 1
   */
  industry?: (
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
  )[]
  /**
   * Name for reports. Default: the merchant.
   */
  title?: string
  /**
   * Language the bot serves; scenarios of other languages are not planned. Default: every language.
   */
  lang?: 'zh-CN' | 'en'
  /**
   * Law packs that apply. Default: cn for zh-CN.
   */
  jurisdictions?: string[]
  /**
   * open names the audit in the user agent. Default: blind.
   */
  identify?: 'blind' | 'open'
  /**
   * Exactly one way to reach the bot.
   */
  channel: {
    http?: Http
    stream?: Stream
    openai?: Openai
    rasa?: Rasa
    websocket?: Websocket
    socketio?: Socketio
    directLine?: DirectLine
    command?: Command
    plugin?: Plugin
    browser?: Browser
  }
  /**
   * What is true about this merchant; scenarios read it as target.*.
   */
  facts?: {
    [k: string]: unknown
  }
  /**
   * How the words of this merchant are read.
   */
  understanding?: {
    /**
     * File beside this one in which `ombud calibrate --faq` has learnt the questions and answers of this merchant.
     */
    weights?: string
  }
  /**
   * Accounts of consumers, by name: what the merchant knows of who writes, for example of a person over 60.
   */
  accounts?: {
    [k: string]: {
      steps?: Steps1
      headers?: Headers1
      /**
       * Over http: laid over request.body, for example { user: { age: 67 } }.
       */
      body?: {
        [k: string]: unknown
      }
    }
  }
  hours?: {
    /**
     * IANA time zone, for example Asia/Shanghai.
     */
    zone: string
    /**
     * When people are on duty: Mo-Su 09:00-21:00; several parts with ; between.
     */
    staffed: string
  }
  /**
   * Pause between conversations (gap, default 2s) and other limits.
   */
  politeness?: {
    /**
     * Conversations at once. Default 1.
     */
    concurrency?: number
    /**
     * A number with a unit: 500ms, 5s, 2m.
     */
    gap?: string
    /**
     * People that ombud may reach in a day. Default 2.
     */
    contactsPerDay?: number
    /**
     * Targets with the same key share these limits. Default: id.
     */
    key?: string
    /**
     * A number with a unit: 500ms, 5s, 2m.
     */
    retryAfter?: string
  }
  /**
   * quiet: least silence that ends a turn; made longer by what the target is seen to pause, and shorter only where it is left out; default 1.5s. cap: longest turn, default 60s. human: how long to wait for a person, default 120s.
   */
  timing?: {
    /**
     * A number with a unit: 500ms, 5s, 2m.
     */
    quiet?: string
    /**
     * A number with a unit: 500ms, 5s, 2m.
     */
    cap?: string
    /**
     * A number with a unit: 500ms, 5s, 2m.
     */
    human?: string
  }
  /**
   * Address that tells whether our own network is up. Default: none is needed for loopback, else two well-known sites.
   */
  control?: string
  recipe?: Recipe
  /**
   * What the payloads of a chat of your own say about a person, by JSONPath: for platforms that ombud does not know.
   *
   * @minItems 1
   * @maxItems 50
   */
  wire?: WireRule[]
  confirm?: Confirm
  /**
   * Whose rules apply: cn, eu, es, us-ca … Requirements of profiles that are bound to others do not apply.
   *
   * @minItems 1
   */
  jurisdiction?: string[]
}
/**
 * JSON over HTTP: one request a message.
 */
export interface Http {
  url: string
  /**
   * Default POST.
   */
  method?: 'POST' | 'PUT'
  headers?: Headers
  auth?: Auth
  /**
   * An http(s) proxy, or none. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment, never for loopback.
   */
  proxy?: string
  tls?: Tls
  /**
   * How often a request is repeated after a connection broke before any byte of the reply. Default: once, and only where the request had not been sent.
   */
  retry?: number
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  timeout?: string
  request: Request
  reply: Reply
  authors?: Authors
  handoffs?: Handoffs
  /**
   * Later messages, for example of a person, are asked for until the session closes.
   */
  poll?: {
    /**
     * {session} and {cursor} are filled in; a parameter is left out while there is no cursor.
     */
    url: string
    /**
     * A number with a unit: 500ms, 5s, 2m.
     */
    interval?: string
    /**
     * The messages in a reply. Default: reply.messages.
     */
    messages?: string
    /**
     * What the next look goes on from, for example $.messages[-1].id.
     */
    cursor?: string
  }
  /**
   * Receives on 127.0.0.1 what the bot posts later.
   */
  webhook?: {
    /**
     * Default 0: any free one.
     */
    port?: number
    /**
     * Default /.
     */
    path?: string
    /**
     * What each delivery must show, as ${NAME} from the environment.
     */
    secret?: string
    /**
     * Header of the secret. Default Authorization, with or without Bearer.
     */
    header?: string
    /**
     * Session id in a delivery.
     */
    session: string
    /**
     * The messages in a delivery. Default: reply.messages.
     */
    messages?: string
    /**
     * Where in the request our address goes, for example $.callback.
     */
    announce?: string
  }
}
/**
 * ${NAME} is read from the environment.
 */
export interface Headers {
  [k: string]: string
}
/**
 * How we show who we are; write ${NAME} for what the environment holds.
 */
export interface Auth {
  /**
   * Token of an Authorization: Bearer header.
   */
  bearer?: string
  basic?: {
    user: string
    password: string
  }
  /**
   * Parameters of the address.
   */
  query?: {
    [k: string]: string
  }
}
export interface Tls {
  /**
   * File of certificates to trust beside those of the system.
   */
  ca?: string
  /**
   * File of the certificate that we show.
   */
  cert?: string
  /**
   * File of its key.
   */
  key?: string
  /**
   * Of the key, as ${NAME} from the environment.
   */
  passphrase?: string
  /**
   * Name that the certificate must have.
   */
  serverName?: string
  /**
   * Trust any certificate; the transcript says so.
   */
  insecure?: true
}
export interface Request {
  /**
   * Where the consumer's words go, for example $.message.
   */
  text: string
  /**
   * Where the session id goes.
   */
  session?: string
  /**
   * Constant parts of the body.
   */
  body?: {
    [k: string]: unknown
  }
}
/**
 * Where a reply keeps what the consumer sees.
 */
export interface Reply {
  /**
   * The messages in the reply.
   */
  messages?: string
  /**
   * Text within a message that is an object. Default $.text.
   */
  text?: string
  /**
   * Id of a message; the same id again is the same message, edited.
   */
  id?: string
  /**
   * Author within a message.
   */
  author?: string
  /**
   * Display name of the author within a message.
   */
  name?: string
  /**
   * Offered choices within a message: labels or objects.
   */
  choices?: string
  /**
   * Parts of a choice that is an object.
   */
  choice?: {
    /**
     * Default: label, title, text or name.
     */
    label?: string
    /**
     * What is sent when it is chosen. Default: value, payload or postback, else the label.
     */
    value?: string
    /**
     * Where a link leads. Default: url, link or href.
     */
    url?: string
  }
  /**
   * Pictures and files within a message: addresses, or objects with url, alt and mime.
   */
  media?: string
  /**
   * Cards within a message: objects with title, text and url.
   */
  cards?: string
  /**
   * Says within a message that a person takes over.
   */
  handoff?: string
  /**
   * True or false within a message: somebody types.
   */
  typing?: string
  /**
   * True within a message: the conversation is over.
   */
  closed?: string
  /**
   * Other payloads within a message; kept as they came.
   */
  custom?: string
  /**
   * Session id in the reply, sent back from then on.
   */
  session?: string
}
/**
 * Who the author values are; bot, assistant, agent, human, operator, system and user are known. The consumer's own words are left out.
 */
export interface Authors {
  [k: string]: 'bot' | 'human' | 'system' | 'consumer'
}
/**
 * Level of evidence for each value at reply.handoff. Default E1.
 */
export interface Handoffs {
  [k: string]: 'E1' | 'E2' | 'E3' | 'E4' | 'E5'
}
/**
 * A request a message, a streamed reply: server-sent events or JSON lines.
 */
export interface Stream {
  url: string
  /**
   * Default POST.
   */
  method?: 'POST' | 'PUT'
  headers?: Headers
  auth?: Auth
  /**
   * An http(s) proxy, or none. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment, never for loopback.
   */
  proxy?: string
  tls?: Tls
  /**
   * How often a request is repeated after a connection broke before any byte of the reply. Default: once, and only where the request had not been sent.
   */
  retry?: number
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  timeout?: string
  request: Request
  reply: Reply
  authors?: Authors
  handoffs?: Handoffs
  /**
   * Default: what the content type says.
   */
  format?: 'sse' | 'ndjson'
  /**
   * Names of the events that hold messages. Default: every one.
   */
  events?: string[]
  /**
   * A piece of text within a message, added to what came before. Without it each message is whole.
   */
  delta?: string
  /**
   * What ends a reply. Default: the data [DONE], else the end of the body.
   */
  end?: {
    /**
     * The data of the last event.
     */
    data?: string
    /**
     * The name of the last event.
     */
    event?: string
    /**
     * True within the last event.
     */
    when?: string
  }
}
/**
 * Chat completions, OpenAI-compatible.
 */
export interface Openai {
  /**
   * Base address, for example https://api.openai.com/v1.
   */
  url: string
  model: string
  /**
   * System prompt; default none.
   */
  system?: string
  /**
   * Default true.
   */
  stream?: boolean
  /**
   * More of the request, for example temperature; null leaves a part out.
   */
  parameters?: {
    [k: string]: unknown
  }
  headers?: Headers
  auth?: Auth
  /**
   * An http(s) proxy, or none. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment, never for loopback.
   */
  proxy?: string
  tls?: Tls
  /**
   * How often a request is repeated after a connection broke before any byte of the reply. Default: once, and only where the request had not been sent.
   */
  retry?: number
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  timeout?: string
}
/**
 * The REST channel of Rasa.
 */
export interface Rasa {
  /**
   * Address of the server, or of its webhook where it is not /webhooks/rest/webhook.
   */
  url: string
  /**
   * Sent with each message.
   */
  metadata?: {
    [k: string]: unknown
  }
  headers?: Headers
  auth?: Auth
  /**
   * An http(s) proxy, or none. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment, never for loopback.
   */
  proxy?: string
  tls?: Tls
  /**
   * How often a request is repeated after a connection broke before any byte of the reply. Default: once, and only where the request had not been sent.
   */
  retry?: number
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  timeout?: string
}
/**
 * JSON over a WebSocket: a frame a message.
 */
export interface Websocket {
  url: string
  /**
   * Subprotocols that are offered.
   */
  protocols?: string[]
  headers?: Headers
  auth?: Auth
  /**
   * An http(s) proxy, or none. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment, never for loopback.
   */
  proxy?: string
  tls?: Tls
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  timeout?: string
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  ping?: string
  /**
   * Frames that are sent when it is connected, for example to join a room. {session} is a new id.
   */
  open?: {
    [k: string]: unknown
  }[]
  request: Request
  reply: Reply
  authors?: Authors
  handoffs?: Handoffs
  /**
   * A piece of text within a message, added to what came before; reply.id tells which message.
   */
  delta?: string
  /**
   * True within the last piece of a message.
   */
  done?: string
  /**
   * True when an answer is complete. Default: silence ends an answer.
   */
  end?: string
}
/**
 * Socket.IO, through its client library: npm i socket.io-client.
 */
export interface Socketio {
  /**
   * The server and the namespace: https://shop.example/chat
   */
  url: string
  /**
   * Where the server listens. Default /socket.io/
   */
  path?: string
  /**
   * Default websocket.
   *
   * @minItems 1
   */
  transports?: ('polling' | 'websocket')[]
  /**
   * Payload of the handshake; ${NAME} is read from the environment, {session} is a new id.
   */
  auth?: {
    [k: string]: string
  }
  headers?: Headers
  /**
   * An http(s) proxy, or none. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment, never for loopback.
   */
  proxy?: string
  tls?: Tls
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  timeout?: string
  /**
   * Events that are sent when it is connected, for example to join a room.
   */
  open?: {
    event: string
    /**
     * Any JSON. {session} is a new id.
     */
    data?: {
      [k: string]: unknown
    }
  }[]
  send: {
    /**
     * Event of the consumer's words.
     */
    event: string
    request?: Request1
    /**
     * sent: the server acknowledges each message. reply: and the answer is in it. Default none.
     */
    ack?: 'none' | 'sent' | 'reply'
  }
  /**
   * Events that hold messages. Typing and the end may come as events too: see typing, closed and ended.
   *
   * @minItems 1
   */
  receive: string[]
  /**
   * Event that says that somebody types: false in it says that nobody does.
   */
  typing?: string
  /**
   * Event that says that an answer is complete.
   */
  ended?: string
  /**
   * Event that says that the conversation is over.
   */
  closed?: string
  reply?: Reply
  authors?: Authors
  handoffs?: Handoffs
  /**
   * A piece of text within a message, added to what came before; reply.id tells which message.
   */
  delta?: string
  /**
   * True within the last piece of a message.
   */
  done?: string
  /**
   * True when an answer is complete. Default: silence ends an answer.
   */
  end?: string
}
/**
 * Default: the words alone, as text.
 */
export interface Request1 {
  /**
   * Where the consumer's words go, for example $.message.
   */
  text: string
  /**
   * Where the session id goes.
   */
  session?: string
  /**
   * Constant parts of the body.
   */
  body?: {
    [k: string]: unknown
  }
}
/**
 * Bot Framework Direct Line 3.0. A conversation of its own for each trial.
 */
export interface DirectLine {
  /**
   * Where /conversations is found. Default https://directline.botframework.com/v3/directline.
   */
  domain?: string
  /**
   * Secret of the bot, as ${NAME} from the environment.
   */
  secret?: string
  /**
   * Token instead of a secret, as ${NAME} from the environment.
   */
  token?: string
  /**
   * How answers come. Default websocket.
   */
  connection?: 'websocket' | 'polling'
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  pollEvery?: string
  /**
   * Who the consumer is to the bot. Default: a new id each conversation.
   */
  user?: {
    id?: string
    name?: string
  }
  /**
   * Name of an event that is sent at the start, for bots that greet on it, for example webchat/join.
   */
  greet?: string
  headers?: Headers
  /**
   * An http(s) proxy, or none. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment, never for loopback.
   */
  proxy?: string
  tls?: Tls
  authors?: Authors1
  handoffs?: Handoffs1
}
/**
 * Who the author values are; bot, assistant, agent, human, operator, system and user are known. The consumer's own words are left out.
 */
export interface Authors1 {
  [k: string]: 'bot' | 'human' | 'system' | 'consumer'
}
/**
 * Level of evidence for each value at reply.handoff. Default E1.
 */
export interface Handoffs1 {
  [k: string]: 'E1' | 'E2' | 'E3' | 'E4' | 'E5'
}
/**
 * A command on this machine that reads a JSON line for each message and writes JSON lines. The command itself is never written here: it is named with --command or in ombud.config.*
 */
export interface Command {
  /**
   * Name under which the command is given. Default: command.
   */
  name?: string
  /**
   * A number with a unit: 500ms, 5s, 2m.
   */
  grace?: string
  /**
   * It writes {"end": true} when an answer is complete. Default false: silence ends an answer.
   */
  ends?: boolean
  handoffs?: Handoffs
}
/**
 * A channel of your own. Its module is never named here: it is named with --channel or in ombud.config.*
 */
export interface Plugin {
  /**
   * The name that the channel gives itself.
   */
  name: string
  /**
   * What the channel wants to know, checked by the schema that it brings along.
   */
  options?: {
    [k: string]: unknown
  }
}
/**
 * A web page with a chat widget. Parts that are not given are found.
 */
export interface Browser {
  url: string
  steps?: Steps
  /**
   * The iframe of the chat; frames in frames as a list, the outermost first. Default: found.
   */
  frame?: string | string[]
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  launcher?: string
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  ready?: string
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  input?: string
  /**
   * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
   */
  send?: string
  /**
   * All messages; with it, `bot`, `consumer`, `human` and `system` may be left out or only tell the author.
   */
  messages?: string
  /**
   * CSS; open shadow roots are pierced.
   */
  bot?: string
  /**
   * CSS; open shadow roots are pierced.
   */
  consumer?: string
  /**
   * CSS; open shadow roots are pierced.
   */
  human?: string
  /**
   * CSS; open shadow roots are pierced.
   */
  system?: string
  /**
   * CSS; open shadow roots are pierced.
   */
  author?: string
  /**
   * CSS; open shadow roots are pierced.
   */
  typing?: string
  /**
   * CSS; open shadow roots are pierced.
   */
  choices?: string
  /**
   * CSS; open shadow roots are pierced.
   */
  humanEntry?: string
  assist?: Assist
}
/**
 * Use the chat as somebody does who has other means, and look at it with what assistive technology sees: what an accessibility checker finds, and whether replies are announced.
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
/**
 * ${NAME} is read from the environment.
 */
export interface Headers1 {
  [k: string]: string
}
/**
 * What ombud found by itself. Pinned in a target file it is tried first; what no longer fits is reported as drift and found anew.
 */
export interface Recipe {
  frame?: {
    /**
     * The iframe of the chat; frames in frames as a list, the outermost first. Default: found.
     */
    selector: string | string[]
    confidence?: number
    why?: string
  }
  launcher?: Part
  /**
   * What was pressed on the way, in order.
   *
   * @maxItems 20
   */
  gates?: {
    kind: 'consent' | 'overlay' | 'welcome' | 'topic' | 'form'
    selector: string
    confidence?: number
    why?: string
  }[]
  input?: Part
  send?: Part
  list?: Part
  row?: Part
  consumer?: Part
  bot?: Part
  human?: Part
  system?: Part
  author?: Part
  typing?: Part
  choices?: Part
  /**
   * What could have been a part as well: another chat, another launcher.
   *
   * @maxItems 10
   */
  also?: {
    part: 'launcher' | 'input'
    selector: string
    confidence?: number
    why?: string
  }[]
}
/**
 * A part of the chat as it was found.
 */
export interface Part {
  /**
   * Empty: hidden in a closed shadow root, so it is found anew each time.
   */
  selector: string
  confidence?: number
  why?: string
}
/**
 * Where the merchant's own platform says whether a person came, for merchants and vendors that audit themselves. Exactly one way.
 */
export interface Confirm {
  /**
   * Receives on 127.0.0.1 what the platform posts; what leads there from outside is yours to set up.
   */
  webhook?: {
    /**
     * Whose payloads these are, for example chatwoot, zendesk, intercom.
     */
    platform: string
    /**
     * Default 8788; 0 is any free one.
     */
    port?: number
    /**
     * Default /.
     */
    path?: string
    /**
     * What each delivery must show, as ${NAME} from the environment.
     */
    secret: string
    /**
     * Header of the secret. Default Authorization, with or without Bearer.
     */
    header?: string
    conversation?: ConversationPlaces
  }
  /**
   * Asks the platform's API for the state of the conversation until it is over.
   */
  poll?: {
    /**
     * Whose payloads these are, for example chatwoot, zendesk, intercom.
     */
    platform: string
    /**
     * {session} is the id of the conversation; nothing is asked before it is known.
     */
    url: string
    headers?: Headers
    /**
     * A number with a unit: 500ms, 5s, 2m.
     */
    every?: string
    conversation?: ConversationPlaces
  }
}
/**
 * How a payload of the merchant finds its trial: the same id in what the page gets. Known for chatwoot, liveperson and zendesk.
 */
export interface ConversationPlaces {
  /**
   * Where a payload of the page, or a reply of the channel, names the conversation.
   */
  page?: string
  /**
   * Where a payload of the merchant names it. Known for intercom, too.
   */
  payload?: string
}
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
   *
   * Items: Lower-case letters, digits and hyphens, at most 64.
   */
  tags?: string[]
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
    /**
     * Lower-case letters, digits and hyphens, at most 64.
     */
    id: string
    /**
     * Lower-case letters, digits and hyphens, at most 64.
     */
    arm: string
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
     *
     * Items: Letters, digits, _ and hyphens, a letter first, at most 64.
     */
    account?: string[]
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
  steps?: Step1[]
  expect?: Expectations1
}
/**
 * When the condition holds after a turn: exactly one of say, choose, tell.
 */
export interface Handler {
  when: Condition
  say?: Say
  choose?: string
  /**
   * Letters, digits, _ and hyphens, a letter first, at most 64.
   */
  tell?: string
  /**
   * At most so many times in a conversation. Default 3.
   */
  times?: number
}
/**
 * Exactly one verb: say, choose, repeat, ask-human, tell, wait, upload, converse or use.
 */
export interface Step1 {
  /**
   * Lower-case letters, digits and hyphens, at most 64.
   */
  id?: string
  when?: Condition1
  unless?: Condition2
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
  assist?: Assist1
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
 * Use the chat as somebody does who has other means, and look at it with what assistive technology sees: what an accessibility checker finds, and whether replies are announced.
 */
export interface Assist1 {
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
/**
 * Facts that hold by law in one jurisdiction, with citations; scenarios read them as law.*.
 */
export interface Law {
  jurisdiction: string
  entries: {
    [k: string]: {
      title: Text1
      value: string | number | boolean | (string | number)[]
      /**
       * The value as an English text says it, where the words differ.
       */
      en?: string | number | boolean | (string | number)[]
      citation: {
        document: string
        clause: string
        url?: string
        /**
         * A person compared the wording with the official text.
         */
        checked: boolean
      }
    }
  }
}
export interface Text1 {
  'zh-CN': string
  en: string
}
export interface Trial {
  /**
   * target/scenario/arm/repetition
   */
  id: string
  target: string
  scenario: string
  persona: string
  /**
   * What is varied; {} for none.
   */
  arm: {
    [k: string]: string
  }
  repetition: number
  /**
   * Human contacts reserved.
   */
  contacts: number
  /**
   * none: the consumer withdraws as soon as a person is promised or it is queued for one (--no-human). probe: a person who came is asked the same thing twice (--probe-human).
   */
  people?: 'none' | 'probe'
  /**
   * Held only then, in the target's time zone.
   */
  window?: 'day' | 'night' | 'weekday' | 'weekend'
  /**
   * Milliseconds that must lie between this trial and the one before it of its scenario and window.
   */
  spread?: number
}
/**
 * A set of requirements: measure, kind, threshold, confidence and citation.
 */
export interface Profile {
  id: string
  title: Text2
  description?: Text2
  /**
   * @minItems 1
   */
  requirements: Requirement[]
  /**
   * What a verdict is called instead of conforms and does not conform, where the profile promises less.
   */
  words?: {
    pass: Text2
    fail: Text2
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
export interface Text2 {
  'zh-CN': string
  en: string
}
export interface Requirement {
  id: string
  title: Text2
  explanation?: Text2
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
  reason?: Text3
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
export interface Text3 {
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
