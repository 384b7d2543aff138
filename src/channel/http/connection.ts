/** How a target is reached: address, headers, proxy and TLS of its file, with secrets filled in, on shared sockets. */
import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import { urlToHttpOptions } from 'node:url'
import { expandSecrets, redactAll } from '../../documents/secrets.js'
import type { Http, Tls } from '../../documents/types/target.js'
import { VERSION } from '../../documents/version.js'
import { ChannelError, type OpenOptions } from '../channel.js'
import { proxyFor } from './proxy.js'

/** Idle connections are dropped early, so that none is reused while the server closes it. */
const SOCKETS = { keepAlive: true, timeout: 1500 }
/** What the most common browser says of itself. */
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** The keys of a channel that say how its target is reached. */
export type ConnectionConfig = Pick<Http, 'url' | 'headers' | 'auth' | 'proxy' | 'tls' | 'retry' | 'timeout'>

/** Sockets and certificates that the sessions of a channel share. */
export class Sockets {
  readonly #agents = new Map<string, Promise<http.Agent>>()
  readonly #contexts = new Map<string, SecureContext>()

  /** @param key what must not be shared with others: the TLS settings */
  agent(url: URL, proxy: URL | undefined, key: string): Promise<http.Agent> {
    const name = `${url.protocol} ${proxy?.href ?? ''} ${key}`
    const agent = this.#agents.get(name) ?? make(url, proxy)
    this.#agents.set(name, agent)
    return agent
  }

  context(tls: Tls, passphrase: string | undefined): SecureContext {
    const key = JSON.stringify([tls, passphrase])
    const context = this.#contexts.get(key) ?? secureContext(tls, passphrase)
    this.#contexts.set(key, context)
    return context
  }

  async close(): Promise<void> {
    const agents = await Promise.allSettled(this.#agents.values())
    for (const agent of agents) if (agent.status === 'fulfilled') agent.value.destroy()
  }
}

/** Plain HTTP goes to a proxy as a request for a whole address, everything else through a tunnel. */
async function make(url: URL, proxy: URL | undefined): Promise<http.Agent> {
  const secure = url.protocol === 'https:'
  if (!proxy || !secure)
    return (proxy ?? url).protocol === 'https:' ? new https.Agent(SOCKETS) : new http.Agent(SOCKETS)
  const { HttpsProxyAgent } = await import('https-proxy-agent')
  return new HttpsProxyAgent(proxy, SOCKETS)
}

function secureContext({ ca, cert, key }: Tls, passphrase: string | undefined): SecureContext {
  try {
    return createSecureContext({
      ...(ca === undefined ? {} : { ca: [...rootCertificates, readFileSync(ca)] }),
      ...(cert === undefined ? {} : { cert: readFileSync(cert) }),
      ...(key === undefined ? {} : { key: readFileSync(key) }),
      ...(passphrase === undefined ? {} : { passphrase }),
    })
  } catch (cause) {
    throw new ChannelError(
      `tls of the target file cannot be used: ${(cause as Error).message}`,
      { whose: 'harness', code: 'input', hint: 'files are looked for where ombud runs' },
      { cause },
    )
  }
}

/** Everything about one target that each of its requests needs; emits and keeps nothing with a secret in it. */
export class Connection {
  readonly secrets: readonly string[]
  /** For the header of the transcript. */
  readonly about: { proxy?: string; insecure?: true }
  readonly #headers: Record<string, string>
  readonly #query: readonly (readonly [string, string])[]
  readonly #proxy: string | undefined
  readonly #tls: https.RequestOptions
  readonly #tlsKey: string
  readonly #sockets: Sockets

  /**
   * @param own further values of the channel with `${NAME}` in them, by key; they come back in `values`
   * @throws DocumentError where a variable is not set, ChannelError where a certificate cannot be read
   */
  constructor(
    config: ConnectionConfig,
    kind: string,
    { target, lang }: Pick<OpenOptions, 'target' | 'lang'>,
    sockets: Sockets,
    own: Readonly<Record<string, string | undefined>> = {},
  ) {
    const { headers = {}, auth = {}, tls = {} } = config
    const written = {
      ...prefixed('headers', headers),
      ...prefixed('auth.query', auth.query ?? {}),
      ...prefixed('auth.basic', auth.basic ?? {}),
      ...defined({
        'auth.bearer': auth.bearer,
        proxy: config.proxy,
        'tls.passphrase': tls.passphrase,
        ...own,
      }),
    }
    const about = { file: `target ${target.id}`, key: `channel.${kind}` }
    const { values, secrets } = expandSecrets(written, process.env, about)
    this.values = values
    const basic = auth.basic && base64(`${values['auth.basic.user']}:${values['auth.basic.password']}`)
    const bearer = values['auth.bearer']
    // As they stand in an address and in JSON, too.
    const escaped = secrets.flatMap((one) => [encodeURIComponent(one), JSON.stringify(one).slice(1, -1)])
    this.secrets = [...secrets, ...(basic ? [basic] : []), ...escaped]
    this.#headers = {
      'user-agent': target.identify === 'open' ? `ombud/${VERSION} (audit)` : BROWSER,
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': lang,
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(basic === undefined ? {} : { authorization: `Basic ${basic}` }),
      ...lowerCaseKeys(pick(values, 'headers')),
    }
    this.#query = Object.entries(pick(values, 'auth.query'))
    this.#proxy = values.proxy
    this.#sockets = sockets
    this.#tlsKey = JSON.stringify([tls, values['tls.passphrase']])
    const { ca, cert, key, serverName, insecure } = tls
    this.#tls = {
      ...(serverName === undefined ? {} : { servername: serverName }),
      ...(insecure ? { rejectUnauthorized: false } : {}),
      ...((ca ?? cert ?? key) === undefined
        ? {}
        : { secureContext: sockets.context(tls, values['tls.passphrase']) }),
    }
    if (this.#proxy !== undefined && this.#proxy !== 'none' && !URL.canParse(this.#proxy))
      throw new ChannelError(`channel.${kind}.proxy is no address`, {
        whose: 'harness',
        code: 'input',
        hint: 'signs like @ and / in a password are written as %40 and %2F',
      })
    const proxy = proxyFor(new URL(config.url), this.#proxy, process.env)
    this.about = { ...(proxy ? { proxy: proxy.host } : {}), ...(insecure ? { insecure } : {}) }
  }

  /** Values with their secrets filled in, by key. */
  readonly values: Readonly<Record<string, string>>

  /** What is emitted and kept through these options holds no secret. */
  discreet(options: OpenOptions): OpenOptions {
    const { secrets } = this
    if (secrets.length === 0) return options
    return {
      ...options,
      emit: (event) => options.emit(redactAll(event, secrets)),
      keep: (data) => options.keep(typeof data === 'string' ? redactAll(data, secrets) : data),
    }
  }

  /** @returns what `http.request` takes for an address, and the proxy on the way */
  async route(address: string): Promise<{ options: https.RequestOptions; secure: boolean; proxy?: URL }> {
    const url = new URL(address)
    for (const [key, value] of this.#query) url.searchParams.append(key, value)
    const proxy = proxyFor(url, this.#proxy, process.env)
    const agent = await this.#sockets.agent(url, proxy, this.#tlsKey)
    const secure = url.protocol === 'https:'
    if (!proxy || secure)
      return {
        secure,
        options: { ...urlToHttpOptions(url), ...this.#tls, agent, headers: this.#headers },
        ...(proxy ? { proxy } : {}),
      }
    const { username, password } = proxy
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return {
      secure: proxy.protocol === 'https:',
      proxy,
      options: {
        ...urlToHttpOptions(new URL(proxy.origin)),
        path: url.href,
        agent,
        headers: {
          ...this.#headers,
          host: url.host,
          ...(username ? { 'proxy-authorization': `Basic ${base64(credentials)}` } : {}),
        },
      },
    }
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

const lowerCaseKeys = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v]))

const prefixed = (prefix: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]))

const pick = (values: Readonly<Record<string, string>>, prefix: string) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      key.startsWith(`${prefix}.`) ? [[key.slice(prefix.length + 1), value]] : [],
    ),
  )

const defined = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
