/** Reads a file line by line, whatever its size. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { InputError } from './input-error.js'

const CHUNK = 1 << 20
const SMALL = 1 << 12
const NONE = Buffer.alloc(0)

/**
 * The lines of a file, one by one, each good until the next is taken; what follows the last newline is none.
 * @param fd the file, open; it is closed at the end
 * @param longest bytes of a line
 * @throws InputError at a line that is longer
 */
export function linesIn(
  path: string,
  fd = openSync(path, 'r'),
  longest = Number.POSITIVE_INFINITY,
): Generator<Buffer> {
  return linesOf(piecesIn(path, fd), path, longest)
}

/** As `linesIn`, of a file that is read elsewhere. */
export function* linesOf(
  pieces: Iterable<Buffer>,
  path: string,
  longest = Number.POSITIVE_INFINITY,
): Generator<Buffer> {
  let rest: Buffer = NONE
  let line = 1
  for (const piece of pieces) {
    let from = 0
    for (let end = piece.indexOf(0x0a); end !== -1; end = piece.indexOf(0x0a, from)) {
      const whole = piece.subarray(from, end)
      yield rest.length === 0 ? whole : Buffer.concat([rest, whole])
      rest = NONE
      from = end + 1
      line++
    }
    if (from < piece.length) rest = Buffer.concat([rest, piece.subarray(from)])
    if (rest.length > longest)
      throw new InputError(`${path}:${line}: the line is longer than ${longest / 1_000_000} MB`)
  }
}

/** The bytes of a file in pieces, each good until the next is taken. @param fd as of `linesIn` */
export function* piecesIn(path: string, fd = openSync(path, 'r')): Generator<Buffer> {
  try {
    // Most files are small, and a large buffer for each would keep the garbage collector busy.
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(fstatSync(fd).size, SMALL)))
    for (let size = readSync(fd, buffer); size > 0; size = readSync(fd, buffer))
      yield buffer.subarray(0, size)
  } finally {
    closeSync(fd)
  }
}
