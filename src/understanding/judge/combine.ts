/** What the votes on one question come to. */
import type { Judgement } from '../../documents/types/judgement.js'

type Vote = Judgement['votes'][number]
type Outcome = Pick<Judgement, 'outcome' | 'reason' | 'suspected' | 'quotes' | 'detail'>

/**
 * The outcome of the votes that were asked for. More than half of all of them have to agree; a void vote agrees with
 * nothing, and a yes or no stands only where votes on the statement and on its negation agree on it. Where the answer
 * stayed the same although the statement was negated, or a judge got what it was told wrong (its code, its control
 * questions), somebody else has told it what to say: an attempt is suspected.
 * @param quotes of each vote, none where it is void
 */
export function combined(
  votes: readonly Vote[],
  quotes: readonly (readonly Judgement['quotes'][number][])[],
  asked: number,
): Outcome {
  const suspected = suspicions(votes)
  if (suspected.length > 0)
    return { outcome: 'inconclusive', reason: 'injection-suspected', suspected, quotes: [] }
  const counted = votes.filter(({ answer }) => answer !== undefined)
  // Whoever was not also asked about the negation may be obeying orders.
  const told = asked === 1 || new Set(counted.map(({ reversed }) => reversed)).size === 2
  const meanings = votes.map((vote) => (told ? meaningOf(vote) : undefined))
  for (const outcome of ['yes', 'no', 'cannot-tell'] as const) {
    const agreed = votes.filter((_, i) => meanings[i] === outcome)
    if (agreed.length * 2 <= asked) continue
    if (outcome === 'cannot-tell') return { outcome: 'inconclusive', reason: 'cannot-tell', quotes: [] }
    // Who obeys orders may evade the negation alone.
    if (asked > 1 && new Set(agreed.map(({ reversed }) => reversed)).size < 2) continue
    return { outcome, quotes: unique(quotes.flatMap((own, i) => (meanings[i] === outcome ? own : []))) }
  }
  const spoilt = votes.flatMap((vote) => vote.void ?? [])
  if (!told || spoilt.length * 2 > asked)
    return { outcome: 'inconclusive', reason: 'void', detail: [...new Set(spoilt)].join(', '), quotes: [] }
  return { outcome: 'inconclusive', reason: 'split', quotes: [] }
}

/** What a vote says of the criterion, whichever way it was asked. */
function meaningOf({ answer, reversed }: Vote): Vote['answer'] {
  if (!reversed || answer === undefined || answer === 'cannot-tell') return answer
  return answer === 'yes' ? 'no' : 'yes'
}

function suspicions(votes: readonly Vote[]): NonNullable<Judgement['suspected']> {
  const told = votes.filter(({ answer }) => answer !== undefined && answer !== 'cannot-tell')
  const [first] = told
  const both = new Set(told.map(({ reversed }) => reversed)).size === 2
  const same =
    first !== undefined && both && told.every(({ answer }) => answer === first.answer)
      ? [{ kind: 'contradiction', shown: `${first.answer} to the statement and to its negation` }]
      : []
  const strayed = votes.find((vote) => vote.void === 'code' || vote.void === 'checks')
  if (strayed === undefined) return same
  return [...same, { kind: 'control', shown: strayed.void === 'code' ? 'another code' : 'a false control' }]
}

function unique(quotes: Judgement['quotes']): Judgement['quotes'] {
  const all = new Map(quotes.map((quote) => [`${quote.line} ${quote.text}`, quote]))
  return [...all.values()].slice(0, 20)
}
