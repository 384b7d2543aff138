/** A tiny S3-compatible service on loopback, which keeps objects in memory and fails as it is told to. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export const KEYS = { AWS_ACCESS_KEY_ID: 'test-key', AWS_SECRET_ACCESS_KEY: 'test-secret' }

/** What becomes of one request: as usual, refused, its answer cut off, or a page of a gateway that is no store. */
type Fault = 'busy' | 'denied' | 'half' | 'short' | 'page' | undefined

export class Bucket {
  readonly objects = new Map<string, Buffer>()
  /** Method and key of every request, in order. */
  readonly asked: string[] = []
  /** What was wrong with signatures. */
  readonly unsigned: string[] = []
  fault: (method: string, key: string) => Fault = () => undefined
  endpoint = ''

  /** @param bucket the only one that there is */
  static async start(bucket: string): Promise<Bucket> {
    const here = new Bucket()
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => here.#answer(bucket, request, Buffer.concat(chunks), response))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    here.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return here
  }

  #answer(bucket: string, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { method = '' } = request
    const url = new URL(request.url ?? '', this.endpoint)
    const [, named = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? []
    this.asked.push(`${method} ${key}`)
    this.#check(request, body)
    const fault = this.fault(method, key)
    if (fault === 'busy') fail(response, 503, 'SlowDown', { 'retry-after': '0' })
    else if (fault === 'denied') fail(response, 403, 'AccessDenied')
    else if (fault === 'page') response.end('<html>please log in</html>')
    else if (named !== bucket) fail(response, 404, 'NoSuchBucket')
    else if (method === 'PUT') {
      this.objects.set(key, body)
      response.end()
    } else if (key === '') this.#list(url.searchParams, response)
    else this.#send(this.objects.get(key), method, fault, response)
  }

  /** One key a page, so that whoever reads the list has to turn pages. */
  #list(query: URLSearchParams, response: ServerResponse): void {
    const prefix = query.get('prefix') ?? ''
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort()
    const at = Number(query.get('continuation-token')?.replace('page&', '') ?? 0)
    const more = at + 1 < keys.length
    response.end(
      `<?xml version="1.0"?><ListBucketResult>${keys
        .slice(at, at + 1)
        .map((key) => `<Contents><Key>${key}</Key></Contents>`)
        .join(
          '',
        )}${more ? `<NextContinuationToken>page&amp;${at + 1}</NextContinuationToken>` : ''}</ListBucketResult>`,
    )
  }

  #send(bytes: Buffer | undefined, method: string, fault: Fault, response: ServerResponse): void {
    if (!bytes) return fail(response, 404, 'NoSuchKey')
    const half = bytes.subarray(0, bytes.length / 2)
    response.setHeader('content-length', fault === 'short' ? half.length : bytes.length)
    if (method === 'HEAD') response.end()
    else if (fault === 'half') response.write(half, () => response.destroy())
    else response.end(fault === 'short' ? half : bytes)
  }

  #check({ headers, url }: IncomingMessage, body: Buffer): void {
    const form =
      /^AWS4-HMAC-SHA256 Credential=test-key\/\d{8}\/[a-z0-9-]+\/s3\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$/
    const hash = createHash('sha256').update(body).digest('hex')
    if (!form.test(headers.authorization ?? '') || !/^\d{8}T\d{6}Z$/.test(String(headers['x-amz-date'])))
      this.unsigned.push(`${url}: ${headers.authorization}`)
    if (headers['x-amz-content-sha256'] !== hash) this.unsigned.push(`${url}: the hash is not of its body`)
  }
}

function fail(response: ServerResponse, status: number, code: string, headers = {}): void {
  response.writeHead(status, headers)
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`)
}
