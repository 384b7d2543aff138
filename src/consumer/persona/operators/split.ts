/** Sends one message as several, cut after punctuation. Joined they are the same characters. */
import { clauses } from '../clauses.js'
import { type PersonaOperator, share } from '../operator.js'

const PIECES = 3

export const split: PersonaOperator = {
  preserves: 'meaning',
  languages: ['zh-CN', 'en'],
  rate: 1,
  cuts: (text, spans, stream, { rate, pieces = PIECES }) => {
    if (stream.next() >= rate) return []
    const places = clauses(text, spans)
      .slice(0, -1)
      .map(({ next }) => next)
      .filter((at) => at < text.length)
    const most = Math.min(pieces - 1, places.length)
    const wanted = most < 1 ? 0 : 1 + stream.int(most)
    return share(places, wanted / Math.max(1, places.length), stream)
  },
}
