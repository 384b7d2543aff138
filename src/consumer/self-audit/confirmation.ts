/** A yes to what is wrong, a no to what is right: what the bot asked to confirm, held against the facts. */
import { factsIn } from '../../understanding/facts/facts.js'
import type { TextFact, TurnReading } from '../../understanding/types.js'
import type { KnownFact } from './ground.js'

/** A sum is the consumer's own where it is called one: what something else costs is no fact of theirs. */
const OWN_SUM = /金额|价格|实付|付了|total|amount|paid/i
const AROUND = 200

/**
 * Why yes (or no) to the last turn contradicts the facts; undefined where it does not, or nothing can be told: only
 * ids, phone numbers, dates and sums that are called the consumer's are held against facts of the same kind.
 */
export function disagreement(
  turn: TurnReading,
  facts: readonly KnownFact[],
  yes: boolean,
): string | undefined {
  const asked = turn.acts.find(({ act }) => act === 'asks-confirmation')
  if (!asked) return undefined
  const sentence = sentenceOf(turn.answer, asked.span)
  const known = facts.filter(({ reveal }) => reveal !== 'never').flatMap(({ values }) => values)
  const values = factsIn(sentence).filter((value) => known.some((one) => isSameKind(one, value, sentence)))
  const wrong = values.find((value) => !known.some((one) => sameValue(one, value)))
  const right = values.find((value) => known.some((one) => sameValue(one, value)))
  if (yes && wrong) return `yes is said to ${wrong.span}, which no fact has`
  if (!yes && right && !wrong) return `no is said to ${right.span}, which is right`
  return undefined
}

function isSameKind(a: TextFact, b: TextFact, sentence: string): boolean {
  if (a.kind !== b.kind || a.unit !== b.unit) return false
  if (a.kind === 'amount') return OWN_SUM.test(sentence)
  return a.kind === 'id' || a.kind === 'phone' || (a.kind === 'date' && isDay(a) && isDay(b))
}

const isDay = ({ value }: TextFact) => /^(?:\d{4}|-)-\d\d-\d\d$/.test(String(value[0]))
const sameValue = (a: TextFact, b: TextFact) => a.kind === b.kind && a.value.join() === b.value.join()

/** The sentence in which the words stand. */
function sentenceOf(text: string, span: string): string {
  const at = Math.max(0, text.indexOf(span))
  const before = /[^。！？!?\n]*$/.exec(text.slice(Math.max(0, at - AROUND), at))?.[0] ?? ''
  const after = /^[^。！？!?\n]*/.exec(text.slice(at + span.length, at + span.length + AROUND))?.[0] ?? ''
  return before + span + after
}
