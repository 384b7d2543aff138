/** Prints the scorecard of a result on standard output, as wide and as colourful as the terminal is. */
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { peopleIn } from '../library/people.js'
import { redactionOf } from '../report/redact/change.js'
import { redacted } from '../report/redact/redact.js'
import { renderScorecard } from '../report/terminal.js'
import { withoutOrders } from './reporters/words.js'

const DEFAULT_WIDTH = 80

export interface PrintOptions {
  lang: Lang
  /** commander's --no-color; true unless it was given. */
  color: boolean
  /** What was run, for the command that replays a trial. */
  paths?: readonly string[] | undefined
  /** Run directory, where the result has no chats by which people are known. */
  run?: string
  /** As of `ombud report`. */
  redact?: boolean | undefined
}

/** What the run was begun with. */
export function pathsOf({ run }: Pick<Result, 'run'>): string[] | undefined {
  const paths = run.configuration?.paths
  return Array.isArray(paths) ? paths.map(String) : undefined
}

export function printScorecard(result: Result, { lang, color, paths, run, redact }: PrintOptions): void {
  const { isTTY, columns } = process.stdout
  const plain = !color || Boolean(process.env.NO_COLOR) || process.env.TERM === 'dumb' || !isTTY
  const width = Math.min(columns ?? DEFAULT_WIDTH, 100)
  const shown = redacted(result, redactionOf(redact), run === undefined ? undefined : peopleIn(run))
  const card = renderScorecard(shown, { lang, color: !plain, width, ...(paths ? { paths } : {}) })
  console.log(withoutOrders(card))
}
