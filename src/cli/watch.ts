/** `ombud run --watch`: runs again whenever a document changes, against bots on this machine only. */
import { type FSWatcher, mkdtempSync, rmSync, statSync, watch as watchFolder } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { isLoopback } from '../channel/open.js'
import { channelOf } from '../documents/channel-of.js'
import { InputError } from '../documents/input-error.js'
import { documentFile, findDocuments } from '../documents/kinds.js'
import { DocumentError } from '../documents/problem.js'
import type { Lang } from '../documents/ready.js'
import { plan, type RunOptions } from '../library/run.js'
import { EXIT, report } from './exit.js'

/** An editor writes a file in several goes. */
const SETTLE_MS = 200

/**
 * Holds a run, waits for a change, and so on until `signal` is aborted. Mistakes in documents are told, and wait for
 * their correction.
 * @param hold runs with these options, whose `out` is set for each run
 * @throws InputError where a target is not on this machine
 */
export async function watch(
  options: RunOptions,
  hold: () => Promise<number>,
  signal: AbortSignal,
  lang: Lang,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-watch-'))
  const changes = new Changes(options.paths ?? [], signal)
  try {
    for (let round = 1; !signal.aborted; round++) {
      options.out = join(folder, 'run')
      rmSync(options.out, { recursive: true, force: true })
      try {
        refuseOthers(options)
        await hold()
      } catch (error) {
        const mistake = error instanceof DocumentError || (error instanceof InputError && round > 1)
        if (!mistake) throw error
        report(error, false)
      }
      if (signal.aborted) break
      console.error(
        lang === 'en' ? 'waiting for a change (Ctrl-C ends it)' : '等待文件改动（按 Ctrl-C 结束）',
      )
      await changes.next()
    }
    return EXIT.ok
  } finally {
    changes.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whoever is asked again with each change of a file is no real shop. */
function refuseOthers(options: RunOptions): void {
  for (const { id, channel } of Object.values(plan(options).documents.targets)) {
    const { url } = channelOf({ channel })
    if (!isLoopback(url))
      throw new InputError(
        `--watch asks a bot with every change of a file, and ${id} is not on this machine: ${url}`,
        'name a target on 127.0.0.1, for example one of `ombud demo --serve`',
      )
  }
}

/** Changes of documents in the given files and folders and where the documents of these lie. */
class Changes {
  readonly #watchers: FSWatcher[]
  #timer: NodeJS.Timeout | undefined
  #changed = false
  #wake = () => {}

  constructor(paths: readonly string[], signal: AbortSignal) {
    const given = paths.map((path) => {
      const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
      return isFolder ? resolve(path) : dirname(resolve(path))
    })
    const folders = new Set([...given, ...findDocuments(paths).files.map(({ path }) => dirname(path))])
    this.#watchers = [...folders].map((folder) =>
      watchFolder(folder, (_, name) => {
        if (name === null || documentFile(name) || name.endsWith('.csv')) this.#settle()
      }),
    )
    // A folder that is removed is no reason to end.
    for (const watcher of this.#watchers) watcher.on('error', () => {})
    signal.addEventListener('abort', () => this.#wake(), { once: true })
  }

  /** Resolves with the next change, or with one since the last call, or when the signal is aborted. */
  async next(): Promise<void> {
    if (!this.#changed)
      await new Promise<void>((done) => {
        this.#wake = done
      })
    this.#changed = false
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const watcher of this.#watchers) watcher.close()
  }

  #settle(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#changed = true
      this.#wake()
    }, SETTLE_MS)
  }
}
