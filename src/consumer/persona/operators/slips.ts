/** Slips of fingers: a letter left out, typed twice, swapped with the next one, or the key beside it. */
import { type Edit, type PersonaOperator, share } from '../operator.js'
import { isFree } from '../protected.js'

const TYPED = /[A-Za-z\u4e00-\u9fff]/
/** Keys beside each letter on a QWERTY keyboard. */
const BESIDE: Record<string, string> = {
  q: 'wa',
  w: 'qes',
  e: 'wrd',
  r: 'etf',
  t: 'ryg',
  y: 'tuh',
  u: 'yij',
  i: 'uok',
  o: 'ipl',
  p: 'ol',
  a: 'qsz',
  s: 'adwx',
  d: 'sfec',
  f: 'dgrv',
  g: 'fhtb',
  h: 'gjyn',
  j: 'hkum',
  k: 'jlim',
  l: 'kop',
  z: 'xas',
  x: 'zcsd',
  c: 'xvdf',
  v: 'cbfg',
  b: 'vngh',
  n: 'bmhj',
  m: 'njk',
}

export const slips: PersonaOperator = {
  preserves: 'facts',
  languages: ['zh-CN', 'en'],
  rate: 0.05,
  edits: (text, spans, stream, { rate }) => {
    const places: number[] = []
    for (let i = 0; i < text.length; i++)
      if (TYPED.test(text[i] ?? '') && isFree({ from: i, to: i + 1 }, spans)) places.push(i)
    const free = new Set(places)
    const chosen = share(places, rate, stream)
    const taken = new Set(chosen)
    return chosen.map((from): Edit => {
      const [one, two] = [text[from] ?? '', text[from + 1] ?? '']
      const to = from + 1
      const keys = BESIDE[one.toLowerCase()]
      const swaps = free.has(to) && !taken.has(to) && one !== two
      const kinds = ['drop', 'twice', ...(swaps ? ['swap'] : []), ...(keys ? ['beside', 'beside'] : [])]
      switch (stream.pick(kinds)) {
        case 'drop':
          return { from, to, by: '' }
        case 'twice':
          return { from, to, by: one + one }
        case 'swap':
          return { from, to: to + 1, by: two + one }
        default: {
          const key = stream.pick([...(keys ?? one)])
          return { from, to, by: one < 'a' ? key.toUpperCase() : key }
        }
      }
    })
  },
}
