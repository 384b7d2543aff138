/** The documents that come with ombud: scenarios, personas, wordings, law packs and profiles. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of all shipped documents. */
export const SHIPPED = fileURLToPath(new URL('../../scenarios', import.meta.url))

/** What `ombud init` copies; examples to be changed, never part of an audit. */
export const STARTER = join(SHIPPED, 'starter')

/** The folders of the shipped scenarios, one a theme. */
export function shippedScenarios(): string[] {
  const folders = readdirSync(SHIPPED, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map((entry) => join(SHIPPED, entry.name))
    .filter(
      (folder) => readdirSync(folder).some((name) => /\.scenario\.ya?ml$/.test(name)) && folder !== STARTER,
    )
}
