// Generated from schemas/law.schema.json by `npm run types`; change the schema, not this file.

/**
 * Facts that hold by law in one jurisdiction, with citations; scenarios read them as law.*.
 */
export interface Law {
  jurisdiction: string
  entries: {
    [k: string]: {
      title: Text
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
export interface Text {
  'zh-CN': string
  en: string
}
