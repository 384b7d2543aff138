/** Which proxy a request goes through: the one of the target file, else that of the environment, as curl does. */
import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../loopback.js'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The proxy for a URL, or undefined for a direct connection.
 * @param named `proxy` of the target file: an address, `none`, or nothing
 * @see https://curl.se/docs/manpage.html#ENVIRONMENT, but `HTTP_PROXY` is read in capitals too, and loopback is
 * reached directly unless the target file names a proxy
 */
export function proxyFor(url: URL, named: string | undefined, env: Env): URL | undefined {
  if (named === 'none') return undefined
  if (named !== undefined) return new URL(named)
  const scheme = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy'
  const found = read(env, scheme) ?? read(env, 'all_proxy')
  if (found === undefined || isLoopback(url.href) || exempt(url, read(env, 'no_proxy') ?? ''))
    return undefined
  const address = found.includes('://') ? found : `http://${found}`
  return URL.canParse(address) && /^https?:/.test(address) ? new URL(address) : undefined
}

const read = (env: Env, name: string) => env[name] || env[name.toUpperCase()] || undefined

/** Whether a host is in a list like `localhost,.example.com,10.0.0.0/8,host:8080`. */
function exempt(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true
    const [, name = entry, only] = /^(.*[^:]):(\d+)$/.exec(entry) ?? []
    if (only !== undefined && only !== port && !isIP(entry)) return false
    const wanted = (isIP(entry) ? entry : name).replace(/^\[|\]$/g, '')
    if (isIP(host)) return wanted === host || inRange(host, wanted)
    const domain = wanted.replace(/^\*?\./, '').toLowerCase()
    return domain !== '' && (host === domain || host.endsWith(`.${domain}`))
  })
}

function inRange(host: string, range: string): boolean {
  const [, network = '', bits] = /^([^/]+)\/(\d{1,3})$/.exec(range) ?? []
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(network) === 0 || Number(bits) > (family === 'ipv6' ? 128 : 32)) return false
  const list = new BlockList()
  list.addSubnet(network, Number(bits), family)
  return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4')
}
