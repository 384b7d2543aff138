/** Types of the scripted judge. */

/** What a judge was sent, as far as it matters for its answer. */
export interface Asked {
  model: string
  system: string
  user: string
  /** The excerpt, as the judge reads it. */
  parts: { line: number; role: string; text: string }[]
  statement: string
  reversed: boolean
  /** Value of response_format.type, if any. */
  format: string | undefined
  authorization: string | undefined
  temperature: unknown
}

export type Script = (asked: Asked, call: number) => Answer
type Answer = object | string | { status: number; body?: unknown; headers?: Record<string, string> } | 'hang'

export interface JudgeServer {
  url: string
  asked: Asked[]
  /** Answers from now on. */
  script: Script
  close(): Promise<void>
}

export function startJudge(script: Script): Promise<JudgeServer>
export function says(asked: Asked, holds: boolean | undefined, more?: object): object
export function honest(word: RegExp): Script
export const obedient: Script
export const cunning: Script
