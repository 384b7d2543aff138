/** Yes or no: what a text affirms and what it denies, clause by clause, for words that come in opposites. */
import { contentTokens, fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'
import { CONCEPTS, type Concept } from './opposites.js'

/** Clauses of one text that are looked at. */
const CLAUSES = 40
interface Clause {
  tokens: ReadonlySet<string>
  /** What it says of each concept: -1 denied, 0 nothing or both, 1 affirmed. */
  signs: Int8Array
}

export interface Opposition {
  /** The thing that one text affirms and the other denies. */
  name: string
  /** Share of content words of the two clauses that say so, 0..1. */
  about: number
  /** Either text speaks of it once only. */
  plain: boolean
  /** Nothing but yes against no. */
  bare: boolean
}

// A full stop ends a clause only where no digit follows: 3.5 is one number.
const BREAK =
  /[,。!?;:\n、()]+|\.(?!\d)|\s(?:but|however|although|though|except that|while|whereas)\s|但是?|不过|而且|只是/

const clausesOf = remember((text: string): readonly Clause[] =>
  fold(readable(text))
    .split(BREAK)
    .filter((one) => one.trim() !== '')
    .slice(0, CLAUSES)
    .map((one) => ({ tokens: contentTokens(one), signs: signsOf(one) })),
)

function signsOf(clause: string): Int8Array {
  const signs = new Int8Array(CONCEPTS.length)
  const [han, latin] = [/[\u3400-\u9fff]/.test(clause), /[a-z]/.test(clause)]
  for (let i = 0; i < CONCEPTS.length; i++) {
    const { zh, en } = CONCEPTS[i] as Concept
    const sign = (han ? side(clause, zh) : 0) + (latin ? side(clause, en) : 0)
    signs[i] = Math.sign(sign)
  }
  return signs
}

function side(clause: string, { denies, affirms, denial }: Concept['zh']): number {
  const no = denies.test(clause)
  const yes = affirms.test(no ? clause.replace(denial, ' ') : clause)
  return no === yes ? 0 : no ? -1 : 1
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  let common = 0
  for (const token of small) if (large.has(token)) common++
  return common / small.size
}

/** The strongest opposition of two texts in one concept, or null where somebody else in the text agrees as well. */
function against(
  a: readonly Clause[],
  b: readonly Clause[],
  concept: number,
): [number, Clause, Clause] | null {
  let best: [number, Clause, Clause] | null = null
  for (const one of a) {
    const sign = one.signs[concept] ?? 0
    if (sign === 0) continue
    for (const other of b) {
      if ((other.signs[concept] ?? 0) !== -sign) continue
      const about = shared(one.tokens, other.tokens)
      // What a closer clause of the other text says agrees: then this pair is about two matters.
      const agrees = (clause: Clause, others: readonly Clause[]) =>
        others.some(
          (third) =>
            third.signs[concept] === clause.signs[concept] && shared(clause.tokens, third.tokens) >= about,
        )
      if (agrees(one, b) || agrees(other, a)) continue
      if (best === null || about > best[0]) best = [about, one, other]
    }
  }
  return best
}

/**
 * Things that one text affirms and the other denies, strongest first. None is a contradiction by itself: the two
 * texts must be about the same matter. A condition that turns round together with what it allows is no opposition:
 * "possible before dispatch" and "not possible after dispatch".
 */
export function oppositions(a: string, b: string): Opposition[] {
  const [first, second] = [clausesOf(a), clausesOf(b)]
  const found: Opposition[] = []
  CONCEPTS.forEach(({ name, condition, bare }, i) => {
    const best = against(first, second, i)
    if (best === null) return
    const [about, one, other] = best
    const turned = CONCEPTS.some(
      (concept, j) => concept.condition !== condition && (one.signs[j] ?? 0) * (other.signs[j] ?? 0) === -1,
    )
    if (turned) return
    const sides = (clauses: readonly Clause[]) => clauses.filter(({ signs }) => signs[i] !== 0).length
    found.push({ name, about, plain: sides(first) === 1 && sides(second) === 1, bare })
  })
  return found.sort((x, y) => Number(x.bare) - Number(y.bare) || y.about - x.about)
}

/** The words right before a quoted span deny it: 不支持蓝牙 for 支持蓝牙, "not a refund" for "a refund". */
export function deniedBefore(before: string): boolean {
  return /(?:不|没有?|未|非|无|无法|并非|\bno|\bnot|n't|\bcannot|\bwithout)[^,。!?;\n]{0,2}$/.test(
    before.slice(-12),
  )
}
