/** Keeps a page from leaving the conversation, and tells what it tried: dialogs, popups, downloads, redirects. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { ChannelError } from '../channel.js'
import { isLoopback } from '../loopback.js'
import { Network, type Wires } from './network.js'

/** Interruptions of a page that are told, each session. */
const TOLD = 20
const LONGEST = 2000

export interface GuardOptions {
  /** The target's own address. */
  url: string
  /** The browser itself knows no way out of loopback. */
  loopbackOnly: boolean
  wires?: Partial<Wires>
  observe(name: string, value: unknown): void
  /** Ends the session. */
  doom(error: ChannelError): void
}

export class Guard {
  readonly #options: GuardOptions
  #network: Network | undefined
  #told = 0

  private constructor(options: GuardOptions) {
    this.#options = options
  }

  static async open(options: GuardOptions): Promise<Guard> {
    const { url, wires, loopbackOnly } = options
    const guard = new Guard(options)
    if (!loopbackOnly)
      guard.#network = await Network.open({
        url,
        ...(wires && { wires }),
        refused: (what) => guard.#tell('refused-address', what),
      })
    return guard
  }

  /** What a context must be opened with. */
  get contextOptions(): Pick<BrowserContextOptions, 'proxy'> {
    return this.#network ? { proxy: { server: this.#network.server } } : {}
  }

  /** What became of a connection, where the browser only knows that its proxy failed. */
  explain(error: unknown): unknown {
    return this.#network?.explain(error, this.#options.url) ?? error
  }

  close(): void {
    this.#network?.close()
  }

  /** Watches the page of the session; every other page of its context is closed. */
  watch(page: Page, context: BrowserContext): void {
    const { doom, url } = this.#options
    page.on('crash', () =>
      doom(new ChannelError('the page crashed', { whose: 'harness', code: 'page-crash' })),
    )
    page.on('dialog', (dialog) => {
      if (dialog.type() === 'beforeunload') return void dialog.accept().catch(() => undefined)
      this.#tell('dialog', { type: dialog.type(), message: dialog.message().slice(0, 1000) })
      dialog.dismiss().catch(() => undefined)
    })
    page.on('download', (download) => {
      this.#tell('download', download.url().slice(0, LONGEST))
      download.cancel().catch(() => undefined)
    })
    context.on('page', (other) => {
      if (other === page) return
      this.#tell('popup', other.url().slice(0, LONGEST))
      other.close().catch(() => undefined)
    })
    let site = siteOf(url)
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return
      const here = siteOf(frame.url())
      if (here === undefined || here === site) return
      this.#tell('redirect', { from: site ?? '', to: frame.url().slice(0, LONGEST) })
      site = here
    })
  }

  #tell(name: string, value: unknown): void {
    if (this.#told++ < TOLD) this.#options.observe(name, value)
  }
}

/** What a visitor would call the site: the host without `www.`; undefined for pages that are on no host. */
function siteOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host, hostname } = new URL(url)
  if (!/^https?:$/.test(protocol)) return undefined
  return isLoopback(url) ? hostname : host.replace(/^www\./, '')
}
