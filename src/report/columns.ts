/** Text laid out on a terminal, where a Chinese character is two columns wide. */
import { eastAsianWidth } from 'get-east-asian-width'
import { oneLine } from './text.js'

/** Cells on as many lines as they need, three spaces apart. */
export function wrap(cells: string[], width: number): string[] {
  const lines: string[] = []
  for (const cell of cells) {
    const last = lines.at(-1)
    if (last !== undefined && columns(last) + 3 + columns(cell) <= width)
      lines[lines.length - 1] = `${last}   ${cell}`
    else lines.push(clip(cell, width))
  }
  return lines
}

/** Columns a text takes: wide characters two, marks that join to the one before them none. */
export function columns(text: string): number {
  let sum = 0
  for (const char of text) sum += cells(char)
  return sum
}

function cells(char: string): number {
  return /^[\p{Mn}\p{Me}\p{Cf}]$/u.test(char) ? 0 : eastAsianWidth(char.codePointAt(0) ?? 0)
}

/**
 * The text on one line in at most `width` columns. CI servers take commands from what is printed (`::error::`,
 * `##[error]`), so the doubled signs are parted by a word joiner, which no one sees.
 */
export function clip(text: string, width: number): string {
  const line = oneLine(text).replace(/:(?=:)|#(?=#)/g, '$&\u2060')
  if (columns(line) <= width) return line
  let out = ''
  let used = 1
  for (const char of line) {
    used += cells(char)
    if (used > width) break
    out += char
  }
  return `${out}…`
}
