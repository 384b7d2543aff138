/** Finds the kind of store that a place names; each is loaded where it is wanted. */
import { InputError } from '../../documents/input-error.js'
import type { Store } from './store.js'

/** Whether a name that may be a run directory, too, says that it is a store. */
export function isStore(place: string): boolean {
  return /^(s3:\/\/|dir:)/.test(place)
}

/**
 * Opens a store; nothing is asked of it yet.
 * @param place `s3://bucket/prefix`, `dir:PATH` or a path
 * @param endpoint of the object store, where it is not the one of the environment
 * @throws InputError where the place cannot be read, or its keys are missing
 */
export async function openStore(place: string, endpoint?: string): Promise<Store> {
  if (place.startsWith('s3://')) {
    const { S3Store } = await import('./s3.js')
    return S3Store.open(place, process.env, endpoint)
  }
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(place) ?? []
  if (scheme !== undefined)
    throw new InputError(
      `there is no store of the kind ${scheme}://`,
      'name s3://BUCKET/PREFIX for an object store, or a folder',
    )
  const { FolderStore } = await import('./dir.js')
  return new FolderStore(place.replace(/^dir:/, ''))
}
