/** How much oftener a rater is right than a person, where right is what most of the other people say. */
import { clusterBootstrap } from '../bootstrap.js'
import { annotatorsOf, majority, othersOf, type Rated } from './rated.js'

export interface BeyondHuman {
  /** Share of the labels of people that are those of most others: one person left out at a time. */
  human: number
  /** The rater against the very same majorities. */
  rater: number
  /** Of the difference, rater - human, by resampling things: 95 %. */
  interval: [number, number]
}

interface Wins {
  human: number
  rater: number
  of: number
}

/** null where no majority of others exists. */
export function beyondHuman(items: readonly Rated[]): BeyondHuman | null {
  const annotators = annotatorsOf(items)
  const compared = items.flatMap((item): Wins[] => {
    const wins: Wins = { human: 0, rater: 0, of: 0 }
    for (const annotator of annotators) {
      const own = item.labels[annotator]
      const most = majority(othersOf(item, annotator))
      if (own === undefined || most === null) continue
      wins.of++
      if (own === most) wins.human++
      if (item.rater === most) wins.rater++
    }
    return wins.of === 0 ? [] : [wins]
  })
  if (compared.length === 0) return null
  const share = (drawn: readonly Wins[], of: 'human' | 'rater') =>
    drawn.reduce((sum, wins) => sum + wins[of], 0) / drawn.reduce((sum, wins) => sum + wins.of, 0)
  const interval = clusterBootstrap(compared, (drawn) => share(drawn, 'rater') - share(drawn, 'human'))
  return interval && { human: share(compared, 'human'), rater: share(compared, 'rater'), interval }
}
