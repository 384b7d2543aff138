/** How likely a reply bears on what was said, judged without knowing the matter: for talk far from all training text. */
import { ngrams } from '../models/ngrams.js'
import { contentTokens } from '../text/normalise.js'
import { isGiven, type Kind, kindsAsked, kindsGiven } from './question.js'

/** Something definite is named: a number, a title, a quotation. */
const DEFINITE = /\d|[《“"「]/
/** Longer replies say no more about this: a page would beat every answer. */
const MOST_UNITS = 55
/** A reply that is so like an earlier one of the same side repeats it. */
const REPEATED = 0.8

/**
 * A number for ranking, not a probability: shared words and n-grams count most where something was asked; where
 * nothing was, a reply that says more, and names something, is more likely meant for it than "ok". The weights are
 * set by reasoning, once for all matters and both languages.
 */
export function bearing(said: string, reply: string, earlier: readonly string[] = []): number {
  const [asked, given] = [ngrams(said), ngrams(reply)]
  const likeness = 6 * overlap(asked, given) + 2.5 * overlapOf(contentTokens(said), contentTokens(reply))
  const units =
    (reply.match(/[\u3400-\u9fff]/g)?.length ?? 0) + 1.5 * (reply.match(/[a-z0-9]+/gi)?.length ?? 0)
  const substance = 1.2 * Math.log1p(Math.min(units, MOST_UNITS)) + (DEFINITE.test(reply) ? 1.5 : 0)
  const wanted = kindsAsked(said)
  const asks = wanted.size > 0
  const repeats = earlier.some((other) => overlap(ngrams(other), given) > REPEATED)
  return (
    likeness +
    fulfilled(wanted, kindsGiven(reply)) +
    (asks ? 0.22 * substance + 3 : substance) -
    (repeats ? 1 : 0)
  )
}

/** Cosine of two sets of n-grams, 0..1. */
export function overlap(a: Uint32Array, b: Uint32Array): number {
  return overlapOf(new Set(a), new Set(b))
}

function overlapOf<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  if (a.size === 0 || b.size === 0) return 0
  let both = 0
  for (const one of a) if (b.has(one)) both++
  return both / Math.sqrt(a.size * b.size)
}

const VALUES: readonly Kind[] = ['duration', 'moment', 'amount', 'count', 'place', 'contact']

/** What was asked for was given, or a value was asked for and is missing. */
function fulfilled(wanted: ReadonlySet<Kind>, given: ReadonlySet<Kind>): number {
  const values = VALUES.filter((kind) => wanted.has(kind))
  if (values.length > 0) return values.some((kind) => isGiven(kind, given)) ? 1 : -1
  return [...wanted].some((kind) => isGiven(kind, given)) ? 0.5 : 0
}
