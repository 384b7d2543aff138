/** What personas are measured by: errors that an operator makes, and how persons differ in what they write. */
import type { ResolvedFact } from '../../documents/ready.js'
import { isFree, protectedSpans } from './protected.js'

type Facts = Readonly<Record<string, ResolvedFact>>

const LETTERS = { han: /[\u4e00-\u9fff]/, typed: /[A-Za-z\u4e00-\u9fff]/ }

/** Characters that an operator may change: Han characters, or all that are typed, outside of what is protected. */
export function changeable(text: string, kind: keyof typeof LETTERS, facts: Facts = {}): number {
  const spans = protectedSpans(text, facts)
  let count = 0
  for (let from = 0; from < text.length; from++)
    if (LETTERS[kind].test(text[from] ?? '') && isFree({ from, to: from + 1 }, spans)) count++
  return count
}

/**
 * How many characters were left out, added, changed, or swapped with the next one (optimal string alignment); the
 * character error rate is this by the number of characters before. For texts of some hundred characters.
 */
export function errors(before: string, after: string): number {
  const [a, b] = [[...before], [...after]]
  let [older, old]: [number[], number[]] = [[], b.map((_, j) => j)]
  old.push(b.length)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const best = [(old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + (same ? 0 : 1)]
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best.push((older[j - 2] ?? 0) + 1)
      row.push(Math.min(...best))
    }
    older = old
    old = row
  }
  return old[b.length] ?? 0
}

/** How somebody writes, over some turns. */
export interface Manner {
  /** Facts of the trial named in a turn. */
  facts: number
  /** Characters of a turn. */
  length: number
  /** Messages of a turn. */
  messages: number
  /** Share of the character 3-grams of a turn that stood in it before, 0 to 1. */
  redundancy: number
}

/** Means over turns, each the messages that were sent in it. */
export function mannerOf(turns: readonly (readonly string[])[], facts: Facts): Manner {
  const sum: Manner = { facts: 0, length: 0, messages: 0, redundancy: 0 }
  for (const messages of turns) {
    const words = messages.join('')
    const named = Object.values(facts).filter((fact) => 'value' in fact && words.includes(fact.value))
    const grams = Array.from({ length: Math.max(0, words.length - 2) }, (_, i) => words.slice(i, i + 3))
    sum.facts += named.length
    sum.length += words.length
    sum.messages += messages.length
    sum.redundancy += grams.length === 0 ? 0 : 1 - new Set(grams).size / grams.length
  }
  const mean = (total: number) => (turns.length === 0 ? 0 : total / turns.length)
  const { length, messages, redundancy } = sum
  return {
    facts: mean(sum.facts),
    length: mean(length),
    messages: mean(messages),
    redundancy: mean(redundancy),
  }
}
