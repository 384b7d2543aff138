/**
 * Words that sound alike, as dictation confuses them. In Chinese characters of the same syllable, whatever its tone,
 * with an accent first taken for another one: the rate is a character error rate. In English words of a closed list:
 * the rate is the share of those words.
 */
import type { Stream } from '../../../documents/random.js'
import { type Edit, type Options, type PersonaOperator, share } from '../operator.js'
import { isFree, type Span } from '../protected.js'
import { charactersOf, mistaken, syllablesOf } from '../syllables.js'

/** No number, no unit and no negation among them. */
const ALIKE = [
  'their there they’re',
  'your you’re',
  'its it’s',
  'to too',
  'hear here',
  'right write',
  'wait weight',
  'buy by bye',
  'sale sail',
  'mail male',
  'piece peace',
  'whether weather',
  'which witch',
  'new knew',
  'been bean',
  'see sea',
  'where wear',
  'would wood',
  'than then',
  'lose loose',
  'accept except',
  'break brake',
  'pair pear',
  'wrong rong',
  'plane plain',
  'fare fair',
  'past passed',
  'through threw',
  'site sight',
].map((group) => group.replaceAll('’', "'").split(' '))
const OTHERS = new Map(ALIKE.flatMap((group) => group.map((word) => [word, group.filter((w) => w !== word)])))

export const homophones: PersonaOperator = {
  preserves: 'facts',
  languages: ['zh-CN', 'en'],
  rate: 0.15,
  edits: (text, spans, stream, options) =>
    (options.lang === 'en' ? english : chinese)(text, spans, stream, options),
}

function chinese(
  text: string,
  spans: readonly Span[],
  stream: Stream,
  { rate, accent = [] }: Options,
): Edit[] {
  if (rate === 0) return []
  const free = [...syllablesOf(text)].filter(([from]) => isFree({ from, to: from + 1 }, spans))
  const places = free.flatMap(([from, syllable]) => {
    const heard = accent
      .flatMap((one) => mistaken(syllable, one) ?? [])
      .filter((s) => charactersOf(s).length > 0)
    const sounds =
      heard.length > 0 ? heard : charactersOf(syllable).some((c) => c !== text[from]) ? [syllable] : []
    return sounds.length > 0 ? [{ from, sounds }] : []
  })
  return share(places, rate, stream, free.length).map(({ from, sounds }) => {
    const others = charactersOf(stream.pick(sounds)).filter((c) => c !== text[from])
    return { from, to: from + 1, by: stream.pick(others) }
  })
}

function english(text: string, spans: readonly Span[], stream: Stream, { rate }: Options): Edit[] {
  const places = [...text.matchAll(/[A-Za-z]+(?:'[a-z]+)?/g)].flatMap(({ 0: word, index: from }) => {
    const others = OTHERS.get(word.toLowerCase())
    const place = { from, to: from + word.length }
    return others && isFree(place, spans) ? [{ ...place, others, capital: /^[A-Z]/.test(word) }] : []
  })
  return share(places, rate, stream).map(({ from, to, others, capital }) => {
    const by = stream.pick(others)
    return { from, to, by: capital ? by.charAt(0).toUpperCase() + by.slice(1) : by }
  })
}
