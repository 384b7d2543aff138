/** Draws the map of a bot: menus and quick replies, walked breadth-first, and which paths reach a person. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserOptions } from '../channel/open.js'
import { checkOwn, type OwnChannels } from '../channel/own/own.js'
import { InputError } from '../documents/input-error.js'
import { loadDocuments } from '../documents/load.js'
import type { Lang } from '../documents/ready.js'
import type { ChatMap, MapNode } from './chat-map.js'
import { type Budget, Survey } from './survey.js'
import { type PageAddress, targetsOf } from './url.js'
import { Walker } from './walk.js'

export interface MapOptions extends OwnChannels, Budget {
  /** Path of a target file. */
  target?: string
  /** Instead of a file: a page whose chat is found. */
  page?: PageAddress
  /** What is said to a bot that offers nothing by itself. */
  say?: string
  /** Language where the target has none. */
  lang?: Lang
  /** Directory of the conversations; default reports/maps/<target>-<n>. */
  out?: string
  browser?: BrowserOptions
  signal?: AbortSignal
  /** Is told each path that was walked. */
  listen?(node: MapNode): void
  announce?(message: string): void
}

/**
 * Walks the menus of one target and draws them. Every path is a conversation of its own; one is held at a time.
 * Where a person joins or is promised, they are told that this was a test, and it counts against
 * `politeness.contactsPerDay`.
 * @throws DocumentError for mistakes in the target file; InputError where there is not exactly one target, or the
 * directory is taken
 */
export async function map(options: MapOptions): Promise<ChatMap> {
  const { target, loaded } = load(options)
  checkOwn([target], options)
  const { lang = 'zh-CN', announce = () => undefined, signal = new AbortController().signal } = options
  const out = options.out ?? nextFolder(target.id)
  const walker = new Walker({
    loaded,
    target,
    lang,
    seed: randomBytes(8).toString('hex'),
    out,
    own: options,
    announce,
    signal,
    ...(options.browser ? { browser: options.browser } : {}),
  })
  try {
    const drawn = await new Survey({ ...options, out, signal }, target, walker).draw()
    await walker.end('map.json', drawn)
    return drawn
  } catch (error) {
    await walker.close()
    throw error
  }
}

function load({ target: file, page }: MapOptions) {
  const loaded = loadDocuments(file === undefined ? [] : [file])
  const targets = page ? targetsOf([page]) : loaded.targets
  const [target] = targets
  if (!target || targets.length > 1)
    throw new InputError(
      target ? `${file} has ${targets.length} targets` : `${file} is no target file`,
      'a map is drawn of one: name a *.target.yaml, or the page of a chat',
    )
  return { target, loaded }
}

function nextFolder(target: string): string {
  for (let n = 1; ; n++) {
    const folder = join('reports', 'maps', `${target}-${n}`)
    if (!existsSync(folder)) return folder
  }
}
