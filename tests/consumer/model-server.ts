/** A scripted OpenAI-compatible server that plays the consumer, closed with the test that started it. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

interface AskedModel {
  model: string
  system: string
  messages: { role: string; content: string }[]
  /** What the bot's side said last, as the model reads it. */
  heard: { messages: string[]; choices?: string[] }
  /** Why the last reply cannot be used, where it is asked for again. */
  again: boolean
  authorization: string | undefined
}

type Answer = object | string | { status: number; headers?: Record<string, string>; body?: unknown }
export type ModelScript = (asked: AskedModel, call: number) => Answer

export interface ModelServer {
  url: string
  asked: AskedModel[]
}

/** An object is the JSON that the model writes, a text its raw words, a status an error of the server. */
export async function modelOf(script: ModelScript): Promise<ModelServer> {
  const served: ModelServer = { url: '', asked: [] }
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked = read(JSON.parse(Buffer.concat(chunks).toString()), request.headers.authorization)
      served.asked.push(asked)
      const answer = script(asked, served.asked.length)
      response.setHeader('content-type', 'application/json')
      if (typeof answer === 'object' && 'status' in answer) {
        for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
        response.statusCode = answer.status
        response.end(JSON.stringify(answer.body ?? { error: { message: 'no' } }))
        return
      }
      const content = typeof answer === 'string' ? answer : JSON.stringify(answer)
      const usage = { prompt_tokens: 900, completion_tokens: 20, total_tokens: 920 }
      response.end(
        JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content } }], usage }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  return served
}

function read(
  { model, messages }: { model: string; messages: { role: string; content: string }[] },
  authorization: string | undefined,
): AskedModel {
  const system = messages[0]?.content ?? ''
  const shown = messages.findLast(({ content }) => content.startsWith('<<<'))?.content.split('\n')[1]
  return {
    model,
    system,
    messages,
    heard: JSON.parse(shown ?? '{"messages":[]}'),
    again: !(messages.at(-1)?.content.startsWith('<<<') ?? false),
    authorization,
  }
}
