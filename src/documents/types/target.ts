// Generated from schemas/target.schema.json by `npm run types`; change the schema, not this file.

/**
 * An http(s) proxy, or none. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment, never for loopback.
 */
export type Proxy = string
/**
 * How often a request is repeated after a connection broke before any byte of the reply. Default: once, and only where the request had not been sent.
 */
export type Retry = number
/**
 * A number with a unit: 500ms, 5s, 2m.
 */
export type Duration = string
/**
 * One thing to do in the page: exactly one of click, fill, select, press, goto and wait. Looked for in the page and its frames.
 */
export type Step = {
  click?: Locator
  fill?: Locator
  select?: Locator
  press?: Locator
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
} & Step1
/**
 * Playwright locator: CSS that pierces open shadow roots, text=…, role=button[name="…"], parts chained with >>.
 */
export type Locator = string
export type Step1 = {
  [k: string]: unknown
}
/**
 * What is done before the chat: log in, choose an order, pick a topic.
 *
 * @maxItems 50
 */
export type Steps = Step[]
/**
 * The iframe of the chat; frames in frames as a list, the outermost first. Default: found.
 */
export type Frame = Locator | Locator[]
/**
 * CSS; open shadow roots are pierced.
 */
export type Selector = string
/**
 * What is done before the chat: log in, choose an order, pick a topic.
 *
 * @maxItems 50
 */
export type Steps1 = Step[]
/**
 * What a payload from the target says, where it holds `equals` at `when`, or anything where equals is left out.
 */
export type WireRule = WireRule1 & {
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
export type WireRule1 = {
  [k: string]: unknown
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
    gap?: Duration
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
    quiet?: Duration
    cap?: Duration
    human?: Duration
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
  proxy?: Proxy
  tls?: Tls
  retry?: Retry
  timeout?: Duration
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
  proxy?: Proxy
  tls?: Tls
  retry?: Retry
  timeout?: Duration
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
  proxy?: Proxy
  tls?: Tls
  retry?: Retry
  timeout?: Duration
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
  proxy?: Proxy
  tls?: Tls
  retry?: Retry
  timeout?: Duration
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
  proxy?: Proxy
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
  proxy?: Proxy
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
  proxy?: Proxy
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
  frame?: Frame
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
  bot?: Selector
  consumer?: Selector
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
  typing?: Selector
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
    selector: Frame
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
