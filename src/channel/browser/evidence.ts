/** What is kept of a conversation for those who were not there: pictures, network, the page itself. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, BrowserContextOptions, CDPSession, Page } from 'playwright'
import { ChannelError, type OpenOptions } from '../channel.js'
import { attempt } from './fate.js'
import { Har } from './har.js'
import type { Scrub } from './scrub.js'

/** On request: pictures as PNG, a video, Playwright's trace; `none`: nothing but the last picture. */
export type EvidenceKind = 'png' | 'video' | 'trace' | 'none'

/** Bytes of one thing that is kept. */
const LARGEST = { picture: 4_000_000, archive: 16_000_000, video: 200_000_000, trace: 100_000_000 }
const WAIT = { picture: 5_000, archive: 10_000, file: 30_000 }
const QUALITY = 60
const SIZE = { width: 1280, height: 800 }

interface EvidenceParts {
  kinds: readonly EvidenceKind[]
  scrub: Scrub
  options: Pick<OpenOptions, 'clock' | 'keep'>
  observe(name: string, value: unknown, ref?: string): void
}

export class Evidence {
  readonly #parts: EvidenceParts
  readonly #folder: string | undefined
  #context: BrowserContext | undefined
  #page: Page | undefined
  #cdp: Promise<CDPSession> | undefined
  #har: Har | undefined

  private constructor(parts: EvidenceParts, folder: string | undefined) {
    this.#parts = parts
    this.#folder = folder
  }

  static async open(parts: EvidenceParts): Promise<Evidence> {
    const files = parts.kinds.includes('video') || parts.kinds.includes('trace')
    return new Evidence(parts, files ? await mkdtemp(join(tmpdir(), 'ombud-')) : undefined)
  }

  /** What a context must be opened with. */
  get contextOptions(): Pick<BrowserContextOptions, 'recordVideo'> {
    return this.#folder && this.#wants('video') ? { recordVideo: { dir: this.#folder, size: SIZE } } : {}
  }

  /** Opens the page of the context, and keeps what happens from then on. */
  async page(context: BrowserContext): Promise<Page> {
    // Playwright's snapshots of the page would change it, so that a trace has none.
    if (this.#wants('trace')) await context.tracing.start({ screenshots: true, title: 'ombud' })
    const page = await context.newPage().catch((cause: Error) => {
      if (!this.#wants('video') || !/ffmpeg/i.test(cause.message)) throw cause
      throw new ChannelError(
        'a video needs the ffmpeg of Playwright',
        { whose: 'harness', code: 'no-ffmpeg', hint: 'npx playwright install ffmpeg' },
        { cause },
      )
    })
    this.#context = context
    this.#page = page
    const { clock } = this.#parts.options
    if (!this.#wants('none')) this.#har = new Har(page, this.#parts.scrub, () => clock.zero + clock.now())
    return page
  }

  /** Keeps what is seen between two turns. */
  async turned(): Promise<void> {
    if (this.#wants('none')) return
    await this.#picture()
    await this.#har?.bodies()
  }

  /** Keeps what is seen at the end, while the page is there. */
  async end(): Promise<void> {
    if (!this.#page) return
    await this.#picture()
    if (this.#har) {
      await this.#har.bodies()
      const { json, requests, left } = this.#har.build()
      this.#file('har', Buffer.from(json), 'har', { requests, ...left })
      await this.#archive()
    }
    const context = this.#context
    if (!this.#folder || !context || !this.#wants('trace')) return
    const path = join(this.#folder, 'trace.zip')
    await attempt(context.tracing.stop({ path }), WAIT.file)
    await this.#keepFile('trace', path, 'zip', LARGEST.trace)
  }

  /** Keeps what is whole only when the context has been closed, and clears away. */
  async closed(): Promise<void> {
    if (!this.#folder) return
    const path =
      this.#wants('video') && (await attempt(this.#page?.video()?.path() ?? Promise.reject(), 1_000))
    if (path) await this.#keepFile('video', path, 'webm', LARGEST.video)
    await rm(this.#folder, { recursive: true, force: true })
  }

  #wants(kind: EvidenceKind): boolean {
    return this.#parts.kinds.includes(kind)
  }

  /** Straight from the compositor: nothing is changed in the page, and it is not brought to the front. */
  async #picture(): Promise<void> {
    const format = this.#wants('png') ? 'png' : 'jpeg'
    const taken = this.#ask().then((cdp) =>
      cdp.send('Page.captureScreenshot', {
        format,
        optimizeForSpeed: true,
        ...(format === 'jpeg' && { quality: QUALITY }),
      }),
    )
    const picture = await attempt(taken, WAIT.picture)
    if (!picture) return this.#parts.observe('screenshot', 'could not be taken')
    const bytes = Buffer.from(picture.data, 'base64')
    if (bytes.length > LARGEST.picture) this.#parts.observe('screenshot', 'too large')
    else this.#parts.observe('screenshot', undefined, this.#parts.options.keep(bytes))
  }

  /** The page with its pictures and frames in one file, MHTML (RFC 2557). */
  async #archive(): Promise<void> {
    const taken = this.#ask().then((cdp) => cdp.send('Page.captureSnapshot', { format: 'mhtml' }))
    const archive = await attempt(taken, WAIT.archive)
    if (!archive) return this.#parts.observe('archive', 'could not be taken')
    if (archive.data.length > LARGEST.archive) return this.#parts.observe('archive', 'too large')
    this.#file('archive', Buffer.from(archive.data), 'mhtml', {})
  }

  async #keepFile(name: string, path: string, extension: string, largest: number): Promise<void> {
    const size = await attempt(stat(path), 1_000)
    if (!size || size.size > largest)
      return this.#parts.observe(name, size ? 'too large' : 'could not be taken')
    this.#file(name, await readFile(path), extension, {})
  }

  #file(name: string, bytes: Buffer, extension: string, value: Record<string, unknown>): void {
    const ref = this.#parts.options.keep(bytes, extension)
    this.#parts.observe(name, { ...value, bytes: bytes.length, extension }, ref)
  }

  #ask(): Promise<CDPSession> {
    const { page } = { page: this.#page }
    if (!page) return Promise.reject(new Error('no page'))
    this.#cdp ??= page.context().newCDPSession(page)
    return this.#cdp
  }
}
