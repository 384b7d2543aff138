/** Pictures of one report: small ones within it up to a total, larger ones in files beside it. */
import type { HtmlOptions } from '../report/html.js'
import { pictureKind } from './picture.js'
import { storedBlob } from './stored.js'

/** Bytes of one picture, and of all of them, that a report holds itself. */
const MOST = { one: 150_000, all: 2_000_000, files: 200 }
/** Folder beside the report. */
const FOLDER = 'report-files'

export interface ReportPictures {
  /** What the report asks for while it is made. */
  picture: NonNullable<HtmlOptions['picture']>
  /** Then: files that belong beside it, by their relative address. */
  files: Map<string, Buffer>
}

/** @param path run directory whose blobs are the pictures */
export function reportPictures(path: string): ReportPictures {
  const files = new Map<string, Buffer>()
  let embedded = 0
  return {
    files,
    picture(hash) {
      const bytes = storedBlob(path, hash)
      const kind = bytes && pictureKind(bytes)
      if (!kind) return null
      const { mime, extension, width, height } = kind
      if (bytes.length <= MOST.one && embedded + bytes.length <= MOST.all) {
        embedded += bytes.length
        return { address: `data:${mime};base64,${bytes.toString('base64')}`, width, height }
      }
      if (files.size >= MOST.files) return null
      const address = `${FOLDER}/${hash}.${extension}`
      files.set(address, bytes)
      return { address, width, height }
    },
  }
}
