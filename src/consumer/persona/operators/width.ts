/** Letters and marks in the other width, as an input method that was left in the wrong mode types them. */
import { type Edit, type PersonaOperator, share } from '../operator.js'
import { isFree, parts } from '../protected.js'

/** Chinese marks without a wide form of an ASCII one. */
const HALF: Record<string, string> = { '。': '.', '、': ',', '“': '"', '”': '"', '‘': "'", '’': "'" }

function other(character: string, style: string): string {
  const code = character.charCodeAt(0)
  if (style === 'full') return code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : character
  if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0)
  return HALF[character] ?? character
}

export const width: PersonaOperator = {
  preserves: 'meaning',
  languages: ['zh-CN'],
  rate: 1,
  edits: (text, spans, stream, { rate, style = 'half' }) => {
    const places: Edit[] = []
    for (let from = 0; from < text.length; from++) {
      const by = other(text[from] ?? '', style)
      const place = { from, to: from + 1 }
      if (by !== text[from] && isFree(place, spans) && !parts(place, spans)) places.push({ ...place, by })
    }
    return share(places, rate, stream)
  },
}
