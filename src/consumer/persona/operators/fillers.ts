/** Fillers at the beginning of clauses: "那个，", "um, ". */
import { aside, clauses, insertion, MOST_INSERTED } from '../clauses.js'
import { type PersonaOperator, share } from '../operator.js'

export const fillers: PersonaOperator = {
  preserves: 'meaning',
  languages: ['zh-CN', 'en'],
  rate: 0.3,
  bank: 'filler',
  edits: (text, spans, stream, { lang, rate, words }) =>
    words.length === 0
      ? []
      : share(clauses(text, spans), rate, stream)
          .slice(0, MOST_INSERTED)
          .map(({ from }) => insertion(text, from, aside(stream.pick(words), lang), spans, lang)),
}
