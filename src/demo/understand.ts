/** What the consumer wants: topics scored by groups of words, so that small talk around a question does no harm. */
import type { Lang } from '../documents/ready.js'
import { ASIDE, ELDER, GOODS, type Groups, KEYWORDS, WORDS, YES } from './words.js'

/** Questions with an answer of their own; where two score the same the earlier one wins. */
export const TOPICS = [
  'complaint',
  'broken',
  'mismatch',
  'refund',
  'warranty',
  'invoice',
  'order',
  'return',
  'shipping',
  'product',
] as const
export type Topic = (typeof TOPICS)[number]

/** `first-asked` points back to the first question of the session without saying what it was about. */
export type Intent = Topic | 'first-asked' | 'human' | 'robot' | 'yes' | 'thanks' | 'greeting'

export interface Heard {
  intent?: Intent
  lang?: Lang
  /** An order number in the text. */
  order?: string
  /** The consumer says that he or she is old or finds this hard. */
  elder: boolean
}

/**
 * Two forms of a text to look words up in: letters and digits of Chinese without a gap, English words
 * with one blank around each. Only the first 2,000 characters are read.
 */
function fold(text: string) {
  const plain = text.slice(0, 2000).normalize('NFKC').toLowerCase()
  return {
    // 年轻人工作 names no 人工.
    solid: plain.replace(/[^\p{L}\p{N}]/gu, '').replaceAll('人工作', '人作'),
    spaced: ` ${plain.replace(/[^a-z0-9]+/g, ' ').trim()} `,
  }
}

function has(folded: ReturnType<typeof fold>, words: string): boolean {
  return words
    .split('|')
    .some((word) => (/^[a-z]/.test(word) ? folded.spaced.includes(` ${word}`) : folded.solid.includes(word)))
}

function score(folded: ReturnType<typeof fold>, groups: Groups): number {
  // Weak groups alone decide nothing: the first match must carry a topic's own words.
  const matched = groups.filter(([, words]) => has(folded, words)).map(([weight]) => weight)
  return matched.length > 0 && Math.max(...matched) >= 3
    ? matched.reduce((sum, weight) => sum + weight, 0)
    : 0
}

function best(folded: ReturnType<typeof fold>): Intent | undefined {
  const bare = folded.solid
  if (YES.split('|').some((word) => word.replace(/ /g, '') === bare)) return 'yes'
  let winner: Intent | undefined
  let most = 0
  for (const intent of ['robot', 'human', ...TOPICS, 'first-asked'] as const) {
    if (intent === 'product' && !has(folded, GOODS)) continue
    const points = score(folded, WORDS[intent])
    if (points > most) [winner, most] = [intent, points]
  }
  if (winner) return winner
  // A short message that only names a person asks for one.
  if (bare.length <= 16 && WORDS.human.some(([, words]) => has(folded, words))) return 'human'
  return (['thanks', 'greeting'] as const).find((intent) =>
    WORDS[intent].some(([, words]) => has(folded, words)),
  )
}

/** The message without what is set aside in it (`先不管退款，…`); whole where it asks nothing besides. */
function asked(text: string): string {
  const parts = text.slice(0, 2000).split(/(?<=[，。；！？：,.;!?:]|\bbut\b)/)
  const kept = parts.filter((part) => !has(fold(part), ASIDE)).join('')
  return /[?？]|怎么|吗|多久|哪/.test(kept) ? kept : text
}

/** Reads a message of the consumer. */
export function understand(text: string): Heard {
  const folded = fold(asked(text))
  const order = /(?<![0-9])[0-9]{10,20}(?![0-9])/.exec(text.slice(0, 2000))?.[0]
  const chinese = /\p{Script=Han}/u.test(text.slice(0, 2000))
  return {
    intent: best(folded),
    lang: chinese ? 'zh-CN' : /[a-z]{2}/i.test(text.slice(0, 2000)) ? 'en' : undefined,
    order,
    elder: has(fold(text), ELDER),
  }
}

/** The topic of a message that is a keyword and nothing else: all that a bot of canned replies knows. */
export function bareKeyword(text: string): Topic | undefined {
  const { solid, spaced } = fold(text)
  return TOPICS.find((topic) =>
    KEYWORDS[topic]?.split('|').some((word) => word === solid || word === spaced.trim()),
  )
}
