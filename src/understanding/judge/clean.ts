/** The words of a conversation as a judge sees them: bounded, and with nothing that cannot be seen. */

/** Characters of one message, of which the beginning and the end are kept. */
const LONGEST = 4_000
const TAIL = 1_000

/** Format characters (zero-width, bidirectional, tags), variation selectors, and fillers that look like nothing. */
const UNSEEN =
  /\p{Cf}|\u034f|[\u115f\u1160\u3164\uffa0]|[\u17b4\u17b5]|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
const UNPAIRED = /\p{Cs}/gu

/** The beginning and the end of a text that is too long, with … between them. */
export function bounded(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, LONGEST - TAIL)}…${text.slice(-TAIL)}`
}

/** A message as it is sent to a judge; quotes are looked for in this form. */
export function cleaned(text: string): string {
  return bounded(text)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROL, '')
    .replace(UNPAIRED, '\ufffd')
    .replace(UNSEEN, '')
    .trim()
}
