/**
 * Words that a hostile bot may say, by family. To extend it, add a string to a family of words/, or a family to the
 * list below: every test of this folder takes what is here.
 */
import { DATA } from './words/data.js'
import { MARKUP } from './words/markup.js'
import { TERMINAL } from './words/terminal.js'
import { UNICODE } from './words/unicode.js'

export interface HostileWords {
  family: string
  text: string
}

type Families = Readonly<Record<string, readonly string[]>>

/** All of them, each text once; none is empty, none is longer than 200,000 characters. */
export const CORPUS: readonly HostileWords[] = [MARKUP, TERMINAL, UNICODE, DATA].flatMap(
  (families: Families) =>
    Object.entries(families).flatMap(([family, texts]) => texts.map((text) => ({ family, text }))),
)

/** One of every `n` texts, and at least one of each family, for channels that take a while. */
export function sample(n: number): HostileWords[] {
  const seen = new Set<string>()
  return CORPUS.filter(({ family }, i) => {
    const first = !seen.has(family)
    seen.add(family)
    return first || i % n === 0
  })
}

/** Too long to keep: made when they are said. */
export const GIANTS: Readonly<Record<string, () => string>> = {
  'a line of 10 MB': () => 'x'.repeat(10_000_000),
  'a line of 3 MB': () => '退'.repeat(1_000_000),
  '3 MB of line breaks': () => '\n'.repeat(3_000_000),
  '3 MB of escape sequences': () => '\u001b[2J'.repeat(700_000).slice(0, 3_000_000),
  '3 MB of tags': () => '<b>'.repeat(1_000_000),
  'one letter under 500,000 marks': () => `a${'\u0301'.repeat(500_000)}`,
}
