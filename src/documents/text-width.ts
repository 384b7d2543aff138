/** Text from outside made safe to print, and how many terminal columns it takes. */
import { eastAsianWidth } from 'get-east-asian-width'

// C0 and C1 controls, and the marks that reorder text so that it reads as something else than it is.
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u

/** The text without control characters; a tab becomes a space. */
export function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(CONTROLS, '')
}

/** Columns that the text takes in a terminal: 2 for wide characters, 0 for combining ones (Unicode TR 11). */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (!ZERO_WIDTH.test(character)) width += eastAsianWidth(character.codePointAt(0) as number)
  }
  return width
}
