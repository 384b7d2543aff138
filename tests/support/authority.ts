/** A certificate authority of one test: made by openssl, so that real TLS can be tried on loopback. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Authority {
  /** File of the authority's certificate. */
  ca: string
  /** A certificate signed by it. @param names what it is for, for example `DNS:shop.test` */
  issue(names: string): { certFile: string; keyFile: string; cert: Buffer; key: Buffer }
  remove(): void
}

export function authority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-ca-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '3650', '-subj', '/CN=test')
  let issued = 0
  return {
    ca: join(folder, 'ca.pem'),
    issue(names) {
      const name = `leaf${++issued}`
      writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${names}\n`)
      openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
      const sign = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '3650']
      openssl('x509', '-req', '-in', `${name}.csr`, ...sign, '-out', `${name}.pem`, '-extfile', `${name}.ext`)
      const [certFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)]
      return { certFile, keyFile, cert: readFileSync(certFile), key: readFileSync(keyFile) }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
