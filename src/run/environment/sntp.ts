/** Asks a time server how far this machine's clock is off: one packet of SNTP (RFC 4330). */
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'

const PORT = 123
const SIZE = 48
/** Version 4, client. */
const REQUEST = 0x23
const SERVER = 4
/** Seconds from 1900, where NTP begins, to 1970. */
const EPOCH = 2_208_988_800

/** Milliseconds that the clock is behind the server, and half of the round trip. */
export interface ClockOffset {
  offset: number
  uncertainty: number
}

/**
 * @param server `host` or `host:port`
 * @throws Error where it does not answer in time, or says that it does not know the time itself
 */
export async function askTimeServer(server: string, signal: AbortSignal): Promise<ClockOffset> {
  const { hostname, port } = new URL(`ntp://${server}`)
  // A look-up cannot be called off, and is not waited for.
  const late = once(signal, 'abort').then(() => {
    throw new Error('its name was not resolved in time')
  })
  const { address } = await Promise.race([lookup(hostname.replace(/^\[|\]$/g, '')), late])
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  try {
    // Connected, it hears nobody else.
    socket.connect(port ? Number(port) : PORT, address)
    await once(socket, 'connect', { signal })
    const request = Buffer.alloc(SIZE)
    request[0] = REQUEST
    const sent = Date.now()
    writeTime(request, 40, sent)
    socket.send(request)
    const [reply] = (await once(socket, 'message', { signal })) as [Buffer]
    const received = Date.now()
    return offsetOf(request, reply, sent, received)
  } finally {
    socket.close()
  }
}

function offsetOf(request: Buffer, reply: Buffer, sent: number, received: number): ClockOffset {
  const isAnswer = reply.length >= SIZE && reply.subarray(24, 32).equals(request.subarray(40, 48))
  if (!isAnswer) throw new Error('it sent something else than an answer')
  const stratum = reply[1] ?? 0
  const first = reply[0] ?? 0
  if ((first & 7) !== SERVER || first >> 6 === 3 || stratum === 0 || stratum > 15)
    throw new Error('it says that its own clock is not right')
  const [heard, answered] = [readTime(reply, 32), readTime(reply, 40)]
  return {
    offset: Math.round((heard - sent + (answered - received)) / 2),
    uncertainty: Math.max(0, received - sent - (answered - heard)) / 2,
  }
}

function writeTime(bytes: Buffer, at: number, milliseconds: number): void {
  bytes.writeUInt32BE((Math.floor(milliseconds / 1000) + EPOCH) % 2 ** 32, at)
  bytes.writeUInt32BE(Math.floor(((milliseconds % 1000) / 1000) * 2 ** 32), at + 4)
}

/** Seconds begin again in 2036: small ones are of the next era. */
function readTime(bytes: Buffer, at: number): number {
  const seconds = bytes.readUInt32BE(at)
  const era = seconds < 2 ** 31 ? 2 ** 32 : 0
  return (seconds + era - EPOCH) * 1000 + (bytes.readUInt32BE(at + 4) / 2 ** 32) * 1000
}
