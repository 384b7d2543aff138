/** An OpenAI-compatible server: one list of messages goes out, one reply comes back; JSON in the form that the server has. */
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import { redact } from '../documents/secrets.js'
import { ModelError, type Reply } from './client.js'
import type { ServerSettings } from './server-settings.js'

/** Bytes of an answer of the server. */
const LARGEST = 1_000_000
/** Milliseconds that a server may ask us to wait. */
const LONGEST_WAIT = 60_000
const SHOWN = 200
/** Characters of a key. What servers without one take instead (none, EMPTY) is no secret, and a word that replies use. */
const LEAST_KEY = 8

type Format = 'json_schema' | 'json_object' | 'text'

/** What a server takes; learned from what it refuses. */
interface Manners {
  format: Format
  temperature: boolean
  limit: 'max_tokens' | 'max_completion_tokens'
}

export interface Ask {
  model: string
  messages: readonly { role: 'system' | 'user' | 'assistant'; content: string }[]
  /** JSON Schema of the reply; without one it is JSON of any form. */
  form?: { name: string; schema: Readonly<Record<string, unknown>> }
  temperature: number
  /** Tokens of the reply at most. */
  most: number
}

export class ModelServer {
  readonly #client: OpenAI
  readonly #secrets: readonly string[]
  readonly #timeout: number
  readonly #manners = new Map<string, Manners>()

  constructor({ baseURL, apiKey, timeout }: ServerSettings) {
    this.#secrets = apiKey.length < LEAST_KEY ? [] : [apiKey]
    this.#timeout = timeout
    this.#client = new OpenAI({
      apiKey,
      baseURL,
      organization: null,
      project: null,
      // Retries are counted by the budget, so that they are ours.
      maxRetries: 0,
      timeout,
      logLevel: 'off',
      fetch: bounded,
    })
  }

  /** @throws ModelError */
  async complete(ask: Ask, signal: AbortSignal): Promise<Reply> {
    const slow = AbortSignal.timeout(this.#timeout)
    const either = AbortSignal.any([signal, slow])
    const manners = this.#manners.get(ask.model) ?? {
      format: ask.form ? 'json_schema' : 'json_object',
      temperature: true,
      limit: 'max_tokens',
    }
    this.#manners.set(ask.model, manners)
    for (;;) {
      const used = { ...manners }
      try {
        return await this.#send(ask, used, either)
      } catch (error) {
        if (signal.aborted) throw new ModelError('cancelled', 'the run was interrupted')
        if (slow.aborted)
          throw new ModelError('slow', `no answer in ${this.#timeout / 1000} s`, { again: {} })
        if (error instanceof APIError && error.status === 400 && yields(manners, used, error.message))
          continue
        throw this.#trouble(error)
      }
    }
  }

  async #send(
    { model, messages, form, temperature, most }: Ask,
    manners: Manners,
    signal: AbortSignal,
  ): Promise<Reply> {
    const completion = await this.#client.chat.completions.create(
      {
        model,
        messages: [...messages],
        ...(manners.temperature ? { temperature } : {}),
        [manners.limit]: most,
        ...(manners.format === 'json_schema' && form
          ? {
              response_format: {
                type: 'json_schema',
                json_schema: { name: form.name, strict: true, schema: { ...form.schema } },
              },
            }
          : manners.format === 'json_object'
            ? { response_format: { type: 'json_object' } }
            : {}),
      },
      { signal },
    )
    // A server that only looks compatible may answer anything.
    const answer = completion as unknown as {
      choices?: { message?: { content?: unknown } }[]
      usage?: { prompt_tokens?: unknown; completion_tokens?: unknown }
    } | null
    const content = answer?.choices?.[0]?.message?.content
    const input = countOf(answer?.usage?.prompt_tokens)
    const output = countOf(answer?.usage?.completion_tokens)
    return {
      text: redact(typeof content === 'string' ? content : '', this.#secrets),
      ...(input === undefined || output === undefined ? {} : { tokens: { input, output } }),
    }
  }

  #trouble(error: unknown): ModelError {
    const message = redact(error instanceof Error ? error.message : String(error), this.#secrets)
      .replace(/\s+/g, ' ')
      .slice(0, SHOWN)
    if (error instanceof APIUserAbortError) return new ModelError('cancelled', message)
    if (error instanceof APIConnectionError || !(error instanceof APIError))
      return new ModelError('down', message, { again: {} })
    const { status, code, type } = error
    if (code === 'insufficient_quota' || type === 'insufficient_quota' || status === 402)
      return new ModelError('quota', message, { hopeless: true })
    if (status === 429) {
      const after = waitOf(error.headers)
      if (after !== undefined && after > LONGEST_WAIT)
        return new ModelError('quota', message, { hopeless: true })
      return new ModelError('quota', message, { again: after === undefined ? {} : { after } })
    }
    if (status === 408) return new ModelError('slow', message, { again: {} })
    if (status === undefined || status >= 500) return new ModelError('down', message, { again: {} })
    return new ModelError('refused', message, { hopeless: [401, 403, 404].includes(status) })
  }
}

/**
 * Gives up what a server has refused; false where there is nothing left to give up.
 * @param used when it was refused: another call may have learned meanwhile
 */
function yields(manners: Manners, used: Manners, message: string): boolean {
  const { format, temperature, limit } = manners
  if (format !== used.format || temperature !== used.temperature || limit !== used.limit) return true
  if (temperature && /temperature/i.test(message)) {
    manners.temperature = false
    return true
  }
  if (limit === 'max_tokens' && /max_tokens/i.test(message)) {
    manners.limit = 'max_completion_tokens'
    return true
  }
  if (format === 'text') return false
  manners.format = format === 'json_schema' ? 'json_object' : 'text'
  return true
}

/** Milliseconds to wait, as the headers say; undefined where they do not. */
function waitOf(headers: Headers | undefined): number | undefined {
  const given = headers?.get('retry-after')
  if (given == null) return undefined
  const seconds = Number(given)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(given) - Date.now()
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined
}

/** A fetch that reads no more than is sensible, and goes where it was sent and nowhere else. */
async function bounded(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'error' })
  let size = 0
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.length
        if (size > LARGEST) controller.error(new Error(`the answer is larger than ${LARGEST} bytes`))
        else controller.enqueue(chunk)
      },
    }),
  )
  return new Response(body ?? null, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  })
}
