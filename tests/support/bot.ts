/** A tiny HTTP bot whose answers a test writes down, with a log of what it was really told. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  text: string
  session: string | undefined
  headers: http.IncomingHttpHeaders
}

export interface Bot {
  url: string
  heard: Heard[]
  close(): Promise<void>
}

export type Answer = (
  heard: Heard,
  response: http.ServerResponse,
) =>
  | string
  | readonly (string | { text: string; from?: string; name?: string; choices?: string[] })[]
  | undefined

/** Serves `answer` on loopback: text or messages are sent as JSON, undefined means that it wrote the reply itself. */
export async function startBot(answer: Answer): Promise<Bot> {
  const heard: Heard[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}')
      const one = { text: body.message, session: body.session, headers: request.headers }
      heard.push(one)
      const replies = answer(one, response)
      if (replies === undefined) return
      const messages = [replies].flat().map((m) => (typeof m === 'string' ? { text: m } : m))
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ messages }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The channel block of a target file that fits startBot. */
export function httpOf(url: string) {
  return {
    url,
    request: { text: '$.message', session: '$.session' },
    reply: { messages: '$.messages[*]', author: '$.from', name: '$.name', choices: '$.choices[*]' },
  }
}
