/** What can be wrong with what a consumer said. */

/**
 * - `invented`: a value, name or address that no document of the trial has.
 * - `too-early`: a fact that is told on asking, and nobody had asked.
 * - `never`: a fact that is never told.
 * - `contradiction`: it takes back or gets wrong what it knows.
 * - `damaged`: the persona's operators altered a value that they must leave alone.
 */
export type FaultKind = 'invented' | 'too-early' | 'never' | 'contradiction' | 'damaged'

export interface Fault {
  kind: FaultKind
  /** Line of the transcript, from 1. */
  line: number
  /** The words that show it. */
  words: string
  detail: string
}

const SHOWN = 80

/** Bounded words of a message. */
export const shown = (words: string): string => (words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words)

/** One line that names a fault. */
export function faultLine({ kind, line, words, detail }: Fault): string {
  return `${kind}: "${words}" in line ${line}: ${detail}`
}
