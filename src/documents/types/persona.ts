// Generated from schemas/persona.schema.json by `npm run types`; change the schema, not this file.

/**
 * How a consumer speaks: facts and wordings of its own.
 */
export interface Persona {
  id: string
  title?: Text
  description?: Text
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
