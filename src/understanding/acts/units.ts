/** A message in parts: the sentences and clauses by which the acts of a long one are told apart. */

/** A part of a folded text, without the blanks around it. */
export interface Unit {
  start: number
  end: number
}

export interface Sentence extends Unit {
  clauses: Unit[]
}

/** Longer messages are read up to here by the classifier, and in as many clauses. */
export const LONGEST = 1200
const MOST = 24
const READS = /[\p{L}\p{N}]/u
const digit = (code: number) => code >= 48 && code <= 57

/** What ends after this character of a folded text: 2 a sentence, 1 a clause, 0 nothing. */
function endsAt(text: string, at: number): number {
  const character = text.charAt(at)
  if ('。!?;\n'.includes(character)) return 2
  if (character === '.') return at + 1 === text.length || /\s/.test(text.charAt(at + 1)) ? 2 : 0
  if (character === ',' || character === ':') return digit(text.charCodeAt(at + 1)) ? 0 : 1
  return 0
}

/** Sentences of a folded text with their clauses, each with its mark; those without a letter are left out. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  const length = Math.min(text.length, LONGEST)
  let clauses: Unit[] = []
  let count = 0
  let clause = 0
  for (let at = 0; at < length && count < MOST; at++) {
    const ends = at + 1 === length ? 2 : endsAt(text, at)
    if (ends === 0) continue
    const part = text.slice(clause, at + 1)
    if (READS.test(part)) {
      count++
      const start = clause + part.length - part.trimStart().length
      clauses.push({ start, end: clause + part.trimEnd().length })
    }
    clause = at + 1
    const [first, last] = [clauses[0], clauses.at(-1)]
    if (!first || !last || (ends < 2 && count < MOST)) continue
    sentences.push({ start: first.start, end: last.end, clauses })
    clauses = []
  }
  return sentences
}
