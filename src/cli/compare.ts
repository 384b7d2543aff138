/** `ombud compare`: what changed from one run to another. */
import type { Lang } from '../documents/ready.js'
import { EXIT } from './exit.js'

export interface CompareFlags {
  /** text, json, markdown, html; with commas where --out is a folder. */
  format?: string
  out?: string
  alpha?: string
  anyMerchant?: boolean
  lang?: Lang
  color: boolean
}

export async function compareCommand(a: string, b: string, flags: CompareFlags): Promise<number> {
  return EXIT.ok
}
