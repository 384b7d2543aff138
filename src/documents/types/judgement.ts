// Generated from schemas/judgement.schema.json by `npm run types`; change the schema, not this file.

/**
 * One line of judgements.jsonl: a question that was put to a judge, every vote on it, and what they come to.
 */
export interface Judgement {
  /**
   * SHA-256 of the question's content.
   */
  key: string
  criterion: 'rubric' | 'relevant' | 'same-answer'
  lang: 'zh-CN' | 'en'
  /**
   * The criterion in words, as a scenario wrote it; empty where the criterion says it all.
   */
  rubric: string
  /**
   * The excerpt of the transcript, as the judge saw it.
   */
  parts: {
    role: string
    text: string
  }[]
  /**
   * Who judged: kind, models and address.
   */
  judge: string
  /**
   * SHA-256 of every prompt template.
   */
  prompt: string
  /**
   * Votes that were to be asked for.
   */
  asked: number
  outcome: 'yes' | 'no' | 'inconclusive'
  /**
   * Why it is inconclusive.
   */
  reason?:
    | 'injection-suspected'
    | 'cannot-tell'
    | 'split'
    | 'void'
    | 'nothing-to-judge'
    | 'budget'
    | 'down'
    | 'slow'
    | 'quota'
    | 'refused'
    | 'cancelled'
  detail?: string
  /**
   * What shows that the transcript tries to sway its judge.
   */
  suspected?: {
    kind: string
    shown: string
    part?: number
  }[]
  /**
   * Words of the excerpt that the counted votes rest on; `line` counts its parts from 1.
   */
  quotes: {
    line: number
    text: string
  }[]
  votes: {
    model: string
    /**
     * The negated criterion was asked.
     */
    reversed: boolean
    system: string
    user: string
    reply: string
    /**
     * As it was given, to the criterion or its negation; absent where the vote is void.
     */
    answer?: 'yes' | 'no' | 'cannot-tell'
    /**
     * Why the vote does not count.
     */
    void?: string
    calls: number
    tokens: {
      input: number
      output: number
    }
  }[]
}
