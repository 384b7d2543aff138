/** Puts the page's parts together into the one script that runs before the page's own. */
import { messageList } from './page/list.js'
import { observe, type PageConfig } from './page/observer.js'
import { deepSelectors } from './page/selector.js'
import { readText } from './page/text.js'

/** Source of a script for `addInitScript`. */
export function pageScript(config: PageConfig): string {
  const tools = `{ deepSelectors: ${deepSelectors}, messageList: ${messageList}, readText: ${readText} }`
  return `(${observe})(${JSON.stringify(config)}, ${tools})`
}
