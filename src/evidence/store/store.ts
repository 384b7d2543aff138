/**
 * A place for evidence, named by its content: a folder or a bucket. The name of bytes is their SHA-256, so that to put
 * them twice is to put them once; what makes a run of them is one small object, written last.
 */
import { sha256 } from '../../documents/canonical.js'

export interface Store {
  /** As it is called in messages. */
  readonly name: string
  /** Keeps bytes and returns their SHA-256. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes of this name. @throws NotWhole where they are missing, or others than their name says */
  get(hash: string): Promise<Buffer>
  /** Whether the object is there, and of this size: one that was cut off is put again. */
  has(hash: string, size: number): Promise<boolean>
  /** Says of which objects a run is made; from then on the store holds the run. */
  commit(run: string, index: string): Promise<void>
  /** What `commit` was told last; undefined where there is no such run. */
  committed(run: string): Promise<string | undefined>
  /** Ids of the runs, in order. */
  list(): Promise<string[]>
}

/** One object, which the message names, is missing or damaged; others may be whole. */
export class NotWhole extends Error {}

/** Where things lie below the root of a store, in both kinds alike. */
export const RUNS = 'runs/'
export const blobPath = (hash: string) => `blobs/sha256/${hash.slice(0, 2)}/${hash}`
export const runPath = (run: string) => `${RUNS}${run}.json`

/** The id of a run in the name of its object; undefined for what is none. */
export function runIn(name: string): string | undefined {
  return /(?:^|\/)([a-z0-9-]{1,80})\.json$/.exec(name)?.[1]
}

/** @throws NotWhole where the bytes are not those that their name says */
export function whole(bytes: Buffer, hash: string): Buffer {
  if (sha256(bytes) !== hash)
    throw new NotWhole(`${blobPath(hash)} is damaged: its bytes are others than its name says`)
  return bytes
}
