/** A real server on loopback for one test: what each request was, and a reply that the test writes itself. */
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { whenDone } from './done.js'

export interface Asked {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  /** The body, as JSON where there is one. */
  body: Record<string, unknown>
}

export type Reply = (asked: Asked, response: http.ServerResponse, request: http.IncomingMessage) => void

/** @param tls certificate and key for https */
export async function serve(
  reply: Reply,
  tls?: https.ServerOptions,
): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const take: http.RequestListener = (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const text = Buffer.concat(pieces).toString()
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: JSON.parse(text || '{}') }
      asked.push(one)
      reply(one, response, request)
    })
  }
  const server = tls ? https.createServer(tls, take) : http.createServer(take)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  whenDone(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const { port } = server.address() as AddressInfo
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, asked }
}

/** Writes each piece on its own, so that it arrives on its own. */
export async function write(
  response: http.ServerResponse,
  pieces: readonly (string | Buffer)[],
): Promise<void> {
  for (const piece of pieces) {
    await new Promise<void>((resolve) => response.write(piece, () => setImmediate(resolve)))
  }
}
