/** What is kept of the conversation of a probe until its pair is complete: the question and what came of it. */
import type { Evidence } from '../audits/audit.js'
import { exchanges } from '../audits/exchange.js'
import { stated } from '../audits/expected.js'
import { personJoined, turnsOfAll } from '../audits/steps.js'
import type { Lang } from '../documents/ready.js'
import type { Scenario } from '../documents/types/scenario.js'
import { bare } from '../understanding/text/normalise.js'
import type { ActName } from '../understanding/types.js'

export type Probe = NonNullable<Scenario['probe']>

export interface Sketch {
  trial: string
  lang: Lang
  /** What was taught the words of this merchant, where anything was. */
  encoder?: Evidence['encoder']
  question: string
  /** What the bot said in time. */
  answer: string
  acts: ReadonlySet<ActName>
  silent: boolean
  /** It may be the answer to something else, or a person's: nothing is said of the bot by it. */
  doubtful: boolean
  /** The answer states a truth of the scenario, where the target declares one. */
  right: boolean
  lines: number[]
}

/** Longer words are cut: nobody's answer to a short question is that long. */
const LONGEST = { question: 500, answer: 4000, lines: 20 }

/** Pairs in which a sentence stands that a bot says whatever it is asked: a welcome, an offer, a goodbye. */
const COMMON = 3
const SENTENCE = /(?:[^。!?！？\n.]|\.(?!\s))+[。!?！？\n.]*\s?/g

/**
 * The answers of one target without the sentences that stand in those of several pairs: they make answers alike that
 * have nothing else in common. An answer that holds nothing else stays whole.
 * @param pairs the sketches of each pair
 */
export function withoutCommon(pairs: readonly (readonly Sketch[])[]): (sketch: Sketch) => Sketch {
  const seen = new Map<string, number>()
  for (const sketches of pairs) {
    const sentences = sketches.flatMap(({ answer }) => sentencesOf(answer))
    for (const sentence of new Set(sentences.map(bare))) seen.set(sentence, (seen.get(sentence) ?? 0) + 1)
  }
  return (sketch) => {
    const own = sentencesOf(sketch.answer).filter((sentence) => (seen.get(bare(sentence)) ?? 0) < COMMON)
    return bare(own.join('')) === '' ? sketch : { ...sketch, answer: own.join('').trim() }
  }
}

function sentencesOf(text: string): string[] {
  return text.match(SENTENCE) ?? []
}

/** The sketch of one trial; undefined where the consumer never came to ask. */
export function sketchOf(evidence: Evidence): Sketch | undefined {
  const exchange = exchanges({ options: undefined, turns: turnsOfAll(evidence) })[0]
  if (exchange === undefined) return undefined
  const { lang } = evidence.scenario
  const answer = exchange.answer.slice(0, LONGEST.answer)
  const asked = exchange.turns[0]?.consumer ?? []
  return {
    trial: evidence.trial.id,
    lang,
    encoder: evidence.encoder,
    question: exchange.question.slice(0, LONGEST.question),
    answer,
    acts: new Set(exchange.turns.flatMap((turn) => turn.acts.map((one) => one.act))),
    silent: answer === '',
    doubtful: exchange.ambiguous || exchange.late !== '' || Number.isFinite(personJoined(evidence)),
    right: Object.entries(evidence.truth).some(
      ([name, truth]) =>
        'values' in truth &&
        stated(answer, { name, values: truth.values }, lang, exchange.question).outcome === 'states',
    ),
    lines: [...asked.map((message) => message.line), ...exchange.lines].slice(0, LONGEST.lines),
  }
}
