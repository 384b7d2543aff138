/** Prints the scorecard of a result on standard output, as wide and as colourful as the terminal is. */
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { renderScorecard } from '../report/terminal.js'
import { withoutOrders } from './reporters/words.js'

const DEFAULT_WIDTH = 80

export interface PrintOptions {
  lang: Lang
  /** commander's --no-color; true unless it was given. */
  color: boolean
  /** What was run, for the command that replays a trial. */
  paths?: readonly string[] | undefined
}

/** What the run was begun with. */
export function pathsOf({ run }: Pick<Result, 'run'>): string[] | undefined {
  const paths = run.configuration?.paths
  return Array.isArray(paths) ? paths.map(String) : undefined
}

export function printScorecard(result: Result, { lang, color, paths }: PrintOptions): void {
  const { isTTY, columns } = process.stdout
  const plain = !color || Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb' || !isTTY
  const width = Math.min(columns ?? DEFAULT_WIDTH, 100)
  const card = renderScorecard(result, { lang, color: !plain, width, ...(paths ? { paths } : {}) })
  console.log(withoutOrders(card))
}
