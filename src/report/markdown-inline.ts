/** Words that others chose, as text of a Markdown document. */
import { cut, oneLine } from './text.js'

const LONGEST = 400
/** Word joiner: unseen, and no name, number or address is recognised across it. */
const JOINER = '\u2060'

/** Words in running text: no mark-up, mention, issue number, address or HTML comes of them. */
export function inline(text: string): string {
  return oneLine(cut(text, LONGEST))
    .replace(/@|#(?=\d)|:(?=\/\/)|\bwww(?=\.)/gi, `$&${JOINER}`)
    .replace(/[!-/:-@[-`{-~]/g, (char) =>
      char === '<' ? '&lt;' : char === '>' ? '&gt;' : char === '&' ? '&amp;' : `\\${char}`,
    )
}

/** A table: a heading and rows of cells that are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
