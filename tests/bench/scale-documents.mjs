/** Documents for many merchants with one bot, each with scenarios of its own kind of words (./run-documents.mjs). */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { http, writeRunDocuments } from './run-documents.mjs'

/** @returns the folder, which holds `targets` targets and `scenarios` scenarios of `turns` questions */
export function writeMerchants({ folder, url, targets, scenarios, turns }) {
  writeRunDocuments({ folder, channel: http(url), scenarios, turns })
  const shop = readFileSync(join(folder, 'shop.target.yaml'), 'utf8')
  for (let n = 2; n <= targets; n++) {
    const id = `shop-${n}`
    writeFileSync(join(folder, `${id}.target.yaml`), shop.replace('id: shop', `id: ${id}`))
  }
  return folder
}
