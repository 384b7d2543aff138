/** How a judge is configured: in ombud.config, and by `--judge` on the command line. */
import { InputError } from '../documents/input-error.js'
import { didYouMean } from '../documents/problem.js'
import { ADDRESS, count, duration, keyOf, OPENAI, placeOf, text } from './server-settings.js'

/** `judge` of ombud.config. */
export interface JudgeConfig {
  /** One or several models of an OpenAI-compatible server; votes go to them in turn. */
  models?: readonly string[]
  /** Address of the server up to `/v1`; default that of OpenAI. */
  baseURL?: string
  /** Environment variable with the API key; default OPENAI_API_KEY. A server on this machine needs none. */
  apiKeyEnv?: string
  /** Instead of models: a local model file, read by the package node-llama-cpp. */
  gguf?: string
  /** Votes on each question, an odd number; default 3. */
  votes?: number
  /** What a run may cost; default 600 calls and 2,000,000 tokens. */
  budget?: { calls?: number; tokens?: number }
  /** Calls in any minute at most; default 60. */
  perMinute?: number
  /** Calls at once; default 4. */
  concurrency?: number
  /** For one call, as a duration such as 30s; default 60s. */
  timeout?: string
  /** File that `ombud calibrate --labels` wrote, relative to the folder of the configuration. */
  calibration?: string
}

interface Common {
  votes: number
  budget: { calls: number; tokens: number }
  perMinute: number
  concurrency: number
  /** Milliseconds. */
  timeout: number
  calibration?: string
}

/** A configuration that was checked, with its defaults. */
export type JudgeSettings = Common &
  (
    | { kind: 'openai'; models: readonly string[]; baseURL: string; apiKey: string }
    | { kind: 'gguf'; file: string }
  )

const KEYS: readonly (keyof JudgeConfig)[] = [
  'models',
  'baseURL',
  'apiKeyEnv',
  'gguf',
  'votes',
  'budget',
  'perMinute',
  'concurrency',
  'timeout',
  'calibration',
]
const FORMS = 'it is openai:MODEL, openai:MODEL@http://127.0.0.1:8000/v1, or gguf:FILE'
const MOST_VOTES = 9

/**
 * A configuration whose judge is the one that `--judge` names; everything else of it stays.
 * @throws InputError where the text names no judge
 */
export function withSpec(config: JudgeConfig, spec: string): JudgeConfig {
  const [, kind, rest = ''] = /^([a-z]+):(.+)$/s.exec(spec) ?? []
  const { models: _, baseURL, gguf: __, ...more } = config
  if (kind === 'gguf') return { ...more, gguf: rest }
  if (kind !== 'openai') throw new InputError(`--judge ${spec} names no judge`, FORMS)
  // Names of models may hold an @ themselves.
  const at = rest.search(/@https?:\/\//)
  const names = (at < 0 ? rest : rest.slice(0, at)).split(',').map((name) => name.trim())
  if (names.some((name) => ADDRESS.test(name)))
    throw new InputError(`--judge ${spec} has an address without http:// or https://`, FORMS)
  const place = at < 0 ? baseURL : rest.slice(at + 1)
  return { ...more, models: names, ...(place === undefined ? {} : { baseURL: place }) }
}

/**
 * Looks at a configuration and fills in its defaults.
 * @param env where the API key is
 * @throws InputError that says which key is wrong, and how it should be
 */
export function settingsOf(
  config: JudgeConfig,
  env: Readonly<Record<string, string | undefined>> = process.env,
): JudgeSettings {
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new InputError('judge has to be an object', FORMS)
  const unknown = Object.keys(config).find((key) => !(KEYS as readonly string[]).includes(key))
  if (unknown !== undefined)
    throw new InputError(
      `judge.${unknown} is not known.${didYouMean(unknown, KEYS)}`,
      `known: ${KEYS.join(' ')}`,
    )
  const { models, gguf, votes = 3, budget = {}, timeout, calibration } = config
  if (!Number.isInteger(votes) || votes < 1 || votes > MOST_VOTES || votes % 2 === 0)
    throw new InputError(
      `judge.votes is ${votes}: an even or impossible number has no majority`,
      `an odd number from 1 to ${MOST_VOTES}`,
    )
  if (!isBudget(budget))
    throw new InputError('judge.budget has to be an object of calls and tokens', 'budget: { calls: 600 }')
  const common: Common = {
    votes,
    budget: {
      calls: count('judge.budget.calls', budget.calls, 600),
      tokens: count('judge.budget.tokens', budget.tokens, 2_000_000),
    },
    perMinute: count('judge.perMinute', config.perMinute, 60),
    concurrency: count('judge.concurrency', config.concurrency, 4),
    timeout: timeout === undefined ? 60_000 : duration('judge.timeout', timeout),
    ...(calibration === undefined ? {} : { calibration: text('judge.calibration', calibration) }),
  }
  if (gguf !== undefined) {
    if (models !== undefined) throw new InputError('judge has both models and gguf', 'a judge is one of them')
    return { ...common, kind: 'gguf', file: text('judge.gguf', gguf) }
  }
  if (!Array.isArray(models) || models.length === 0)
    throw new InputError(
      'judge names no model',
      "for example models: ['gpt-4.1-mini'], or gguf: 'judge.gguf'",
    )
  const names = models.map((model) => text('judge.models', model))
  const baseURL = placeOf('judge', config.baseURL ?? OPENAI)
  return {
    ...common,
    kind: 'openai',
    models: names,
    baseURL,
    apiKey: keyOf('judge', config.apiKeyEnv, baseURL, env),
  }
}

/** A key that is not known would leave a limit out. */
function isBudget(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.keys(value).every((key) => key === 'calls' || key === 'tokens')
}
