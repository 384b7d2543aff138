/** The metrics of a monitor over HTTP, on this machine only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { InputError } from '../../documents/input-error.js'
import { METRICS_TYPE } from '../../report/monitor/metrics.js'

/**
 * Gives out what `text` tells at /metrics of 127.0.0.1.
 * @param port 0 for one that is free
 * @throws InputError where the port cannot be had
 */
export async function serveMetrics(
  port: number,
  text: () => string,
): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => answer(request, response, text))
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', listening)
  }).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`port ${port} cannot be had (${error.code})`, 'name another one with --metrics')
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function answer(
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
  text: () => string,
): void {
  const send = (status: number, type: string, body: string) => {
    response.writeHead(status, {
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    response.end(method === 'HEAD' ? undefined : body)
  }
  const plain = 'text/plain; charset=utf-8'
  // Another name for this machine is a page elsewhere that was led here.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '')) return send(421, plain, 'wrong host\n')
  if (method !== 'GET' && method !== 'HEAD') return send(405, plain, 'only GET\n')
  if (url?.split('?', 1)[0] !== '/metrics') return send(404, plain, 'not found\n')
  send(200, METRICS_TYPE, text())
}
