/** The ways in which words can be hidden from a reader of patterns: each gives a text to look at. */
import { SIMPLIFIED } from '../text/traditional.js'
import { cleaned } from './clean.js'

/** Encoded pieces that are decoded in one text. */
const MOST_PIECES = 12

/** Letters of other scripts that look like Latin ones, and small capitals. */
const LOOKS = pairs(
  'аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwѵvгrкkмmнhтtвbпnАaВbЕeКkМmНhОoРpСcТtУyХxІiЅsαaοoρpνvιiκkτtυuχxεeηnωwΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxɑaɡgɩiıiℓlꞮi' +
    'ᴀaʙbᴄcᴅdᴇeғfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz',
)
/** Digits and signs that stand for letters. */
const LEET = pairs('0o1i3e4a5s7t@a$s!i|l8b')
const FOREIGN = /[\u0370-\u052f\u0250-\u02af\u1d00-\u1d7f\ua720-\ua7ff\u2113\u0131]/
const ACCENT = /\p{Mn}(?<![\u0590-\u0fff\u3099\u309a])|\p{Me}/gu

export interface View {
  text: string
  /** How the words had to be uncovered; undefined for what anybody reads. */
  by?: string
}

/** The plain view of a text: what anybody reads, in lower case, simplified, of one width, without accents. */
export function plainView(text: string): string {
  const shaped = cleaned(text)
    .normalize('NFKC')
    .replace(/[\u{1f1e6}-\u{1f1ff}]/gu, flagLetter)
  let latin = ''
  for (const character of shaped.normalize('NFD').replace(ACCENT, '').normalize('NFC'))
    latin += SIMPLIFIED.get(character) ?? character
  return latin.toLowerCase()
}

/** Every view of a message that may show something which the plain one hides. */
export function viewsOf(text: string): View[] {
  const plain = plainView(text)
  const views: View[] = [{ text: plain }]
  const add = (by: string, seen: string | undefined) => {
    if (seen !== undefined && seen !== plain) views.push({ text: seen, by })
  }
  const folded = FOREIGN.test(plain) ? mapped(plain, LOOKS) : plain
  add('look-alikes', folded)
  add('spacing', joined(folded))
  add('digits for letters', leet(folded))
  add('reversed', [...plain].reverse().join(''))
  if (/[a-z]{4}/.test(plain)) add('rot13', plain.replace(/[a-z]/g, rotated))
  for (const { by, text: decoded } of decodedIn(cleaned(text))) {
    const seen = plainView(decoded)
    add(by, seen)
    add(by, joined(seen))
  }
  return views
}

function pairs(text: string): ReadonlyMap<string, string> {
  const all = [...text]
  return new Map(
    Array.from({ length: all.length / 2 }, (_, i) => [all[2 * i] as string, all[2 * i + 1] as string]),
  )
}

function mapped(text: string, map: ReadonlyMap<string, string>): string {
  let out = ''
  for (const character of text) out += map.get(character) ?? character
  return out
}

const flagLetter = (sign: string) => String.fromCharCode((sign.codePointAt(0) ?? 0) - 0x1f1e6 + 0x61)

/** Letters that are spaced out (`i g n o r e`, `忽-略`) joined again. */
function joined(text: string): string {
  return text
    .replace(/(?<![a-z])(?:[a-z][^a-z0-9\n\u3400-\u9fff]{1,3}){4,}[a-z](?![a-z])/g, (run) =>
      run
        .replace(/ {2,}|\/|\|(?= )/g, '\u0001')
        .replace(/[^a-z\u0001]/g, '')
        .replaceAll('\u0001', ' '),
    )
    .replace(/(?<=[\u3400-\u9fff])[^\u3400-\u9fffa-z0-9\n，。！？；：,!?;:、]{1,3}(?=[\u3400-\u9fff])/g, '')
    .replace(/(?:[\u3400-\u9fff][^\u3400-\u9fffa-z0-9]{1,2}){5,}[\u3400-\u9fff]/g, (run) =>
      run.replace(/[^\u3400-\u9fff]/g, ''),
    )
}

/** Words that mix letters with digits and signs, read as letters. */
function leet(text: string): string {
  return text.replace(/[a-z0-9@$!|]{3,}/g, (word) =>
    /[a-z]/.test(word) && /[0-9@$!|]/.test(word) ? mapped(word, LEET) : word,
  )
}

function rotated(letter: string): string {
  return String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97)
}

/** Encoded pieces of a text, decoded once, where words come of them. */
function* decodedIn(text: string): Generator<{ by: string; text: string }> {
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].slice(0, MOST_PIECES).map(([piece]) => piece)
  for (const piece of found(/[A-Za-z0-9+/_-]{12,}={0,2}/g)) {
    const decoded = utf8(Buffer.from(piece, 'base64'))
    if (decoded !== undefined) yield { by: 'base64', text: decoded }
  }
  for (const piece of found(/(?:(?:0x|\\x)?[0-9a-fA-F]{2}[ ,]?){8,}/g)) {
    const decoded = utf8(Buffer.from(piece.replace(/0x|\\x|[ ,]/g, ''), 'hex'))
    if (decoded !== undefined) yield { by: 'hexadecimal', text: decoded }
  }
  for (const piece of found(/(?:[01]{8}[ ,]?){6,}/g)) {
    const bytes = piece.match(/[01]{8}/g) ?? []
    const decoded = utf8(Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))))
    if (decoded !== undefined) yield { by: 'binary', text: decoded }
  }
  const percent = text.replace(
    /(?:%[0-9a-fA-F]{2})+/g,
    (run) => utf8(Buffer.from(run.replaceAll('%', ''), 'hex')) ?? run,
  )
  if (percent !== text) yield { by: 'percent signs', text: percent }
  const escaped = text
    .replace(/\\u\{?([0-9a-fA-F]{4,6})\}?/g, (_, code: string) => point(Number.parseInt(code, 16)))
    .replace(/&#x([0-9a-fA-F]{2,6});?/g, (_, code: string) => point(Number.parseInt(code, 16)))
    .replace(/&#(\d{2,7});?/g, (_, code: string) => point(Number(code)))
  if (escaped !== text) yield { by: 'escapes', text: escaped }
}

const point = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')

/** Bytes as text where most of it is letters and spaces. */
function utf8(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8')
  if (text.length < 4 || text.includes('\ufffd')) return undefined
  const words = text.match(/[\p{L}\p{N}\s.,:!?'"，。：！？-]/gu)?.length ?? 0
  return words >= text.length * 0.85 ? text : undefined
}
