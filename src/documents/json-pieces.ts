/** The text of a large JSON value in pieces, none of which grows with the number of its members. */

/** Every document and every trial of a plan is a piece: what lies deeper, or at this level and has few members. */
const LEVEL = 2
const FEW = 32
/** Characters that are written or hashed at once. */
const CHUNK = 1 << 16

/** How a value is written. */
export interface Spelling {
  /** Before each member, and before the end of what has some. */
  gap(level: number): string
  colon: string
  /** The members of an object in their order. */
  keys(value: object): string[]
  /** The text of a value that is one piece. */
  whole(value: unknown, level: number): string
}

/** As `JSON.stringify(value, null, 2)`, byte for byte. */
const INDENTED: Spelling = {
  gap: (level) => `\n${'  '.repeat(level)}`,
  colon: ': ',
  keys: Object.keys,
  whole(value, level) {
    const text = JSON.stringify(value, null, 2) ?? 'null'
    return text.includes('\n') ? text.replaceAll('\n', this.gap(level)) : text
  },
}

/** The text of a JSON file. */
export function* jsonText(value: unknown): Generator<string> {
  yield* jsonPieces(value, INDENTED)
  yield '\n'
}

/**
 * The text of `value`, which is JSON; joined, the pieces are what `spelling` makes of it. An iterable is written as the list
 * of what it gives: it need not be in memory.
 */
export function* jsonPieces(value: unknown, spelling: Spelling, level = 0, before = ''): Generator<string> {
  if (typeof value !== 'object' || value === null || isPiece(value, level)) {
    yield before + spelling.whole(value, level)
    return
  }
  const [open, close] = isList(value) ? '[]' : '{}'
  let gap = before + open
  for (const [name, member] of isList(value) ? itemsOf(value) : membersOf(value, spelling)) {
    const key = name === undefined ? '' : JSON.stringify(name) + spelling.colon
    yield* jsonPieces(member, spelling, level + 1, gap + spelling.gap(level + 1) + key)
    gap = ','
  }
  yield gap === ',' ? spelling.gap(level) + close : gap + close
}

function isList(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}

function isPiece(value: object, level: number): boolean {
  return level > LEVEL || (level === LEVEL && Object.keys(value).length <= FEW)
}

/** The same text in pieces of about `size` characters. */
export function* inChunks(pieces: Iterable<string>, size = CHUNK): Generator<string> {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length < size) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

function* itemsOf(list: Iterable<unknown>): Generator<[undefined, unknown]> {
  for (const item of list) yield [undefined, item ?? null]
}

function* membersOf(value: object, { keys }: Spelling): Generator<[string, unknown]> {
  for (const key of keys(value)) {
    const member = (value as Record<string, unknown>)[key]
    if (member !== undefined) yield [key, member]
  }
}
