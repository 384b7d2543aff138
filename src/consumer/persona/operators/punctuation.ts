/** Leaves punctuation out, as dictation does, or types a space in its place. Marks between two values stay. */
import { type PersonaOperator, share } from '../operator.js'
import { isFree, parts } from '../protected.js'

const MARKS = /[，。！？；：、…—]{1,8}|[,.!?;:]{1,8}(?=\s|$|[\u4e00-\u9fff])/g
const SOLID = /[\p{L}\p{N}]{2}/u
/** Without a space these would be one word. */
const ONE_WORD = /[A-Za-z\d]{2}/

export const punctuation: PersonaOperator = {
  preserves: 'meaning',
  languages: ['zh-CN', 'en'],
  rate: 1,
  edits: (text, spans, stream, { rate, style = 'none' }) => {
    const places = [...text.matchAll(MARKS)].flatMap(({ 0: mark, index: from }) => {
      const to = from + mark.length
      if (parts({ from, to }, spans) || !isFree({ from, to }, spans)) return []
      const around = `${text[from - 1] ?? ''}${text[to] ?? ''}`
      const space = style === 'spaces' ? SOLID.test(around) : ONE_WORD.test(around)
      return [{ from, to, by: space ? ' ' : '' }]
    })
    return share(places, rate, stream)
  },
}
