/** How a server of language models is named, for a judge or a consumer: its address, its key, and numbers that limit it. */
import { milliseconds } from '../documents/duration.js'
import { InputError } from '../documents/input-error.js'

/** Whom it serves, as the configuration names them. */
type Whose = 'judge' | 'consumer'

export interface ServerSettings {
  baseURL: string
  apiKey: string
  /** Milliseconds for one call. */
  timeout: number
}

export const OPENAI = 'https://api.openai.com/v1'
/** An address in the name of a model: what is said would go to another server than was meant. */
export const ADDRESS = /:\/\/|@(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d|\/)/

/** The address of a server, checked. @throws InputError */
export function placeOf(whose: Whose, baseURL: string): string {
  const url = URL.canParse(baseURL) ? new URL(baseURL) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new InputError(
      `${whose}.baseURL is no address: ${JSON.stringify(baseURL).slice(0, 100)}`,
      'for example http://127.0.0.1:8000/v1',
    )
  if (url.username !== '' || url.password !== '' || url.search !== '')
    throw new InputError(
      `${whose}.baseURL may hold no credentials: it is kept in the run`,
      `name an environment variable in ${whose}.apiKeyEnv`,
    )
  return url.href.replace(/\/+$/, '')
}

/** Stands in for the key of a server that asks for none. */
const NO_KEY = 'none'

/** The key of a server; one on this machine needs none. @throws InputError where there is none */
export function keyOf(
  whose: Whose,
  name: string | undefined,
  baseURL: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const variable = text(`${whose}.apiKeyEnv`, name ?? 'OPENAI_API_KEY')
  const key = env[variable]
  if (key !== undefined && key !== '') return key
  if (/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(baseURL).hostname)) return NO_KEY
  throw new InputError(
    `the ${whose} needs an API key in the environment variable ${variable}, which is not set`,
    `${whose}.apiKeyEnv names another one; a key is never written into a file`,
  )
}

export function count(key: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value
  throw new InputError(`${key} has to be a whole number from 1`)
}

export function text(key: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  throw new InputError(`${key} has to be a text that is not empty`)
}

export function duration(key: string, value: unknown): number {
  try {
    return milliseconds(String(value))
  } catch {
    throw new InputError(`${key} is no duration: ${JSON.stringify(value)}`, 'for example 30s')
  }
}
