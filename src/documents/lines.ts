/** Reads a file line by line, whatever its size. */
import { closeSync, openSync, readSync } from 'node:fs'
import { InputError } from './input-error.js'

const CHUNK = 1 << 20

/**
 * The lines of a file, one by one, each good until the next is taken; what follows the last newline is none.
 * @param fd the file, open; it is closed at the end
 * @param longest bytes of a line
 * @throws InputError at a line that is longer
 */
export function* linesIn(
  path: string,
  fd = openSync(path, 'r'),
  longest = Number.POSITIVE_INFINITY,
): Generator<Buffer> {
  try {
    const chunk = Buffer.allocUnsafe(CHUNK)
    let rest = Buffer.alloc(0)
    let line = 1
    for (let size = readSync(fd, chunk); size > 0; size = readSync(fd, chunk)) {
      let from = 0
      for (let end = chunk.indexOf(0x0a); end !== -1 && end < size; end = chunk.indexOf(0x0a, from)) {
        const piece = chunk.subarray(from, end)
        yield rest.length === 0 ? piece : Buffer.concat([rest, piece])
        rest = Buffer.alloc(0)
        from = end + 1
        line++
      }
      rest = Buffer.concat([rest, chunk.subarray(from, size)])
      if (rest.length > longest)
        throw new InputError(`${path}:${line}: the line is longer than ${longest / 1_000_000} MB`)
    }
  } finally {
    closeSync(fd)
  }
}
