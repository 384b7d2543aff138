/**
 * Loads a module that the user named, on the command line or in their configuration. Nothing else makes code run:
 * no target, scenario or other document is ever asked.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'

export interface LoadedModule {
  /** Its default export. */
  value: unknown
  file: string
  /** SHA-256 of its file. */
  sha256: string
}

/**
 * @param name path relative to `folder`, or the name of a package that is installed there
 * @throws InputError where it is not there, cannot be loaded, or exports nothing by default
 */
export async function loadModule(name: string, folder: string): Promise<LoadedModule> {
  const file = find(name, folder)
  const typescript = (process.features as { typescript?: unknown }).typescript
  if (/\.[cm]?tsx?$/.test(file) && !typescript)
    throw new InputError(
      `${name} is TypeScript, which Node ${process.versions.node} cannot load by itself`,
      'use Node 22.18 or later, or build it and name the JavaScript file',
    )
  let module: { default?: unknown }
  try {
    module = await import(pathToFileURL(file).href)
  } catch (error) {
    throw new InputError(
      `${name} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  if (module.default === undefined) throw new InputError(`${name} has no default export`)
  return { value: module.default, file, sha256: sha256(readFileSync(file)) }
}

function find(name: string, folder: string): string {
  const path = resolve(folder, name)
  if (existsSync(path)) return path
  const missing = new InputError(`${name} was not found`, `looked for ${path}`)
  if (name.startsWith('.') || isAbsolute(name)) throw missing
  try {
    return createRequire(join(folder, 'ombud.config.js')).resolve(name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED')
      throw new InputError(
        `the package ${name} has no entry that can be found by its name`,
        'name its file: ./node_modules/…',
      )
    throw new InputError(
      `${name} was not found`,
      `there is no file ${path}, and no package of that name is installed`,
    )
  }
}
