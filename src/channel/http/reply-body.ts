/** The body of a reply: unpacked, bounded, each piece with the time at which its bytes came. */
import type { IncomingMessage } from 'node:http'
import { createBrotliDecompress, createGunzip, createInflate, constants as zlib } from 'node:zlib'
import { ChannelError } from '../channel.js'
import { broken } from './http-reply.js'

interface BodyListener {
  /** @param at when its bytes came, packed or not */
  piece(piece: Buffer, at: number): void
  end(at: number): void
  /** It broke off, is too large, or cannot be unpacked. */
  failed(error: Error): void
}

/**
 * Reads a body as it comes.
 * @param now the session's clock
 * @param maxBytes how many may come, unpacked
 */
export function readBody(
  response: IncomingMessage,
  now: () => number,
  maxBytes: number,
  listener: BodyListener,
): void {
  const unpack = unpacker(response.headers['content-encoding'])
  let at = now()
  let size = 0
  let over = false
  const failed = (error: Error) => {
    if (over) return
    over = true
    unpack?.destroy()
    listener.failed(error)
  }
  const take = (piece: Buffer) => {
    if (over) return
    size += piece.length
    if (size <= maxBytes) return listener.piece(piece, at)
    failed(
      new ChannelError(`the reply is larger than ${maxBytes >> 20} MB`, { whose: 'bot', code: 'too-large' }),
    )
  }
  const end = () => {
    if (over) return
    over = true
    listener.end(at)
  }
  response.on('error', (error) => failed(error instanceof ChannelError ? error : broken(error)))
  response.on('data', (piece: Buffer) => {
    at = now()
    if (!unpack) take(piece)
    else if (!over) unpack.write(piece)
  })
  response.on('end', () => (unpack && !over ? unpack.end() : end()))
  unpack?.on('data', take)
  unpack?.on('end', end)
  unpack?.on('error', (error) => failed(broken(error)))
}

/** A cut-off packed body is read as far as it came, and each piece of it as soon as it came. */
function unpacker(encoding: string | undefined) {
  switch (encoding?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip({ flush: zlib.Z_SYNC_FLUSH, finishFlush: zlib.Z_SYNC_FLUSH })
    case 'deflate':
      return createInflate({ flush: zlib.Z_SYNC_FLUSH, finishFlush: zlib.Z_SYNC_FLUSH })
    case 'br':
      return createBrotliDecompress({
        flush: zlib.BROTLI_OPERATION_FLUSH,
        finishFlush: zlib.BROTLI_OPERATION_FLUSH,
      })
    default:
      return undefined
  }
}
