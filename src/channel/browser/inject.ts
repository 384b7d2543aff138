/** Puts the page's parts together into the one script that runs before the page's own. */
import { messageList } from './page/list.js'
import { observe } from './page/observer.js'
import { offerBook } from './page/offers.js'
import { outbox } from './page/outbox.js'
import { deepSelectors } from './page/selector.js'
import { readText } from './page/text.js'
import type { PageConfig } from './page/wire.js'

/** Source of a script for `addInitScript`. */
export function pageScript(config: PageConfig): string {
  const parts = { deepSelectors, messageList, offerBook, outbox, readText }
  const tools = `{ ${Object.entries(parts).map(([name, part]) => `${name}: ${part}`)} }`
  return `(${observe})(${JSON.stringify(config)}, ${tools})`
}
