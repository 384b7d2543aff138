/** Makes words that others said safe to show anywhere: bounded, and every hidden character visible. */
import type { Bilingual } from '../documents/ready.js'

// Marks and overrides that turn the direction of text around, and the separators that end a line unseen.
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g
const UNPAIRED = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uFFFE\uFFFF]/g

const code = (char: string): string =>
  `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`

function picture(char: string): string {
  const value = char.charCodeAt(0)
  if (value < 0x20) return String.fromCharCode(0x2400 + value)
  return value === 0x7f ? '␡' : code(char)
}

/**
 * The same words with nothing hidden: control characters and escape sequences become symbols (ESC is ␛),
 * direction controls their code points, halves of characters U+FFFD. Line breaks and tabs stay.
 */
export function plain(text: string): string {
  return text
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(CONTROL, picture)
    .replace(BIDI, code)
    .replace(UNPAIRED, '\uFFFD')
}

/** `plain` on one line, runs of white space made one space. */
export function oneLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim()
}

/** At most `length` UTF-16 units, never half a character, with … where something is missing. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** At most `lines` lines of it. */
export function cutLines(text: string, lines: number): string {
  let at = -1
  for (let count = 0; count < lines; count++) {
    at = text.indexOf('\n', at + 1)
    if (at < 0) return text
  }
  return `${text.slice(0, at)}\n…`
}

/** A sentence of ours that may quote a bot, in both languages, bounded and with nothing hidden. */
export function plainBoth(text: Bilingual, length: number): Bilingual {
  return {
    'zh-CN': plain(cut(text['zh-CN'], length)),
    en: plain(cut(text.en, length)),
  }
}
