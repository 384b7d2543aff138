/** Counts what went wrong with what, and keeps the worst examples: as much memory for a million conversations as for ten. */
import type { Example, Target, Theme } from '../../documents/types/insight.js'
import { gravityOf, type Problem, remedyOf, titleOf } from './problems.js'
import { topicName } from './topic-names.js'

/** Something that went wrong in one conversation. */
export interface Failure {
  problem: Problem
  topic: string
  example: Example
  /** The verdict of the conversation hung on it. */
  grave: boolean
}

interface Kept {
  example: Example
  /** What makes it worse than another one; the first that differs decides. */
  weight: readonly number[]
}

interface Count {
  problem: Problem
  topic: string
  count: number
  conversations: number
  scenarios: Set<string>
  kept: Kept[]
}

const MOST_EXAMPLES = 3
const LONGEST_ASKED = 300
const LONGEST_ANSWERED = 600
const MOST_LINES = 20

/** At most `length` units, never half a character. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** An example whose words are bounded. */
export function exampleOf(example: Example): Example {
  return {
    ...example,
    lines: example.lines.slice(0, MOST_LINES),
    asked: shortened(example.asked, LONGEST_ASKED),
    answered: shortened(example.answered, LONGEST_ANSWERED),
    ...(example.message
      ? {
          message: {
            'zh-CN': shortened(example.message['zh-CN'], LONGEST_ANSWERED),
            en: shortened(example.message.en, LONGEST_ANSWERED),
          },
        }
      : {}),
  }
}

/** What is asked and what fails at one target. Whatever the order of the conversations, the same comes out. */
export class ThemeTable {
  #conversations = 0
  readonly #asked = new Map<string, number>()
  readonly #failed = new Map<string, number>()
  readonly #themes = new Map<string, Count>()

  /**
   * One conversation.
   * @param asked topics of the turns in which something was asked
   * @param turns how many turns it had: the longest of what is as grave is the worst
   */
  add(asked: readonly string[], failures: readonly Failure[], turns: number, scenario?: string): void {
    this.#conversations++
    for (const topic of asked) increase(this.#asked, topic)
    const met = new Set<Count>()
    for (const failure of failures) {
      increase(this.#failed, failure.topic)
      const theme = this.#theme(failure)
      theme.count++
      met.add(theme)
      keep(theme.kept, { example: failure.example, weight: [failure.grave ? 1 : 0, turns] })
    }
    for (const theme of met) {
      theme.conversations++
      if (scenario !== undefined) theme.scenarios.add(scenario)
    }
  }

  /** The themes and topics, the most frequent first. */
  target(name: string): Target {
    const topics = [...new Set([...this.#asked.keys(), ...this.#failed.keys()])].map((topic) => ({
      topic,
      title: topicName(topic),
      asked: this.#asked.get(topic) ?? 0,
      failures: this.#failed.get(topic) ?? 0,
    }))
    return {
      target: name,
      conversations: this.#conversations,
      questions: [...this.#asked.values()].reduce((sum, n) => sum + n, 0),
      themes: [...this.#themes.values()].sort(inOrder).flatMap((one) => this.#told(one)),
      topics: topics.sort((a, b) => b.asked - a.asked || b.failures - a.failures || order(a.topic, b.topic)),
    }
  }

  #theme({ problem, topic }: Failure): Count {
    const key = `${problem} ${topic}`
    const known = this.#themes.get(key)
    if (known) return known
    const made = { problem, topic, count: 0, conversations: 0, scenarios: new Set<string>(), kept: [] }
    this.#themes.set(key, made)
    return made
  }

  #told({ problem, topic, count, conversations, scenarios, kept }: Count): Theme[] {
    const examples = kept.map(({ example }) => example)
    const [worst] = examples
    if (worst === undefined) return []
    const asked = this.#asked.get(topic)
    return [
      {
        problem,
        topic,
        title: titleOf(problem, topic),
        remedy: remedyOf(problem),
        count,
        conversations,
        ...(asked === undefined ? {} : { asked }),
        scenarios: [...scenarios].sort(order),
        worst,
        examples,
      },
    ]
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function keep(kept: Kept[], one: Kept): void {
  kept.push(one)
  kept.sort(worstFirst)
  kept.length = Math.min(kept.length, MOST_EXAMPLES)
}

/** Code units, so that no locale decides. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function worstFirst(a: Kept, b: Kept): number {
  for (const [i, weight] of a.weight.entries()) {
    const other = b.weight[i] ?? 0
    if (weight !== other) return other - weight
  }
  const [one, other] = [a.example, b.example]
  return (
    order(one.trial, other.trial) ||
    (one.turn ?? -1) - (other.turn ?? -1) ||
    order(one.audit ?? '', other.audit ?? '')
  )
}

function inOrder(a: Count, b: Count): number {
  return (
    b.count - a.count ||
    gravityOf(b.problem) - gravityOf(a.problem) ||
    order(a.problem, b.problem) ||
    order(a.topic, b.topic)
  )
}
