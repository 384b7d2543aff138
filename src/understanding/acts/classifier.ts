/** How likely a message has each act: a linear model over its whole and its parts, beside what the rules found. */
import type { ActName } from '../../documents/acts.js'
import { type LinearModel, logits, together, type Weighed, weighed } from '../models/linear.js'
import { foldedNgrams } from '../models/ngrams.js'
import { sigmoid } from '../models/sigmoid.js'
import { features } from './features.js'
import { notionsIn } from './notions.js'
import { LONGEST, sentencesOf, type Unit } from './units.js'

/** What the evidence for one act is worth: the weights of `evidenceOf`, in its order. */
export type ActWeights = Partial<Record<ActName, readonly number[]>>

/** Log-odds of every act, for the whole of a message and the best of its parts, with where that is. */
export interface Scores {
  message: Float32Array
  sentence: Float32Array
  clause: Float32Array
  /** The clause that shows each act best. */
  shown: Unit[]
  /** It has more than one sentence. */
  several: boolean
}

/** What the model is trained on: the n-grams of the clauses of a folded text, and the features of its whole. */
export function groupsOf(folded: string): Uint32Array[] {
  const text = folded.slice(0, LONGEST)
  const grams = sentencesOf(text)
    .flatMap((sentence) => sentence.clauses)
    .flatMap(({ start, end }) => [...foldedNgrams(text.slice(start, end))])
  return [Uint32Array.from(grams), features(text, notionsIn(text), { start: 0, end: text.length })]
}

/** What a linear model says of a folded text, as a whole and part by part. */
export function scoresOf(model: LinearModel, folded: string): Scores {
  const text = folded.slice(0, LONGEST)
  const words = notionsIn(text)
  const said = (grams: Weighed, unit: Unit) =>
    logits(model, grams, weighed(model, features(text, words, unit)))
  const sentences = sentencesOf(text)
  const grams = sentences.map(({ clauses }) =>
    clauses.map(({ start, end }) => weighed(model, foldedNgrams(text.slice(start, end)))),
  )
  const whole = { start: 0, end: text.length }
  const message = said(together(grams.flat()), whole)
  const bySentence = sentences.map((sentence, i) =>
    sentences.length === 1 ? message : said(together(grams[i] ?? []), sentence),
  )
  const clauses = sentences.flatMap((sentence) => sentence.clauses)
  const byClause = sentences.flatMap((sentence, i) =>
    sentence.clauses.map((clause, j) => {
      const own = grams[i]?.[j]
      return sentence.clauses.length === 1 || own === undefined
        ? (bySentence[i] ?? message)
        : said(own, clause)
    }),
  )
  const shown = model.labels.map(() => clauses[0] ?? whole)
  return {
    message,
    sentence: most(bySentence, message),
    clause: most(byClause, message, (label, at) => {
      shown[label] = clauses[at] ?? whole
    }),
    shown,
    several: sentences.length > 1,
  }
}

/** The best score of each label; says which part has it, where that is not the first. */
function most(
  parts: readonly Float32Array[],
  otherwise: Float32Array,
  note?: (label: number, part: number) => void,
): Float32Array {
  const all = (parts[0] ?? otherwise).slice()
  for (let at = 1; at < parts.length; at++) {
    const part = parts[at] as Float32Array
    for (let label = 0; label < all.length; label++) {
      if ((part[label] as number) <= (all[label] as number)) continue
      all[label] = part[label] as number
      note?.(label, at)
    }
  }
  return all
}

/** Log-odds beyond this tell no more. */
const FURTHEST = 3
const bounded = (x: number) => Math.max(-FURTHEST, Math.min(FURTHEST, x / 1.5))

/** What speaks for one act: a constant, the whole, the best sentence, the best clause, a rule, several sentences. */
export function evidenceOf(scores: Scores, label: number, rule: number): number[] {
  return [
    1,
    bounded(scores.message[label] ?? 0),
    bounded(scores.sentence[label] ?? 0),
    bounded(scores.clause[label] ?? 0),
    2 * rule,
    scores.several ? 1 : 0,
  ]
}

/**
 * Probability of an act by its evidence: logistic regression on what models said of texts that they were not trained
 * on (stacking: Wolpert, Neural Networks 5 (1992) 241), which calibrates it as well (Platt 1999). `shift` is what the
 * log-odds of an act are lower or higher by than in the training text.
 */
export function likely(weights: readonly number[], evidence: readonly number[], shift = 0): number {
  let sum = shift
  for (let i = 0; i < evidence.length; i++) sum += (weights[i] ?? 0) * (evidence[i] ?? 0)
  return sigmoid(sum)
}
