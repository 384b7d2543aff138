/** A FAQ in JSON lines: one entry a line. */
import { type Source, shownPath } from '../source.js'
import type { Found } from './faq.js'
import { entryOf, sorted } from './shape.js'

export function entriesOfLines({ path, text }: Source): Found {
  const file = shownPath(path)
  return sorted(
    text.split('\n').flatMap((line, i) => {
      if (line.trim() === '') return []
      const problem = (message: string) => ({ file, line: i + 1, col: 1, message })
      try {
        return entryOf(JSON.parse(line), problem)
      } catch {
        return problem('the line is not valid JSON')
      }
    }),
  )
}
