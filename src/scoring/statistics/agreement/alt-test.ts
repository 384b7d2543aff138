/** The alternative annotator test: whether a rater may stand in for any one of the people. */
import { benjaminiYekutieli } from './benjamini-yekutieli.js'
import { annotatorsOf, othersOf, type Rated } from './rated.js'
import { tTestBelow } from './student-t.js'
import { signedRankBelow } from './wilcoxon.js'

export interface AltTest {
  /** Annotators that the rater was compared with. */
  annotators: number
  /** Share of the annotators to whom the rater is preferable, though people be preferred by epsilon. */
  omega: number
  /** Chance that the rater agrees with the others at least as well as the annotator who is left out. */
  advantage: number
}

const Q = 0.05
/** Fewer people cannot say what people say. */
const FEWEST_ANNOTATORS = 3
/** From here on a mean is compared by t. */
const MANY = 30

/**
 * Calderon, Reichart and Dror, ACL 2025 (arXiv 2501.10970). Each annotator is left out in turn; the rater and they
 * are compared by the share of the others who agree with them, thing by thing; the test is one-sided, and over
 * annotators the rate of false discoveries is held at .05. null with fewer than three annotators.
 * @param epsilon what people are worth beyond a rater: 0 nothing, 0.1 as for untrained annotators
 */
export function altTest(items: readonly Rated[], epsilon: number): AltTest | null {
  const compared = annotatorsOf(items).flatMap((annotator) => {
    const won = items.flatMap((item) => winsOf(item, annotator))
    return won.length < 2 ? [] : [won]
  })
  if (compared.length < FEWEST_ANNOTATORS) return null
  const ps = compared.map((won) => {
    const differences = won.map(({ rater, human }) => human - rater)
    return differences.length < MANY
      ? signedRankBelow(differences.map((one) => one - epsilon))
      : tTestBelow(differences, epsilon)
  })
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    annotators: compared.length,
    omega: mean(benjaminiYekutieli(ps, Q).map(Number)),
    advantage: mean(compared.map((won) => mean(won.map(({ rater }) => rater)))),
  }
}

/** 1 for who agrees with the others at least as well as the other one; nothing where there are no others. */
function winsOf(item: Rated, annotator: string): { rater: number; human: number }[] {
  const own = item.labels[annotator]
  const others = othersOf(item, annotator)
  if (own === undefined || others.length === 0) return []
  const agreeing = (label: string) => others.filter((other) => other === label).length
  const [rater, human] = [agreeing(item.rater), agreeing(own)]
  return [{ rater: Number(rater >= human), human: Number(human >= rater) }]
}
