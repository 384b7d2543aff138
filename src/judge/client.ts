/** What a judge is reached through: one prompt goes out, one reply comes back, or an error that says why none did. */

/** Why there is no reply; the names are those of judgements. */
export type Trouble = 'down' | 'slow' | 'quota' | 'refused' | 'cancelled'

export class ModelError extends Error {
  readonly trouble: Trouble
  /** To be tried again, after so many milliseconds where the server says so. */
  readonly again: { after?: number } | undefined
  /** No other question would fare better. */
  readonly hopeless: boolean

  constructor(
    trouble: Trouble,
    message: string,
    more: { again?: { after?: number }; hopeless?: boolean } = {},
  ) {
    super(message)
    this.trouble = trouble
    this.again = more.again
    this.hopeless = more.hopeless ?? false
  }
}

export interface Reply {
  text: string
  /** As the server counts them; absent where it does not. */
  tokens?: { input: number; output: number }
}

export interface JudgeClient {
  /** Kind, models and place, as judgements name it. */
  readonly id: string
  /** Votes go to these in turn. */
  readonly models: readonly string[]
  /** Calls at once. */
  readonly atOnce: number
  /** @throws ModelError */
  complete(model: string, prompt: { system: string; user: string }, signal: AbortSignal): Promise<Reply>
  close(): Promise<void>
}

/** Tokens of a reply at most. */
export const MOST_OUTPUT = 800
/** The same question gets the same answer, as far as that is up to us. */
export const TEMPERATURE = 0
