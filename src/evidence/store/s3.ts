/** A store in a bucket of any service that speaks the protocol of Amazon S3. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { AwsClient } from 'aws4fetch'
import { sha256 } from '../../documents/canonical.js'
import { InputError } from '../../documents/input-error.js'
import { blobPath, NotWhole, RUNS, runIn, runPath, type Store, whole } from './store.js'

/** Tries of one request, and the pauses between them: doubled each time, with a part that is drawn. */
const TRIES = 6
const PAUSE_MS = 200
const LONGEST_PAUSE_MS = 30_000
/** Tries of an object that comes damaged: it may lie so in the store. */
const TRIES_DAMAGED = 3
/** One request with its body. */
const LIMIT_MS = 300_000
/** Answers that ask for patience. */
const BUSY = new Set([429, 500, 502, 503, 504])
const LONGEST_ERROR = 20_000

type Env = Readonly<Record<string, string | undefined>>

interface Asked {
  method: 'GET' | 'PUT' | 'HEAD'
  /** Below the root of the store. */
  path?: string
  query?: Record<string, string>
  body?: Uint8Array
}

interface Answer {
  status: number
  bytes: Buffer
  headers: Headers
}

export class S3Store implements Store {
  readonly #client: AwsClient
  /** Address of the bucket, without a slash at its end. */
  readonly #bucket: string
  /** Of every key; empty, or with a slash at its end. */
  readonly #prefix: string

  private constructor(
    readonly name: string,
    client: AwsClient,
    bucket: string,
    prefix: string,
  ) {
    this.#client = client
    this.#bucket = bucket
    this.#prefix = prefix
  }

  /**
   * @param place `s3://bucket/prefix`
   * @param endpoint default: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, else Amazon's. `{bucket}` in it stands for the
   * bucket, for services that want it in the name of the host
   * @throws InputError where the place, the endpoint or the keys cannot be used
   */
  static async open(place: string, env: Env, endpoint?: string): Promise<S3Store> {
    const [, bucket, rest = ''] = /^s3:\/\/([a-z0-9][a-z0-9._-]{1,62})(?:\/(.*))?$/i.exec(place) ?? []
    const prefix = rest.replace(/\/+$/, '')
    if (bucket === undefined || !/^([\w.=-]+(\/[\w.=-]+)*)?$/.test(prefix))
      throw new InputError(
        `${place} is no place in an object store`,
        'write s3://BUCKET/PREFIX; a prefix is of letters, digits, and . _ = - /',
      )
    const accessKeyId = env.AWS_ACCESS_KEY_ID
    const secretAccessKey = env.AWS_SECRET_ACCESS_KEY
    if (!accessKeyId || !secretAccessKey)
      throw new InputError(
        `${place} needs the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
        'set both; AWS_SESSION_TOKEN, AWS_REGION and AWS_ENDPOINT_URL are read, too',
      )
    const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || 'us-east-1'
    const base = endpoint || env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL || amazon(region)
    const url = base.includes('{bucket}') ? base.replace('{bucket}', bucket) : `${trimmed(base)}/${bucket}`
    if (!/^https?:\/\//.test(url) || !URL.canParse(url))
      throw new InputError(
        `the endpoint ${base} is no http address`,
        'write for example https://s3.example.org',
      )
    const { username, password } = new URL(url)
    // Messages name the address.
    if (username !== '' || password !== '')
      throw new InputError(
        'the endpoint has a name or a password in it',
        'keys are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      )
    const { AwsClient } = await import('aws4fetch')
    const client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
    })
    return new S3Store(place, client, trimmed(url), prefix === '' ? '' : `${prefix}/`)
  }

  async put(bytes: Uint8Array): Promise<string> {
    const hash = sha256(bytes)
    await this.#ask({ method: 'PUT', path: blobPath(hash), body: bytes })
    return hash
  }

  async get(hash: string): Promise<Buffer> {
    const { status, bytes } = await this.#ask({ method: 'GET', path: blobPath(hash) }, (answer) => {
      if (answer.status === 200) whole(answer.bytes, hash)
    })
    if (status === 404) throw new NotWhole(`${blobPath(hash)} is missing`)
    return bytes
  }

  async has(hash: string, size: number): Promise<boolean> {
    const { status, headers } = await this.#ask({ method: 'HEAD', path: blobPath(hash) })
    return status === 200 && (headers.get('content-length') ?? `${size}`) === `${size}`
  }

  async commit(run: string, index: string): Promise<void> {
    await this.#ask({ method: 'PUT', path: runPath(run), body: Buffer.from(index) })
  }

  async committed(run: string): Promise<string | undefined> {
    const { status, bytes } = await this.#ask({ method: 'GET', path: runPath(run) })
    return status === 404 ? undefined : bytes.toString('utf8')
  }

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
  async list(): Promise<string[]> {
    const runs = new Set<string>()
    let token: string | undefined
    do {
      const query: Record<string, string> = { 'list-type': '2', prefix: `${this.#prefix}${RUNS}` }
      if (token !== undefined) query['continuation-token'] = token
      const { bytes } = await this.#ask({ method: 'GET', query })
      const text = bytes.toString('utf8')
      if (!text.includes('<ListBucketResult'))
        throw new InputError(`${this.name} answered no list of objects`, 'check the endpoint')
      const before: number = runs.size
      for (const [, key = ''] of text.matchAll(/<Key>([^<]{1,1024})<\/Key>/g)) {
        const run = runIn(key)
        if (run !== undefined) runs.add(run)
      }
      // A service that gives the same page again and again is not asked for ever.
      token = runs.size > before ? nextPage(text) : undefined
    } while (token !== undefined)
    return [...runs].sort()
  }

  /**
   * Asks until there is an answer that can be used: what is whole, or a 404 to a question.
   * @param check throws NotWhole where the answer is to be asked for again
   */
  async #ask(asked: Asked, check: (answer: Answer) => void = () => undefined): Promise<Answer> {
    let last: unknown
    for (let tries = 0; tries < (last instanceof NotWhole ? TRIES_DAMAGED : TRIES); tries++) {
      if (tries > 0) await sleep(pauseAfter(last, tries))
      try {
        const answer = await this.#once(asked)
        if (BUSY.has(answer.status)) last = answer
        else {
          this.#refuseUnless(answer, asked)
          check(answer)
          return answer
        }
      } catch (error) {
        if (error instanceof InputError) throw error
        last = error
      }
    }
    if (last instanceof NotWhole) throw last
    throw new Error(
      `${this.name} cannot be used now: ${reasonOf(last)}, ${TRIES} times; what was stored before is whole, and the same command goes on`,
    )
  }

  async #once({ method, path, query = {}, body }: Asked): Promise<Answer> {
    const url = new URL(path === undefined ? this.#bucket : `${this.#bucket}/${this.#prefix}${path}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const request = await this.#client.sign(url.href, {
      method,
      headers: { 'x-amz-content-sha256': sha256(body ?? '') },
      ...(body ? { body: Buffer.from(body) } : {}),
    })
    const response = await fetch(request, { redirect: 'manual', signal: AbortSignal.timeout(LIMIT_MS) })
    const bytes = Buffer.from(await response.arrayBuffer())
    const isPacked = response.headers.has('content-encoding')
    const length = method === 'HEAD' || isPacked ? null : response.headers.get('content-length')
    if (length !== null && Number(length) !== bytes.length)
      throw new NotWhole(`${path ?? 'a list'} is damaged: only ${bytes.length} of ${length} bytes came`)
    return { status: response.status, bytes, headers: response.headers }
  }

  /** @throws InputError for an answer that another try would not change */
  #refuseUnless({ status, bytes }: Answer, { method, path }: Asked): void {
    const code = errorCode(bytes)
    if (status >= 200 && status < 300) return
    if (status === 404 && method !== 'PUT' && path !== undefined && code !== 'NoSuchBucket') return
    const said = `${this.name} answered HTTP ${status}${code === undefined ? '' : ` (${code})`}`
    if (status === 401 || status === 403)
      throw new InputError(
        `${said}: these keys may not do this, or are wrong`,
        'check AWS_ACCESS_KEY_ID and its secret, the clock, and the rights to get, put and list',
      )
    if (status >= 300 && status < 400)
      throw new InputError(`${said}: the bucket is elsewhere`, 'check AWS_REGION and the endpoint')
    throw new InputError(
      status === 404 ? `${said}: there is no such bucket` : said,
      'check the bucket, AWS_REGION and the endpoint',
    )
  }
}

const trimmed = (address: string) => address.replace(/\/+$/, '')

const amazon = (region: string) =>
  `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`

/** Milliseconds to the next try; a service that says how long is obeyed, up to a bound. */
function pauseAfter(last: unknown, tries: number): number {
  const asked = isAnswer(last) ? last.headers.get('retry-after') : null
  if (asked !== null && /^\d{1,6}$/.test(asked)) return Math.min(Number(asked) * 1000, LONGEST_PAUSE_MS)
  return PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random())
}

function reasonOf(last: unknown): string {
  if (isAnswer(last)) {
    const code = errorCode(last.bytes)
    return `HTTP ${last.status}${code === undefined ? '' : ` (${code})`}`
  }
  const { message, cause } = last as Error
  return cause instanceof Error ? `${message} (${cause.message})` : message
}

const isAnswer = (last: unknown): last is Answer =>
  typeof last === 'object' && last !== null && 'status' in last

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function errorCode(bytes: Buffer): string | undefined {
  return /<Code>(\w{1,60})<\/Code>/.exec(bytes.subarray(0, LONGEST_ERROR).toString('utf8'))?.[1]
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function nextPage(xml: string): string | undefined {
  const [, token] = /<NextContinuationToken>([^<]{1,2000})<\/NextContinuationToken>/.exec(xml) ?? []
  return token?.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '')
}
