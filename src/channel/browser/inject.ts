/** Puts the page's parts together into the one script that runs before the page's own. */
import { aroundMessages } from './page/around.js'
import { authorBook } from './page/authors.js'
import { watchLag } from './page/lag.js'
import { listLearner } from './page/learn.js'
import { learnedBook } from './page/learned.js'
import { messageList } from './page/list.js'
import { observe } from './page/observer.js'
import { offerBook } from './page/offers.js'
import { outbox } from './page/outbox.js'
import { paintClock } from './page/paint.js'
import { pieceReader } from './page/pieces.js'
import { rowReader } from './page/row.js'
import { selectedReader } from './page/selected.js'
import { deepSelectors } from './page/selector.js'
import { stampBook } from './page/stamps.js'
import { structure } from './page/structure.js'
import { messageTeller } from './page/teller.js'
import { onlyForScreenReaders, readText } from './page/text.js'
import { flatTree } from './page/tree.js'
import { overlap } from './page/window.js'
import type { PageConfig } from './page/wire.js'
import { printWords } from './page/words.js'

/** Source of a script for `addInitScript`. */
export function pageScript(config: PageConfig): string {
  const parts = {
    aroundMessages,
    authorBook,
    deepSelectors,
    flatTree,
    learnedBook,
    listLearner,
    messageList,
    messageTeller,
    offerBook,
    onlyForScreenReaders,
    outbox,
    overlap,
    paintClock,
    pieceReader,
    printWords,
    readText,
    rowReader,
    selectedReader,
    stampBook,
    structure,
  }
  const tools = `{ ${Object.entries(parts).map(([name, part]) => `${name}: ${part}`)} }`
  return `(${observe})(${JSON.stringify(config)}, ${tools});(${watchLag})(${JSON.stringify(config.command)})`
}
