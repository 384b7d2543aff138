/** Says a short clause twice, or the beginning of a longer one: "还没到，还没到". */
import { aside, beginning, type Clause, clauses, insertion, MOST_INSERTED } from '../clauses.js'
import { type PersonaOperator, share } from '../operator.js'
import { isFree } from '../protected.js'

const SHORT = { 'zh-CN': /^[\u4e00-\u9fff]{2,8}$/, en: /^[A-Za-z']{1,20}(?: [A-Za-z']{1,20}){1,3}$/ }
/** Where a first constituent of a Chinese clause may end: 我买的|洗衣机. */
const PART = /^[\u4e00-\u9fff]{1,5}[的了是在有](?=[\u4e00-\u9fff])/

export const redundancy: PersonaOperator = {
  preserves: 'meaning',
  languages: ['zh-CN', 'en'],
  rate: 0.2,
  edits: (text, spans, stream, { lang, rate }) => {
    const twice = (clause: Clause): string | undefined => {
      const words = text.slice(clause.from, clause.to)
      const said = SHORT[lang].test(words)
        ? words
        : lang === 'en'
          ? beginning(text, clause, spans, lang, 2)
          : PART.exec(words)?.[0]
      return said && isFree({ from: clause.from, to: clause.from + said.length }, spans) ? said : undefined
    }
    const all = clauses(text, spans)
    const places = all.flatMap((clause) => {
      const said = twice(clause)
      return said === undefined ? [] : [insertion(text, clause.from, aside(said, lang), spans, lang)]
    })
    return share(places, rate, stream, all.length).slice(0, MOST_INSERTED)
  },
}
