/** Questions that are near to each other in the encoder, counted under the first of them. */
import { cosine, type EncoderModel, embed } from '../../understanding/models/encoder.js'
import { encoderModel } from '../../understanding/models/files.js'
import { ngrams } from '../../understanding/models/ngrams.js'
import { bare } from '../../understanding/text/normalise.js'
import { shortened } from './theme-table.js'

interface Group {
  question: string
  count: number
  point: Float32Array
}

/** From this cosine on two questions count as one need. ombud's own, and careful: half of the rewordings lie below it. */
const NEAR = 0.7
/** Groups of one topic; questions that belong to none of them are counted under the topic alone. */
const MOST_GROUPS = 300
const SHOWN = 10
const LONGEST = 300

/** The questions of one topic. Which of a group comes first, and so leads it, depends on the order of the logs. */
export class QuestionGroups {
  readonly #model: EncoderModel
  readonly #groups: Group[] = []
  readonly #words = new Map<string, Group>()

  constructor(model: EncoderModel = encoderModel()) {
    this.#model = model
  }

  add(question: string): void {
    const words = bare(question)
    const known = this.#words.get(words)
    if (known) {
      known.count++
      return
    }
    const point = embed(this.#model, ngrams(question), 'question')
    const near = this.#nearest(point)
    if (near) near.count++
    else if (this.#groups.length < MOST_GROUPS) {
      const group = { question: shortened(question, LONGEST), count: 1, point }
      this.#groups.push(group)
      this.#words.set(words, group)
    }
  }

  /** The largest groups, and how often each was asked. */
  get largest(): { question: string; count: number }[] {
    const sorted = [...this.#groups].sort((a, b) => b.count - a.count)
    return sorted.slice(0, SHOWN).map(({ question, count }) => ({ question, count }))
  }

  #nearest(point: Float32Array): Group | undefined {
    let best: Group | undefined
    let likeness = NEAR
    for (const group of this.#groups) {
      const near = cosine(group.point, point)
      if (near >= likeness) [best, likeness] = [group, near]
    }
    return best
  }
}
