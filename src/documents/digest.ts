/** SHA-256 of small things in one call, which from Node.js 20.12 on leaves no object for the garbage collector. */
import crypto from 'node:crypto'

const oneShot: typeof crypto.hash | undefined = crypto.hash

/** @param encoding binary (latin1): each of the 32 bytes is a character */
export function digest(data: string | Uint8Array, encoding: 'hex' | 'binary'): string {
  return oneShot
    ? oneShot('sha256', data, encoding)
    : crypto.createHash('sha256').update(data).digest(encoding)
}
