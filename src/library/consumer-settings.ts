/** How a language model that plays the consumer is configured: in ombud.config, and by `--consumer`. */
import { InputError } from '../documents/input-error.js'
import { didYouMean } from '../documents/problem.js'
import {
  ADDRESS,
  count,
  duration,
  keyOf,
  OPENAI,
  placeOf,
  type ServerSettings,
  text,
} from '../judge/server-settings.js'

/** `consumer` of ombud.config. */
export interface ConsumerConfig {
  /** A model of an OpenAI-compatible server. */
  model?: string
  /** Address of the server up to `/v1`; default that of OpenAI. */
  baseURL?: string
  /** Environment variable with the API key; default OPENAI_API_KEY. A server on this machine needs none. */
  apiKeyEnv?: string
  /** What a run may cost; default 2,000 calls and 4,000,000 tokens. `money` needs `price`. */
  budget?: { calls?: number; tokens?: number; money?: number }
  /** For a million tokens, in the currency of `budget.money`. */
  price?: { input: number; output: number }
  /** Calls in any minute at most; default 120. */
  perMinute?: number
  /** For one call, as a duration such as 30s; default 60s. */
  timeout?: string
}

export interface ConsumerSettings extends ServerSettings {
  model: string
  budget: { calls: number; tokens: number; money: number }
  price: { input: number; output: number }
  perMinute: number
}

const KEYS: readonly (keyof ConsumerConfig)[] = [
  'model',
  'baseURL',
  'apiKeyEnv',
  'budget',
  'price',
  'perMinute',
  'timeout',
]
const FORMS = 'it is openai:MODEL, or openai:MODEL@http://127.0.0.1:8000/v1'

/**
 * A configuration whose model is the one that `--consumer` names; everything else of it stays.
 * @throws InputError where the text names none
 */
export function withConsumer(config: ConsumerConfig, spec: string): ConsumerConfig {
  const [, rest = ''] = /^openai:(.+)$/s.exec(spec) ?? []
  // Names of models may hold an @ themselves.
  const at = rest.search(/@https?:\/\//)
  const model = (at < 0 ? rest : rest.slice(0, at)).trim()
  if (model === '') throw new InputError(`--consumer ${spec} names no consumer`, FORMS)
  if (ADDRESS.test(model))
    throw new InputError(`--consumer ${spec} has an address without http:// or https://`, FORMS)
  return { ...config, model, ...(at < 0 ? {} : { baseURL: rest.slice(at + 1) }) }
}

/** Which model speaks, and where it is; undefined where the configuration only says what one may cost. @throws InputError */
export function modelOf(config: ConsumerConfig): Pick<ConsumerSettings, 'model' | 'baseURL'> | undefined {
  const { model, baseURL = OPENAI } = known('consumer', config, KEYS)
  if (model === undefined) return undefined
  return { model: text('consumer.model', model), baseURL: placeOf('consumer', baseURL) }
}

/**
 * Looks at a configuration and fills in its defaults.
 * @param env where the API key is
 * @throws InputError that says which key is wrong, and how it should be
 */
export function consumerSettings(
  config: ConsumerConfig,
  env: Readonly<Record<string, string | undefined>> = process.env,
): ConsumerSettings {
  const named = modelOf(config)
  if (named === undefined) throw new InputError('consumer names no model', FORMS)
  const { model, baseURL } = named
  const { price } = config
  const budget = known('consumer.budget', config.budget ?? {}, ['calls', 'tokens', 'money'] as const)
  if (budget.money !== undefined && price === undefined)
    throw new InputError(
      'consumer.budget.money needs consumer.price: what a token costs is not known',
      'price: { input: 0.4, output: 1.6 }, for a million tokens',
    )
  return {
    model,
    baseURL,
    apiKey: keyOf('consumer', config.apiKeyEnv, baseURL, env),
    timeout: config.timeout === undefined ? 60_000 : duration('consumer.timeout', config.timeout),
    perMinute: count('consumer.perMinute', config.perMinute, 120),
    budget: {
      calls: count('consumer.budget.calls', budget.calls, 2000),
      tokens: count('consumer.budget.tokens', budget.tokens, 4_000_000),
      money: amount('consumer.budget.money', budget.money ?? Number.POSITIVE_INFINITY),
    },
    price: {
      input: amount('consumer.price.input', price === undefined ? 0 : price?.input),
      output: amount('consumer.price.output', price === undefined ? 0 : price?.output),
    },
  }
}

/** A key that is not known would leave a limit out. */
function known<T extends object>(name: string, value: T, keys: readonly (keyof T & string)[]): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InputError(`${name} has to be an object`, `known: ${keys.join(' ')}`)
  const other = Object.keys(value).find((key) => !(keys as readonly string[]).includes(key))
  if (other === undefined) return value
  throw new InputError(`${name}.${other} is not known.${didYouMean(other, keys)}`, `known: ${keys.join(' ')}`)
}

function amount(key: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value
  throw new InputError(`${key} has to be a number from 0`)
}
