/** A judge behind an OpenAI-compatible server: structured output where the server has it, plain JSON where not. */
import { REPLY_SCHEMA } from '../understanding/judge/prompt.js'
import { type JudgeClient, MOST_OUTPUT, type Reply, TEMPERATURE } from './client.js'
import { ModelServer } from './server.js'
import type { JudgeSettings } from './settings.js'

export class OpenAIJudge implements JudgeClient {
  readonly id: string
  readonly models: readonly string[]
  readonly atOnce: number
  readonly #server: ModelServer

  constructor(settings: Extract<JudgeSettings, { kind: 'openai' }>) {
    const { models, baseURL, concurrency } = settings
    this.id = `openai:${models.join(',')}@${baseURL}`
    this.models = models
    this.atOnce = concurrency
    this.#server = new ModelServer(settings)
  }

  complete(model: string, prompt: { system: string; user: string }, signal: AbortSignal): Promise<Reply> {
    const messages = [
      { role: 'system' as const, content: prompt.system },
      { role: 'user' as const, content: prompt.user },
    ]
    const form = { name: 'judgement', schema: REPLY_SCHEMA }
    return this.#server.complete(
      { model, messages, form, temperature: TEMPERATURE, most: MOST_OUTPUT },
      signal,
    )
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
