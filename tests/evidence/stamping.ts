/** A time stamping authority of one test: `openssl ts` with a certificate of its own, and its address on loopback. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { Workplace } from '../support/workplace.js'

export const hasOpenssl = spawnSync('openssl', ['version']).error === undefined

const CONFIG = `[tsa]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
signer_cert = tsa.pem
signer_key = tsa.key
`

/**
 * @param days for which its certificate is valid; negative: it has expired
 * @returns its certificates, and what answers a request
 */
export function stampAuthority(days = 30) {
  const work = new Workplace()
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: work.path, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30', '-subj', '/CN=root')
  openssl('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=clock')
  work.write('tsa.ext', 'extendedKeyUsage=critical,timeStamping\n')
  const issue = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(days)]
  openssl('x509', '-req', '-in', 'tsa.csr', ...issue, '-out', 'tsa.pem', '-extfile', 'tsa.ext')
  work.write('ts.cnf', CONFIG)
  work.write('serial', '01\n')
  return {
    caFile: work.file('ca.pem'),
    ca: readFileSync(work.file('ca.pem'), 'utf8'),
    reply(request: Buffer): Buffer {
      writeFileSync(work.file('q.tsq'), request)
      openssl('ts', '-reply', '-config', 'ts.cnf', '-section', 'tsa', '-queryfile', 'q.tsq', '-out', 'a.tsr')
      return readFileSync(work.file('a.tsr'))
    },
  }
}

/** Answers over HTTP as an authority does, until the test ends. */
export async function served(reply: (request: Buffer) => Buffer): Promise<string> {
  const server = createServer(async (asked, response) => {
    const request = await buffer(asked)
    if (asked.headers['content-type'] !== 'application/timestamp-query') response.writeHead(415).end()
    else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply(request))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
