/** The server's side of the beginning of SOCKS5 (RFC 1928), without credentials. */
import type { Socket } from 'node:net'

/** Bytes of a request with the longest name. */
const LONGEST = 300
/** How long a client may take to say what it wants, milliseconds. */
const PATIENCE = 20_000

/** A host without brackets, final dot and capitals. */
export function bareHost(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
}

/** What a client wants to be connected to; undefined where it wants something else. @throws where it goes away */
export async function request(socket: Socket): Promise<{ host: string; port: number } | undefined> {
  const greeting = await bytes(socket, (b) => (b.length < 2 ? 2 : 2 + (b[1] ?? 0)))
  if (greeting[0] !== 5) return undefined
  socket.write(Uint8Array.of(5, 0))
  const head = await bytes(socket, (b) => {
    if (b.length < 5) return 5
    return b[3] === 1 ? 10 : b[3] === 4 ? 22 : 7 + (b[4] ?? 0)
  })
  const [, command, , kind] = head
  if (head[0] !== 5 || command !== 1) return undefined
  const port = head.readUInt16BE(head.length - 2)
  if (kind === 3) return { host: bareHost(head.subarray(5, -2).toString('latin1')), port }
  const address = head.subarray(4, -2)
  if (kind === 1) return { host: [...address].join('.'), port }
  const groups = Array.from({ length: 8 }, (_, i) => address.readUInt16BE(i * 2).toString(16))
  return kind === 4 ? { host: groups.join(':'), port } : undefined
}

/** Says what became of it: 0 is done. */
export function reply(code: number): Uint8Array {
  return Uint8Array.of(5, code, 0, 1, 0, 0, 0, 0, 0, 0)
}

/** Reads as many bytes as `length` says that there are, given those that have come. */
function bytes(socket: Socket, length: (got: Buffer) => number): Promise<Buffer> {
  return new Promise((done, fail) => {
    let got = Buffer.alloc(0)
    const take = () => {
      for (;;) {
        const wanted = length(got)
        if (wanted > LONGEST) return end(() => fail(new Error('too long')))
        if (got.length >= wanted) return end(() => done(got))
        const more: Buffer | null = socket.read(Math.min(wanted - got.length, socket.readableLength)) ?? null
        if (!more || more.length === 0) return
        got = Buffer.concat([got, more])
      }
    }
    const lost = () => end(() => fail(new Error('closed')))
    const timer = setTimeout(lost, PATIENCE)
    function end(then: () => void) {
      clearTimeout(timer)
      socket.off('readable', take)
      socket.off('close', lost)
      then()
    }
    socket.on('readable', take)
    socket.on('close', lost)
    take()
  })
}
