/** Reading and writing JSON over HTTP with bounded sizes. */
import type { IncomingMessage, ServerResponse } from 'node:http'

const MAX_BODY = 64 * 1024
const MAX_TEXT = 4000

/** An HTTP answer that is not a conversation. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(body))
}

/** Reads `{ session?, message }`; JSON only, so that no foreign page can post a form. */
export async function readMessage(request: IncomingMessage): Promise<{ session?: string; message: string }> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new Refusal(415, 'JSON only')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) throw new Refusal(413, 'the body is larger than 64 KiB')
    chunks.push(chunk)
  }
  let body: unknown
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Refusal(400, 'the body is not JSON')
  }
  const { session, message } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >
  if (typeof message !== 'string' || message.trim() === '') throw new Refusal(400, 'message is missing')
  if (message.length > MAX_TEXT) throw new Refusal(400, `message is longer than ${MAX_TEXT} characters`)
  return { session: checkSession(session), message }
}

export function checkSession(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string' || !/^[\w-]{1,64}$/.test(value)) {
    throw new Refusal(400, 'session must be up to 64 letters, digits, - or _')
  }
  return value
}
