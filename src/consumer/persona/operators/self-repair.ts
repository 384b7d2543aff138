/** Breaks off after a few words and begins the clause again: "我的订，不是，我是说，我的订单". */
import { aside, beginning, clauses, insertion, MOST_INSERTED } from '../clauses.js'
import { type PersonaOperator, share } from '../operator.js'

export const selfRepair: PersonaOperator = {
  preserves: 'meaning',
  languages: ['zh-CN', 'en'],
  rate: 0.2,
  bank: 'self-repair',
  edits: (text, spans, stream, { lang, rate, words }) => {
    if (words.length === 0) return []
    const all = clauses(text, spans)
    const places = all.filter((clause) => beginning(text, clause, spans, lang, 2))
    return share(places, rate, stream, all.length)
      .slice(0, MOST_INSERTED)
      .map((clause) => {
        const said =
          beginning(text, clause, spans, lang, 2 + stream.int(2)) ??
          beginning(text, clause, spans, lang, 2) ??
          ''
        const repair = aside(said, lang) + aside(stream.pick(words), lang)
        return insertion(text, clause.from, repair, spans, lang)
      })
  },
}
