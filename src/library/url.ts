/** Targets that are no more than an address: their names come from the host, their language from the page. */
import { isLoopback } from '../channel/open.js'
import { InputError } from '../documents/input-error.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'

/** A page to find a chat on. */
export interface PageAddress {
  url: string
  /** Language of the scenarios; default: all. */
  lang?: Lang
}

const WAIT = 10_000
const MOST_BYTES = 1_000_000
const REDIRECTS = 5

/**
 * The targets of addresses, in order; a second one on the same host gets a number.
 * @throws InputError for what is no address of a page
 */
export function targetsOf(pages: readonly PageAddress[]): ReadyTarget[] {
  const taken = new Map<string, number>()
  return pages.map(({ url, lang }) => {
    const { host } = addressOf(url)
    const name = host
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 58)
    const count = (taken.get(name) ?? 0) + 1
    taken.set(name, count)
    const id = count > 1 ? `${name}-${count}` : name
    return { id, merchant: name, title: host, channel: { browser: { url } }, ...(lang && { lang }) }
  })
}

function addressOf(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address && /^https?:$/.test(address.protocol)) return address
  throw new InputError(
    `${url} is not the address of a page`,
    'write it whole, for example https://shop.example/',
  )
}

/** The language of a page, as it says or as its words show; undefined where it cannot be told. */
export async function pageLang(url: string): Promise<Lang | undefined> {
  const html = await fetchPage(addressOf(url)).catch(() => undefined)
  if (html === undefined) return undefined
  const said = /<html\b[^>]{0,2000}?\blang\s*=\s*["']?([a-z-]{2,20})/i.exec(html)?.[1]?.toLowerCase()
  if (said?.startsWith('zh')) return 'zh-CN'
  if (said?.startsWith('en')) return 'en'
  const han = html.match(/\p{Script=Han}/gu)?.length ?? 0
  return said === undefined && han > 30 ? 'zh-CN' : undefined
}

async function fetchPage(first: URL): Promise<string | undefined> {
  const signal = AbortSignal.timeout(WAIT)
  let address = first
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    const response = await fetch(address, { redirect: 'manual', signal, headers: { accept: 'text/html' } })
    const next = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || next === null) return await beginning(response)
    await response.body?.cancel()
    address = new URL(next, address)
    // A page elsewhere leads nobody to this machine.
    if (isLoopback(address.href) !== isLoopback(first.href)) return undefined
  }
  return undefined
}

async function beginning({ body }: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > MOST_BYTES) break
  }
  return text
}
