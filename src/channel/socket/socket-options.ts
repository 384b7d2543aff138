/** How a WebSocket is connected: headers, proxy and TLS as every request of the target. */
import type { Agent } from 'node:http'
import type { ClientOptions } from 'ws'
import type { Connection } from '../http/connection.js'

/** Headers of a request that a handshake has no use for, or makes by itself. */
const NOT_OURS = new Set(['host', 'accept', 'proxy-authorization'])

/** @returns what `new WebSocket` takes: the address with its query, and the options */
export async function socketOptions(
  connection: Connection,
  address: string,
): Promise<{ url: string; options: ClientOptions; proxy?: string }> {
  const http = new URL(address.replace(/^ws/, 'http'))
  const { options, proxy } = await connection.route(http.href)
  const {
    headers = {},
    path,
    agent,
    servername,
    rejectUnauthorized,
    secureContext,
  } = options as Omit<typeof options, 'agent'> & { agent?: Agent; secureContext?: unknown }
  const own = Object.entries(headers as Record<string, string>).filter(([key]) => !NOT_OURS.has(key))
  // A socket needs a tunnel, also where plain requests are handed to the proxy one by one.
  const tunnel = proxy !== undefined && http.protocol === 'http:'
  const through = tunnel ? new (await import('https-proxy-agent')).HttpsProxyAgent(proxy) : agent
  const url = new URL(path ?? '', http)
  url.protocol = http.protocol === 'https:' ? 'wss:' : 'ws:'
  return {
    url: url.href,
    ...(proxy ? { proxy: proxy.host } : {}),
    options: {
      headers: Object.fromEntries(own),
      ...(through ? { agent: through } : {}),
      ...(servername === undefined ? {} : { servername }),
      ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
      ...(secureContext === undefined ? {} : { secureContext }),
    },
  }
}
