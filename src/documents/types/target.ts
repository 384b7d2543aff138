// Generated from schemas/target.schema.json by `npm run types`; change the schema, not this file.

/**
 * JSONPath (RFC 9535), for example $.replies[*].text
 */
export type Path = string
/**
 * A number with a unit: 500ms, 5s, 2m.
 */
export type Duration = string
/**
 * CSS; open shadow roots are pierced.
 */
export type Selector = string

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
   * Accounts of consumers, by name, with steps before the chat.
   */
  accounts?: {
    [k: string]: {
      [k: string]: unknown
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
   * quiet: silence that ends a turn, default 1.5s. cap: longest turn, default 60s. human: how long to wait for a person, default 120s.
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
  /**
   * What ombud found by itself, pinned.
   */
  recipe?: {
    [k: string]: unknown
  }
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
  /**
   * ${NAME} is read from the environment.
   */
  headers?: {
    [k: string]: string
  }
  request: {
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
  reply: {
    messages: Path
    /**
     * JSONPath (RFC 9535), for example $.replies[*].text
     */
    text?: string
    /**
     * JSONPath (RFC 9535), for example $.replies[*].text
     */
    author?: string
    /**
     * JSONPath (RFC 9535), for example $.replies[*].text
     */
    name?: string
    /**
     * JSONPath (RFC 9535), for example $.replies[*].text
     */
    choices?: string
    /**
     * JSONPath (RFC 9535), for example $.replies[*].text
     */
    session?: string
  }
  /**
   * Who the author values are; bot, assistant, agent, human, operator and system are known.
   */
  authors?: {
    [k: string]: 'bot' | 'human' | 'system'
  }
  timeout?: Duration
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
 * A web page with a chat widget.
 */
export interface Browser {
  url: string
  frame?: Selector
  /**
   * CSS; open shadow roots are pierced.
   */
  launcher?: string
  ready?: Selector
  input: Selector
  /**
   * Enter (default), or the selector of a send button.
   */
  send?: string
  /**
   * CSS; open shadow roots are pierced.
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
}
