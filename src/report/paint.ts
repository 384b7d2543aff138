/** Colours of verdicts on a terminal, beside symbols that carry the meaning alone. */
import type picocolors from 'picocolors'
import type { Mark } from './mark.js'

export type Colors = ReturnType<typeof picocolors.createColors>

export function paint(kind: Mark['kind'], colors: Colors): (text: string) => string {
  if (kind === 'fail') return colors.red
  if (kind === 'pass') return colors.green
  if (kind === 'inconclusive' || kind === 'withheld') return colors.magenta
  return colors.dim
}
