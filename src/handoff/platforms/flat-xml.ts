/** Reads the flat XML of Weixin's webhooks: names, and texts without markup. There are no entities to expand. */

/** Characters of a payload, elements in it. */
const LONGEST = 65_536
const MOST = 100

const OPENS = /\s*(?:<\?xml[^?<>]{0,200}\?>\s*)?<xml>/y
const LEAF = /\s*<([A-Za-z]\w{0,63})>(?:<!\[CDATA\[((?:[^\]]|\](?!\]>))*)\]\]>\s*|([^<&]*))<\/\1>/y
const GROUP = /\s*<([A-Za-z]\w{0,63})>(?=\s*<[A-Za-z])/y

/**
 * Elements of a payload by their names, those of a group as `Group.Name`. Undefined where it is anything else: a
 * document type, attributes, an entity, a name that comes twice, a text that is cut.
 */
export function flatXml(text: string): ReadonlyMap<string, string> | undefined {
  if (text.length > LONGEST) return undefined
  const found = new Map<string, string>()
  let place = after(OPENS, text, 0)?.end
  let group = ''
  for (let n = 0; place !== undefined && n < MOST; n++) {
    const leaf = after(LEAF, text, place)
    if (leaf) {
      const [, name = '', data, plain = ''] = leaf.match
      const key = group === '' ? name : `${group}.${name}`
      if (found.has(key)) return undefined
      found.set(key, data ?? plain.trim())
      place = leaf.end
      continue
    }
    const end = group === '' ? undefined : closing(text, place, group)
    if (end !== undefined) {
      group = ''
      place = end
      continue
    }
    if (group === '' && /^\s*<\/xml>\s*$/.test(text.slice(place))) return found
    const inner = group === '' ? after(GROUP, text, place) : undefined
    group = inner?.match[1] ?? ''
    place = inner?.end
  }
  return undefined
}

function after(
  pattern: RegExp,
  text: string,
  place: number,
): { match: RegExpExecArray; end: number } | undefined {
  pattern.lastIndex = place
  const match = pattern.exec(text)
  return match ? { match, end: pattern.lastIndex } : undefined
}

function closing(text: string, place: number, group: string): number | undefined {
  const start = text.indexOf('<', place)
  const tag = `</${group}>`
  return text.startsWith(tag, start) && text.slice(place, start).trim() === ''
    ? start + tag.length
    : undefined
}
