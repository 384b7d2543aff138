/** Talks to a demo merchant over its JSON API. */
import { onTestFinished } from 'vitest'
import type { FaultId } from '../../src/demo/faults.js'
import { startMerchant } from '../../src/demo/server.js'

export interface Message {
  from: string
  name?: string
  text: string
  choices?: string[]
  form?: string[]
}

/** Short, so that tests do not wait; what a test says about time it says of the order of things. */
export const QUICK = { think: 2, piece: 1, slow: 60, drag: 60, agent: 5 }

type Options = Partial<Parameters<typeof startMerchant>[0]>

/** Starts a merchant that is closed with the test. */
export async function merchantOf(faults: readonly FaultId[], options: Options = {}) {
  const merchant = await startMerchant({ faults, delays: QUICK, ...options })
  onTestFinished(() => merchant.close())
  return merchant
}

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** Opens a session with a merchant that has these faults; the returned function says something and gives the replies. */
export async function talkTo(faults: readonly FaultId[], options: Options = {}) {
  const merchant = await merchantOf(faults, options)
  let session: string | undefined
  const say = async (message: string): Promise<Message[]> => {
    const response = await post(merchant.apiUrl, { session, message })
    const body = (await response.json()) as { session: string; messages: Message[] }
    session = body.session
    return body.messages
  }
  /** What the bot answers, without the welcome that comes with a first reply. */
  const answer = async (message: string): Promise<string> => (await say(message)).at(-1)?.text ?? ''
  return { merchant, say, answer }
}
