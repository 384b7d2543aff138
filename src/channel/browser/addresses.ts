/** Where an IP address leads: to this machine, to a network that is not public, nowhere, or to the internet. */
import { BlockList, isIPv6 } from 'node:net'

export type Reach = 'loopback' | 'private' | 'reserved' | 'public'

/**
 * Special-purpose addresses that no page may reach from outside.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry.
 * 198.18.0.0/15 is left out: resolvers of local proxies give it out for names of the internet.
 */
const RANGES: Record<Exclude<Reach, 'public'>, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  // Where clouds give out credentials of the machine, before the networks that they lie in.
  reserved: [
    '100.100.100.200/32',
    '168.63.129.16/32',
    'fd00:ec2::254/128',
    '169.254.0.0/16',
    '0.0.0.0/8',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
  ],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
}

const LISTS = Object.entries(RANGES).map(([reach, ranges]) => [reach as Reach, listOf(ranges)] as const)
/** Global unicast; every other IPv6 address is special. */
const GLOBAL = listOf(['2000::/3'])

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits] = range.split('/')
    list.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4')
  }
  return list
}

/** Where an address of either family leads; an IPv4 address within an IPv6 one counts as that. */
export function reachOf(address: string): Reach {
  const plain = address.split('%', 1)[0] ?? ''
  if (!isIPv6(plain)) return within(plain, 'ipv4') ?? 'public'
  const embedded = embeddedIn(plain)
  if (embedded !== undefined) return reachOf(embedded)
  return within(plain, 'ipv6') ?? (GLOBAL.check(plain, 'ipv6') ? 'public' : 'reserved')
}

function within(address: string, family: 'ipv4' | 'ipv6'): Reach | undefined {
  return LISTS.find(([, list]) => list.check(address, family))?.[0]
}

/** The IPv4 address in a mapped (::ffff:0:0/96) or translated one (64:ff9b::/96, RFC 6052). */
function embeddedIn(address: string): string | undefined {
  const shortest = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const [, high, low] = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(shortest) ?? []
  if (high === undefined || low === undefined) return undefined
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}
