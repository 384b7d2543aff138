/** A line to a server that can fall silent: what is sent gets no answer and no refusal, as where a cable is pulled. */
import { once } from 'node:events'
import net from 'node:net'

/** @returns its port, what cuts it, what lets new connections through again (old ones stay dead), and how to end it */
export async function startProxy(port) {
  let isCut = false
  const sockets = new Set()
  const dead = new WeakSet()
  const server = net.createServer((near) => {
    near.on('error', () => undefined)
    sockets.add(near)
    near.on('close', () => sockets.delete(near))
    if (isCut) return near.pause()
    const far = net.connect(port, '127.0.0.1')
    sockets.add(far)
    far.on('error', () => undefined)
    pipe(near, far)
    pipe(far, near)
  })
  /** Bytes, ends and resets of one side are told to the other, unless the line is dead. */
  function pipe(from, to) {
    from.on('data', (bytes) => {
      if (!dead.has(from)) to.write(bytes)
    })
    from.on('close', () => {
      sockets.delete(from)
      if (!dead.has(from)) to.destroy()
    })
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: server.address().port,
    cut() {
      isCut = true
      for (const socket of sockets) dead.add(socket)
    },
    heal() {
      isCut = false
    },
    stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
