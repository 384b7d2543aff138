/** `ombud init`: copies the starter files into a folder, and never over a file that is there. */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { STARTER } from '../documents/catalogue.js'
import { EXIT } from './exit.js'

/** Where a starter file goes when not beside the others. */
const PLACES: Record<string, string> = { 'ombud.yml': '.github/workflows/ombud.yml' }

export function init(folder: string): Promise<number> {
  for (const name of readdirSync(STARTER).sort()) {
    const place = join(folder, PLACES[name] ?? name)
    if (existsSync(place)) {
      console.log(`kept     ${place} (already there)`)
      continue
    }
    mkdirSync(dirname(place), { recursive: true })
    copyFileSync(join(STARTER, name), place)
    console.log(`written  ${place}`)
  }
  const target = join(folder, 'shop.target.yaml')
  console.log(`
Next:
  1. tell ${target} how to reach your bot
  2. npx ombud validate ${folder}
  3. npx ombud run ${target} --dry-run
  4. npx ombud run ${target}`)
  return Promise.resolve(EXIT.ok)
}
