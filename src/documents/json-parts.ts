/** Reads a JSON text that is longer than a string may be: part by part, none of which grows with the number of members. */
import { InputError } from './input-error.js'

/** Members of objects are parts of their own down to this level; items of lists are parts always. */
const LEVELS = 3
/** Longest part in bytes. */
const LONGEST = 64 << 20
/** Files of ours are 12 deep. */
const DEEPEST = 64

const [QUOTE, ESCAPE, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

export interface JsonPart {
  /** Names and indexes from the root. */
  path: readonly (string | number)[]
  /** An object or a list whose members follow as parts is empty here. */
  value: unknown
  /** Where it begins and ends, bytes; an object or list whose members follow ends where it begins. */
  from: number
  to: number
}

/**
 * The parts of a JSON text in their order, objects and lists before their members.
 * @param name of the text, for errors
 * @param from offset of its first byte
 * @throws InputError where it is no JSON, or a part is longer than 64 MB or nested more than 64 levels deep
 */
export function* jsonParts(chunks: Iterable<Buffer>, name: string, from = 0): Generator<JsonPart> {
  const text = new Scanner(chunks, name, from)
  yield* partsAt(text, [])
  text.space()
  if (text.peek() !== undefined) text.fail('something follows the end')
}

function* partsAt(text: Scanner, path: readonly (string | number)[]): Generator<JsonPart> {
  text.space()
  const from = text.offset
  const open = text.peek()
  const isList = open === OPEN_LIST
  const isWhole = path.length === LEVELS || typeof path.at(-1) === 'number'
  if (isWhole || (!isList && open !== OPEN_OBJECT)) {
    const value = text.value()
    yield { path, value, from, to: text.offset }
    return
  }
  text.take(open)
  yield { path, value: isList ? [] : {}, from, to: from }
  const close = isList ? CLOSE_LIST : CLOSE_OBJECT
  text.space()
  for (let index = 0; text.peek() !== close; index++) {
    if (index > 0) {
      text.take(COMMA)
      text.space()
    }
    const key = isList ? index : text.key()
    yield* partsAt(text, [...path, key])
    text.space()
  }
  text.take(close)
}

/** Bytes that come in chunks, and a place in them. */
class Scanner {
  readonly #chunks: Iterator<Buffer>
  readonly #name: string
  #bytes: Buffer = Buffer.alloc(0)
  #at = 0
  /** Offset of the first of `bytes`. */
  #base: number
  /** Where the value begins that is read: from there bytes are kept. */
  #mark: number | undefined

  constructor(chunks: Iterable<Buffer>, name: string, from: number) {
    this.#chunks = chunks[Symbol.iterator]()
    this.#name = name
    this.#base = from
  }

  get offset(): number {
    return this.#base + this.#at
  }

  /** The byte at this place; undefined at the end. */
  peek(): number | undefined {
    return this.#at < this.#bytes.length || this.#more() ? this.#bytes[this.#at] : undefined
  }

  take(byte: number | undefined): void {
    if (byte === undefined || this.peek() !== byte) this.fail('unexpected token')
    this.#at++
  }

  space(): void {
    for (let byte = this.peek(); byte !== undefined && isSpace(byte); byte = this.peek()) this.#at++
  }

  /** A name with its colon. */
  key(): string {
    if (this.peek() !== QUOTE) this.fail('a name is expected')
    const key = this.value() as string
    this.space()
    this.take(COLON)
    return key
  }

  /** What begins here, to its end. */
  value(): unknown {
    this.#mark = this.#at
    this.#skip()
    const text = this.#bytes.toString('utf8', this.#mark, this.#at)
    this.#mark = undefined
    try {
      return JSON.parse(text)
    } catch (error) {
      const [why = ''] = (error as Error).message.split(/ in JSON|, "/)
      return this.fail(why)
    }
  }

  fail(why: string): never {
    throw new InputError(`${this.#name} is damaged at byte ${this.offset}: ${why}`)
  }

  /** To the end of a value; whether it is one, who parses it finds out. */
  #skip(): void {
    let depth = 0
    let inText = false
    let bytes = this.#bytes
    for (let at = this.#at; ; at++) {
      while (at >= bytes.length) {
        const size = bytes.length
        this.#at = size
        if (!this.#more()) return
        bytes = this.#bytes
        at += this.#at - size
      }
      const byte = bytes[at] as number
      if (inText) {
        if (byte === ESCAPE) at++
        else if (byte === QUOTE) inText = false
        if (inText || depth > 0) continue
      } else if (byte === QUOTE) {
        inText = true
        continue
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (++depth > DEEPEST) this.fail(`nested more than ${DEEPEST} levels deep`)
        continue
      } else if (depth > 0) {
        if (byte !== CLOSE_OBJECT && byte !== CLOSE_LIST) continue
        if (--depth > 0) continue
      } else if (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST || isSpace(byte)) {
        this.#at = at
        return
      } else continue
      this.#at = at + 1
      return
    }
  }

  /** Takes one more chunk, and lets go what was read. Whether there was one. */
  #more(): boolean {
    const from = this.#mark ?? this.#at
    // A copy: who gives the chunks may use one buffer for all.
    const rest = Buffer.from(this.#bytes.subarray(from))
    const { value: chunk, done } = this.#chunks.next()
    if (done) return false
    this.#bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    this.#base += from
    this.#at -= from
    if (this.#mark === undefined) return true
    this.#mark = 0
    if (rest.length > LONGEST) this.fail(`a part is longer than ${LONGEST >> 20} MB`)
    return true
  }
}
