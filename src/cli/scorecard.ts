/** Prints the scorecard of a result on standard output, as wide and as colourful as the terminal is. */
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { renderScorecard } from '../report/terminal.js'

const DEFAULT_WIDTH = 80

export function printScorecard(result: Result, lang: Lang): void {
  const { isTTY, columns } = process.stdout
  const plain = Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb' || !isTTY
  console.log(
    renderScorecard(result, { lang, color: !plain, width: Math.min(columns ?? DEFAULT_WIDTH, 100) }),
  )
}
