/** `ombud push`: puts a run into a store. */
import type { Lang } from '../documents/ready.js'
import { push } from '../library/push.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'

export interface StoreFlags {
  endpoint?: string
  lang?: Lang
}

/** Prints the id by which the run is found again. */
export async function pushCommand(path: string, store: string, flags: StoreFlags): Promise<number> {
  const { run, files, bytes, sent } = await push(path, store, flags.endpoint)
  const size = `${megabytes(sent)} / ${megabytes(bytes)} MB`
  console.log(
    languageOf(flags.lang) === 'en'
      ? `stored as ${run}: ${files} files, ${size} sent`
      : `已存为 ${run}：${files} 个文件，传送 ${size}`,
  )
  return EXIT.ok
}

export const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1)
